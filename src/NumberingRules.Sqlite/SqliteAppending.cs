using System.Globalization;
using NumberingRules.Storage;

namespace NumberingRules.Sqlite;

/// <summary>Writes change sets, row by row, inside a transaction that holds the write lock.</summary>
internal static class SqliteAppending
{
    // A number of which rows are left is not given again.
    private const string AddBook =
        """
        INSERT INTO numbering_books (id, name, identity, identity_entry, entries, head, at, about_book, about_book_hash, exchanged, connection, epoch, home_prevails, seal)
        SELECT COALESCE(NULLIF(@id, 0), 1 + MAX(0, COALESCE((SELECT MAX(id) FROM numbering_books), 0), COALESCE((SELECT MAX(book) FROM numbering_journal), 0))),
          @name, @identity, @identityEntry, @entries, @head, @at, @aboutBook, @aboutBookHash, @exchanged, @connection, @epoch, @homePrevails, @seal
        RETURNING id
        """;

    private const string MoveBook =
        """
        UPDATE numbering_books SET identity = @identity, identity_entry = @identityEntry, entries = @entries, head = @head, at = @at, about_book = @aboutBook,
          about_book_hash = @aboutBookHash, exchanged = @exchanged, connection = @connection, epoch = @epoch, home_prevails = @homePrevails, seal = @seal
        WHERE id = @id AND entries = @before AND head = @headBefore
        """;

    // Texts that are made once: statements are kept by reference.
    private static readonly string AddEntry = Insert(BookTable.Journal);
    private static readonly string AddText = Insert(BookTable.Texts);
    private static readonly string AddInvoice = Insert(BookTable.Invoices);
    private static readonly string TakeNumber = Insert(BookTable.Numbers);
    private static readonly string SetPosition =
        Insert(BookTable.Positions) + " ON CONFLICT (book, series, scope, period) DO UPDATE SET next = excluded.next, latest = excluded.latest";
    private static readonly string AddFinding = Insert(BookTable.Findings) + " ON CONFLICT (book, finding, invoice) DO NOTHING";

    private const string FreeNumber = "UPDATE numbering_numbers SET past = invoice WHERE book = @book AND text = @text AND past = 0 AND kind = @kind AND invoice = @invoice";

    // Only a key comes back, and only one that was given up.
    private const string TakeBack = "UPDATE numbering_numbers SET past = 0 WHERE book = @book AND text = @text AND past = @invoice AND kind = 2";

    private const string EraseTexts = "DELETE FROM numbering_texts WHERE book = @book AND entry >= @first AND entry <= @last";

    // SQLite touches each index of which a column is named, changed or not: only those that changed are named.
    private static readonly string[] ChangeInvoice = [.. Enumerable.Range(0, 32).Select(Changing)];

    /// <summary>Deletes every row of a book.</summary>
    internal static void Clear(SqliteLink link, long book)
    {
        // An erasure later on finds only the texts that are written anew.
        link.Overwriting(() => Delete(BookTable.Texts));
        foreach (var table in BookTable.All.Where(static table => table != BookTable.Books && table != BookTable.Texts).Reverse())
        {
            Delete(table);
        }

        link.Run("DELETE FROM numbering_books WHERE id = @id", book);

        void Delete(BookTable table) => link.Script(string.Create(CultureInfo.InvariantCulture, $"DELETE FROM {table.Name} WHERE book = {book}"));
    }

    /// <summary>Writes a change set.</summary>
    internal static void Write(SqliteFile file, SqliteLink link, ChangeSet changes)
    {
        foreach (var change in changes.Books)
        {
            Write(file, link, change);
        }
    }

    private static void Write(SqliteFile file, SqliteLink link, BookChange change)
    {
        var book = Head(file, link, change);
        foreach (var (entry, invoice, at) in change.Entries)
        {
            link.Run(AddEntry, book, entry.Number, invoice, at.UtcTicks, entry.Body, entry.Hash);
            if (entry.Text is { } text)
            {
                link.Run(AddText, book, entry.Number, text.Salt, text.Reason, text.Actor);
            }
        }

        foreach (var (before, after) in change.Invoices)
        {
            if (before is null)
            {
                link.Run(
                    AddInvoice, book, after.Appeared, after.Id, SqliteLoading.Day(after.Date), (long)after.Origin, (long)after.Approval, (long)after.Stage, (long)after.Sync, after.SentEpoch,
                    after.IsUnlinked, after.HomeNumber, after.ErpKey, after.ErpNumber, after.ShowsErpNumber, (long)after.Work, after.Unnumbered, after.State());
            }
            else
            {
                Expect(file, Update(link, book, before, after), after.Id);
            }
        }

        foreach (var number in change.Freed)
        {
            Expect(file, link.Run(FreeNumber, book, number.Text, (long)number.Kind, number.Invoice), number.Text);
        }

        foreach (var number in change.Taken)
        {
            if (number is not { Kind: NumberKind.Key, Held: true } || link.Run(TakeBack, book, number.Text, number.Invoice) == 0)
            {
                link.Run(TakeNumber, book, number.Text, number.Past, (long)number.Kind, number.Invoice, number.Series, number.Scope, (long)number.Period, number.Ordinal, number.Outside);
            }
        }

        foreach (var position in change.Positions)
        {
            link.Run(
                SetPosition, book, position.Series.Text, position.Scope, (long)position.Period.Value, position.Next,
                position.Latest is { } day ? day.DayNumber : default(SqliteValue));
        }

        foreach (var (entry, finding, invoice) in change.Findings)
        {
            link.Run(AddFinding, book, entry, (long)finding, invoice.Text);
        }

        Erase(link, book, change.Erased);
    }

    /// <summary>Compares the head and moves it; adds the row of a new book.</summary>
    /// <returns>The book's number in the store.</returns>
    private static long Head(SqliteFile file, SqliteLink link, BookChange change)
    {
        var row = change.After;
        var identity = row.Identity?.ToByteArray(bigEndian: true);
        if (change.Before is not { } before)
        {
            return link.First(
                AddBook, static added => added.Integer(0),
                row.Id, row.Name, identity, row.IdentityEntry, row.Entries, row.Head, row.At.UtcTicks, row.AboutBook, row.AboutBookHash, row.HasExchanged, (long)row.Connection, row.Epoch, row.HomePrevails, row.Seal());
        }

        if (link.Run(
            MoveBook, identity, row.IdentityEntry, row.Entries, row.Head, row.At.UtcTicks, row.AboutBook, row.AboutBookHash, row.HasExchanged, (long)row.Connection, row.Epoch, row.HomePrevails, row.Seal(),
            before.Id, before.Entries, before.Head) != 1)
        {
            throw new StoreException(StoreTrouble.Conflict, $"{file.Path}: book '{row.Name}' does not end with entry {before.Entries} any more: another writer was first; nothing was written, decide again");
        }

        return before.Id;
    }

    private static string Insert(BookTable table) =>
        $"INSERT INTO {table.Name} ({string.Join(", ", table.Columns)}) VALUES ({string.Join(", ", table.Columns.Select(static _ => "?"))})";

    private static int Update(SqliteLink link, long book, InvoiceRow before, InvoiceRow after)
    {
        var changed = (before.Date != after.Date ? 1 : 0)
            + (before.Stage != after.Stage ? 2 : 0)
            + (before.Work != after.Work ? 4 : 0)
            + (before.Unnumbered != after.Unnumbered ? 8 : 0)
            + (before.ErpNumber != after.ErpNumber || before.ShowsErpNumber != after.ShowsErpNumber ? 16 : 0);
        return link.Run(
            ChangeInvoice[changed], SqliteLoading.Day(after.Date), (long)after.Stage, (long)after.Work, after.Unnumbered, after.ErpNumber, after.ShowsErpNumber,
            (long)after.Approval, (long)after.Sync, after.SentEpoch, after.IsUnlinked, after.HomeNumber, after.ErpKey, after.State(), book, after.Appeared);
    }

    private static string Changing(int changed) =>
        "UPDATE numbering_invoices SET "
        + ((changed & 1) != 0 ? "date = ?1, " : "")
        + ((changed & 2) != 0 ? "stage = ?2, " : "")
        + ((changed & 4) != 0 ? "work = ?3, " : "")
        + ((changed & 8) != 0 ? "unnumbered = ?4, " : "")
        + ((changed & 16) != 0 ? "erp_number = ?5, shows_erp = ?6, " : "")
        + "approval = ?7, sync = ?8, sent_epoch = ?9, unlinked = ?10, home_number = ?11, erp_key = ?12, state = ?13 WHERE book = ?14 AND appeared = ?15";

    private static void Expect(SqliteFile file, int changed, string what)
    {
        if (changed != 1)
        {
            throw new StoreException(StoreTrouble.Conflict, $"{file.Path}: a row of '{what}' is not as it was expected: another writer was first, or the derived tables are damaged; nothing was written. Run verify if it happens again");
        }
    }

    private static void Erase(SqliteLink link, long book, IReadOnlyList<EntryRun> runs)
    {
        if (runs.Count == 0)
        {
            return;
        }

        link.Overwriting(() =>
        {
            foreach (var (first, last) in runs)
            {
                link.Run(EraseTexts, book, first, last);
            }
        });
    }
}
