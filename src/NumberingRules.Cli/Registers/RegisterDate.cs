using System.Globalization;

namespace NumberingRules.Cli;

/// <summary>A date as registers write it: by a format, perhaps with a time behind it.</summary>
internal static class RegisterDate
{
    /// <summary>What keeps a format from telling a date; null when nothing does.</summary>
    internal static string? Problem(string format) =>
        !format.Contains('y', StringComparison.Ordinal) || !format.Contains('M', StringComparison.Ordinal) || !format.Contains('d', StringComparison.Ordinal)
            ? $"'{format}' must hold the day (d), the month (M; m is minutes) and the year (y), for example dd/MM/yyyy"
            : null;

    internal static bool TryParse(string value, string? format, out DateOnly date)
    {
        format ??= "yyyy-MM-dd";
        if (TryExact(value, format, out date))
        {
            return true;
        }

        for (var at = value.IndexOfAny([' ', 'T']); at >= 0; at = value.IndexOfAny([' ', 'T'], at + 1))
        {
            if (TryExact(value[..at], format, out date) && IsTime(value[(at + 1)..]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryExact(string value, string format, out DateOnly date)
    {
        var parsed = DateTime.TryParseExact(value, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        date = DateOnly.FromDateTime(time);
        return parsed;
    }

    /// <summary>A time of day, with or without an offset.</summary>
    private static bool IsTime(string value) =>
        DateTimeOffset.TryParse("2000-01-01T" + value.Trim(), CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        || DateTimeOffset.TryParse("2000-01-01 " + value.Trim(), CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
