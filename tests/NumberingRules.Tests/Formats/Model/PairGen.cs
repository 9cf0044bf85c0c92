using FsCheck;
using FsCheck.Fluent;

namespace NumberingRules.Tests.Formats;

/// <summary>Two formats over a small alphabet, so that they often print alike.</summary>
public sealed record FormatPair(SeriesModel Left, SeriesModel Right);

/// <summary>Generates pairs of formats: independent ones, and ones where the second is the first, changed.</summary>
public static class PairGen
{
    private static readonly Gen<Piece> Parts = Gen.Frequency(
        (3, Gen.Elements("0", "1", "00", "10", "A", "B").Select(Piece.Literal)),
        (2, Gen.Elements(new Piece(Field.Month, 2), new(Field.Year, 2), new(Field.Year, 4))),
        (1, Gen.Elements(new Piece(Field.Scope, 1), new(Field.Scope, 2))));

    public static Arbitrary<FormatPair> Pairs => Gen.OneOf(
        Format.Two().Select(both => Pair(both.Item1, both.Item2)),
        from left in Format
        from right in ChangedFrom(left)
        select Pair(left, right)).ToArbitrary();

    private static Gen<Piece> Sequences => Gen.Frequency((4, Gen.Choose(0, 4)), (1, Gen.Elements(16, 17, 18))).Select(Piece.Sequence);

    private static Gen<Piece[]> Format =>
        from sequence in Sequences
        from others in Gen.Choose(0, 4).SelectMany(count => Parts.ArrayOf(count))
        from pieces in Gen.Shuffle([sequence, .. others])
        select pieces;

    /// <summary>Some pieces give way to others that could print the same, or almost.</summary>
    private static Gen<Piece[]> ChangedFrom(Piece[] pieces) =>
        Gen.CollectToArray(pieces, piece => Gen.Frequency((2, Gen.Constant(new[] { piece })), (1, InPlaceOf(piece)))).Select(parts => parts.SelectMany(part => part).ToArray());

    private static Gen<Piece[]> InPlaceOf(Piece piece) => piece.Field switch
    {
        Field.SequenceNumber => from sequence in Sequences
                                from digit in Gen.Elements("0", "1", "").Select(Piece.Literal)
                                select digit.Text.Length == 0 ? new[] { sequence } : [digit, sequence],
        _ => Parts.ArrayOf(1),
    };

    private static FormatPair Pair(Piece[] left, Piece[] right) => new(new(OneScope(left), new("left", "")), new(OneScope(right), new("right", "")));

    /// <summary>A format prints at most one scope: others become literals.</summary>
    private static Piece[] OneScope(Piece[] pieces) =>
        [.. pieces.Select((piece, at) => piece.Field == Field.Scope && Array.FindIndex(pieces, other => other.Field == Field.Scope) < at ? Piece.Literal("A") : piece)];
}
