namespace NumberingRules;

/// <summary>
/// Finds the series that prints a text. What stands before and behind <c>{seq}</c> has a fixed width, so a text is cut
/// and its date digits masked in the way of each distinct shape; what is left names at most one series, for two with
/// the same shape and the same literals could print the same text. The cost depends on the number of shapes alone.
/// </summary>
internal sealed class PrinterIndex
{
    // No text holds it, so what stands before and behind cannot run into each other.
    private const char Between = '\u0001';

    private readonly List<Shape> _shapes = [];
    private readonly Dictionary<string, Series> _byFixedText = new(StringComparer.Ordinal);

    internal void Add(Series series)
    {
        var shape = Shape.Of(series.Format);
        if (!_shapes.Contains(shape))
        {
            _shapes.Add(shape);
        }

        _byFixedText.Add(string.Concat(series.Format.Before, Between.ToString(), series.Format.Behind), series);
    }

    internal Series? Find(ReadOnlySpan<char> text, out ParsedNumber parsed)
    {
        Span<char> room = stackalloc char[Series.LongestNumber + 1];
        foreach (var shape in _shapes)
        {
            if (text.Length <= Series.LongestNumber && shape.TryMask(text, room, out var key)
                && _byFixedText.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var series)
                && series.TryParse(text, out parsed))
            {
                return series;
            }
        }

        parsed = default;
        return null;
    }

    /// <summary>How wide a format is before and behind <c>{seq}</c>, and where the digits of dates are, a bit each.</summary>
    private sealed record Shape(int Before, int Behind, UInt128 Dates)
    {
        internal static Shape Of(NumberFormat format)
        {
            var dates = UInt128.Zero;
            var fixedText = format.Before + Between + format.Behind;
            for (var at = 0; at < fixedText.Length; at++)
            {
                dates |= fixedText[at] == NumberFormat.DateDigit ? UInt128.One << at : 0;
            }

            return new(format.Before.Length, format.Behind.Length, dates);
        }

        internal bool TryMask(ReadOnlySpan<char> text, Span<char> room, out ReadOnlySpan<char> key)
        {
            key = default;
            if (text.Length <= Before + Behind)
            {
                return false;
            }

            text[..Before].CopyTo(room);
            room[Before] = Between;
            text[^Behind..].CopyTo(room[(Before + 1)..]);
            var length = Before + 1 + Behind;
            for (var at = 0; at < length; at++)
            {
                room[at] = (Dates >> at & 1) == 0 ? room[at] : NumberFormat.DateDigit;
            }

            key = room[..length];
            return true;
        }
    }
}
