using System.Globalization;
using System.Text;

namespace NumberingRules.Proof.Fuzzing.Targets;

/// <summary>The number parser. The first byte of an input names a series, the rest is the number in UTF-8.</summary>
internal sealed class NumberTarget : FuzzTarget
{
    private readonly Printer[] _printers =
    [
        .. new SeriesDefinition[]
        {
            new("a", "RL-{seq:00000}"),
            new("b", "{seq}"),
            new("c", "{date:yyyy}/{seq}-X", Reset: Reset.Yearly),
            new("d", "INV{fiscalEnd:yy}{date:MM}{seq:000000000}", Reset: Reset.Fiscal, FiscalYearStartMonth: 4),
            new("e", "{date:yyyy}{date:MM}{date:dd}{seq:00}", Start: 7, Max: 300, Reset: Reset.Monthly),
            new("f", "{date:dd}.{date:MM}.{date:yy}-{seq}", Reset: Reset.Monthly),
            new("g", "{fiscalStart:yyyy}-{fiscalEnd:yyyy}/{seq:000}", Reset: Reset.Fiscal, FiscalYearStartMonth: 7),
            new("h", "{{{seq}}}{date:MM}{date:MM}"),
            new("i", "{fiscalStart:yy}{date:yy}{date:dd}{seq:000000000000000000}", FiscalYearStartMonth: 12),
            new("j", "0{seq}0", Start: 10, Max: 99_999),
        }.Select(definition => new Printer(definition)),
    ];

    internal override string Name => "number";

    internal override string Oracle => "a number parses exactly if the series can print it, to its sequence number and period, in UTF-8 and UTF-16: compared with a table of what all 109 573 document dates print";

    internal override IReadOnlyList<string> Words => ["RL-", "/", "-X", "INV", ".", "{", "}", "2026", "26", "02", "29", "13", "00000"];

    internal override IEnumerable<byte[]> Seeds()
    {
        for (var at = 0; at < _printers.Length; at++)
        {
            var series = _printers[at].Series;
            foreach (var number in new[] { series.First, series.First + 1, series.Last })
            {
                yield return [(byte)at, .. Encoding.UTF8.GetBytes(series.Print(number, new(2026, 1, 5)).Text)];
                yield return [(byte)at, .. Encoding.UTF8.GetBytes(series.Print(number, new(2024, 2, 29)).Text)];
            }
        }
    }

    internal override string? Fault(byte[] input)
    {
        if (input.Length == 0)
        {
            return null;
        }

        var printer = _printers[input[0] % _printers.Length];
        var text = Encoding.UTF8.GetString(input.AsSpan(1));
        var expected = printer.Expected(text);
        var parsed = printer.Series.TryParse(text, out var number) ? number : (ParsedNumber?)null;
        var parsedBytes = printer.Series.TryParse(input.AsSpan(1), out number) ? number : (ParsedNumber?)null;
        return parsed != expected ? $"series '{printer.Series.Id}' reads '{text}' as '{parsed}', not '{expected}'"
            : parsedBytes != expected ? $"series '{printer.Series.Id}' reads '{text}' in UTF-8 as '{parsedBytes}', not '{expected}'"
            : null;
    }

    /// <summary>A series and all that it prints around its sequence numbers.</summary>
    private sealed class Printer
    {
        private readonly Dictionary<string, Period> _around = new(StringComparer.Ordinal);
        private readonly int _before;
        private readonly int _behind;
        private readonly int _minDigits;

        internal Printer(SeriesDefinition definition)
        {
            Series = Series.TryCreate(definition, out var series, out var problem) ? series : throw new InvalidOperationException(problem);
            (_before, _behind, _minDigits) = (Series.Forms[0].Format.Before.Length, Series.Forms[0].Format.Behind.Length, Series.Forms[0].Format.MinDigits);
            for (var date = DocumentDate.Earliest; date <= DocumentDate.Latest; date = date.AddDays(1))
            {
                if (Series.CanPrint(date))
                {
                    _around[Around(Series.Print(Series.First, date).Text)] = Series.PeriodOf(date);
                }
            }
        }

        internal Series Series { get; }

        internal ParsedNumber? Expected(string text)
        {
            var digits = text.Length - _before - _behind;
            if (digits < _minDigits || digits > 18 || !_around.TryGetValue(Around(text), out var period))
            {
                return null;
            }

            var middle = text.AsSpan(_before, digits);
            return !middle.ContainsAnyExceptInRange('0', '9')
                && long.Parse(middle, NumberStyles.None, CultureInfo.InvariantCulture) is var number
                && number >= Series.First && number <= Series.Last && (digits == _minDigits || middle[0] != '0')
                ? new(number, period)
                : null;
        }

        private string Around(string text) => $"{text[.._before]}\n{text[^_behind..]}";
    }
}
