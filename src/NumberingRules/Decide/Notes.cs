namespace NumberingRules;

/// <summary>Hints that no rule depends on (SPEC §9): what is allowed, and may be a mistake all the same.</summary>
internal static class Notes
{
    internal static ValueList<string> Of(IBookView book, Command command, Decision decision) => command switch
    {
        Command.Open c => [.. c.Series.SelectMany(OfSeries)],
        Command.AddSeries c => [.. OfSeries(c.Series)],
        Command.Import { ErpNumber: { } number } c => OfErpNumber(book, c.Invoice, number, decision),
        Command.Confirm { ErpNumber: { } number } c => OfErpNumber(book, c.Invoice, number, decision),
        _ => default,
    };

    private static IEnumerable<string> OfSeries(SeriesDefinition series) =>
        series.Reset == Reset.Never && Series.TryCreate(series, out var sound, out _) && Array.Exists(sound.Forms, static form => form.Format.HasYear)
            ? [$"series '{series.Id}' prints a year and counts on from year to year; with a reset each year would begin at {series.Start}"]
            : [];

    /// <summary>A number that an open home series could still issue: better told now than when a disconnect has bound it.</summary>
    private static ValueList<string> OfErpNumber(IBookView book, InvoiceId invoice, InvoiceNumber number, Decision decision) =>
        Check.PlaceOf(book, number) is { Use: NumberUse.Ahead, Series: var series } && Takes(decision, number) && !decision.Events.Any(e => e is Event.Issued issued && issued.Number == number) && book.Find(invoice)?.Holds(Side.Erp, number) != true
            ? [$"the ERP's number {number} is one that series '{series}' could still issue: advance the series past the ERP's numbers, or use a series with a prefix the ERP does not use"]
            : default;

    private static bool Takes(Decision decision, InvoiceNumber number) => decision.Events[0] switch
    {
        Event.Imported e => e.Record.Number == number,
        Event.RecordAdded e => e.Record.Number == number,
        Event.RecordChanged e => e.Record.Number == number,
        Event.RecordReplaced e => e.Record.Number == number,
        _ => false,
    };
}
