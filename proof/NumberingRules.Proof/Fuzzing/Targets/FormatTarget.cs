using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace NumberingRules.Proof.Fuzzing.Targets;

/// <summary>The format parser. An input is a format and, on lines behind it, start, max, reset, fiscal month, longest text and date order.</summary>
internal sealed class FormatTarget : FuzzTarget
{
    private static readonly DateOnly[] Dates = [new(1900, 1, 1), new(1999, 12, 31), new(2000, 1, 1), new(2024, 2, 29), new(2026, 6, 30), new(2099, 12, 31), new(2100, 1, 1), new(2199, 12, 31)];

    internal override string Name => "format";

    internal override string Oracle => "a refusal says why; what is accepted, written from its parts, is the same format again; its first, last and some other numbers, printed for eight dates, fit, agree in UTF-16 and UTF-8, and parse back to themselves";

    internal override IReadOnlyList<string> Words =>
    [
        "{seq}", "{seq:0}", "{seq:000000000000000000}", "{seq:0000000000000000000}", "{date:yyyy}", "{date:yy}", "{date:MM}", "{date:dd}",
        "{fiscalStart:yyyy}", "{fiscalStart:yy}", "{fiscalEnd:yyyy}", "{fiscalEnd:yy}", "\n1\n", "\n\n", "\n1\n\n1\n4\n64\n0",
    ];

    internal override IEnumerable<byte[]> Seeds()
    {
        foreach (var format in new[] { "RL-{seq:00000}", "{date:yyyy}/{seq}-X", "INV{fiscalEnd:yy}{date:MM}{seq:000000000}", "{{{seq}}}", "{date:dd}{date:MM}{date:yy}{seq}", "{fiscalStart:yyyy}-{fiscalEnd:yyyy}/{seq:000}", "no number", "{seq}{seq}", " {seq}" })
        {
            yield return Encoding.UTF8.GetBytes(format);
            yield return Encoding.UTF8.GetBytes(format + "\n5\n900\n3\n4\n40\n1");
        }
    }

    internal override string? Fault(byte[] input)
    {
        var wish = Wish(input);
        if (!Series.TryCreate(wish, out var series, out var problem))
        {
            return string.IsNullOrWhiteSpace(problem) ? "is refused without a reason" : null;
        }

        return series.WidestText > wish.MaxLength ? "prints a text longer than its longest"
            : OneSpelling(Written(series.Forms[0].Format)) != OneSpelling(wish.Format) ? $"is written '{Written(series.Forms[0].Format)}' from its parts"
            : !series.CouldPrintSameTextAs(series) ? "is said not to print what it prints"
            : Printing(series);
    }

    /// <summary>Whether an input is read as UTF-8. One that begins with 0xFF is UTF-16 units, which may be damaged in ways that UTF-8 cannot tell.</summary>
    internal static bool IsText(byte[] input) => input is not [0xFF, ..];

    /// <summary>The series that an input asks for.</summary>
    internal static SeriesDefinition Wish(byte[] input)
    {
        var text = IsText(input) ? Encoding.UTF8.GetString(input) : new string(MemoryMarshal.Cast<byte, char>(input.AsSpan(1)));
        var fields = text.Split('\n', 7);
        long? Field(int at) => at < fields.Length && long.TryParse(fields[at], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
        return new("s", fields[0], Field(1) ?? 1, Field(2), (Reset)(int)((Field(3) ?? 0) % 5), Field(4) ?? 1, (DateOrder)(int)((Field(6) ?? 0) % 3), Field(5) ?? 64);
    }

    /// <summary>The format again, from what it lies flat in.</summary>
    private static string Written(NumberFormat format)
    {
        var seq = format.MinDigits == 1 ? "{seq}" : $"{{seq:{new string('0', format.MinDigits)}}}";
        return string.Concat(
            format.Literals.Select(literal => (literal.Place, Text: literal.Text is '{' or '}' ? new string(literal.Text, 2) : literal.Text.ToString()))
                .Concat(format.Dates.Select(date => (date.Place, Text: Written(date))))
                .Append((Place: new Place(format.Before.Length, Place.Stays), Text: seq))
                .OrderByDescending(part => part.Place.Moves).ThenBy(part => part.Place.At)
                .Select(part => part.Text));
    }

    private static string Written(DatePlace date) => date.Token switch
    {
        FormatToken.Year => $"{{date:{new string('y', date.Width)}}}",
        FormatToken.Month => "{date:MM}",
        FormatToken.Day => "{date:dd}",
        FormatToken.FiscalStart => $"{{fiscalStart:{new string('y', date.Width)}}}",
        _ => $"{{fiscalEnd:{new string('y', date.Width)}}}",
    };

    /// <summary>One digit at least is the only thing that a format can say in two ways.</summary>
    private static string OneSpelling(string format) => format.Replace("{seq:0}", "{seq}", StringComparison.Ordinal);

    private static string? Printing(Series series)
    {
        Span<char> chars = stackalloc char[Series.LongestNumber];
        Span<byte> bytes = stackalloc byte[Series.LongestNumber];
        foreach (var date in Dates)
        {
            if (!series.CanPrint(date))
            {
                continue;
            }

            foreach (var number in new[] { series.First, series.Last, Math.Min(series.First + 1, series.Last), series.First + ((series.Last - series.First) / 2) })
            {
                if (!series.TryPrint(number, date, chars, out var width) || !series.TryPrint(number, date, bytes, out var same) || width != same
                    || width > series.WidestText || !Encoding.ASCII.GetString(bytes[..same]).AsSpan().SequenceEqual(chars[..width]))
                {
                    return $"prints number '{number}' for '{date:O}' in two ways";
                }

                var expected = new ParsedNumber(number, series.PeriodOf(date));
                if (!series.TryParse(chars[..width], out var parsed) || parsed != expected || !series.TryParse(bytes[..width], out parsed) || parsed != expected)
                {
                    return $"does not read number '{number}' for '{date:O}' back";
                }

                if (series.TryPrint(number, date, chars[..(width - 1)], out _))
                {
                    return "prints into too little room";
                }
            }
        }

        return null;
    }
}
