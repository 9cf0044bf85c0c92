namespace NumberingRules.Storage;

/// <summary>Erases free text: the rows beside the journal go, the digests in the chain stay.</summary>
internal static class SqlErasing
{
    internal static long Erase(SqlLink link, string book, Erasure what) => link.Change(
        """
        DELETE FROM numbering_free_texts WHERE id IN (
          SELECT e.id FROM numbering_books b JOIN numbering_entries e ON e.book = b.id
          LEFT JOIN numbering_invoices i ON i.book = e.book AND i.appeared = e.invoice
          WHERE b.name = @book AND (@entry IS NULL OR e.entry = @entry) AND (@invoice IS NULL OR i.id = @invoice))
        AND (@actor IS NULL OR actor = @actor)
        """,
        book, what.Entry, what.Invoice?.Text, what.Actor);
}
