using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace NumberingRules;

/// <summary>
/// The stretch of document dates in which a series counts without a reset: a year (<c>2026</c>; a fiscal year is named
/// by the calendar year in which it starts), a month (<c>202601</c>), or all time (0, the <c>default</c>).
/// </summary>
[JsonConverter(typeof(TextJsonConverter<Period>))]
public readonly record struct Period(int Value) : IParsable<Period>
{
    private const int LastYear = 9999;

    /// <summary>The period as <see cref="ToString"/> writes it; culture makes no difference.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static Period Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var period) ? period : throw new FormatException($"period {Shown.Of(s)} is none: a year (2026), a month (2026-01) or all is needed");

    /// <summary>The period as <see cref="ToString"/> writes it, if the text is one; culture makes no difference.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Period result)
    {
        result = s switch
        {
            { Length: 4 } when int.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var year) => new(year),
            { Length: 7 } when DateOnly.TryParseExact(s, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) => new((month.Year * 100) + month.Month),
            _ => default,
        };
        if (s == result.ToString())
        {
            return true;
        }

        result = default;
        return false;
    }

    /// <summary>The year, the month as <c>2026-01</c>, or <c>all</c>.</summary>
    public override string ToString() => Value switch
    {
        0 => "all",
        > LastYear => string.Create(CultureInfo.InvariantCulture, $"{Value / 100:0000}-{Value % 100:00}"),
        _ => Value.ToString(CultureInfo.InvariantCulture),
    };
}
