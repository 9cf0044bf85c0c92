using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace NumberingRules.Proof.Fuzzing.Targets;

/// <summary>The format parser. An input is a format and, on lines behind it, start, max, reset, fiscal month, longest text, date order, another form, and the first and last valid date.</summary>
internal sealed class FormatTarget : FuzzTarget
{
    private static readonly DateOnly[] Dates = [new(1900, 1, 1), new(1999, 12, 31), new(2000, 1, 1), new(2024, 2, 29), new(2026, 6, 30), new(2099, 12, 31), new(2100, 1, 1), new(2199, 12, 31)];

    internal override string Name => "format";

    internal override string Oracle => "a refusal says why; what is accepted, written from its parts, is the same format again; its first, last and some other numbers, printed for eight dates in each form and two scopes, fit, agree in UTF-16 and UTF-8, and parse back to themselves";

    internal override IReadOnlyList<string> Words =>
    [
        "{seq}", "{seq:0}", "{seq:000000000000000000}", "{seq:0000000000000000000}", "{date:yyyy}", "{date:yy}", "{date:MM}", "{date:dd}",
        "{fiscalStart:yyyy}", "{fiscalStart:yy}", "{fiscalEnd:yyyy}", "{fiscalEnd:yy}", "{scope:A}", "{scope:AAA}", "{scope:AAAAAAAAAAAAAAAA}", "\n2024-02-29", "\n1\n", "\n\n", "\n1\n\n1\n4\n64\n0",
    ];

    internal override IEnumerable<byte[]> Seeds()
    {
        foreach (var format in new[] { "RL-{seq:00000}", "{date:yyyy}/{seq}-X", "INV{fiscalEnd:yy}{date:MM}{seq:000000000}", "{{{seq}}}", "{date:dd}{date:MM}{date:yy}{seq}", "{fiscalStart:yyyy}-{fiscalEnd:yyyy}/{seq:000}", "no number", "{seq}{seq}", " {seq}" })
        {
            yield return Encoding.UTF8.GetBytes(format);
            yield return Encoding.UTF8.GetBytes(format + "\n5\n900\n3\n4\n40\n1");
        }

        yield return "{scope:AA}-{date:yyyy}-{seq:0000}\n1\n\n1\n1\n64\n0\n{scope:AA}C{seq:0000}/{date:yyyy}\n2024-02-29\n2026-06-30"u8.ToArray();
        yield return "{seq}{scope:AAA}\n1\n\n0\n1\n64\n0\nX{scope:AAA}{seq}\n\n"u8.ToArray();
    }

    internal override string? Fault(byte[] input)
    {
        var wish = Wish(input);
        if (!Series.TryCreate(wish, out var series, out var problem))
        {
            return string.IsNullOrWhiteSpace(problem) ? "is refused without a reason" : null;
        }

        return series.WidestText > wish.MaxLength ? "prints a text longer than its longest"
            : Array.Find(series.Forms, form => OneSpelling(Written(form.Format)) != OneSpelling(form.Name is null ? wish.Format : wish.Forms[0].Format)) is { } otherwise ? $"is written '{Written(otherwise.Format)}' from its parts"
            : !series.CouldPrintSameTextAs(series) ? "is said not to print what it prints"
            : Printing(series);
    }

    /// <summary>Whether an input is read as UTF-8. One that begins with 0xFF is UTF-16 units, which may be damaged in ways that UTF-8 cannot tell.</summary>
    internal static bool IsText(byte[] input) => input is not [0xFF, ..];

    /// <summary>The series that an input asks for.</summary>
    internal static SeriesDefinition Wish(byte[] input)
    {
        var text = IsText(input) ? Encoding.UTF8.GetString(input) : new string(MemoryMarshal.Cast<byte, char>(input.AsSpan(1)));
        var fields = text.Split('\n', 10);
        long? Field(int at) => at < fields.Length && long.TryParse(fields[at], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
        DateOnly? Day(int at) => at < fields.Length && DateOnly.TryParseExact(fields[at], "yyyy-MM-dd", out var date) ? date : null;
        return new("s", fields[0], Field(1) ?? 1, Field(2), (Reset)(int)((Field(3) ?? 0) % 5), Field(4) ?? 1, (DateOrder)(int)((Field(6) ?? 0) % 3), Field(5) ?? 64,
            fields is [_, _, _, _, _, _, _, { Length: > 0 } form, ..] ? [new("form", form)] : default, Day(8), Day(9));
    }

    /// <summary>The format again, from what it lies flat in.</summary>
    private static string Written(NumberFormat format)
    {
        var seq = format.MinDigits == 1 ? "{seq}" : $"{{seq:{new string('0', format.MinDigits)}}}";
        return string.Concat(
            format.Literals.Select(literal => (literal.Place, Text: literal.Text is '{' or '}' ? new string(literal.Text, 2) : literal.Text.ToString()))
                .Concat(format.Dates.Select(date => (date.Place, Text: Written(date))))
                .Append((Place: new Place(format.Before.Length, Place.Stays), Text: seq))
                .Concat(format.ScopeWidth == 0 ? [] : [(Place: format.ScopeAt, Text: $"{{scope:{new string('A', format.ScopeWidth)}}}")])
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
        Scope?[] scopes = series.ScopeWidth == 0 ? [null] : [new string('A', series.ScopeWidth), new string('9', series.ScopeWidth)];
        foreach (var (date, scope, form) in from date in Dates.Where(series.IsValidOn) from scope in scopes from form in series.Forms where series.CanPrint(date, form.Name) select (date, scope, form.Name))
        {
            foreach (var number in new[] { series.First, series.Last, Math.Min(series.First + 1, series.Last), series.First + ((series.Last - series.First) / 2) })
            {
                if (!series.TryPrint(number, date, scope, form, chars, out var width) || !series.TryPrint(number, date, scope, form, bytes, out var same) || width != same
                    || width > series.WidestText || !Encoding.ASCII.GetString(bytes[..same]).AsSpan().SequenceEqual(chars[..width]))
                {
                    return $"prints number '{number}' for '{date:O}' in two ways";
                }

                var expected = new ParsedNumber(number, series.PeriodOf(date), scope, form);
                if (!series.TryParse(chars[..width], out var parsed) || parsed != expected || !series.TryParse(bytes[..width], out parsed) || parsed != expected)
                {
                    return $"does not read number '{number}' for '{date:O}' back";
                }

                if (series.TryPrint(number, date, scope, form, chars[..(width - 1)], out _))
                {
                    return "prints into too little room";
                }
            }
        }

        return null;
    }
}
