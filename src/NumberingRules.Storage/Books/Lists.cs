namespace NumberingRules.Storage;

/// <summary>The lists a host works from: what the invoices stand for, as the book's header has it now.</summary>
internal static class Lists
{
    internal static IEnumerable<Invoice> Of(StoredBook book, WorkList list, long after)
    {
        var header = book.Header;
        return !header.IsOpen ? [] : list switch
        {
            WorkList.ToSend => header.Connection != Connection.Connected ? []
                : book.WorkOf(WorkKind.Unsent, after).Where(invoice => !(invoice.Date < header.SyncFrom)),
            WorkList.ToLookUp => InOrder(book, WorkKind.Uncertain, WorkKind.Sent, after).Where(invoice => Numbering.EffectiveSync(header, invoice) == Sync.Uncertain),
            WorkList.Failed => book.WorkOf(WorkKind.Failed, after),
            _ => InOrder(book, WorkKind.UnnumberedHome, WorkKind.UnnumberedErp, after).Where(invoice => OwesNumber(header, invoice)),
        };
    }

    internal static IEnumerable<HeldFinding> Findings(StoredBook book, long after) =>
        book.Findings()
            .DistinctBy(found => found.Noted)
            .Where(found => found.Entry > after && book.Register.Find(found.Noted.Invoice) is { } invoice && Holds(book, found.Noted.Finding, invoice))
            .Select(found => new HeldFinding(found.Noted.Finding, KeptInvoice.Of(book.Header, book.Register.Find(found.Noted.Invoice)!), found.Entry));

    /// <summary>Whether an invoice without a number should have one: C7's <i>all</i>, and what the policy says of the rest.</summary>
    internal static bool OwesNumber(BookHeader book, Invoice invoice) =>
        invoice is { HomeNumber: null, IsVoid: false }
        && (invoice.Origin == Side.Home
            ? book.Policy.HomeNumber == HomeNumberPolicy.OnCreate || invoice.Approval == Approval.Approved
            : book.Policy.ImportedHomeNumber switch
            {
                ImportedHomeNumberPolicy.OnImport => true,
                ImportedHomeNumberPolicy.OnDisconnect => book.Connection == Connection.Disconnected,
                _ => false,
            });

    private static bool Holds(StoredBook book, Finding finding, Invoice invoice) => finding switch
    {
        Finding.DuplicateInErp => invoice.Records.Count > 1,
        Finding.ErpNumberDiffers => book.Header.Policy.Authority == Side.Home && invoice.ErpNumber is { } erp && invoice.HomeNumber is { } home && erp != home,
        Finding.ErpNumberShared => invoice.ErpNumber is { } shared && NumberingRules.Findings.OthersWithErpNumber(book.Register, invoice, shared),
        Finding.HomeNumberOwed => OwesNumber(book.Header, invoice),
        _ => (invoice.HomeNumber is { } own && NumberingRules.Findings.OthersWithErpNumber(book.Register, invoice, own))
            || (invoice.ErpNumber is { } shown && NumberingRules.Findings.OtherHasHomeNumber(book.Register, invoice.Id, shown)),
    };

    private static IEnumerable<Invoice> InOrder(StoredBook book, WorkKind one, WorkKind other, long after) =>
        StoredBook.Merged(book.WorkOf(one, after), book.WorkOf(other, after));
}
