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

        var sequenceNumber = 0L;
        var fields = default(DateFields);
        foreach (var part in _format.Parts)
        {
            var width = part.Token == FormatToken.SequenceNumber ? digits : part.Width;
            var here = text[..width];
            text = text[width..];
            if (part.Token == FormatToken.Literal)
            {
                if (!IsLiteral(here, part.Literal))
                {
                    return false;
                }
            }
            else if (!TryParseDigits(here, out var number))
            {
                return false;
            }
            else if (part.Token == FormatToken.SequenceNumber)
            {
                if (digits > _format.MinDigits && here[0] == TUnit.CreateTruncating('0'))
                {
                    return false;
                }

                sequenceNumber = number;
            }
            else if (!fields.TryNote(part.Token, (int)number + (part.IsTwoDigitYear ? 2000 : 0)))
            {
                return false;
            }
        }

        if (sequenceNumber < First || sequenceNumber > Last || !fields.TryComplete(_fiscalMonth))
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

    private static bool IsLiteral<TUnit>(ReadOnlySpan<TUnit> text, string literal)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        for (var at = 0; at < literal.Length; at++)
        {
            if (text[at] != TUnit.CreateTruncating(literal[at]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryParseDigits<TUnit>(ReadOnlySpan<TUnit> text, out long number)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        number = 0;
        foreach (var unit in text)
        {
            var digit = int.CreateTruncating(unit) - '0';
            if (digit is < 0 or > 9)
            {
                return false;
            }

            number = (number * 10) + digit;
        }

        return true;
    }
}
