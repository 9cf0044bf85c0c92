using System.Numerics;
using System.Runtime.CompilerServices;

namespace NumberingRules;

/// <content>Printing.</content>
public sealed partial class Series
{
    /// <summary>The number with this place in the period of that document date.</summary>
    /// <exception cref="ArgumentOutOfRangeException">This series cannot print it: see <see cref="CanPrint"/>, <see cref="First"/>, <see cref="Last"/>.</exception>
    public InvoiceNumber Print(long sequenceNumber, DateOnly date)
    {
        Span<char> text = stackalloc char[LongestNumber];
        return TryPrint(sequenceNumber, date, text, out var written)
            ? new(new string(text[..written]))
            : throw new ArgumentOutOfRangeException(nameof(sequenceNumber));
    }

    /// <summary>Prints into UTF-16 text, without an allocation. False, with nothing written, when the room is too small; <see cref="WidestText"/> always suffices.</summary>
    /// <exception cref="ArgumentOutOfRangeException">This series cannot print it: see <see cref="CanPrint"/>, <see cref="First"/>, <see cref="Last"/>.</exception>
    public bool TryPrint(long sequenceNumber, DateOnly date, Span<char> destination, out int charsWritten) =>
        TryPrint<char>(sequenceNumber, date, destination, out charsWritten);

    /// <summary>Prints into UTF-8 text, without an allocation. False, with nothing written, when the room is too small; <see cref="WidestText"/> always suffices.</summary>
    /// <exception cref="ArgumentOutOfRangeException">This series cannot print it: see <see cref="CanPrint"/>, <see cref="First"/>, <see cref="Last"/>.</exception>
    public bool TryPrint(long sequenceNumber, DateOnly date, Span<byte> utf8Destination, out int bytesWritten) =>
        TryPrint<byte>(sequenceNumber, date, utf8Destination, out bytesWritten);

    private bool TryPrint<TUnit>(long sequenceNumber, DateOnly date, Span<TUnit> destination, out int written)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        if (sequenceNumber < _first || sequenceNumber > Last || !CanPrint(date))
        {
            throw Unprintable(sequenceNumber, date);
        }

        var digits = _format.DigitsOf(sequenceNumber);
        var width = _format.FixedWidth + digits;
        if (destination.Length < width)
        {
            written = 0;
            return false;
        }

        var more = digits - _format.MinDigits;
        foreach (var literal in _format.Literals)
        {
            destination[literal.Place.With(more)] = TUnit.CreateTruncating(literal.Text);
        }

        foreach (var field in _format.Dates)
        {
            PrintField((uint)Field(field.Token, date), destination.Slice(field.Place.With(more), field.Width));
        }

        PrintDigits(sequenceNumber, destination.Slice(_format.Before.Length, digits));
        written = width;
        return true;
    }

    private ArgumentOutOfRangeException Unprintable(long sequenceNumber, DateOnly date) =>
        sequenceNumber < _first || sequenceNumber > Last
            ? new(nameof(sequenceNumber))
            : new(nameof(date), "is no document date, or a two-digit year would stand for another year");

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
