namespace NumberingRules.Proof.Enumeration;

/// <summary>
/// The way to a broken law as a script (SPEC §9), found again on a real book from the beginning, with nothing merged or
/// renamed: at each state on the way the command is taken that leads to one that is encoded as the next.
/// </summary>
internal sealed class Counterexample(Exploration explored)
{
    private readonly List<Command> _script = [];
    private List<Event> _events = [];

    /// <summary>The commands that lead to the broken law, the last one breaking it.</summary>
    internal static List<Command> Of(Exploration explored, Violation violation)
    {
        var again = new Counterexample(explored);
        foreach (var wanted in explored.States.PathTo(violation.State).Skip(1))
        {
            again.GoTo(wanted);
        }

        if (violation.Command is not null)
        {
            again._script.Add(again.Commands().First(command => again.Breaks(command, violation.Law)));
        }

        return again._script;
    }

    private void GoTo(Packed wanted)
    {
        var book = Folded(_events);
        foreach (var command in Commands())
        {
            List<Event> events = [.. _events, .. explored.Rules.Decide(book, command).Events];
            var after = Folded(events);
            if (explored.Encoding.Encode(after.Header, Places.None.After([.. events]), [.. after.Appeared]) == wanted)
            {
                _events = events;
                _script.Add(command);
                return;
            }
        }

        throw new InvalidOperationException("a state that was reached is not reached again: the merging of states is not sound");
    }

    private Command[] Commands() => [.. explored.Alphabet.On([.. Folded(_events).Appeared])];

    private Register Folded(List<Event> events)
    {
        var book = new Register();
        events.ForEach(happened => explored.Rules.Fold(book, happened));
        return book;
    }

    private bool Breaks(Command command, string law)
    {
        var book = Folded(_events);
        var judge = new Judge(explored.Rules, explored.Scope, new(explored.Rules, explored.Scope));
        judge.Before.Show(book.Header, Places.None.After([.. _events]), [.. book.Appeared]);
        judge.Backwards.Show(book.Header, judge.Before.Places, [.. book.Appeared]);
        return judge.Step(command).Law is { } broken && broken.Split(':')[0] == law.Split(':')[0];
    }
}
