namespace NumberingRules;

/// <summary>SPEC §6, below the facts: trouble that is recorded, never refused.</summary>
internal static class Findings
{
    /// <summary>What is to be noted when an invoice takes a home number.</summary>
    internal static ValueList<Noted> OnHomeNumber(IBookView book, InvoiceId id, InvoiceNumber number) =>
        book.IsShownByAnother(number, [id]) ? [new(Finding.SameText, id)] : [];

    /// <summary>What is to be noted when an invoice takes an ERP number; the invoice is none while it is being created.</summary>
    internal static ValueList<Noted> OnErpNumber(IBookView book, Invoice? invoice, InvoiceId id, InvoiceNumber number)
    {
        var noted = OnShownNumber(book, id, number);
        return book.Header.Policy.Authority == Side.Home && invoice is { Origin: Side.Home, HomeNumber: { } own } && own != number
            ? [new(Finding.ErpNumberDiffers, id), .. noted]
            : noted;
    }

    /// <summary>What is to be noted when an invoice is valid again: as if the numbers it holds, of every record of it, were taken now.</summary>
    internal static ValueList<Noted> OnReinstated(IBookView book, Invoice invoice)
    {
        HashSet<Noted> noted = invoice.HomeNumber is { } home ? [.. OnHomeNumber(book, invoice.Id, home)] : [];
        foreach (var record in invoice.Records)
        {
            noted.UnionWith(record.Number is { } erp ? OnShownNumber(book, invoice.Id, erp) : []);
        }

        return [.. noted];
    }

    /// <summary>Whether another invoice that is not void has this as its home number.</summary>
    internal static bool OtherHasHomeNumber(IBookView book, InvoiceId id, InvoiceNumber number) =>
        book.HolderOf(number) is { } holder && holder != id && book.Find(holder) is { IsVoid: false };

    private static ValueList<Noted> OnShownNumber(IBookView book, InvoiceId id, InvoiceNumber number) =>
        (book.IsShownByAnother(number, [id]), OtherHasHomeNumber(book, id, number)) switch
        {
            (true, true) => [new(Finding.ErpNumberShared, id), new(Finding.SameText, id)],
            (true, false) => [new(Finding.ErpNumberShared, id)],
            (false, true) => [new(Finding.SameText, id)],
            _ => [],
        };
}
