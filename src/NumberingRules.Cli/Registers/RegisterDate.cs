using System.Globalization;

namespace NumberingRules.Cli;

/// <summary>A date as registers write it: by a format, perhaps with a time behind it. The date is the one written, in no other time zone.</summary>
internal static class RegisterDate
{
    private const string Iso = "yyyy-MM-dd";

    // Parsed behind a date, for a time alone would be given today's.
    private static readonly string[] Times =
    [
        .. from time in new[] { "H:mm", "H:mm:ss", "H:mm:ss.FFFFFFF", "h:mm tt", "h:mm:ss tt" }
           from zone in new[] { "", "K", " K" }
           select $"{Iso} {time}{zone}",
    ];

    // A two-digit year stands for 2000-2099, as it does in a series.
    private static readonly CultureInfo Culture = new("")
    {
        DateTimeFormat = { Calendar = new GregorianCalendar { TwoDigitYearMax = 2099 } },
    };

    /// <summary>What keeps a format from telling a date; null when nothing does.</summary>
    internal static string? Problem(string format)
    {
        if (!format.Contains('y', StringComparison.Ordinal) || !format.Contains('M', StringComparison.Ordinal) || !format.Contains('d', StringComparison.Ordinal))
        {
            return $"'{format}' must hold the day (d), the month (M; m is minutes) and the year (y), for example dd/MM/yyyy";
        }

        try
        {
            _ = DateTimeOffset.UnixEpoch.ToString(format, Culture);
            return null;
        }
        catch (FormatException)
        {
            return $"'{format}' is not a date format; an example is dd/MM/yyyy";
        }
    }

    internal static bool TryParse(ReadOnlySpan<char> value, string? format, out DateOnly date)
    {
        format ??= Iso;
        if (TryExact(value, format, out date))
        {
            return true;
        }

        for (var at = 0; at < value.Length; at++)
        {
            if (value[at] is ' ' or 'T' && TryExact(value[..at], format, out date) && IsTime(value[(at + 1)..].Trim()))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryExact(ReadOnlySpan<char> value, string format, out DateOnly date)
    {
        var parsed = DateTimeOffset.TryParseExact(value, format, Culture, DateTimeStyles.AssumeUniversal, out var time);
        date = DateOnly.FromDateTime(time.Date);
        return parsed;
    }

    private static bool IsTime(ReadOnlySpan<char> value) =>
        DateTimeOffset.TryParseExact($"2000-01-01 {value}", Times, Culture, DateTimeStyles.AssumeUniversal, out _);
}
