using FsCheck;
using FsCheck.Fluent;

namespace NumberingRules.Tests.Laws;

/// <summary>One part of a format as it is written: a token, or literal text.</summary>
public sealed record Part(string Written)
{
    internal bool IsToken => Written.Length > 2 && Written[0] == '{';

    internal bool IsSequence => Written.StartsWith("{seq", StringComparison.Ordinal);

    /// <summary>The characters of a literal.</summary>
    internal string Literal => Written.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal);

    /// <summary>The digits a token prints, <c>{seq}</c> at least.</summary>
    internal int Digits => Written.Contains(':', StringComparison.Ordinal) ? Written.Length - Written.IndexOf(':', StringComparison.Ordinal) - 2 : 1;
}

/// <summary>A series as it is wished for, and the parts of its format.</summary>
public sealed record Wish(ValueList<Part> Parts, SeriesDefinition Definition)
{
    internal Series? Series => Series.TryCreate(Definition, out var series, out _) ? series : null;
}

/// <summary>Two series of one book.</summary>
public sealed record Rivals(Wish Left, Wish Right);

/// <summary>Generates series of every format: short literals with digits among them, so that texts meet.</summary>
public static class Formats
{
    internal static readonly DateOnly[] Dates =
    [
        .. Words.AllDates, DocumentDate.Earliest, DocumentDate.Latest, new(2000, 1, 1), new(2000, 2, 29), new(2011, 11, 11),
        new(2012, 12, 12), new(2026, 6, 30), new(2026, 7, 1), new(2026, 12, 1), new(2099, 12, 31), new(2101, 1, 10),
    ];

    private static readonly string[][] Written =
    [
        ["{date:yyyy}"], ["{date:yy}"], ["{date:MM}"], ["{date:dd}"],
        ["{fiscalStart:yyyy}"], ["{fiscalStart:yy}"], ["{fiscalEnd:yyyy}"], ["{fiscalEnd:yy}"],
        ["{date:yyyy}", "{date:MM}"], ["{date:yy}", "{date:MM}", "{date:dd}"], ["{fiscalStart:yyyy}", "{date:MM}", "{date:dd}"],
        ["{fiscalStart:yyyy}", "/", "{fiscalEnd:yy}"], ["A"], ["-"], ["0"], ["1"], ["20"], ["{{"], ["}}"],
    ];

    private static readonly Gen<Part[]> Around =
        from count in Gen.Choose(0, 2)
        from written in Gen.ArrayOf(Gen.Elements(Written), count)
        select written.SelectMany(parts => parts).Select(part => new Part(part)).ToArray();

    private static readonly Gen<ValueList<Part>> Parts =
        from before in Around
        from sequence in Gen.Elements("{seq}", "{seq:0}", "{seq:00}", "{seq:000}")
        from after in Around
        select (ValueList<Part>)[.. before, new(sequence), .. after];

    public static Arbitrary<Wish> Wishes() => Arb.From(Parts.SelectMany(Of));

    /// <summary>Two series, often alike in all but which part is the sequence number.</summary>
    public static Arbitrary<Rivals> Rivals() => Arb.From(
        from left in Parts
        from right in Gen.OneOf(Parts, Rival(left))
        from first in Of(left)
        from second in Of(right)
        select new Rivals(first, second with { Definition = second.Definition with { Id = "b" } }));

    /// <summary>The same format with another part as its sequence number, and digits in place of the one it had.</summary>
    private static Gen<ValueList<Part>> Rival(ValueList<Part> parts) =>
        from at in Gen.Choose(0, parts.Count - 1)
        from digit in Gen.Elements('0', '1')
        select (ValueList<Part>)
        [
            .. parts.Select((part, here) =>
                here == at ? new Part($"{{seq:{new string('0', part.IsToken ? part.Digits : part.Literal.Length)}}}")
                : part.IsSequence ? new Part(new string(digit, part.Digits))
                : part),
        ];

    private static Gen<Wish> Of(ValueList<Part> parts) =>
        from start in Gen.Elements(1L, 1L, 2L, 9L, 100L)
        from max in Gen.Elements<long?>(null, null, 9, 10, 101)
        from reset in Gen.Elements(Enum.GetValues<Reset>())
        from month in Gen.Elements(1L, 2L, 4L, 7L, 12L)
        from length in Gen.Elements(64L, 64L, 12L, 8L)
        select new Wish(parts, new("a", string.Concat(parts.Select(part => part.Written)), start, max, reset, month, MaxLength: length));
}
