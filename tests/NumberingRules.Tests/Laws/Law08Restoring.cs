namespace NumberingRules.Tests.Laws;

/// <summary>
/// Law 8: disconnect then connect restores every answer of an unchanged policy. Interrupt, connect and recover change
/// none.
/// </summary>
public sealed class Law08Restoring
{
    private static readonly Command[] Harmless = [new Command.Interrupt("outage"), new Command.Recover()];

    [Law]
    public void Law_08_disconnect_then_connect_restores_every_answer(Script script) =>
        Assert.True(ConnectRestores(Numbering.Decide, Numbering.Authority, script));

    [Law]
    public void Law_08_interrupt_connect_and_recover_change_no_answer(Script script) =>
        Assert.True(NoAnswerChanges(Numbering.Decide, Numbering.Authority, script));

    internal static bool ConnectRestores(Decider decide, Answerer answer, Script script) =>
        Story.Of(decide, script).Books.Where(book => book.Header.IsLive).All(book =>
        {
            var disconnected = After(decide, book, new Command.Disconnect());
            var restored = After(decide, disconnected, new Command.Connect(book.Header.Company!));
            return disconnected.Header.Connection == Connection.Disconnected
                && restored.Header.Connection == Connection.Connected
                && Answers(answer, restored).SequenceEqual(Answers(answer, book));
        });

    /// <summary>A connect after a disconnect is another thing: it brings the ERP's numbers back.</summary>
    internal static bool NoAnswerChanges(Decider decide, Answerer answer, Script script) =>
        Story.Of(decide, script).Books.Where(book => book.Header.IsOpen).All(book =>
            Harmless.Concat(Connects(book)).All(command =>
                Answers(answer, After(decide, book, command)).SequenceEqual(Answers(answer, book))));

    private static IEnumerable<Command> Connects(Book book) => book.Header.Connection == Connection.Disconnected
        ? []
        : [new Command.Connect(book.Header.Company ?? "acme"), new Command.Connect(book.Header.Company ?? "acme", Words.AllDates[2])];

    private static Book After(Decider decide, Book book, Command command) => book.After(decide(book, command).Events);

    private static IEnumerable<Authority> Answers(Answerer answer, Book book) =>
        book.Invoices.Select(invoice => answer(book.Header, invoice));
}
