using System.Globalization;

namespace NumberingRules.Cli;

/// <summary>A moment in a book's life as it is asked for: an entry, or an instant.</summary>
internal readonly record struct Moment(long? Entry, DateTimeOffset Instant)
{
    private static readonly string[] Formats =
    [
        .. from time in new[] { "HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF" }
           from between in new[] { "'T'", " " }
           from zone in new[] { "", "K" }
           select $"yyyy-MM-dd{between}{time}{zone}",
    ];

    /// <exception cref="MalformedException">It is neither.</exception>
    internal static Moment Of(string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var entry))
        {
            return new(entry, default);
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return new(null, new(date.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero));
        }

        return DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? new(null, instant)
            : throw new MalformedException("--at", $"'{Printable.Short(text)}' is neither an entry's number nor an instant such as 2026-03-03 or 2026-03-03T16:30:00Z");
    }

    /// <summary>In words, behind "as it stood".</summary>
    public override string ToString() =>
        Entry is { } entry ? string.Create(CultureInfo.InvariantCulture, $"after entry {entry}") : $"on {Describe.Instant(Instant)}";
}
