namespace NumberingRules.Storage;

/// <summary>
/// The tables of a store, and the columns that <see cref="IReadSession.ScanAsync"/> shows, in order. Every column that the
/// database has must be among them: <c>verify</c> reads each byte.
/// </summary>
/// <remarks>
/// Integers are shown as such: a date as its day number (<see cref="DateOnly.DayNumber"/>), an instant as UTC ticks, a flag
/// as 0 or 1, an enumerated value as its number. Texts are shown as UTF-8, hashes and identities as bytes (an identity in
/// big-endian order), and what is missing as null.
/// </remarks>
/// <param name="Name">The table's name.</param>
/// <param name="Columns">The columns.</param>
public sealed record BookTable(string Name, ValueList<string> Columns)
{
    /// <summary>One row: where the book stands.</summary>
    public static BookTable Books { get; } = new("numbering_books", ["id", "name", "identity", "identity_entry", "entries", "head", "at", "about_book", "about_book_hash", "exchanged", "connection", "epoch", "home_prevails", "seal"]);

    /// <summary>The entries; <c>invoice</c> is what an entry is about.</summary>
    public static BookTable Journal { get; } = new("numbering_journal", ["book", "entry", "invoice", "at", "body", "hash"]);

    /// <summary>Free texts beside entries.</summary>
    public static BookTable Texts { get; } = new("numbering_texts", ["book", "entry", "salt", "reason", "actor"]);

    /// <summary>Invoices.</summary>
    public static BookTable Invoices { get; } = new(
        "numbering_invoices",
        ["book", "appeared", "id", "date", "origin", "approval", "stage", "sync", "sent_epoch", "unlinked", "home_number", "erp_key", "erp_number", "shows_erp", "work", "unnumbered", "state"]);

    /// <summary>Every text an invoice holds or ever held.</summary>
    public static BookTable Numbers { get; } = new("numbering_numbers", ["book", "text", "past", "kind", "invoice", "series", "scope", "period", "ordinal", "outside"]);

    /// <summary>Where series stand.</summary>
    public static BookTable Positions { get; } = new("numbering_positions", ["book", "series", "scope", "period", "next", "latest"]);

    /// <summary>Findings.</summary>
    public static BookTable Findings { get; } = new("numbering_findings", ["book", "entry", "finding", "invoice"]);

    /// <summary>The tables that follow from the journal, row by row.</summary>
    public static ValueList<BookTable> Derived { get; } = [Invoices, Numbers, Positions, Findings];

    /// <summary>All tables.</summary>
    public static ValueList<BookTable> All { get; } = [Books, Journal, Texts, Invoices, Numbers, Positions, Findings];
}
