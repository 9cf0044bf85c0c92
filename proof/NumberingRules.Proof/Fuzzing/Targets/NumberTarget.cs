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
            new("k", "{date:yyyy}{date:MM}-{seq:00}", Reset: Reset.Monthly, ValidFrom: new(2026, 2, 10), ValidUntil: new(2027, 6, 1)),
            new("l", "{scope:AA}-{date:yyyy}-{seq:000}", Reset: Reset.Yearly, Forms: [new("credit", "{scope:AA}C{date:yyyy}-{seq:0000}")]),
            new("m", "{seq:00}{scope:AAA}", Max: 5000, Forms: [new("credit", "C{scope:AAA}{seq}"), new("other", "O{seq}/{scope:AAA}")]),
        }.Select(definition => new Printer(definition)),
    ];

    internal override string Name => "number";

    internal override string Oracle => "a number parses exactly if the series can print it, to its sequence number and period, in UTF-8 and UTF-16: compared with a table of what all 109 573 document dates print";

    internal override IReadOnlyList<string> Words => ["RL-", "/", "-X", "INV", ".", "{", "}", "LS", "C", "O", "9Z9", "2026", "26", "02", "29", "13", "00000"];

    internal override IEnumerable<byte[]> Seeds()
    {
        for (var at = 0; at < _printers.Length; at++)
        {
            var series = _printers[at].Series;
            foreach (var number in new[] { series.First, series.First + 1, series.Last })
            {
                foreach (var (date, form) in from date in new DateOnly[] { new(2026, 2, 10), new(2024, 2, 29) } where series.IsValidOn(date) from form in series.Forms select (date, form.Name))
                {
                    yield return [(byte)at, .. Encoding.UTF8.GetBytes(series.Print(number, date, _printers[at].Scope, form).Text)];
                }
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

    /// <summary>A series and all that it prints around its sequence numbers, whatever the scope.</summary>
    private sealed class Printer
    {
        private readonly Dictionary<(FormName?, string), Period> _around = [];

        internal Printer(SeriesDefinition definition)
        {
            Series = Series.TryCreate(definition, out var series, out var problem) ? series : throw new InvalidOperationException(problem);
            Scope = Series.ScopeWidth == 0 ? null : new string('A', Series.ScopeWidth);
            for (var date = DocumentDate.Earliest; date <= DocumentDate.Latest; date = date.AddDays(1))
            {
                foreach (var form in Series.Forms.Where(form => Series.IsValidOn(date) && Series.CanPrint(date, form.Name)))
                {
                    _around[(form.Name, Around(form.Format, Series.Print(Series.First, date, Scope, form.Name).Text).Text)] = Series.PeriodOf(date);
                }
            }
        }

        internal Series Series { get; }

        /// <summary>One scope of many; none if the series has none.</summary>
        internal Scope? Scope { get; }

        internal ParsedNumber? Expected(string text) => Series.Forms.Select(form => Expected(form.Name, form.Format, text)).FirstOrDefault(read => read is not null);

        private ParsedNumber? Expected(FormName? form, NumberFormat format, string text)
        {
            var digits = text.Length - format.FixedWidth;
            if (digits < format.MinDigits || digits > 18)
            {
                return null;
            }

            var (around, scope) = Around(format, text);
            var middle = text.AsSpan(format.Before.Length, digits);
            return _around.TryGetValue((form, around), out var period) && scope.All(unit => unit is (>= '0' and <= '9') or (>= 'A' and <= 'Z'))
                && !middle.ContainsAnyExceptInRange('0', '9')
                && long.Parse(middle, NumberStyles.None, CultureInfo.InvariantCulture) is var number
                && number >= Series.First && number <= Series.Last && (digits == format.MinDigits || middle[0] != '0')
                ? new(number, period, Scope is null ? null : scope, form)
                : null;
        }

        /// <summary>What stands around the sequence number, and the scope cut out of it.</summary>
        private static (string Text, string Scope) Around(NumberFormat format, string text)
        {
            var (around, marked) = (text[..format.Before.Length] + text[(text.Length - format.Behind.Length)..], format.Before + format.Behind);
            var at = Math.Max(marked.IndexOf(NumberFormat.ScopeCharacter, StringComparison.Ordinal), 0);
            return (around.Remove(at, format.ScopeWidth), around.Substring(at, format.ScopeWidth));
        }
    }
}
