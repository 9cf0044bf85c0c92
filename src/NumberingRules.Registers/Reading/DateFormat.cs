using System.Globalization;

namespace NumberingRules.Registers;

/// <summary>
/// How a register writes dates, e.g. <c>dd/MM/yyyy</c>, perhaps with a time behind it. The date is the one written, in no
/// other time zone. <c>serial</c> is the number of days that spreadsheets count.
/// </summary>
internal sealed class DateFormat
{
    internal const string Serial = "serial";

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    // Parsed behind a date, for a time alone would be given today's.
    private static readonly string[] Times =
    [
        .. from time in new[] { "H:mm", "H:mm:ss", "H:mm:ss.FFFFFFF", "h:mm tt", "h:mm:ss tt" }
           from zone in new[] { "", "K", " K" }
           select $"yyyy-MM-dd {time}{zone}",
    ];

    // A two-digit year stands for 2000-2099, as it does in a series.
    private static readonly CultureInfo Culture = new("")
    {
        DateTimeFormat = { Calendar = new GregorianCalendar { TwoDigitYearMax = 2099 } },
    };

    // Null for a format that only the framework understands.
    private readonly List<(char Kind, int Width)>? _parts;

    internal DateFormat(string text)
    {
        Text = text;
        HasYear = text == Serial || text.Contains('y', StringComparison.Ordinal);
        _parts = text == Serial ? null : Parts(text);
    }

    internal string Text { get; }

    internal bool HasYear { get; }

    /// <summary>What keeps a format from telling a date; null when nothing does.</summary>
    internal static string? Problem(string format, bool hasYear)
    {
        if (format == Serial)
        {
            return null;
        }

        if ((!hasYear && !format.Contains('y', StringComparison.Ordinal)) || !format.Contains('M', StringComparison.Ordinal) || !format.Contains('d', StringComparison.Ordinal))
        {
            return $"'{Printable.Short(format)}' must hold the day (d), the month (M; m is minutes) and the year (y; or give --year), for example dd/MM/yyyy";
        }

        try
        {
            _ = DateTimeOffset.UnixEpoch.ToString(format, Culture);
            return null;
        }
        catch (FormatException)
        {
            return $"'{Printable.Short(format)}' is not a date format; an example is dd/MM/yyyy";
        }
    }

    /// <summary>Reads a date; of a format without a year the year is 1904, which has every day.</summary>
    internal bool TryRead(ReadOnlySpan<char> value, out DateOnly date)
    {
        if (Text == Serial)
        {
            return TryReadSerial(value, out date);
        }

        if (_parts is null)
        {
            return TryReadSlowly(value, out date);
        }

        date = default;
        var (year, month, day, at) = (HasYear ? 0 : 1904, 0, 0, 0);
        foreach (var (kind, width) in _parts)
        {
            switch (kind)
            {
                case 'y' when TryDigits(value, ref at, width, width, out year):
                    year += width == 2 ? 2000 : 0;
                    break;
                case 'M' when width == 3:
                    month = value.Length < at + 3 ? 0 : 1 + MonthNamed(value.Slice(at, 3));
                    at += 3;
                    break;
                case 'M' when TryDigits(value, ref at, width, 2, out month):
                case 'd' when TryDigits(value, ref at, width, 2, out day):
                    break;
                case not 'y' and not 'M' and not 'd' when at < value.Length && value[at] == kind:
                    at++;
                    break;
                default:
                    return false;
            }
        }

        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || at > value.Length)
        {
            return false;
        }

        date = new(year, month, day);
        return at == value.Length || (value[at] is ' ' or 'T' && IsTime(value[(at + 1)..].Trim()));
    }

    private static int MonthNamed(ReadOnlySpan<char> text)
    {
        for (var month = 0; month < Months.Length; month++)
        {
            if (text.Equals(Months[month], StringComparison.OrdinalIgnoreCase))
            {
                return month;
            }
        }

        return -1;
    }

    private static bool TryDigits(ReadOnlySpan<char> value, ref int at, int least, int most, out int number)
    {
        number = 0;
        var from = at;
        while (at < value.Length && at - from < most && char.IsAsciiDigit(value[at]))
        {
            number = (number * 10) + (value[at++] - '0');
        }

        return at - from >= least;
    }

    private static List<(char Kind, int Width)>? Parts(string format)
    {
        var parts = new List<(char, int)>();
        for (var at = 0; at < format.Length;)
        {
            var c = format[at];
            var width = 1;
            while (at + width < format.Length && format[at + width] == c && c is 'y' or 'M' or 'd')
            {
                width++;
            }

            var plain = (c, width) switch
            {
                ('y', 2 or 4) or ('M', <= 3) or ('d', <= 2) => true,
                _ => !char.IsAsciiLetter(c) && c is not ('\'' or '"' or '%' or '\\' or ':'),
            };
            if (!plain)
            {
                return null;
            }

            parts.Add((c, width));
            at += width;
        }

        return parts;
    }

    private bool TryReadSlowly(ReadOnlySpan<char> value, out DateOnly date)
    {
        if (TryExact(value, out date))
        {
            return true;
        }

        for (var at = 0; at < value.Length; at++)
        {
            if (value[at] is ' ' or 'T' && TryExact(value[..at], out date) && IsTime(value[(at + 1)..].Trim()))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryExact(ReadOnlySpan<char> value, out DateOnly date)
    {
        var parsed = DateTimeOffset.TryParseExact(value, Text, Culture, DateTimeStyles.AssumeUniversal, out var time);
        date = DateOnly.FromDateTime(time.Date);
        return parsed;
    }

    private static bool TryReadSerial(ReadOnlySpan<char> value, out DateOnly date)
    {
        date = default;
        if (!double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var days) || days is < 61 or > 109_939)
        {
            return false;
        }

        date = new DateOnly(1899, 12, 30).AddDays((int)days);
        return true;
    }

    private static bool IsTime(ReadOnlySpan<char> value)
    {
        // The usual ones by hand: 08:26 and 08:26:11, perhaps in UTC.
        var digits = value is [.. var rest, 'Z'] ? rest : value;
        if (digits.Length is 5 or 8 && IsField(digits, 0, 23) && digits[2] == ':' && IsField(digits, 3, 59)
            && (digits.Length == 5 || (digits[5] == ':' && IsField(digits, 6, 59))))
        {
            return true;
        }

        return value.Length <= 40 && DateTimeOffset.TryParseExact($"2000-01-01 {value}", Times, Culture, DateTimeStyles.AssumeUniversal, out _);
    }

    private static bool IsField(ReadOnlySpan<char> text, int at, int most) =>
        char.IsAsciiDigit(text[at]) && char.IsAsciiDigit(text[at + 1]) && ((text[at] - '0') * 10) + (text[at + 1] - '0') <= most;
}
