namespace NumberingRules.Registers;

/// <summary>Digits as a number.</summary>
internal static class Digits
{
    /// <summary>Of at most 18 digits.</summary>
    internal static long Of(ReadOnlySpan<byte> digits)
    {
        var number = 0L;
        foreach (var digit in digits)
        {
            number = (number * 10) + (digit - '0');
        }

        return number;
    }
}

/// <summary>Limits of formats (SPEC §7).</summary>
internal static class NumberFormatLimits
{
    /// <summary>The most digits of a sequence number.</summary>
    internal const int MostDigits = 18;

    /// <summary>The most characters of a scope.</summary>
    internal const int LongestScope = 16;
}
