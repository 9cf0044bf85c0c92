using System.Globalization;

namespace NumberingRules;

/// <summary>
/// The stretch of document dates in which a series counts without a reset: a year (<c>2026</c>; a fiscal year is named
/// by the calendar year in which it starts), a month (<c>202601</c>), or all time (0, the <c>default</c>).
/// </summary>
public readonly record struct Period(int Value)
{
    /// <summary>The year, the month as <c>2026-01</c>, or <c>all</c>.</summary>
    public override string ToString() => Value switch
    {
        0 => "all",
        > 9999 => string.Create(CultureInfo.InvariantCulture, $"{Value / 100:0000}-{Value % 100:00}"),
        _ => Value.ToString(CultureInfo.InvariantCulture),
    };
}
