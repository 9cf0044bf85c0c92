using System.Buffers;

namespace NumberingRules.Registers;

/// <summary>What spreadsheets do to numbers and keys.</summary>
internal static class Mangled
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.,");

    /// <summary>A value without the marks that protected it: <c>="000123"</c> and <c>'000123</c>.</summary>
    internal static ReadOnlySpan<char> Unwrap(ReadOnlySpan<char> value) => value switch
    {
        ['=', '"', .. var inside, '"'] => inside.Trim(),
        ['\'', .. var behind] when behind is [>= '0' and <= '9', ..] => behind,
        _ => value,
    };

    /// <summary>What was done to a value; null when nothing was.</summary>
    internal static string? Problem(ReadOnlySpan<char> value)
    {
        if (value is ['#', ..] && !value.ContainsAnyExcept('#') && value.Length > 1)
        {
            return $"'{Shown.Short(value)}' is what a spreadsheet shows where a column is too narrow: it was mangled; export it anew";
        }

        var exponent = value.IndexOfAny("eE");
        return exponent > 0 && exponent + 2 < value.Length && value[exponent + 1] == '+'
            && !value[(exponent + 2)..].ContainsAnyExceptInRange('0', '9')
            && value[0] is >= '0' and <= '9' && !value[..exponent].ContainsAnyExcept(Digits)
            ? $"'{Shown.Short(value)}' is a long number that a spreadsheet mangled: its last digits are lost; export it anew, or import the column as text"
            : null;
    }
}
