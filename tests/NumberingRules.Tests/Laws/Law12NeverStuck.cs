namespace NumberingRules.Tests.Laws;

/// <summary>
/// Law 12: no fact about an invoice of the book is rejected except for naming what does not exist, was released,
/// belongs to another invoice, or precedes the first connect; no book and no invoice is ever stuck: from every state
/// some allowed commands lead to a numbered, settled one.
/// </summary>
public sealed class Law12NeverStuck
{
    [Law]
    public void Law_12_no_fact_is_rejected_for_being_inconvenient(Script script) => Assert.True(FactsAreOnlyRejectedForWhatTheyName(Numbering.Decide, script));

    [Law]
    public void Law_12_news_of_a_record_that_an_invoice_has_is_never_rejected(Script script) => Assert.True(NewsIsNeverRejected(Numbering.Decide, script));

    [Law]
    public void Law_12_from_every_state_each_invoice_can_reach_its_ERP_number(Script script) =>
        Assert.True(LeadsToErpNumbers(Numbering.Decide, Numbering.Authority, script));

    [Law]
    public void Law_12_from_every_state_each_invoice_can_reach_its_home_number(Script script) =>
        Assert.True(LeadsToHomeNumbers(Numbering.Decide, Numbering.Authority, script));

    internal static bool FactsAreOnlyRejectedForWhatTheyName(Decider decide, Script script) =>
        Story.Of(decide, script).Steps.All(step => step.Decision.Rejection is not { } rejection
            || step.Command is not Command.OnInvoice command
            || step.Before.Find(command.Invoice) is not { } invoice
            || !IsFact(command)
            || IsForWhatItNames(step, command, invoice, rejection));

    internal static bool NewsIsNeverRejected(Decider decide, Script script) =>
        Story.Of(decide, script).Books.Where(book => book.Header.Connection != Connection.Never).All(book =>
            book.Invoices.SelectMany(News).All(fact => decide(book, fact).Outcome != Outcome.Rejected));

    internal static bool LeadsToErpNumbers(Decider decide, Answerer answer, Script script) =>
        Story.Of(decide, script).Books.All(book =>
        {
            var way = new Settlement(decide, book);
            return way.ReachesErpNumbers() && way.Book.Invoices.All(invoice => IsSettled(way.Book, invoice)
                && (invoice.IsVoid || answer(way.Book.Header, invoice).Number == Expected(way.Book.Header, invoice)));
        });

    internal static bool LeadsToHomeNumbers(Decider decide, Answerer answer, Script script) =>
        Story.Of(decide, script).Books.All(book =>
        {
            var way = new Settlement(decide, book);
            return way.ReachesErpNumbers() && way.ReachesHomeNumbers() && way.Book.Invoices.All(invoice => IsSettled(way.Book, invoice)
                && (invoice.IsVoid || (answer(way.Book.Header, invoice) is { System: Side.Home, Number: { } shown } && shown == invoice.HomeNumber)));
        });

    private static bool IsFact(Command command) => command is Command.Import or Command.Confirm or Command.Release or Command.Void { By: Side.Erp } or Command.Reinstate;

    private static bool IsForWhatItNames(Step step, Command.OnInvoice command, Invoice invoice, Rejection rejection) => rejection switch
    {
        Rejection.NotConnected => step.Before.Header.Connection == Connection.Never,
        Rejection.ErpKeyTaken => step.Decision.Holder is { } holder && holder != invoice.Id
            && step.Before.Find(holder)!.Records.Any(record => record.Key == KeyOf(command)),
        Rejection.ErpKeyReleased => invoice.Released.Any(record => record.Key == KeyOf(command)),
        Rejection.ErpKeyUnknown or Rejection.NotSynced => Lacks(invoice, KeyOf(command)),
        Rejection.SeriesUnknown or Rejection.ScopeMismatch or Rejection.FormUnknown => command is Command.Import && invoice.HomeNumber is null,
        Rejection.InvoiceExists => invoice.Origin == Side.Home || Lacks(invoice, KeyOf(command)),
        _ => false,
    };

    private static bool Lacks(Invoice invoice, ErpKey? key) =>
        key is null ? invoice.Records.Count == 0 : invoice.Records.All(record => record.Key != key);

    private static ErpKey? KeyOf(Command command) => command switch
    {
        Command.Import c => c.ErpKey,
        Command.Confirm c => c.ErpKey,
        Command.Release c => c.ErpKey,
        _ => null,
    };

    private static IEnumerable<Command> News(Invoice invoice) =>
    [
        new Command.Confirm(invoice.Id, "new key", "A-1"),
        new Command.Void(invoice.Id, Side.Erp, "void in the ERP"),
        new Command.Reinstate(invoice.Id, "posted anew"),
        .. invoice.Released.Select(record => new Command.Release(invoice.Id, "gone", record.Key)),
        .. invoice.Records.SelectMany(record => (Command[])
        [
            new Command.Confirm(invoice.Id, record.Key, "A-1", 0),
            new Command.Confirm(invoice.Id, "new key", null, null, record.Key),
            new Command.Release(invoice.Id, "gone", record.Key),
            new Command.Release(invoice.Id, "gone"),
            .. invoice.Origin == Side.Erp ? [new Command.Import(invoice.Id, record.Key, "A-1", Words.AllDates[0])] : (Command[])[],
        ]),
    ];

    private static bool IsSettled(Book book, Invoice invoice) =>
        Numbering.EffectiveSync(book.Header, invoice) is not (Sync.Sent or Sync.Uncertain)
        && (invoice.IsVoid || (invoice is { IsLinked: true, IsUnlinked: false, Approval: Approval.Approved }));

    private static InvoiceNumber? Expected(BookHeader book, Invoice invoice) =>
        book.Policy.Authority == Side.Home && invoice.Origin == Side.Home ? invoice.HomeNumber : invoice.ErpNumber;
}
