namespace NumberingRules.Tests.Tables;

/// <summary>One row of SPEC §6: the checks of a command in the order written, then its effect.</summary>
internal sealed class CommandTable<TCommand>(string name) : ITable
    where TCommand : Command
{
    private readonly Table<Case<TCommand>, Func<Case<TCommand>, Expected>> _rows = new(name);

    public string Name => _rows.Name;

    public IEnumerable<(string Condition, string Becomes)> Described => _rows.Described;

    public IEnumerable<string> NeverUsed => _rows.NeverUsed;

    public int Rows => _rows.Rows;

    public CommandTable<TCommand> If(string condition, Func<Case<TCommand>, bool> fits, Rejection reason) =>
        Add(condition, fits, _ => Expected.Rejected(reason), NumberingRules.Name.Of(reason));

    public CommandTable<TCommand> If(string condition, Func<Case<TCommand>, bool> fits, Outcome unchanged) =>
        Add(condition, fits, _ => new(unchanged), NumberingRules.Name.Of(unchanged));

    /// <summary>Checks that another table makes, in its own order.</summary>
    public CommandTable<TCommand> Unless(string condition, Func<Case<TCommand>, Rejection?> problem) =>
        Add(condition, asked => problem(asked) is not null, asked => Expected.Rejected(problem(asked)!.Value), "see *issue*");

    public CommandTable<TCommand> IfHeld(string condition, Func<Case<TCommand>, string?> holder, Expected expected) =>
        Add(condition, asked => holder(asked) is not null, asked => expected with { Holder = holder(asked) }, expected.Reason is { } reason ? NumberingRules.Name.Of(reason) : NumberingRules.Name.Of(expected.Outcome));

    public CommandTable<TCommand> Then(string effect, Func<Case<TCommand>, bool> fits, Action<Case<TCommand>> change) =>
        Add(effect, fits, asked => asked.Accept(change), NumberingRules.Name.Of(Outcome.Accepted));

    public CommandTable<TCommand> Then(string effect, Action<Case<TCommand>> change) =>
        Add("otherwise", static _ => true, asked => asked.Accept(change), $"{NumberingRules.Name.Of(Outcome.Accepted)}: {effect}");

    public CommandTable<TCommand> Else(string condition, Rejection reason) => If(condition, static _ => true, reason);

    public Expected Of(ModelBook book, TCommand command)
    {
        var asked = new Case<TCommand>(book, command);
        return _rows.Answer(asked)(asked);
    }

    private CommandTable<TCommand> Add(string condition, Func<Case<TCommand>, bool> fits, Func<Case<TCommand>, Expected> answer, string becomes)
    {
        _rows.If(condition, fits, answer, becomes);
        return this;
    }
}
