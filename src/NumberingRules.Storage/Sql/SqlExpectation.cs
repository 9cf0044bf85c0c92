using System.Globalization;

namespace NumberingRules.Storage;

/// <summary>A journal folded, and what the fold alone does not keep.</summary>
/// <param name="Register">The book.</param>
/// <param name="Last">The last entry about each invoice.</param>
/// <param name="Findings">What was found.</param>
/// <param name="Entries">The sum of the rows that say which entry is about which invoice.</param>
internal sealed record FoldedJournal(Register Register, Dictionary<long, long> Last, List<NotedAt> Findings, RowSum Entries);

/// <summary>The rows a look-up table should have, as the journal has it, beside those that it has.</summary>
/// <param name="Name">The table.</param>
/// <param name="Select">How its rows are read; the columns in the order in which they are expected.</param>
/// <param name="OfInvoice">Adds the rows that should be there for an invoice.</param>
/// <param name="OfBook">Adds the rows that should be there, where they do not belong to an invoice each.</param>
internal sealed record SqlExpectation(string Name, string Select, Action<FoldedJournal, Invoice, RowSum>? OfInvoice = null, Action<FoldedJournal, RowSum>? OfBook = null)
{
    /// <summary>The one table that is read with the journal.</summary>
    internal const string Entries = "numbering_entries";

    internal const string Remedy = "the journal counts: 'rebuild' makes the look-up tables anew from it";

    internal static readonly SqlExpectation[] All =
    [
        new(Entries, "SELECT entry, invoice, previous FROM numbering_entries WHERE book = @book", OfBook: static (journal, rows) => rows.Take(journal.Entries)),
        new("numbering_invoices", "SELECT appeared, id, last, state FROM numbering_invoices WHERE book = @book", static (journal, invoice, rows) =>
            rows.Add(invoice.Appeared).Add(invoice.Id.Text).Add(journal.Last[invoice.Appeared]).Add(InvoiceState.Spell(invoice)).End()),

        // In the order of its index, and so read from it: whoever looks for an invoice goes by that alone.
        new("numbering_invoices", "SELECT id, appeared FROM numbering_invoices WHERE book = @book ORDER BY id", static (_, invoice, rows) =>
            rows.Add(invoice.Id.Text).Add(invoice.Appeared).End()),
        new("numbering_home_numbers", "SELECT number, invoice FROM numbering_home_numbers WHERE book = @book", static (_, invoice, rows) =>
        {
            if (invoice.HomeNumber is { } number)
            {
                rows.Add(number.Text).Add(invoice.Appeared).End();
            }
        }),
        new("numbering_issued", "SELECT series, period, number, invoice FROM numbering_issued WHERE book = @book", static (journal, invoice, rows) =>
        {
            if (invoice.IssuedBy is { } series && journal.Register.Header.Series.Find(series)!.Series.TryParse(invoice.HomeNumber!.Text, out var place))
            {
                rows.Add(series.Text).Add(place.Period.Value).Add(place.SequenceNumber).Add(invoice.Appeared).End();
            }
        }),
        new("numbering_given_outside", "SELECT number FROM numbering_given_outside WHERE book = @book", OfBook: static (journal, rows) =>
        {
            foreach (var number in journal.Register.ChangedGivenOutside)
            {
                rows.Add(number.Text).End();
            }
        }),
        new("numbering_erp_numbers", "SELECT number, invoice FROM numbering_erp_numbers WHERE book = @book", static (_, invoice, rows) =>
        {
            foreach (var claim in invoice.Claims)
            {
                if (claim.System == Side.Erp)
                {
                    rows.Add(claim.Number.Text).Add(invoice.Appeared).End();
                }
            }
        }),
        new("numbering_erp_number_counts", "SELECT number, invoices FROM numbering_erp_number_counts WHERE book = @book", OfBook: static (journal, rows) =>
        {
            foreach (var (number, count) in journal.Register.ChangedErpNumbers)
            {
                rows.Add(number.Text).Add(count).End();
            }
        }),
        new("numbering_erp_keys", "SELECT key, invoice FROM numbering_erp_keys WHERE book = @book", static (_, invoice, rows) => Keys(invoice, invoice.Records, rows)),
        new("numbering_past_keys", "SELECT key, invoice FROM numbering_past_keys WHERE book = @book", static (_, invoice, rows) => Keys(invoice, invoice.Released, rows)),
        new("numbering_positions", "SELECT series, period, next FROM numbering_positions WHERE book = @book", OfBook: static (journal, rows) =>
        {
            foreach (var ((series, period), next) in journal.Register.ChangedNext)
            {
                rows.Add(series.Text).Add(period.Value).Add(next).End();
            }
        }),
        new("numbering_latest_dates", "SELECT series, date FROM numbering_latest_dates WHERE book = @book", OfBook: static (journal, rows) =>
        {
            foreach (var (series, latest) in journal.Register.ChangedLatest)
            {
                rows.Add(series.Text).Add(latest.DayNumber).End();
            }
        }),
        new("numbering_work", "SELECT kind, invoice FROM numbering_work WHERE book = @book", static (_, invoice, rows) =>
        {
            var kinds = WorkKinds.Of(invoice);
            Kind(invoice, kinds.Sending, rows);
            Kind(invoice, kinds.Numbering, rows);
        }),
        new("numbering_findings", "SELECT entry, finding, invoice FROM numbering_findings WHERE book = @book", OfBook: static (journal, rows) =>
        {
            foreach (var (entry, (finding, invoice)) in journal.Findings)
            {
                rows.Add(entry).Add((long)finding).Add(invoice.Text).End();
            }
        }),
    ];

    /// <summary>Adds the rows that should be there.</summary>
    internal void Expect(FoldedJournal journal, RowSum expected)
    {
        OfBook?.Invoke(journal, expected);
        if (OfInvoice is not null)
        {
            foreach (var invoice in journal.Register.Changed)
            {
                OfInvoice(journal, invoice, expected);
            }
        }
    }

    /// <summary>The sum of the rows that are there.</summary>
    internal RowSum Found(SqlLink link, long book)
    {
        var found = new RowSum();
        bool[]? integers = null;
        link.Each(
            Select,
            row =>
            {
                // The tables are strict: a column has one type, and asking for it costs as much as the value.
                integers ??= [.. Enumerable.Range(0, row.Columns).Select(row.IsInteger)];
                for (var column = 0; column < integers.Length; column++)
                {
                    _ = integers[column] ? found.Add(row.Integer(column)) : found.Add(row.Bytes(column));
                }

                found.End();
            },
            book);
        return found;
    }

    /// <summary>What is wrong with the table, in words; null when nothing is.</summary>
    internal string? Problem(SqlLink link, long book, FoldedJournal journal)
    {
        var (expected, found) = (new RowSum(), Found(link, book));
        Expect(journal, expected);
        return expected.Equals(found) ? null : Difference(link, book, journal, expected.Rows, found.Rows);
    }

    private string Difference(SqlLink link, long book, FoldedJournal journal, long should, long has)
    {
        var expected = new HashSet<ulong>();
        var told = new RowSum { Ended = row => expected.Add(row) };
        Expect(journal, told);
        string? wrong = null;
        SqlStatement? current = null;
        var actual = new RowSum { Ended = row => wrong ??= expected.Count == 0 || expected.Contains(row) ? null : Words(current!) };
        link.Each(
            Select,
            row =>
            {
                current = row;
                Add(row, actual);
            },
            book);
        var what = wrong is not null ? $"a row ({wrong}) that is not what the journal says"
            : has == should ? "a row that is not what the journal says"
            : string.Create(CultureInfo.InvariantCulture, $"{has} rows where the journal says {should}");
        return $"table {Name} has {what}; {Remedy}";
    }

    private static void Add(SqlStatement row, RowSum sum)
    {
        for (var column = 0; column < row.Columns; column++)
        {
            _ = row.IsInteger(column) ? sum.Add(row.Integer(column)) : sum.Add(row.Bytes(column));
        }

        sum.End();
    }

    private static string Words(SqlStatement row) =>
        string.Join(", ", Enumerable.Range(0, row.Columns).Select(column => row.IsInteger(column) ? row.Integer(column).ToString(CultureInfo.InvariantCulture) : row.Text(column)));

    private static void Keys(Invoice invoice, ValueList<ErpRecord> records, RowSum rows)
    {
        foreach (var record in records)
        {
            rows.Add(record.Key.Text).Add(invoice.Appeared).End();
        }
    }

    private static void Kind(Invoice invoice, WorkKind? kind, RowSum rows)
    {
        if (kind is { } given)
        {
            rows.Add((long)given).Add(invoice.Appeared).End();
        }
    }
}
