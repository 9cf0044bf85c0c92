using System.Globalization;

namespace NumberingRules.Tests.Formats;

/// <summary>A series as the specification describes it: prints naively, and reads by trying every document date.</summary>
public sealed class SeriesModel
{
    public SeriesModel(IReadOnlyList<Piece> pieces, SeriesDefinition bounds)
    {
        Pieces = pieces;
        Definition = bounds with { Format = string.Concat(pieces.Select(piece => piece.Written)) };
    }

    public IReadOnlyList<Piece> Pieces { get; }

    public SeriesDefinition Definition { get; }

    public int FiscalMonth => (int)Definition.FiscalYearStartMonth;

    public int FixedWidth => Pieces.Where(piece => piece.Field != Field.SequenceNumber).Sum(piece => piece.LeastWidth);

    public Piece SequenceNumber => Pieces.Single(piece => piece.Field == Field.SequenceNumber);

    public long Last => Definition.Max ?? Enumerable.Range(1, 18)
        .Where(digits => FixedWidth + Math.Max(digits, SequenceNumber.LeastWidth) <= Definition.MaxLength)
        .Select(digits => long.Parse(new string('9', digits), CultureInfo.InvariantCulture))
        .Max();

    public Series Series() =>
        NumberingRules.Series.TryCreate(Definition, out var series, out var problem) ? series : throw new ArgumentException(problem);

    public int ScopeWidth => Pieces.SingleOrDefault(piece => piece.Field == Field.Scope)?.Width ?? 0;

    /// <summary>Some scope of it; none if it does not count by scope.</summary>
    public string? SomeScope(long seed) => ScopeWidth == 0 ? null
        : string.Concat(Enumerable.Range(0, ScopeWidth).Select(at => "ABCXYZ0189"[(int)((seed + (3 * at)) % 10)]));

    public bool CanPrint(DateOnly date) =>
        !(date < Definition.ValidFrom) && !(date > Definition.ValidUntil) && Pieces.Where(piece => piece is { IsYear: true, Width: 2 }).All(piece => piece.ValueOn(date, FiscalMonth) is >= 2000 and <= 2099);

    public string Print(long sequence, DateOnly date, string? scope = null) =>
        string.Concat(Pieces.Select(piece => piece.Print(sequence, date, FiscalMonth, scope ?? SomeScope(sequence))));

    public Period PeriodOf(DateOnly date) => Definition.Reset switch
    {
        Reset.Yearly => new(date.Year),
        Reset.Monthly => new((date.Year * 100) + date.Month),
        Reset.Fiscal => new(FiscalYear.Of(date, FiscalMonth).Start),
        _ => default,
    };

    /// <summary>Every place of the series whose number reads like this text on some document date; a sound series has at most one.</summary>
    public IReadOnlyList<ParsedNumber> Readings(string text)
    {
        if (Cut(text) is not { } cut)
        {
            return [];
        }

        var sequence = cut.Single(part => part.Piece.Field == Field.SequenceNumber);
        var dates = cut.Where(part => part.Piece.IsDate).ToArray();
        return sequence.Value < Definition.Start || sequence.Value > Last || SequenceNumber.PrintSequence(sequence.Value) != sequence.Text
            ? []
            : [.. DatesThatPrintDifferently()
                .Where(date => Array.TrueForAll(dates, part => part.Piece.PrintsOn(date, FiscalMonth, part.Value)) && CanPrint(date))
                .Select(date => new ParsedNumber(sequence.Value, PeriodOf(date), cut.Find(part => part.Piece.Field == Field.Scope).Text))
                .Distinct()];
    }

    public override string ToString() => Definition.ToString();

    /// <summary>The text cut into pieces, only the sequence number varying in width; null when literals or digits are out of place.</summary>
    private List<(Piece Piece, string Text, long Value)>? Cut(string text)
    {
        var cut = new List<(Piece, string, long)>();
        var spare = text.Length - FixedWidth - SequenceNumber.LeastWidth;
        if (spare < 0)
        {
            return null;
        }

        foreach (var piece in Pieces)
        {
            var width = piece.LeastWidth + (piece.Field == Field.SequenceNumber ? spare : 0);
            var (here, value) = (text[..width], 0L);
            text = text[width..];
            if (piece.Field == Field.Scope)
            {
                if (!here.All(unit => char.IsAsciiDigit(unit) || char.IsAsciiLetterUpper(unit)))
                {
                    return null;
                }
            }
            else if (piece.Field == Field.Literal ? here != piece.Text
                : here.Length > 18 || !here.All(char.IsAsciiDigit) || !long.TryParse(here, NumberStyles.None, CultureInfo.InvariantCulture, out value))
            {
                return null;
            }

            cut.Add((piece, here, value));
        }

        return cut;
    }

    /// <summary>1900–2199; the first of each month speaks for the others where the format shows no days and all are valid.</summary>
    private IEnumerable<DateOnly> DatesThatPrintDifferently()
    {
        var showsDays = Pieces.Any(piece => piece.Field == Field.Day) || Definition.ValidFrom is not null || Definition.ValidUntil is not null;
        for (var date = new DateOnly(1900, 1, 1); date.Year < 2200; date = showsDays ? date.AddDays(1) : date.AddMonths(1))
        {
            yield return date;
        }
    }
}
