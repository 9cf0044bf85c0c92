using FsCheck;
using FsCheck.Fluent;

namespace NumberingRules.Tests.Laws;

/// <summary>Generates scripts, and makes failing ones smaller by leaving commands out.</summary>
public static class Scripts
{
    private static readonly Gen<Command[]> Beginnings = Gen.Frequency(
        (6, from open in CommandCases.Opens select (Command[])[open]),
        (12, from open in CommandCases.Opens select (Command[])[open, new Command.Connect("acme")]),
        (1, Gen.Constant<Command[]>([])));

    private static readonly Gen<Command[]> Alone = CommandCases.OneOf(CommandCases.All).Select(command => (Command[])[command]);

    /// <summary>Several commands about one invoice.</summary>
    private static readonly Gen<Command[]> InARow = Gen.OneOf(Words.AllInvoices.Select(invoice =>
        Gen.Choose(2, 5).SelectMany(count => Gen.ArrayOf(CommandCases.OneOf(CommandCases.OnInvoice(Gen.Constant(invoice))), count))));

    /// <summary>An invoice from its creation to the ERP.</summary>
    private static readonly Gen<Command[]> Journeys =
        from create in CommandCases.Creates(Words.Invoices)
        from readied in Gen.Elements<Command>(new Command.Submit(create.Invoice), new Command.Approve(create.Invoice))
        select (Command[])[create, readied, new Command.Send(create.Invoice)];

    internal static Gen<Script> All { get; } =
        from beginning in Beginnings
        from pieces in Gen.Sized(size => Gen.Choose(size / 4, 10 + size).SelectMany(count =>
            Gen.ArrayOf(Gen.Frequency((8, Alone), (3, InARow), (2, Journeys)), count)))
        select new Script([.. beginning, .. pieces.SelectMany(piece => piece)]);

    public static Arbitrary<Script> Arbitrary() => Arb.From(All, Shrink);

    private static IEnumerable<Script> Shrink(Script script) =>
        WithoutSome(script.Commands).Concat(WithOneSimpler(script.Commands)).Select(commands => new Script(commands));

    private static IEnumerable<ValueList<Command>> WithoutSome(ValueList<Command> commands)
    {
        for (var left = commands.Count; left > 0; left /= 2)
        {
            for (var at = 0; at < commands.Count; at += left)
            {
                yield return [.. commands.Take(at), .. commands.Skip(at + left)];
            }
        }
    }

    private static IEnumerable<ValueList<Command>> WithOneSimpler(ValueList<Command> commands) =>
        commands.SelectMany((command, at) => Simpler(command)
            .Select(ValueList<Command> (simpler) => [.. commands.Take(at), .. simpler, .. commands.Skip(at + 1)]));

    private static IEnumerable<ValueList<Command>> Simpler(Command command) => command switch
    {
        Command.Together { Commands: var inner } =>
            WithoutSome(inner).Where(some => some.Count > 0)
                .Select(ValueList<Command> (some) => [new Command.Together(some)])
                .Prepend(inner),
        Command.Open { Policy: not null } open => [[open with { Policy = null }]],
        Command.Open { Series: { Count: > 1 } series } open => [[open with { Series = [.. series.SkipLast(1)] }]],
        Command.Confirm { ErpVersion: not null } c => [[new Command.Confirm(c.Invoice, c.ErpKey, c.ErpNumber, null, c.Replaces, c.Reclaim)]],
        Command.Confirm { Replaces: not null } c => [[c with { Replaces = null }]],
        Command.Confirm { Reclaim: true } c => [[c with { Reclaim = false }]],
        _ => [],
    };
}
