namespace NumberingRules.Storage;

/// <summary>
/// Writes a book's tail into its look-up tables. New keys are plainly inserted, so that a number, key or place held
/// twice trips its unique key here, whatever went wrong before.
/// </summary>
internal static class SqlCatchUp
{
    private const string FirstAboutBook =
        """
        INSERT INTO numbering_entries (book, entry, invoice, previous, id)
        SELECT @book, @entry, @invoice, about_book, @id FROM numbering_books WHERE id = @book
        """;

    private const string FirstAboutInvoice =
        """
        INSERT INTO numbering_entries (book, entry, invoice, previous, id)
        SELECT @book, @entry, @invoice, last, @id FROM numbering_invoices WHERE book = @book AND appeared = @invoice
        """;

    internal static void Write(SqlLink link, StoredBook book)
    {
        var (id, register) = (book.Id, book.Register);
        var changed = register.Changed.OrderBy(invoice => invoice.Appeared).Select(after => (Before: book.InTables(after.Id), After: after)).ToList();
        var last = WriteEntries(link, book);

        // Table by table, so that the statement and the pages it needs are those of the row before. Keys are freed before
        // any is inserted: one may move from one invoice to another.
        changed.ForEach(invoice => FreeKeys(link, id, invoice.Before, invoice.After));
        changed.ForEach(invoice => WriteInvoice(link, id, invoice.Before, invoice.After, last[invoice.After.Appeared]));
        changed.ForEach(invoice => WriteNumbers(link, id, invoice.Before, invoice.After));
        changed.ForEach(invoice => WriteKeys(link, id, invoice.Before, invoice.After));
        changed.ForEach(invoice => WriteWork(link, id, invoice.Before, invoice.After));

        foreach (var number in register.ChangedGivenOutside)
        {
            link.Run("INSERT INTO numbering_given_outside (book, number) VALUES (@book, @number)", id, number.Text);
        }

        foreach (var (number, count) in register.ChangedErpNumbers)
        {
            link.Run(
                "INSERT INTO numbering_erp_number_counts (book, number, invoices) VALUES (@book, @number, @invoices) ON CONFLICT (book, number) DO UPDATE SET invoices = excluded.invoices",
                id, number.Text, (long)count);
        }

        WritePositions(link, id, register);
        link.Run(
            "UPDATE numbering_books SET entries = @entries, head = @head, at = @at, exchanged = @exchanged, about_book = MAX(about_book, @aboutBook) WHERE id = @id",
            book.Entries, book.Head.ToArray(), book.At.UtcTicks, register.Header.HasExchanged ? 1L : 0L, last.GetValueOrDefault(0), id);
    }

    /// <returns>The last entry about each invoice of the tail; about the book itself under 0.</returns>
    private static Dictionary<long, long> WriteEntries(SqlLink link, StoredBook book)
    {
        var last = new Dictionary<long, long>();
        foreach (var entry in book.Tail)
        {
            var number = entry.Number;
            var invoice = entry.Happened is Event.OnInvoice about ? book.Register.Find(about.Invoice)!.Appeared : 0;
            if (invoice == number || last.ContainsKey(invoice))
            {
                link.Run(
                    "INSERT INTO numbering_entries (book, entry, invoice, previous, id) VALUES (@book, @entry, @invoice, @previous, @id)",
                    book.Id, number, invoice, last.GetValueOrDefault(invoice), entry.Id);
            }
            else if (link.Change(invoice == 0 ? FirstAboutBook : FirstAboutInvoice, book.Id, number, invoice, entry.Id) != 1)
            {
                throw new StoreException(StoreTrouble.Damaged, $"book '{book.Name}': the look-up tables lack the invoice that entry {number} is about; run rebuild");
            }

            last[invoice] = number;
            if (entry.Happened is Event.Issued issued)
            {
                link.Run(
                    "INSERT INTO numbering_issued (book, series, period, number, invoice) VALUES (@book, @series, @period, @number, @invoice)",
                    book.Id, issued.Series.Text, (long)issued.Period.Value, issued.SequenceNumber, invoice);
            }

            foreach (var (finding, found) in entry.Findings)
            {
                link.Run(
                    "INSERT INTO numbering_findings (book, entry, finding, invoice) VALUES (@book, @entry, @finding, @invoice)",
                    book.Id, number, (long)finding, found.Text);
            }
        }

        return last;
    }

    private static void WriteInvoice(SqlLink link, long book, Invoice? before, Invoice after, long last)
    {
        if (before is null)
        {
            link.Run(
                "INSERT INTO numbering_invoices (book, appeared, id, last, state) VALUES (@book, @appeared, @id, @last, @state)",
                book, after.Appeared, after.Id.Text, last, InvoiceState.Write(after));
        }
        else
        {
            link.Run(
                "UPDATE numbering_invoices SET last = @last, state = @state WHERE book = @book AND appeared = @appeared",
                last, InvoiceState.Write(after), book, after.Appeared);
        }
    }

    private static void WriteNumbers(SqlLink link, long book, Invoice? before, Invoice after)
    {
        if (before?.HomeNumber is null && after.HomeNumber is { } home)
        {
            link.Run("INSERT INTO numbering_home_numbers (book, number, invoice) VALUES (@book, @number, @invoice)", book, home.Text, after.Appeared);
        }

        foreach (var claim in after.Claims.AsSpan()[(before?.Claims.Count ?? 0)..])
        {
            if (claim.System == Side.Erp)
            {
                link.Run("INSERT INTO numbering_erp_numbers (book, number, invoice) VALUES (@book, @number, @invoice)", book, claim.Number.Text, after.Appeared);
            }
        }
    }

    private static void FreeKeys(SqlLink link, long book, Invoice? before, Invoice after)
    {
        foreach (var record in before?.Records ?? default)
        {
            if (after.RecordWith(record.Key) < 0)
            {
                link.Run("DELETE FROM numbering_erp_keys WHERE book = @book AND key = @key AND invoice = @invoice", book, record.Key.Text, after.Appeared);
            }
        }

        foreach (var record in before?.Released ?? default)
        {
            if (after.ReleasedWith(record.Key) < 0)
            {
                link.Run("DELETE FROM numbering_past_keys WHERE book = @book AND key = @key AND invoice = @invoice", book, record.Key.Text, after.Appeared);
            }
        }
    }

    private static void WriteKeys(SqlLink link, long book, Invoice? before, Invoice after)
    {
        foreach (var record in after.Records)
        {
            if (before is null || before.RecordWith(record.Key) < 0)
            {
                link.Run("INSERT INTO numbering_erp_keys (book, key, invoice) VALUES (@book, @key, @invoice)", book, record.Key.Text, after.Appeared);
            }
        }

        foreach (var record in after.Released)
        {
            if (before is null || before.ReleasedWith(record.Key) < 0)
            {
                link.Run("INSERT INTO numbering_past_keys (book, key, invoice) VALUES (@book, @key, @invoice)", book, record.Key.Text, after.Appeared);
            }
        }
    }

    private static void WriteWork(SqlLink link, long book, Invoice? before, Invoice after)
    {
        var (was, now) = (WorkKinds.Of(before), WorkKinds.Of(after));
        Move(link, book, after.Appeared, was.Sending, now.Sending);
        Move(link, book, after.Appeared, was.Numbering, now.Numbering);
    }

    private static void Move(SqlLink link, long book, long invoice, WorkKind? was, WorkKind? now)
    {
        if (was == now)
        {
            return;
        }

        if (was is { } gone)
        {
            link.Run("DELETE FROM numbering_work WHERE book = @book AND kind = @kind AND invoice = @invoice", book, (long)gone, invoice);
        }

        if (now is { } come)
        {
            link.Run("INSERT INTO numbering_work (book, kind, invoice) VALUES (@book, @kind, @invoice)", book, (long)come, invoice);
        }
    }

    private static void WritePositions(SqlLink link, long book, Register register)
    {
        foreach (var ((series, period), next) in register.ChangedNext)
        {
            link.Run(
                "INSERT INTO numbering_positions (book, series, period, next) VALUES (@book, @series, @period, @next) ON CONFLICT (book, series, period) DO UPDATE SET next = excluded.next",
                book, series.Text, (long)period.Value, next);
        }

        foreach (var (series, latest) in register.ChangedLatest)
        {
            link.Run(
                "INSERT INTO numbering_latest_dates (book, series, date) VALUES (@book, @series, @date) ON CONFLICT (book, series) DO UPDATE SET date = excluded.date",
                book, series.Text, (long)latest.DayNumber);
        }
    }
}
