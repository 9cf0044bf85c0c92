using System.Numerics;

namespace NumberingRules;

/// <summary>A number read back: its place, and the period it counts in.</summary>
public readonly record struct ParsedNumber(long SequenceNumber, Period Period);

/// <content>Reading back.</content>
public sealed partial class Series
{
    /// <summary>
    /// Reads a number of this series back, without an allocation. A text that the series could not print does not
    /// parse: needless leading zero, impossible or inconsistent date, number before the first or after the last.
    /// </summary>
    public bool TryParse(ReadOnlySpan<char> text, out ParsedNumber parsed) => TryParse<char>(text, out parsed);

    /// <summary>The same for UTF-8 text.</summary>
    public bool TryParse(ReadOnlySpan<byte> utf8Text, out ParsedNumber parsed) => TryParse<byte>(utf8Text, out parsed);

    private bool TryParse<TUnit>(ReadOnlySpan<TUnit> text, out ParsedNumber parsed)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        parsed = default;
        var digits = text.Length - _format.FixedWidth;
        if (digits < _format.MinDigits || digits > NumberFormat.MaxDigits)
        {
            return false;
        }

        var fields = default(DateFields);
        var more = digits - _format.MinDigits;
        foreach (var literal in _format.Literals)
        {
            if (text[literal.Place.With(more)] != TUnit.CreateTruncating(literal.Text))
            {
                return false;
            }
        }

        foreach (var field in _format.Dates)
        {
            if (!TryParseDigits(text.Slice(field.Place.With(more), field.Width), out var number)
                || !fields.TryNote(field.Token, (int)number + (field.IsTwoDigitYear ? 2000 : 0)))
            {
                return false;
            }
        }

        if (!TryParseDigits(text.Slice(_format.Before.Length, digits), out var sequenceNumber)
            || sequenceNumber < _first
            || sequenceNumber > Last
            || _format.DigitsOf(sequenceNumber) != digits
            || !fields.TryComplete(_fiscalMonth))
        {
            return false;
        }

        parsed = new(sequenceNumber, Definition.Reset switch
        {
            Reset.Yearly => new(fields.Year),
            Reset.Monthly => MonthOf(fields.Year, fields.Month),
            Reset.Fiscal => new(fields.FiscalStart),
            _ => default,
        });
        return true;
    }

    /// <summary>Reads nothing but digits, at most 18.</summary>
    private static bool TryParseDigits<TUnit>(ReadOnlySpan<TUnit> text, out long number)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        number = 0;
        foreach (var unit in text)
        {
            var digit = unchecked(uint.CreateTruncating(unit) - '0');
            if (digit > 9)
            {
                return false;
            }

            number = unchecked((number * 10) + digit);
        }

        return true;
    }
}
