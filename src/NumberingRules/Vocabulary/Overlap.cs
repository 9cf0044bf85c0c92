namespace NumberingRules;

/// <summary>
/// Whether two formats could print the same text (SPEC §7): a date token prints any digits of its width, <c>{seq}</c>
/// any number from 1 to 10^18−1 with its minimum digits, whatever the bounds of the series.
/// </summary>
internal static class Overlap
{
    private const int Digits = 0b11_1111_1111;
    private const int NonZero = Digits & ~1;

    /// <summary>Cost: at most 18 alignments, each one pass over the text.</summary>
    internal static bool Between(NumberFormat left, NumberFormat right)
    {
        if (!string.Equals(left.Skeleton, right.Skeleton, StringComparison.Ordinal))
        {
            return false;
        }

        for (var digits = left.MinDigits; digits <= NumberFormat.MaxDigits; digits++)
        {
            var rightDigits = left.FixedWidth + digits - right.FixedWidth;
            if (rightDigits >= right.MinDigits && rightDigits <= NumberFormat.MaxDigits
                && Between(Texts(left, digits), Texts(right, rightDigits)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Between((int[] Allowed, Range Sequence) left, (int[] Allowed, Range Sequence) right)
    {
        var both = new int[left.Allowed.Length];
        for (var at = 0; at < both.Length; at++)
        {
            both[at] = left.Allowed[at] & right.Allowed[at];
            if (both[at] == 0)
            {
                return false;
            }
        }

        // A number is at least 1, so somewhere in each sequence a digit other than 0 must be possible.
        return Array.Exists(both[left.Sequence], static allowed => (allowed & NonZero) != 0)
            && Array.Exists(both[right.Sequence], static allowed => (allowed & NonZero) != 0);
    }

    /// <summary>What each position may hold, a bit per digit and above them a character, when <c>{seq}</c> prints so many digits.</summary>
    private static (int[] Allowed, Range Sequence) Texts(NumberFormat format, int digits)
    {
        var allowed = new int[format.FixedWidth + digits];
        var sequence = default(Range);
        var at = 0;
        foreach (var part in format.Parts)
        {
            var width = part.Token == FormatToken.Sequence ? digits : part.Width;
            for (var i = 0; i < width; i++)
            {
                allowed[at + i] = part.Token == FormatToken.Literal ? BitOf(part.Literal[i]) : Digits;
            }

            if (part.Token == FormatToken.Sequence)
            {
                sequence = at..(at + digits);
                allowed[at] = digits > format.MinDigits ? NonZero : Digits;
            }

            at += width;
        }

        return (allowed, sequence);
    }

    private static int BitOf(char literal) => char.IsAsciiDigit(literal) ? 1 << (literal - '0') : literal << 16;
}
