using System.Globalization;

namespace NumberingRules.Cli;

/// <summary>When a series runs low: at a count of numbers left, or at a share of all in hundredths.</summary>
internal readonly record struct LowMark(long Count, int Share)
{
    internal static LowMark Of(string text) =>
        text.EndsWith('%') && int.TryParse(text.AsSpan()[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var share) && share <= 100 ? new(0, share)
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? new(count, 0)
        : throw new MalformedException("--low", $"must be a count such as 500, or a share such as 10%, not '{Printable.Short(text)}'");

    internal bool IsLow(long left, long all) => left <= Count || left <= (Int128)all * Share / 100;
}
