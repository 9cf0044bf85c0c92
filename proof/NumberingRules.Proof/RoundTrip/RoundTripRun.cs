using System.Globalization;
using System.Text;

namespace NumberingRules.Proof.RoundTrip;

/// <summary>
/// Prints one number after the other and reads each back, in UTF-16 and in UTF-8 (law 11), and compares each text with
/// the one before: printed for the same date, numbers have the order of their texts, by length and then ordinally.
/// </summary>
internal static class RoundTripRun
{
    /// <summary>Three shapes: the number at the end, before a literal, and padded behind fields of a date.</summary>
    internal static IReadOnlyList<SeriesDefinition> Formats { get; } =
    [
        new("plain", "RL-{seq:00000}"),
        new("yearly", "{date:yyyy}/{seq}-X", Reset: Reset.Yearly),
        new("fiscal", "INV{fiscalEnd:yy}{date:MM}{seq:000000000}", Reset: Reset.Fiscal, FiscalYearStartMonth: 4),
    ];

    /// <summary>The last day of a fiscal year, for which all is printed.</summary>
    internal static DateOnly Date { get; } = new(2026, 3, 31);

    internal static Series SeriesOf(SeriesDefinition definition) =>
        Series.TryCreate(definition, out var series, out var problem) ? series : throw new ArgumentException(problem, nameof(definition));

    /// <summary>Checks every number from one to another, both included.</summary>
    /// <returns>The first violation; null when there is none.</returns>
    internal static string? Violation(Series series, DateOnly date, long from, long to)
    {
        Span<char> text = stackalloc char[Series.LongestNumber], before = stackalloc char[Series.LongestNumber];
        Span<byte> utf8 = stackalloc byte[Series.LongestNumber], ascii = stackalloc byte[Series.LongestNumber];
        var period = series.PeriodOf(date);
        var length = 0;
        if (from > series.First)
        {
            series.TryPrint(from - 1, date, before, out length);
        }

        for (var number = from; number <= to; number++)
        {
            if (!series.TryPrint(number, date, text, out var width) || !series.TryPrint(number, date, utf8, out var bytes))
            {
                return Of(number, "is not printed");
            }

            var printed = text[..width];
            var expected = new ParsedNumber(number, period);
            if (!series.TryParse(printed, out var parsed) || parsed != expected)
            {
                return Of(number, $"is printed {printed} and read as {parsed}");
            }

            if (!series.TryParse(utf8[..bytes], out parsed) || parsed != expected)
            {
                return Of(number, $"is printed {printed} and read as {parsed} in UTF-8");
            }

            Encoding.ASCII.TryGetBytes(printed, ascii, out _);
            if (bytes != width || !ascii[..width].SequenceEqual(utf8[..bytes]))
            {
                return Of(number, $"is printed {printed} in UTF-16 and otherwise in UTF-8");
            }

            if (width < length || (width == length && before[..length].SequenceCompareTo(printed) >= 0))
            {
                return Of(number, $"is printed {printed}, which does not come after {before[..length]}");
            }

            var spare = before;
            before = text;
            text = spare;
            length = width;
        }

        return null;
    }

    private static string Of(long number, string problem) => string.Create(CultureInfo.InvariantCulture, $"number {number} {problem}");
}
