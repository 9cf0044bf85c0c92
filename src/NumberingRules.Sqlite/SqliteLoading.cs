using System.Globalization;
using NumberingRules.Storage;

namespace NumberingRules.Sqlite;

/// <summary>Answers what decisions ask, one row by its key at a time.</summary>
internal static class SqliteLoading
{
    private const string DayFormat = "yyyy-MM-dd";

    private const string Book =
        """
        SELECT b.id, b.name, b.identity, b.identity_entry, b.entries, b.head, b.at, b.about_book, b.about_book_hash, b.exchanged, b.connection, b.epoch, b.home_prevails, b.seal, j.entry, j.hash
        FROM numbering_books b LEFT JOIN numbering_journal j ON j.book = b.id AND j.entry = (SELECT MAX(entry) FROM numbering_journal WHERE book = b.id)
        WHERE b.name = @name
        """;

    private const string InvoiceById = "SELECT state FROM numbering_invoices WHERE book = @book AND id = @id";

    private const string Position =
        """
        SELECT p.next, p.latest,
          (SELECT MAX(latest) FROM numbering_positions WHERE book = @book AND series = @series AND scope = @scope),
          (SELECT MAX(ordinal) FROM numbering_numbers WHERE book = @book AND series = @series AND scope = @scope AND period = @period AND ordinal > 0)
        FROM (SELECT 1) LEFT JOIN numbering_positions p ON p.book = @book AND p.series = @series AND p.scope = @scope AND p.period = @period
        """;

    private const string Issued =
        """
        SELECT i.id FROM numbering_numbers n JOIN numbering_invoices i ON i.book = n.book AND i.appeared = n.invoice
        WHERE n.book = @book AND n.series = @series AND n.scope = @scope AND n.period = @period AND n.ordinal = @ordinal AND n.ordinal > 0
        """;

    private const string Held =
        """
        SELECT i.id FROM numbering_numbers n JOIN numbering_invoices i ON i.book = n.book AND i.appeared = n.invoice
        WHERE n.book = @book AND n.text = @text AND n.past = 0 AND n.kind = @kind
        """;

    // The most that are answered (BookLoad.MostHolders): as a parameter it would be compiled anew each time.
    // Without a word SQLite would rather walk the table's key than these indexes.
    private const string ErpNumber = "SELECT id FROM numbering_invoices INDEXED BY numbering_invoices_by_erp_number WHERE book = @book AND erp_number = @text AND shows_erp = 1 LIMIT 1024";

    private const string Ever =
        """
        SELECT i.id FROM numbering_invoices i WHERE i.book = @book AND i.appeared IN (
          SELECT invoice FROM numbering_numbers WHERE book = @book AND text = @text AND kind < 2)
        ORDER BY i.appeared LIMIT 1024
        """;

    private const string GivenOutside = "SELECT text FROM numbering_numbers INDEXED BY numbering_numbers_outside WHERE book = @book AND text >= @from AND text < @until AND outside = 1";

    /// <summary>Answers what is asked of each book.</summary>
    internal static ValueTask LoadAsync(SqliteFile file, SqliteLink link, IReadOnlyList<BookLoad> books, CancellationToken cancellation)
    {
        for (var at = 0; at < books.Count; at++)
        {
            cancellation.ThrowIfCancellationRequested();
            Load(file, link, books[at]);
        }

        return ValueTask.CompletedTask;
    }

    private static void Load(SqliteFile file, SqliteLink link, BookLoad load)
    {
        if (!load.HasRow)
        {
            var found = BookOf(link, load.Book);
            if (found is null && file.HasLostBooks && SqliteOrphans.Problem(link, load.Book) is { } lost)
            {
                throw new StoreException(StoreTrouble.Damaged, $"{file.Path}: {lost}");
            }

            load.AnswerRow(found);
        }

        if (load.Row is not { } row || load.AsksNothing)
        {
            return;
        }

        Keys(link, row.Id, load);
        Holders(link, row.Id, load);
        Walks(link, row.Id, load);
    }

    internal static BookRow? BookOf(SqliteLink link, string name) => link.First(
        Book,
        static row => new BookRow(
            row.Integer(0), row.Text(1), row.Bytes(2) is { Length: 16 } identity ? new Guid(identity, bigEndian: true) : null, row.Integer(3), row.Integer(4), row.Hash(5),
            row.Instant(6), row.Integer(7), row.Hash(8), row.Integer(9) != 0, (Connection)row.Integer(10), row.Integer(11), row.Integer(12) != 0)
        {
            // Any other number would be a flag here, and none to a host that joins; other bytes are no identity. Such a row is not the one that was sealed.
            FoundSeal = row.Integer(9) is 0 or 1 && row.Integer(12) is 0 or 1 && row.Bytes(2).Length is 0 or 16 && row.IsNull(2) == (row.Bytes(2).Length == 0) ? row.Hash(13) : default,
            JournalEnd = row.IsNull(14) ? default : (row.Integer(14), row.Hash(15)),
        },
        name);

    internal static Invoice ReadInvoice(SqliteStatement row) => InvoiceRow.Read(row.Bytes(0));

    /// <summary>A day as the tables have it.</summary>
    internal static string Day(DateOnly date) => date.ToString(DayFormat, CultureInfo.InvariantCulture);

    /// <summary>The day of a text that <see cref="Day"/> wrote.</summary>
    internal static bool TryReadDay(string text, out DateOnly date) => DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    private static void Keys(SqliteLink link, long book, BookLoad load)
    {
        foreach (var id in load.Invoices.Wanted)
        {
            if (link.First(InvoiceById, ReadInvoice, book, id.Text) is { } invoice)
            {
                load.Invoices.Answer(id, invoice);
            }
        }

        foreach (var place in load.Positions.Wanted)
        {
            load.Positions.Answer(place, link.First(
                Position,
                row => new PositionRow(place.Series, place.Scope, place.Period, row.Integer(0), ReadDay(row, 1)) { LatestOfScope = ReadDay(row, 2), LastIssued = row.Integer(3) },
                book, place.Series.Text, place.Scope, (long)place.Period.Value)!);
        }

        foreach (var number in load.Issued.Wanted)
        {
            if (link.First(Issued, ReadId, book, number.Series.Text, number.Scope, (long)number.Period.Value, number.Ordinal) is { } holder)
            {
                load.Issued.Answer(number, holder);
            }
        }

        foreach (var number in load.Entries.Wanted)
        {
            SqliteJournal.Entries(link, book, number - 1, number, null, 1).ForEach(entry => load.Entries.Answer(number, entry.Entry));
        }
    }

    private static void Holders(SqliteLink link, long book, BookLoad load)
    {
        foreach (var asked in load.Holders.Wanted)
        {
            load.Holders.Answer(asked, asked.Question switch
            {
                HolderQuestion.HomeNumber => link.Rows(Held, ReadId, book, asked.Text, (long)NumberKind.Home),
                HolderQuestion.ErpKey => link.Rows(Held, ReadId, book, asked.Text, (long)NumberKind.Key),
                HolderQuestion.ErpNumber => link.Rows(ErpNumber, ReadId, book, asked.Text),
                _ => link.Rows(Ever, ReadId, book, asked.Text),
            });
        }
    }

    private static void Walks(SqliteLink link, long book, BookLoad load)
    {
        foreach (var prefix in load.GivenOutside.Wanted)
        {
            load.GivenOutside.Answer(prefix, link.Rows(GivenOutside, static row => new InvoiceNumber(row.Text(0)), book, prefix, SqliteValue.Behind(prefix)));
        }

        if (load.AboutBookAfter is { } after)
        {
            SqliteJournal.Entries(link, book, after, long.MaxValue, 0, BookLoad.PageSize).ForEach(entry => load.AnswerAboutBook(entry.Entry));
        }

        if (load.WantsUnnumbered)
        {
            var last = load.UnnumberedAfter is { } invoice ? new ListPlace(invoice.Appeared, invoice.Date) : null;
            SqliteLists.Page(link, book, new InvoiceList.Unnumbered(Side.Erp), last, BookLoad.PageSize).ForEach(item => load.AnswerUnnumbered(item.Invoice));
        }
    }

    private static InvoiceId ReadId(SqliteStatement row) => new(row.Text(0));

    private static DateOnly? ReadDay(SqliteStatement row, int column) => row.IsNull(column) ? null : DateOnly.FromDayNumber(checked((int)row.Integer(column)));
}
