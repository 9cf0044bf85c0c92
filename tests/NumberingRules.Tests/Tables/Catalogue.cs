using System.Globalization;

namespace NumberingRules.Tests.Tables;

/// <summary>The dates and series the walks are made of. A definition that is not among <see cref="Good"/> is a bad one.</summary>
internal static class Catalogue
{
    public static readonly DateOnly LastYear = new(2025, 12, 20);
    public static readonly DateOnly January = new(2026, 1, 10);
    public static readonly DateOnly February = new(2026, 2, 10);
    public static readonly DateOnly NextCentury = new(2100, 1, 1);

    public static readonly DateOnly[] Dates = [LastYear, January, February, NextCentury];

    public static readonly ModelSeries Main = new(
        new("main", "M{seq}", Max: 3),
        Last: 3,
        static (_, number) => Text($"M{number}"));

    public static readonly ModelSeries Year = new(
        new("year", "{date:yy}/{seq:00}", Max: 2, Reset: Reset.Yearly),
        Last: 2,
        static (date, number) => Text($"{date.Year % 100:00}/{number:00}"))
    {
        Period = static date => date.Year,
        CanPrint = static date => date.Year is >= 2000 and <= 2099,
    };

    public static readonly ModelSeries Strict = new(
        new("strict", "S{date:yyyy}{date:MM}-{seq}", Start: 5, Max: 6, Reset: Reset.Monthly, DateOrder: DateOrder.Enforced),
        Last: 6,
        static (date, number) => Text($"S{date:yyyyMM}-{number}"))
    {
        Period = static date => (date.Year * 100) + date.Month,
    };

    /// <summary>No reset, and a year that only some dates can print: a date can be out of range and the text change without the period.</summary>
    public static readonly ModelSeries Stamped = new(
        new("stamped", "{seq}-{date:yy}", Max: 4),
        Last: 4,
        static (date, number) => Text($"{number}-{date.Year % 100:00}"))
    {
        CanPrint = static date => date.Year is >= 2000 and <= 2099,
    };

    public static readonly ModelSeries Spare = new(
        new("spare", "P{seq}", Max: 2),
        Last: 2,
        static (_, number) => Text($"P{number}"));

    /// <summary>Its first number is <c>Q3</c> and its last <c>Q4</c>.</summary>
    public static readonly ModelSeries Late = new(
        new("late", "Q{seq}", Start: 3, Max: 4),
        Last: 4,
        static (_, number) => Text($"Q{number}"));

    public static readonly ModelSeries Twin = new(
        new("twin", "M{seq:00}", Max: 2),
        Last: 2,
        static (_, number) => Text($"M{number:00}"))
    {
        ClashesWith = "main",
    };

    /// <summary>Each branch counts apart, and minds the order of its own dates.</summary>
    public static readonly ModelSeries Branch = new(
        new("branch", "{scope:AA}-{seq}", Max: 2, DateOrder: DateOrder.Enforced),
        Last: 2,
        static (_, _) => throw new NotSupportedException("it prints nothing without a scope"))
    {
        Scopes = ["N1", "S2"],
        PrintScoped = static (scope, number) => Text($"{scope}-{number}"),
    };

    /// <summary>Invoices and credit notes in one run; a credit note prints a year that not every date can stand for.</summary>
    public static readonly ModelSeries Notes = new(
        new("notes", "I{seq}", Max: 3, Forms: [new("credit", "C{date:yy}-{seq}")]),
        Last: 3,
        static (_, number) => Text($"I{number}"))
    {
        Form = ("credit", static (date, number) => Text($"C{date.Year % 100:00}-{number}"), static date => date.Year is >= 2000 and <= 2099),
    };

    /// <summary>A range that was approved for January.</summary>
    public static readonly ModelSeries Approved = new(
        new("range", "R{date:yyyy}-{seq}", Max: 2, ValidFrom: new(2026, 1, 1), ValidUntil: new(2026, 1, 31)),
        Last: 2,
        static (date, number) => Text($"R{date:yyyy}-{number}"))
    {
        IsValidOn = static date => date is { Year: 2026, Month: 1 },
    };

    public static readonly ModelSeries[] Good = [Main, Year, Strict, Stamped, Spare, Late, Twin, Branch, Notes, Approved];

    public static readonly SeriesDefinition[] Bad =
    [
        new("bad", "no number"),
        new("bad", "B{seq}", Reset: Reset.Yearly),
        new("bad", "B{seq}", Start: 3, Max: 2),
        new("bad", "B{seq}", Forms: [new("credit", "B{seq:00}")]),
        new("bad", "B{seq}", Forms: [new("credit", "BC{scope:AA}{seq}")]),
        new("bad", "B{seq}", ValidFrom: new(2026, 1, 2), ValidUntil: new(2026, 1, 1)),
    ];

    public static ModelSeries? Find(SeriesDefinition wish) => Array.Find(Good, series => series.Wish == wish);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
