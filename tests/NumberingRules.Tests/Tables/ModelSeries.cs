namespace NumberingRules.Tests.Tables;

/// <summary>A series spelled out by hand: what it prints and how it counts, without reading its format.</summary>
internal sealed record ModelSeries(SeriesDefinition Wish, long Last, Func<DateOnly, long, string> Print)
{
    public string Id => Wish.Id.Text;

    /// <summary>The period of a date, named by any number that keeps periods apart.</summary>
    public Func<DateOnly, int> Period { get; init; } = static _ => 0;

    public Func<DateOnly, bool> CanPrint { get; init; } = static _ => true;

    /// <summary>The series that could print the same text.</summary>
    public string? ClashesWith { get; init; }

    public bool Enforced => Wish.DateOrder == DateOrder.Enforced;

    public bool Prints(string text) => WhereItPrints(text).Any();

    /// <summary>Every date and number with which it prints a text.</summary>
    public IEnumerable<(DateOnly Date, long Number)> WhereItPrints(string text) =>
        from date in Catalogue.Dates
        where CanPrint(date)
        from number in Enumerable.Range((int)Wish.Start, (int)(Last - Wish.Start + 1))
        where Print(date, number) == text
        select (date, (long)number);
}
