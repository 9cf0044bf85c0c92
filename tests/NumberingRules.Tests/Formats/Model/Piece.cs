using System.Globalization;

namespace NumberingRules.Tests.Formats;

/// <summary>What a piece of a format stands for, in the words of SPEC §7.</summary>
public enum Field
{
    Literal,
    SequenceNumber,
    Year,
    Month,
    Day,
    FiscalStart,
    FiscalEnd,
    Scope,
}

/// <summary>A piece of a format as the specification describes it. The model of the tests shares no code with the library.</summary>
/// <param name="Field">What it stands for.</param>
/// <param name="Width">Digits of a date; minimum digits of a sequence number, 0 for the bare <c>{seq}</c>.</param>
/// <param name="Text">The characters of a literal.</param>
public sealed record Piece(Field Field, int Width, string Text = "")
{
    public bool IsDate => Field is not (Field.Literal or Field.SequenceNumber or Field.Scope);

    public bool IsYear => Field is Field.Year or Field.FiscalStart or Field.FiscalEnd;

    /// <summary>The characters it prints, of a sequence number the fewest.</summary>
    public int LeastWidth => Field switch
    {
        Field.Literal => Text.Length,
        Field.SequenceNumber => Math.Max(Width, 1),
        _ => Width,
    };

    public string Written => Field switch
    {
        Field.Literal => Text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal),
        Field.SequenceNumber => Width == 0 ? "{seq}" : "{seq:" + new string('0', Width) + "}",
        Field.Scope => "{scope:" + new string('A', Width) + "}",
        Field.Month => "{date:MM}",
        Field.Day => "{date:dd}",
        Field.Year => "{date:" + new string('y', Width) + "}",
        Field.FiscalStart => "{fiscalStart:" + new string('y', Width) + "}",
        _ => "{fiscalEnd:" + new string('y', Width) + "}",
    };

    public static Piece Literal(string text) => new(Field.Literal, text.Length, text);

    public static Piece Sequence(int digits) => new(Field.SequenceNumber, digits);

    public int ValueOn(DateOnly date, int fiscalMonth) => Field switch
    {
        Field.Year => date.Year,
        Field.Month => date.Month,
        Field.Day => date.Day,
        Field.FiscalStart => FiscalYear.Of(date, fiscalMonth).Start,
        _ => FiscalYear.Of(date, fiscalMonth).End,
    };

    public string Print(long sequence, DateOnly date, int fiscalMonth, string? scope = null) => Field switch
    {
        Field.Scope => scope!,
        Field.Literal => Text,
        Field.SequenceNumber => PrintSequence(sequence),
        _ => Padded(ValueOn(date, fiscalMonth))[^Width..],
    };

    /// <summary>Whether the last digits of the date's value, as many as are printed, are these.</summary>
    public bool PrintsOn(DateOnly date, int fiscalMonth, long digits) => ValueOn(date, fiscalMonth) % (Width == 2 ? 100 : 10_000) == digits;

    public string PrintSequence(long sequence) => Padded(sequence);

    private string Padded(long value) => value.ToString(CultureInfo.InvariantCulture).PadLeft(Width, '0');
}

/// <summary>The calendar years in which a fiscal year starts and ends.</summary>
public static class FiscalYear
{
    public static (int Start, int End) Of(DateOnly date, int startMonth)
    {
        var first = new DateOnly(date.Year, startMonth, 1);
        first = first > date ? first.AddYears(-1) : first;
        return (first.Year, first.AddYears(1).AddDays(-1).Year);
    }
}
