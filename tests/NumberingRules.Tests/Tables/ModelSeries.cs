namespace NumberingRules.Tests.Tables;

/// <summary>A series spelled out by hand: what it prints and how it counts, without reading its format.</summary>
internal sealed record ModelSeries(SeriesDefinition Wish, long Last, Func<DateOnly, long, string> Print)
{
    public string Id => Wish.Id.Text;

    /// <summary>The period of a date, named by any number that keeps periods apart.</summary>
    public Func<DateOnly, int> Period { get; init; } = static _ => 0;

    /// <summary>Whether two-digit years let the default form print a date.</summary>
    public Func<DateOnly, bool> CanPrint { get; init; } = static _ => true;

    /// <summary>Whether its validity includes a date.</summary>
    public Func<DateOnly, bool> IsValidOn { get; init; } = static _ => true;

    /// <summary>The scopes among those of the alphabet that it takes; a null is no scope.</summary>
    public string?[] Scopes { get; init; } = [null];

    /// <summary>What it prints in a scope, if it counts by scope.</summary>
    public Func<string, long, string>? PrintScoped { get; init; }

    /// <summary>Its one form beside the default: its name, what it prints, and the dates it can print.</summary>
    public (string Name, Func<DateOnly, long, string> Print, Func<DateOnly, bool> CanPrint)? Form { get; init; }

    /// <summary>The series that could print the same text.</summary>
    public string? ClashesWith { get; init; }

    public bool Enforced => Wish.DateOrder == DateOrder.Enforced;

    public bool Takes(string? scope) => Scopes.Contains(scope);

    public bool HasForm(string? form) => form is null || form == Form?.Name;

    public bool CanPrintIn(string? form, DateOnly date) => form is null ? CanPrint(date) : Form!.Value.CanPrint(date);

    public string PrintIn(string? scope, string? form, DateOnly date, long number) =>
        form is not null ? Form!.Value.Print(date, number)
        : scope is not null ? PrintScoped!(scope, number)
        : Print(date, number);

    public bool Prints(string text) => WhereItPrints(text).Any();

    /// <summary>Every date, scope and number with which it prints a text.</summary>
    public IEnumerable<(DateOnly Date, string? Scope, long Number)> WhereItPrints(string text) =>
        from date in Catalogue.Dates
        where IsValidOn(date)
        from scope in Scopes
        from form in new[] { null, Form?.Name }.Distinct()
        where CanPrintIn(form, date)
        from number in Enumerable.Range((int)Wish.Start, (int)(Last - Wish.Start + 1))
        where PrintIn(scope, form, date, number) == text
        select (date, scope, (long)number);
}
