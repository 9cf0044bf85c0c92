using System.Numerics;

namespace NumberingRules;

/// <summary>A number read back: where it counts, and how it is printed.</summary>
/// <param name="SequenceNumber">Its place in the period.</param>
/// <param name="Period">The period it counts in.</param>
/// <param name="Scope">The scope it counts in, if the series counts by scope.</param>
/// <param name="Form">The form it is printed in; none for the default form.</param>
public readonly record struct ParsedNumber(long SequenceNumber, Period Period, Scope? Scope = null, FormName? Form = null);

/// <content>Reading back.</content>
public sealed partial class Series
{
    /// <summary>
    /// Reads a number of this series back, whatever its form; without an allocation unless it holds a scope. A text that
    /// the series could not print does not parse: needless leading zero, impossible or inconsistent date, date outside
    /// its validity, number before the first or after the last.
    /// </summary>
    public bool TryParse(ReadOnlySpan<char> text, out ParsedNumber parsed)
    {
        // What prints no name is read apart, because a name takes longer to write than to leave out.
        if (!_printsNames)
        {
            var sequenceNumber = Read<char>(_format, text, out var period);
            parsed = new(sequenceNumber, period);
            return sequenceNumber > 0;
        }

        return TryParseNames<char>(text, out parsed);
    }

    /// <summary>Reads a number of this series back from UTF-8 text, whatever its form.</summary>
    public bool TryParse(ReadOnlySpan<byte> utf8Text, out ParsedNumber parsed)
    {
        if (!_printsNames)
        {
            var sequenceNumber = Read<byte>(_format, utf8Text, out var period);
            parsed = new(sequenceNumber, period);
            return sequenceNumber > 0;
        }

        return TryParseNames<byte>(utf8Text, out parsed);
    }

    /// <summary>Reads a number back that is printed in this form.</summary>
    internal bool TryParse(PrintForm form, ReadOnlySpan<char> text, out ParsedNumber parsed) => TryParse<char>(form, text, out parsed);

    private bool TryParseNames<TUnit>(ReadOnlySpan<TUnit> text, out ParsedNumber parsed)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        foreach (var form in Forms)
        {
            if (TryParse(form, text, out parsed))
            {
                return true;
            }
        }

        parsed = default;
        return false;
    }

    private bool TryParse<TUnit>(PrintForm form, ReadOnlySpan<TUnit> text, out ParsedNumber parsed)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        parsed = default;
        var scope = default(Scope);
        var sequenceNumber = Read(form.Format, text, out var period);
        if (sequenceNumber == 0 || (form.Format.ScopeWidth > 0 && !TryParseScope(form.Format.ScopeOf(text), out scope)))
        {
            return false;
        }

        parsed = new(sequenceNumber, period, scope, form.Name);
        return true;
    }

    /// <summary>Everything but the scope: the sequence number, 0 when the format could not print the text.</summary>
    private long Read<TUnit>(NumberFormat format, ReadOnlySpan<TUnit> text, out Period period)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        period = default;
        var digits = text.Length - format.FixedWidth;
        if (digits < format.MinDigits || digits > NumberFormat.MaxDigits)
        {
            return 0;
        }

        var fields = default(DateFields);
        var more = digits - format.MinDigits;
        foreach (var literal in format.Literals)
        {
            if (text[literal.Place.With(more)] != TUnit.CreateTruncating(literal.Text))
            {
                return 0;
            }
        }

        foreach (var field in format.Dates)
        {
            if (!TryParseDigits(text.Slice(field.Place.With(more), field.Width), out var number)
                || !fields.TryNote(field.Token, (int)number + (field.IsTwoDigitYear ? 2000 : 0)))
            {
                return 0;
            }
        }

        if (!TryParseDigits(text.Slice(format.Before.Length, digits), out var sequenceNumber)
            || sequenceNumber < _first
            || sequenceNumber > Last
            || format.DigitsOf(sequenceNumber) != digits
            || !fields.TryComplete(_fiscalMonth)
            || (_isLimited && !fields.HasDateBetween(_firstDay, _lastDay, _fiscalMonth)))
        {
            return 0;
        }

        period = Definition.Reset switch
        {
            Reset.Yearly => new(fields.Year),
            Reset.Monthly => MonthOf(fields.Year, fields.Month),
            Reset.Fiscal when fields.FiscalStart != 0 => new(fields.FiscalStart),
            Reset.Fiscal => new(FiscalStartOf(fields.Year, fields.Month)),
            _ => default,
        };
        return sequenceNumber;
    }

    private static bool TryParseScope<TUnit>(ReadOnlySpan<TUnit> text, out Scope? scope)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        Span<char> characters = stackalloc char[text.Length];
        for (var at = 0; at < text.Length; at++)
        {
            characters[at] = (char)ushort.CreateTruncating(text[at]);
        }

        scope = IsScopeText(characters) ? new(new string(characters)) : null;
        return scope is not null;
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
