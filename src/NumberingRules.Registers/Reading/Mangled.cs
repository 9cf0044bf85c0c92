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
            return $"'{Printable.Short(value)}' is what a spreadsheet shows where a column is too narrow: it was mangled; export it anew";
        }

        if (value is "#N/A" or "#NAME?" or "#REF!" or "#VALUE!" or "#DIV/0!" or "#NUM!" or "#NULL!")
        {
            return $"'{value}' is what a spreadsheet shows for a formula that failed; mend it there, or export it anew";
        }

        return IsLongNumber(value)
            ? $"'{Printable.Short(value)}' is a long number that a spreadsheet mangled: its last digits are lost; export it anew, or import the column as text"
            : null;
    }

    // 1.23E+10, and 1.23E10: with the sign, or with one digit before the point.
    private static bool IsLongNumber(ReadOnlySpan<char> value)
    {
        var exponent = value.IndexOfAny("eE");
        if (exponent <= 0 || value[0] is < '0' or > '9' || value[..exponent].ContainsAnyExcept(Digits))
        {
            return false;
        }

        var power = value[(exponent + 1)..];
        var isSigned = power is ['+', ..];
        power = isSigned ? power[1..] : power;
        return !power.IsEmpty && !power.ContainsAnyExceptInRange('0', '9') && (isSigned || (exponent > 2 && value[1] is '.' or ','));
    }
}
