namespace NumberingRules.Storage;

/// <summary>The rows that derived tables should have, shown as a store shows those they have (<see cref="BookTable"/>).</summary>
internal static class RowPrints
{
    internal static void Invoice(RowPrint print, long book, Invoice invoice)
    {
        var row = new InvoiceRow(invoice);
        print.Add(book);
        print.Add(row.Appeared);
        print.Add(row.Id);
        print.Add(row.Date.DayNumber);
        print.Add((long)row.Origin);
        print.Add((long)row.Approval);
        print.Add((long)row.Stage);
        print.Add((long)row.Sync);
        print.Add(row.SentEpoch);
        print.Add(row.IsUnlinked ? 1 : 0);
        print.Add(row.HomeNumber);
        print.Add(row.ErpKey);
        print.Add(row.ErpNumber);
        print.Add(row.ShowsErpNumber ? 1 : 0);
        print.Add((long)row.Work);
        print.Add(row.Unnumbered);
        print.Add(InvoiceState.Spell(invoice));
        print.EndRow();
    }

    internal static void Number(RowPrint print, long book, NumberRow row)
    {
        print.Add(book);
        print.Add(row.Text);
        print.Add(row.Past);
        print.Add((long)row.Kind);
        print.Add(row.Invoice);
        print.Add(row.Series);
        print.Add(row.Scope);
        print.Add(row.Period);
        print.Add(row.Ordinal);
        print.Add(row.Outside ? 1 : 0);
        print.EndRow();
    }

    internal static void Position(RowPrint print, long book, PositionRow row)
    {
        print.Add(book);
        print.Add(row.Series.Text);
        print.Add(row.Scope);
        print.Add(row.Period.Value);
        print.Add(row.Next);
        if (row.Latest is { } latest)
        {
            print.Add(latest.DayNumber);
        }
        else
        {
            print.AddNull();
        }

        print.EndRow();
    }

    internal static void Finding(RowPrint print, long book, FindingRow row)
    {
        print.Add(book);
        print.Add(row.Entry);
        print.Add((long)row.Finding);
        print.Add(row.Invoice.Text);
        print.EndRow();
    }
}
