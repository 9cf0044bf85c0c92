namespace NumberingRules.Tests.Laws;

/// <summary>Law 6: while live, an ERP-created invoice shows E or nothing.</summary>
public sealed class Law06Live
{
    [Law]
    public void Law_06_while_live_an_ERP_created_invoice_shows_its_ERP_number_or_nothing(Script script) =>
        Assert.True(ErpCreatedShowsErpNumber(Numbering.Decide, Numbering.Authority, script));

    internal static bool ErpCreatedShowsErpNumber(Decider decide, Answerer answer, Script script) =>
        Story.Of(decide, script).Books.Where(book => book.Header.IsLive).All(book =>
            book.Invoices.Where(invoice => invoice.Origin == Side.Erp).All(invoice =>
                answer(book.Header, invoice).Number == (invoice.Records.Count > 0 ? invoice.Records[0].Number : null)));
}
