using System.Numerics;
using System.Runtime.CompilerServices;

namespace NumberingRules;

/// <content>Printing.</content>
public sealed partial class Series
{
    /// <summary>The number with this place in the period of that document date.</summary>
    /// <param name="sequenceNumber">Its place in the period.</param>
    /// <param name="date">The document date.</param>
    /// <param name="scope">The scope, if the series counts by scope.</param>
    /// <param name="form">The form; the default form if none is named.</param>
    /// <exception cref="ArgumentException">This series cannot print it; ask <see cref="CanPrint"/>, <see cref="First"/>, <see cref="Last"/>, <see cref="Takes"/>, <see cref="HasForm"/>.</exception>
    public InvoiceNumber Print(long sequenceNumber, DateOnly date, Scope? scope = null, FormName? form = null)
    {
        Span<char> text = stackalloc char[LongestNumber];
        return TryPrint<char>(sequenceNumber, date, scope, form, text, out var written)
            ? new(new string(text[..written]))
            : throw new ArgumentOutOfRangeException(nameof(sequenceNumber));
    }

    /// <summary>Prints into UTF-16 text, without an allocation. False, with nothing written, when the room is too small; <see cref="WidestText"/> always suffices.</summary>
    /// <exception cref="ArgumentOutOfRangeException">This series cannot print it; ask <see cref="CanPrint"/>, <see cref="First"/>, <see cref="Last"/>.</exception>
    public bool TryPrint(long sequenceNumber, DateOnly date, Span<char> destination, out int charsWritten) =>
        TryPrint<char>(sequenceNumber, date, null, null, destination, out charsWritten);

    /// <summary>Prints in a scope and a form into UTF-16 text, without an allocation. False, with nothing written, when the room is too small; <see cref="WidestText"/> always suffices.</summary>
    /// <exception cref="ArgumentException">This series cannot print it; ask <see cref="CanPrint"/>, <see cref="First"/>, <see cref="Last"/>, <see cref="Takes"/>, <see cref="HasForm"/>.</exception>
    public bool TryPrint(long sequenceNumber, DateOnly date, Scope? scope, FormName? form, Span<char> destination, out int charsWritten) =>
        TryPrint<char>(sequenceNumber, date, scope, form, destination, out charsWritten);

    /// <summary>Prints into UTF-8 text, without an allocation. False, with nothing written, when the room is too small; <see cref="WidestText"/> always suffices.</summary>
    /// <exception cref="ArgumentOutOfRangeException">This series cannot print it; ask <see cref="CanPrint"/>, <see cref="First"/>, <see cref="Last"/>.</exception>
    public bool TryPrint(long sequenceNumber, DateOnly date, Span<byte> utf8Destination, out int bytesWritten) =>
        TryPrint<byte>(sequenceNumber, date, null, null, utf8Destination, out bytesWritten);

    /// <summary>Prints in a scope and a form into UTF-8 text, without an allocation. False, with nothing written, when the room is too small; <see cref="WidestText"/> always suffices.</summary>
    /// <exception cref="ArgumentException">This series cannot print it; ask <see cref="CanPrint"/>, <see cref="First"/>, <see cref="Last"/>, <see cref="Takes"/>, <see cref="HasForm"/>.</exception>
    public bool TryPrint(long sequenceNumber, DateOnly date, Scope? scope, FormName? form, Span<byte> utf8Destination, out int bytesWritten) =>
        TryPrint<byte>(sequenceNumber, date, scope, form, utf8Destination, out bytesWritten);

    private bool TryPrint<TUnit>(long sequenceNumber, DateOnly date, Scope? scope, FormName? form, Span<TUnit> destination, out int written)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        var format = form is null ? _format : FormatOf(form);
        if (sequenceNumber < _first || sequenceNumber > Last || format is null || !CanStandFor(format, date) || (scope is null ? ScopeWidth != 0 : !Takes(scope)))
        {
            throw Unprintable(sequenceNumber, date, scope, form);
        }

        var digits = format.DigitsOf(sequenceNumber);
        var width = format.FixedWidth + digits;
        if (destination.Length < width)
        {
            written = 0;
            return false;
        }

        var more = digits - format.MinDigits;
        foreach (var literal in format.Literals)
        {
            destination[literal.Place.With(more)] = TUnit.CreateTruncating(literal.Text);
        }

        foreach (var field in format.Dates)
        {
            PrintField((uint)Field(field.Token, date), destination.Slice(field.Place.With(more), field.Width));
        }

        if (scope is not null)
        {
            PrintScope(scope.Text, destination[format.ScopeAt.With(more)..]);
        }

        PrintDigits(sequenceNumber, destination.Slice(format.Before.Length, digits));
        written = width;
        return true;
    }

    /// <summary>The number of a series of which scope, period and place say all; null if there is no such place.</summary>
    internal InvoiceNumber? OneText(Scope? scope, Period period, long sequenceNumber)
    {
        // The first day speaks for the others of its period.
        var first = Definition.Reset switch
        {
            Reset.Yearly => new DateOnly(period.Value, 1, 1),
            Reset.Monthly => new(period.Value / 100, period.Value % 100, 1),
            Reset.Fiscal => new(period.Value, _fiscalMonth, 1),
            _ => DocumentDate.Earliest,
        };
        var date = DateOnly.FromDayNumber(Math.Max(first.DayNumber, _firstDay));
        return sequenceNumber >= _first && sequenceNumber <= Last && Takes(scope) && CanPrint(date) && PeriodOf(date) == period
            ? Print(sequenceNumber, date, scope)
            : null;
    }

    private ArgumentException Unprintable(long sequenceNumber, DateOnly date, Scope? scope, FormName? form) =>
        sequenceNumber < _first || sequenceNumber > Last ? new ArgumentOutOfRangeException(nameof(sequenceNumber))
        : !HasForm(form) ? new ArgumentException($"series '{Id}' has no form '{form}'", nameof(form))
        : !CanPrint(date, form) ? new ArgumentOutOfRangeException(nameof(date), "is no document date, lies outside the series' validity, or a two-digit year would stand for another year")
        : new ArgumentException(ScopeProblem(scope), nameof(scope));

    private static void PrintScope<TUnit>(string scope, Span<TUnit> room)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        for (var at = 0; at < scope.Length; at++)
        {
            room[at] = TUnit.CreateTruncating(scope[at]);
        }
    }

    /// <summary>The last two digits of a field, or all four of a year.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PrintField<TUnit>(uint field, Span<TUnit> room)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        unchecked
        {
            var hundreds = field / 100;
            PrintPair(field - (hundreds * 100), room, room.Length - 2);
            if (room.Length == 4)
            {
                PrintPair(hundreds, room, 0);
            }
        }
    }

    /// <summary>The last digits of a number, as many as there is room for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PrintDigits<TUnit>(long number, Span<TUnit> room)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        // Most numbers fit 32 bits, where two at a time take half the steps and cheaper ones.
        unchecked
        {
            var at = room.Length - 1;
            for (; number >> 32 != 0; at--)
            {
                var rest = number / 10;
                room[at] = TUnit.CreateTruncating('0' + (number - (rest * 10)));
                number = rest;
            }

            var small = (uint)number;
            for (; at > 0; at -= 2)
            {
                var rest = small / 100;
                PrintPair(small - (rest * 100), room, at - 1);
                small = rest;
            }

            if (at == 0)
            {
                room[0] = TUnit.CreateTruncating('0' + small);
            }
        }
    }

    /// <summary>Two digits of a number below 100.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PrintPair<TUnit>(uint pair, Span<TUnit> room, int at)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        unchecked
        {
            // A tenth of every number below 100, without a division.
            var tens = pair * 103 >> 10;
            room[at + 1] = TUnit.CreateTruncating('0' + pair - (tens * 10));
            room[at] = TUnit.CreateTruncating('0' + tens);
        }
    }
}
