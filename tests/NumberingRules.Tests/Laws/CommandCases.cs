using FsCheck;
using FsCheck.Fluent;
using static NumberingRules.Tests.Laws.Words;

namespace NumberingRules.Tests.Laws;

/// <summary>A case of <see cref="Command"/>, how often it is generated, and how.</summary>
internal sealed record CommandCase(Type Type, int Weight, Gen<Command> Commands)
{
    internal static CommandCase Of<T>(int weight, Gen<T> commands)
        where T : Command => new(typeof(T), weight, commands.Select(Command (command) => command));
}

/// <summary>Every case of <see cref="Command"/>, in the order of SPEC §6.</summary>
internal static class CommandCases
{
    private static readonly Gen<PolicyChange> Policies =
        from authority in MaybeValue(Gen.Elements(Enum.GetValues<Side>()))
        from home in MaybeValue(Gen.Elements(Enum.GetValues<HomeNumberPolicy>()))
        from imported in MaybeValue(Gen.Elements(Enum.GetValues<ImportedHomeNumberPolicy>()))
        from series in Maybe(SeriesWishes.Known)
        select new PolicyChange(authority, home, imported, series);

    internal static Gen<Command.Open> Opens { get; } =
        from series in SeriesWishes.Several
        from policy in Maybe(Policies)
        select new Command.Open([.. series], policy);

    /// <summary>Commands about the book that may be held together with others.</summary>
    internal static IReadOnlyList<CommandCase> OnBook { get; } =
    [
        CommandCase.Of(2, from policy in Policies select new Command.SetPolicy(policy)),
        CommandCase.Of(3, from series in SeriesWishes.One select new Command.AddSeries(series)),
        CommandCase.Of(
            3,
            from series in SeriesWishes.Known
            from successor in Maybe(SeriesWishes.Known)
            select new Command.CloseSeries(series, successor)),
        CommandCase.Of(
            4,
            from series in SeriesWishes.Known
            from date in Dates
            from next in Gen.Frequency((12, Gen.Choose(0, 6).Select(small => (long)small)), (1, Gen.Elements(1_000_000_000_000_000_000, long.MaxValue)))
            from reason in Reasons
            from scope in Maybe(Scopes)
            select new Command.Advance(series, date, next, reason, scope)),
        CommandCase.Of(6, from company in Companies from syncFrom in SyncFroms select new Command.Connect(company, syncFrom)),
        CommandCase.Of(1, from reason in Reasons select new Command.Interrupt(reason)),
        CommandCase.Of(3, from reason in Maybe(Reasons) select new Command.Disconnect(reason)),
        CommandCase.Of(1, Gen.Constant(new Command.Recover())),
    ];

    /// <summary>Any command that may be held together with others.</summary>
    internal static Gen<Command> Any { get; } =
        OneOf([.. OnBook, .. OnInvoice(Invoices)]);

    internal static Gen<Command.Together> Togethers { get; } =
        from count in Gen.Choose(1, 4)
        from commands in Gen.ArrayOf(Any, count)
        select new Command.Together([.. commands]);

    /// <summary>Every case.</summary>
    internal static IReadOnlyList<CommandCase> All { get; } =
        [.. OnBook, .. OnInvoice(Invoices), CommandCase.Of(2, Opens), CommandCase.Of(5, Togethers)];

    internal static Gen<Command> OneOf(IEnumerable<CommandCase> cases) => Gen.Frequency(cases.Select(one => (one.Weight, one.Commands)));

    /// <summary>Commands about one of these invoices.</summary>
    internal static IReadOnlyList<CommandCase> OnInvoice(Gen<InvoiceId> invoices) =>
    [
        CommandCase.Of(12, Creates(invoices)),
        CommandCase.Of(4, Redates(invoices)),
        CommandCase.Of(4, invoices.Select(invoice => new Command.Submit(invoice))),
        CommandCase.Of(3, invoices.Select(invoice => new Command.Withdraw(invoice))),
        CommandCase.Of(8, invoices.Select(invoice => new Command.Approve(invoice))),
        CommandCase.Of(
            2,
            from invoice in invoices
            from side in Gen.Elements(Enum.GetValues<Side>())
            from reason in Reasons
            select new Command.Void(invoice, side, reason)),
        CommandCase.Of(5, invoices.Select(invoice => new Command.Number(invoice))),

        CommandCase.Of(10, invoices.Select(invoice => new Command.Send(invoice))),
        CommandCase.Of(4, invoices.Select(invoice => new Command.Resend(invoice))),
        CommandCase.Of(4, from invoice in invoices from attempt in Attempts select new Command.Lose(invoice, attempt)),
        CommandCase.Of(
            4,
            from invoice in invoices
            from attempt in Attempts
            from reason in Reasons
            select new Command.Refuse(invoice, reason, attempt)),
        CommandCase.Of(2, invoices.Select(invoice => new Command.Unlink(invoice))),
        CommandCase.Of(3, invoices.Select(invoice => new Command.Relink(invoice))),

        CommandCase.Of(8, Imports(invoices)),
        CommandCase.Of(10, Confirms(invoices)),
        CommandCase.Of(
            4,
            from invoice in invoices
            from key in Maybe(Keys)
            from reason in Reasons
            select new Command.Release(invoice, reason, key)),
        CommandCase.Of(3, from invoice in invoices from reason in Reasons select new Command.Reinstate(invoice, reason)),
    ];

    internal static Gen<Command.Create> Creates(Gen<InvoiceId> invoices) =>
        from invoice in invoices
        from date in Dates
        from series in Maybe(SeriesWishes.Known)
        from number in Gen.Frequency((3, Gen.Constant<InvoiceNumber?>(null)), (1, Maybe(Numbers)))
        from scope in Seldom(Scopes)
        from form in Seldom(Forms)
        select new Command.Create(invoice, date, series, number, scope, form);

    private static Gen<Command.Redate> Redates(Gen<InvoiceId> invoices) =>
        from invoice in invoices
        from date in Dates
        from series in SeriesWishes.Known
        from scope in Scopes
        from form in Gen.Frequency((1, Gen.Constant(FormChoice.DefaultForm)), (2, Forms.Select(FormChoice.FromFormName)))
        from fields in Gen.Choose(1, 15)
        select new Command.Redate(
            invoice,
            (fields & 1) == 0 ? null : date,
            (fields & 2) == 0 ? null : series,
            (fields & 4) == 0 ? null : scope,
            (fields & 8) == 0 ? default : form);

    private static Gen<Command.Import> Imports(Gen<InvoiceId> invoices) =>
        from invoice in invoices
        from key in Keys
        from number in Maybe(Numbers)
        from date in Dates
        from draft in Rarely
        from series in Maybe(SeriesWishes.Known)
        from version in Versions
        from scope in Seldom(Scopes)
        from form in Seldom(Forms)
        select new Command.Import(invoice, key, number, date, draft, series, version, scope, form);

    private static Gen<Command.Confirm> Confirms(Gen<InvoiceId> invoices) =>
        from invoice in invoices
        from key in Keys
        from number in Gen.Frequency((1, Gen.Constant<InvoiceNumber?>(null)), (2, Numbers.Select(InvoiceNumber? (some) => some)))
        from version in Versions
        from replaces in Maybe(Keys)
        from reclaim in Rarely
        select new Command.Confirm(invoice, key, number, version, replaces, reclaim);
}
