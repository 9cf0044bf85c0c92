namespace NumberingRules;

/// <summary>SPEC §6, below the facts: trouble that is recorded, never refused.</summary>
internal static class Findings
{
    /// <summary>What is to be noted when an invoice takes a home number.</summary>
    /// <param name="book">The book before.</param>
    /// <param name="invoice">The invoice; none yet when it is being created.</param>
    /// <param name="id">Its id.</param>
    /// <param name="number">The number.</param>
    internal static ValueList<Noted> OnHomeNumber(IBookView book, Invoice? invoice, InvoiceId id, InvoiceNumber number) =>
        OthersWithErpNumber(book, invoice, number) ? [new(Finding.SameText, id)] : [];

    /// <summary>What is to be noted when an invoice takes an ERP number.</summary>
    internal static ValueList<Noted> OnErpNumber(IBookView book, Invoice? invoice, InvoiceId id, InvoiceNumber number)
    {
        var noted = default(ValueList<Noted>);
        if (book.Header.Policy.Authority == Side.Home && invoice is { Origin: Side.Home, HomeNumber: { } own } && own != number)
        {
            noted = noted.Add(new(Finding.ErpNumberDiffers, id));
        }

        if (OthersWithErpNumber(book, invoice, number))
        {
            noted = noted.Add(new(Finding.ErpNumberShared, id));
        }

        return OtherHasHomeNumber(book, id, number) ? noted.Add(new(Finding.SameText, id)) : noted;
    }

    /// <summary>Whether another invoice that is not void has this as its home number.</summary>
    internal static bool OtherHasHomeNumber(IBookView book, InvoiceId id, InvoiceNumber number) =>
        book.HolderOf(number) is { } holder && holder != id && book.Find(holder) is { IsVoid: false };

    /// <summary>Whether another invoice that is not void has this as the number of its current record.</summary>
    internal static bool OthersWithErpNumber(IBookView book, Invoice? invoice, InvoiceNumber number) =>
        book.CountWithErpNumber(number) > (invoice is { IsVoid: false } && invoice.ErpNumber == number ? 1 : 0);
}
