namespace NumberingRules;

/// <summary>
/// Whether two formats could print the same text (SPEC §7): a date token prints any digits of its width, a scope any
/// characters of its alphabet, <c>{seq}</c> any number from 1 to 10^18−1 with its minimum digits, whatever the bounds of the series.
/// </summary>
internal static class Overlap
{
    // Sets of ASCII characters, a bit each.
    private static readonly UInt128 Digits = (UInt128)0b11_1111_1111 << '0';
    private static readonly UInt128 NonZero = Digits ^ (UInt128.One << '0');
    private static readonly UInt128 Scopes = Digits | ((UInt128)0x3FF_FFFF << 'A');

    /// <summary>Cost: most pairs differ in the text before or behind <c>{seq}</c>; the others have at most 18 alignments.</summary>
    internal static bool Between(NumberFormat left, NumberFormat right)
    {
        if (!CanStartAlike(left.Before, right.Before) || !CanEndAlike(left.Behind, right.Behind))
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

    /// <summary>What the character at a place from the start may be; behind the digits that are certain, anything.</summary>
    internal static UInt128 FromStart(NumberFormat format, int at) => Outside(format, format.Before.Length, at) ?? Allowed(format.Before[at]);

    /// <summary>The same of a place from the end.</summary>
    internal static UInt128 FromEnd(NumberFormat format, int at) => Outside(format, format.Behind.Length, at) ?? Allowed(format.Behind[^(at + 1)]);

    /// <summary>What one character of a format's text may print.</summary>
    internal static UInt128 Allowed(char c) => c switch
    {
        NumberFormat.DateDigit => Digits,
        NumberFormat.ScopeCharacter => Scopes,
        _ => UInt128.One << c,
    };

    private static UInt128? Outside(NumberFormat format, int text, int at) =>
        at < text ? null : at < text + format.MinDigits ? Digits : UInt128.MaxValue;

    private static bool CanStartAlike(string left, string right)
    {
        for (var at = 0; at < left.Length && at < right.Length; at++)
        {
            if ((Allowed(left[at]) & Allowed(right[at])) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static bool CanEndAlike(string left, string right)
    {
        for (var at = 1; at <= left.Length && at <= right.Length; at++)
        {
            if ((Allowed(left[^at]) & Allowed(right[^at])) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static bool Between((UInt128[] Allowed, Range SequenceNumber) left, (UInt128[] Allowed, Range SequenceNumber) right)
    {
        var both = new UInt128[left.Allowed.Length];
        for (var at = 0; at < both.Length; at++)
        {
            both[at] = left.Allowed[at] & right.Allowed[at];
            if (both[at] == 0)
            {
                return false;
            }
        }

        // A number is at least 1, so somewhere in each sequence a digit other than 0 must be possible.
        return Array.Exists(both[left.SequenceNumber], static allowed => (allowed & NonZero) != 0)
            && Array.Exists(both[right.SequenceNumber], static allowed => (allowed & NonZero) != 0);
    }

    /// <summary>What each position may hold when <c>{seq}</c> prints so many digits.</summary>
    private static (UInt128[] Allowed, Range SequenceNumber) Texts(NumberFormat format, int digits)
    {
        var first = digits > format.MinDigits ? NonZero : Digits;
        UInt128[] allowed =
        [
            .. format.Before.Select(Allowed),
            first,
            .. Enumerable.Repeat(Digits, digits - 1),
            .. format.Behind.Select(Allowed),
        ];
        return (allowed, format.Before.Length..(format.Before.Length + digits));
    }
}
