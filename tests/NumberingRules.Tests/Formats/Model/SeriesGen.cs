using FsCheck;
using FsCheck.Fluent;

namespace NumberingRules.Tests.Formats;

/// <summary>A number of a sound series.</summary>
public sealed record NumberCase(SeriesModel Series, long SequenceNumber, DateOnly Date);

/// <summary>A number of a sound series, damaged.</summary>
public sealed record TextCase(SeriesModel Series, string Text);

/// <summary>Generates sound series, what they print, and texts that almost look like it.</summary>
public static class SeriesGen
{
    private static readonly Piece[] Dates =
    [
        new(Field.Year, 4), new(Field.Year, 2), new(Field.Month, 2), new(Field.Day, 2),
        new(Field.FiscalStart, 4), new(Field.FiscalStart, 2), new(Field.FiscalEnd, 4), new(Field.FiscalEnd, 2),
    ];

    private static readonly Gen<Piece> Literals =
        Gen.Elements("-", "/", "RL", "0", "1", "20", "{", "}", "{seq}", " ", "~", "!.").Select(Piece.Literal);

    public static Gen<SeriesModel> Models =>
        from reset in Gen.Elements(Enum.GetValues<Reset>())
        from required in RequiredBy(reset)
        from dates in Gen.Elements(Dates).ListOf(3)
        from some in Gen.Choose(0, 3)
        from literals in Literals.ListOf(4)
        from digits in Gen.Frequency((2, Gen.Choose(0, 5)), (1, Gen.Choose(0, 18)))
        from scope in Gen.Frequency((2, Gen.Constant(Array.Empty<Piece>())), (1, Gen.Choose(1, 3).Select(width => new[] { new Piece(Field.Scope, width) })))
        from pieces in Gen.Shuffle([Piece.Sequence(digits), .. scope, .. required, .. dates.Take(some), .. literals.Take(some + 1)])
        from month in Gen.Choose(1, 12)
        from early in Gen.Frequency((3, Gen.Constant<DateOnly?>(null)), (1, ValidDate))
        from late in Gen.Frequency((3, Gen.Constant<DateOnly?>(null)), (1, ValidDate))
        from model in WithBounds(WithoutOuterSpaces(pieces), new(
            "s", "", Reset: reset, FiscalYearStartMonth: month, ValidFrom: early > late ? late : early, ValidUntil: early > late ? early : late))
        select model;

    private static Gen<DateOnly?> ValidDate =>
        from year in Gen.Choose(2001, 2030)
        from day in Gen.Choose(0, 365)
        select (DateOnly?)new DateOnly(year, 1, 1).AddDays(day);

    public static Gen<DateOnly> AnyDate => Gen.OneOf(
        Gen.Elements(
            new DateOnly(1900, 1, 1), new(1900, 2, 28), new(1999, 12, 31), new(2000, 1, 1), new(2000, 2, 29), new(2024, 2, 29),
            new(2099, 12, 31), new(2100, 1, 1), new(2100, 2, 28), new(2199, 12, 31)),
        Gen.Choose(0, new DateOnly(2199, 12, 31).DayNumber - new DateOnly(1900, 1, 1).DayNumber).Select(new DateOnly(1900, 1, 1).AddDays),
        from year in Gen.Choose(1998, 2102)
        from month in Gen.Choose(1, 12)
        from late in Gen.Elements(false, true)
        select new DateOnly(year, month, late ? DateTime.DaysInMonth(year, month) : 1));

    public static Gen<NumberCase> Numbers =>
        from series in Models
        from date in AnyDate
        from sequence in Between(series.Definition.Start, series.Last)
        select new NumberCase(
            series,
            sequence,
            series.CanPrint(date) ? date
            : (series.Definition.ValidFrom ?? series.Definition.ValidUntil) is { } valid ? valid
            : new(2001 + (date.Year % 98), date.Month, 28));

    public static Gen<TextCase> Texts => Gen.OneOf(Damaged, OfTwoDates);

    public static Gen<long> Between(long first, long last) => Gen.OneOf(
        Gen.Constant(first),
        Gen.Constant(last),
        Gen.Choose(0, 17).SelectMany(digits => Gen.Choose(-1, 1).Select(by => (long)Math.Pow(10, digits) + by)),
        Gen.Choose(0, int.MaxValue).Two().Select(halves => ((long)halves.Item1 << 31) + halves.Item2))
        .Select(number => Math.Clamp(number, first, last));

    private static Gen<TextCase> Damaged =>
        from number in Numbers
        from changes in Gen.OneOf(Change.ListOf(1), Change.ListOf(2), OtherDigits.ListOf(1))
        select new TextCase(number.Series, changes.Aggregate(number.Series.Print(number.SequenceNumber, number.Date), (text, change) => change(text)));

    /// <summary>Each date token prints one date or another near it: whether they fit together is for the reader to find out.</summary>
    private static Gen<TextCase> OfTwoDates =>
        from number in Numbers
        from days in Gen.Elements(0, 1, 28, 31, 275, 365, -1, -90, -365)
        from other in Gen.Elements(false, true).ListOf(16)
        select new TextCase(number.Series, string.Concat(number.Series.Pieces.Select((piece, at) =>
            piece.Print(number.SequenceNumber, other[at] ? number.Date.AddDays(days) : number.Date, number.Series.FiscalMonth, number.Series.SomeScope(number.SequenceNumber)))));

    /// <summary>One digit more or less, another character, a piece out of place.</summary>
    private static Gen<Func<string, string>> Change =>
        from at in Gen.Choose(0, 200)
        from unit in Gen.Elements("0123456789-R {}\u0660\uFF11\0é".ToCharArray())
        from kind in Gen.Choose(0, 4)
        select new Func<string, string>(text => Changed(text, at % Math.Max(text.Length, 1), unit, kind));

    /// <summary>Every digit anew: mostly impossible dates.</summary>
    private static Gen<Func<string, string>> OtherDigits =>
        from digits in Gen.Elements("00011122339".ToCharArray()).ArrayOf(64)
        select new Func<string, string>(text =>
            string.Concat(text.Select((unit, at) => char.IsAsciiDigit(unit) && digits[at] != '9' ? digits[at] : unit)));

    private static string Changed(string text, int at, char unit, int kind) => kind switch
    {
        _ when text.Length == 0 => text,
        0 => text.Insert(at, unit.ToString()),
        1 => text.Remove(at, 1),
        2 => text[at..] + text[..at],
        _ => text.Remove(at, 1).Insert(at, unit.ToString()),
    };

    private static Gen<Piece[]> RequiredBy(Reset reset) => reset switch
    {
        Reset.Yearly => Gen.Elements(Dates[..2]).ArrayOf(1),
        Reset.Monthly => Gen.Elements(Dates[..2]).Select(year => new[] { year, Dates[2] }),
        Reset.Fiscal => Gen.OneOf(Gen.Elements(Dates[4..]).ArrayOf(1), Gen.Elements(Dates[..2]).Select(year => new[] { year, Dates[2] })),
        _ => Gen.Constant(Array.Empty<Piece>()),
    };

    private static Piece[] WithoutOuterSpaces(Piece[] pieces)
    {
        foreach (var end in (int[])[0, pieces.Length - 1])
        {
            pieces[end] = pieces[end].Text == " " ? Piece.Literal("_") : pieces[end];
        }

        return pieces;
    }

    private static Gen<SeriesModel> WithBounds(Piece[] pieces, SeriesDefinition wish)
    {
        var (fixedWidth, least) = (pieces.Where(piece => piece.Field != Field.SequenceNumber).Sum(piece => piece.LeastWidth), pieces.Sum(piece => piece.LeastWidth));
        return
            from maxLength in Gen.OneOf(Gen.Constant(64), Gen.Choose(least, 64))
            let last = (long)Math.Pow(10, Math.Min(maxLength - fixedWidth, 18)) - 1
            from start in Gen.OneOf(Gen.Constant(1L), Between(1, last))
            from max in Gen.OneOf(Gen.Constant<long?>(null), Between(start, last).Select(number => (long?)number))
            select new SeriesModel(pieces, wish with { Start = start, Max = max, MaxLength = maxLength });
    }
}
