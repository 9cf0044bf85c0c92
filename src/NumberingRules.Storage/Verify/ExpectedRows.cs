namespace NumberingRules.Storage;

/// <summary>What the derived tables of a book should hold, as its journal has it.</summary>
/// <param name="register">The journal, folded.</param>
internal sealed class ExpectedRows(Register register)
{
    private const int InvoicesAtATime = 1024;

    [ThreadStatic]
    private static List<NumberRow>? _taken;

    private readonly ChangedRows _rows = new(register);
    private readonly Dictionary<(Finding Finding, InvoiceId Invoice), FindingRow> _findings = [];

    /// <summary>Takes note of an entry that was folded.</summary>
    /// <returns>What is wrong with its row; null when nothing is.</returns>
    internal string? Note(in CheckedEntry entry)
    {
        var (body, row) = (entry.Body, entry.Row!);
        foreach (var (finding, invoice) in body.Findings)
        {
            _findings.TryAdd((finding, invoice), new(body.Number, finding, invoice));
        }

        _rows.Note(body.Event);
        var about = _rows.AppearanceOf(body.Event);
        return about == row.Invoice ? null : $"is about the invoice that appeared with entry {about}, and the column 'invoice' of table {BookTable.Journal.Name} says {row.Invoice}";
    }

    /// <summary>Shows the rows of a table; invoices are spread over all cores.</summary>
    internal void Show(BookTable table, long book, RowPrint print)
    {
        if (table == BookTable.Positions)
        {
            foreach (var row in _rows.Positions)
            {
                RowPrints.Position(print, book, row);
            }
        }
        else if (table == BookTable.Findings)
        {
            foreach (var row in _findings.Values)
            {
                RowPrints.Finding(print, book, row);
            }
        }
        else
        {
            Parallel.ForEach(
                register.Changed.Chunk(InvoicesAtATime),
                () => print.Another(),
                (some, _, own) =>
                {
                    Array.ForEach(some, invoice => Show(table, book, invoice, own));
                    return own;
                },
                own =>
                {
                    lock (print)
                    {
                        print.Take(own);
                    }
                });
        }
    }

    /// <summary>The prints of all rows of a table, one by one.</summary>
    internal HashSet<ulong> PrintsOf(BookTable table, long book, RowPrint like)
    {
        var prints = new HashSet<ulong>();
        var print = like.Another((row, _) => prints.Add(row));
        if (table == BookTable.Positions || table == BookTable.Findings)
        {
            Show(table, book, print);
            return prints;
        }

        foreach (var invoice in register.Changed)
        {
            Show(table, book, invoice, print);
        }

        return prints;
    }

    private void Show(BookTable table, long book, Invoice invoice, RowPrint print)
    {
        if (table == BookTable.Invoices)
        {
            RowPrints.Invoice(print, book, invoice);
            return;
        }

        var rows = _taken ??= [];
        rows.Clear();
        _rows.AddTaken(null, invoice, rows);
        foreach (var row in rows)
        {
            RowPrints.Number(print, book, row);
        }
    }
}
