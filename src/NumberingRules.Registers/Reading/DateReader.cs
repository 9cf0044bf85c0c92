using System.Globalization;

namespace NumberingRules.Registers;

/// <summary>Reads the dates of a register, and finds out which formats fit every row.</summary>
internal sealed class DateReader
{
    private static readonly DateFormat[] Known =
    [
        .. new[]
        {
            "yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy", "MM/dd/yyyy", "M/d/yyyy", "dd.MM.yyyy", "d.M.yyyy", "dd-MM-yyyy", "MM-dd-yyyy",
            "d-M-yyyy", "M-d-yyyy", "yyyy/MM/dd", "yyyy.MM.dd", "yyyyMMdd", "ddMMyyyy", "dd/MM/yy", "d/M/yy", "MM/dd/yy", "M/d/yy", "dd.MM.yy", "d.M.yy",
            "d MMM yyyy", "d-MMM-yyyy", "d-MMM-yy", "MMM d, yyyy", "d MMMM yyyy", "MMMM d, yyyy",
            DateFormat.Serial,
        }.Select(format => new DateFormat(format)),
    ];

    // Of two that say the same, only the stricter is named.
    private static readonly Dictionary<string, string> Looser = new()
    {
        ["d/M/yyyy"] = "dd/MM/yyyy",
        ["M/d/yyyy"] = "MM/dd/yyyy",
        ["d.M.yyyy"] = "dd.MM.yyyy",
        ["d-M-yyyy"] = "dd-MM-yyyy",
        ["M-d-yyyy"] = "MM-dd-yyyy",
        ["d/M/yy"] = "dd/MM/yy",
        ["M/d/yy"] = "MM/dd/yy",
        ["d.M.yy"] = "dd.MM.yy",
    };

    private readonly DateFormat[] _formats;
    private readonly int? _year;
    private readonly DateOnly? _from;
    private readonly DateOnly? _to;
    private readonly char[] _last = new char[40];
    private int _lastLength = -1;
    private DateOnly _lastDate;
    private bool _lastRead;
    private uint _fitting = (1u << Known.Length) - 1;

    /// <param name="formats">The formats that are taken, the first that fits.</param>
    /// <param name="year">The year of dates that have none.</param>
    /// <param name="period">The period of the file, which tells the year of dates that have none.</param>
    internal DateReader(IEnumerable<string> formats, int? year, (DateOnly From, DateOnly To)? period)
    {
        _formats = [.. formats.Select(format => new DateFormat(format))];
        _year = year;
        (_from, _to) = (period?.From, period?.To);
    }

    internal string Formats => string.Join(" or ", _formats.Select(format => format.Text));

    internal bool TryRead(ReadOnlySpan<char> value, out DateOnly date)
    {
        if (value.Length == _lastLength && value.SequenceEqual(_last.AsSpan(0, _lastLength)))
        {
            date = _lastDate;
            return _lastRead;
        }

        var read = TryReadNew(value, out date);
        if (value.Length <= _last.Length)
        {
            value.CopyTo(_last);
            (_lastLength, _lastDate, _lastRead) = (value.Length, date, read);
        }

        Note(value, read);
        return read;
    }

    /// <summary>What to write for <c>--date-format</c>, judged by every date that was read; null when nothing fits them all, or what they are read with does.</summary>
    internal string? Advice()
    {
        List<string> fitting = [];
        for (var at = 0; at < Known.Length; at++)
        {
            if ((_fitting & (1u << at)) != 0 && Array.Exists(_formats, format => format.Text == Known[at].Text))
            {
                return null;
            }

            if ((_fitting & (1u << at)) != 0 && !(Looser.TryGetValue(Known[at].Text, out var stricter) && fitting.Contains(stricter)))
            {
                fitting.Add(Known[at].Text);
            }
        }

        return fitting switch
        {
            [] => null,
            [var only] => $"every row fits --date-format {Quoted(only)}",
            _ => $"every row fits {string.Join(" and ", fitting.Select(format => $"--date-format {Quoted(format)}"))}; somebody must say which it is",
        };
    }

    private static string Quoted(string format) => format.Contains(' ', StringComparison.Ordinal) ? $"\"{format}\"" : format;

    private bool TryReadNew(ReadOnlySpan<char> value, out DateOnly date)
    {
        foreach (var format in _formats)
        {
            if (format.TryRead(value, out date))
            {
                return format.HasYear || TryGiveYear(ref date);
            }
        }

        date = default;
        return false;
    }

    private bool TryGiveYear(ref DateOnly date)
    {
        if (_year is { } year)
        {
            return TryIn(year, ref date);
        }

        if (_from is not { } from || _to is not { } to)
        {
            return false;
        }

        for (var one = from.Year; one <= to.Year; one++)
        {
            var moved = date;
            if (TryIn(one, ref moved) && moved >= from && moved <= to)
            {
                date = moved;
                return true;
            }
        }

        return TryIn(from.Year, ref date);
    }

    private static bool TryIn(int year, ref DateOnly date)
    {
        if (date is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(year))
        {
            return false;
        }

        date = new(year, date.Month, date.Day);
        return true;
    }

    private void Note(ReadOnlySpan<char> value, bool read)
    {
        var fitting = 0u;
        for (var at = 0; at < Known.Length; at++)
        {
            if ((_fitting & (1u << at)) != 0 && ((read && Known[at].Text == _formats[0].Text) || Known[at].TryRead(value, out _)))
            {
                fitting |= 1u << at;
            }
        }

        // What no format reads is no date, and says nothing of how the others are written.
        _fitting = fitting != 0 || read || IsDate(value) ? fitting : _fitting;
    }

    private static bool IsDate(ReadOnlySpan<char> value)
    {
        foreach (var format in Known)
        {
            if (format.TryRead(value, out _))
            {
                return true;
            }
        }

        return false;
    }
}
