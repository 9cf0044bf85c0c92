using System.Numerics;

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
        ArgumentOutOfRangeException.ThrowIfLessThan(sequenceNumber, First);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequenceNumber, Last);
        if (!CanPrint(date))
        {
            throw new ArgumentOutOfRangeException(nameof(date), "is no document date, or a two-digit year would stand for another year");
        }

        written = 0;
        var width = WidthOf(sequenceNumber);
        if (destination.Length < width)
        {
            return false;
        }

        foreach (var part in _format.Parts)
        {
            var room = destination.Slice(written, part.Token == FormatToken.SequenceNumber ? width - _format.FixedWidth : part.Width);
            switch (part.Token)
            {
                case FormatToken.Literal:
                    PrintLiteral(part.Literal, room);
                    break;
                case FormatToken.SequenceNumber:
                    PrintDigits(sequenceNumber, room);
                    break;
                default:
                    PrintDigits(Field(part.Token, date), room);
                    break;
            }

            written += room.Length;
        }

        return true;
    }

    private static void PrintLiteral<TUnit>(string literal, Span<TUnit> room)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        for (var at = 0; at < literal.Length; at++)
        {
            room[at] = TUnit.CreateTruncating(literal[at]);
        }
    }

    /// <summary>The last digits of a number, as many as there is room for.</summary>
    private static void PrintDigits<TUnit>(long number, Span<TUnit> room)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        for (var at = room.Length - 1; at >= 0; at--)
        {
            (number, var digit) = Math.DivRem(number, 10);
            room[at] = TUnit.CreateTruncating('0' + digit);
        }
    }
}
