using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace NumberingRules;

/// <summary>The range of document dates: 1900-01-01 to 2199-12-31.</summary>
public static class DocumentDate
{
    /// <summary>The earliest document date.</summary>
    public static readonly DateOnly Earliest = new(1900, 1, 1);

    /// <summary>The latest document date.</summary>
    public static readonly DateOnly Latest = new(2199, 12, 31);

    // Read-only integers are constants to the compiled code; a DateOnly would be read from memory.
    private static readonly int First = Earliest.DayNumber;
    private static readonly int Last = Latest.DayNumber;

    /// <summary>Whether this is a document date.</summary>
    internal static bool Is(DateOnly date) => date.DayNumber >= First && date.DayNumber <= Last;

    /// <summary>What keeps a date from being a document date, in words for its author; null when nothing does.</summary>
    public static string? Problem(DateOnly date) =>
        !Is(date)
            ? string.Create(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd} lies outside 1900-01-01 to 2199-12-31{(date == default ? "; it is the default of DateOnly, so it was never set" : "")}")
            : null;

    /// <summary>Makes a document date of input from outside, written <c>yyyy-MM-dd</c>. Throws nothing; culture makes no difference.</summary>
    /// <param name="text">The input.</param>
    /// <param name="date">The date.</param>
    /// <param name="problem">What is wrong, for the author of the input: the field, the value, and why it cannot be; null if nothing is.</param>
    /// <param name="field">What the host calls the field.</param>
    public static bool TryCreate(string? text, out DateOnly date, [NotNullWhen(false)] out string? problem, string field = "date")
    {
        problem = !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date) ? $"{field} {Shown.Of(text)} is no date; write it as 2026-01-31"
            : Problem(date) is { } outside ? $"{field} {outside}"
            : null;
        return problem is null;
    }

    internal static DateOnly Checked(DateOnly date) =>
        Problem(date) is { } problem ? throw new ArgumentOutOfRangeException(nameof(date), problem) : date;

    internal static DateOnly? Checked(DateOnly? date) => date is { } given ? Checked(given) : null;
}
