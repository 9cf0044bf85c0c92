using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace NumberingRules;

/// <summary>
/// A checked series of home numbers: prints a sequence number for a document date and reads a number back (SPEC §7,
/// law 11). Equality is that of the <see cref="Definition"/>.
/// </summary>
public sealed partial class Series : IEquatable<Series>
{
    /// <summary>The highest sequence number there can be: 10^18−1.</summary>
    public const long LastSequenceNumber = 999_999_999_999_999_999;

    /// <summary>The most characters a home number may have.</summary>
    public const int LongestNumber = 64;

    private readonly NumberFormat _format;
    private readonly long _first;
    private readonly int _fiscalMonth;

    private Series(SeriesDefinition definition, NumberFormat format)
    {
        Definition = definition;
        _format = format;
        _first = definition.Start;
        _fiscalMonth = (int)definition.FiscalYearStartMonth;
        Last = definition.Max ?? LastThatFits(definition, format);
    }

    /// <summary>What it was made from.</summary>
    public SeriesDefinition Definition { get; }

    /// <summary>Its id in the book.</summary>
    public SeriesId Id => Definition.Id;

    /// <summary>The first sequence number of each period.</summary>
    public long First => _first;

    /// <summary>The last sequence number of each period: the maximum, or the last whose text fits.</summary>
    public long Last { get; }

    /// <summary>The longest text it can print, in characters.</summary>
    public int WidestText => _format.FixedWidth + _format.DigitsOf(Last);

    internal NumberFormat Format => _format;

    /// <summary>Checks a wish. No exception, whatever the definition holds.</summary>
    /// <param name="definition">The wish.</param>
    /// <param name="series">The series.</param>
    /// <param name="problem">What is wrong with it, in words for its author.</param>
    public static bool TryCreate(
        SeriesDefinition definition,
        [NotNullWhen(true)] out Series? series,
        [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(definition);
        series = null;
        if (definition.Id is null || definition.Format is null)
        {
            problem = "an id and a format are needed";
            return false;
        }

        if (!NumberFormat.TryParse(definition.Format, out var format, out problem))
        {
            problem = "format " + problem;
            return false;
        }

        problem = Problem(definition, format);
        series = problem is null ? new(definition, format) : null;
        return series is not null;
    }

    /// <summary>The period a document date falls into.</summary>
    public Period PeriodOf(DateOnly date) => Definition.Reset switch
    {
        Reset.Yearly => new(date.Year),
        Reset.Monthly => MonthOf(date.Year, date.Month),
        Reset.Fiscal => new(FiscalStartOf(date)),
        _ => default,
    };

    /// <summary>Whether this is a document date, and every two-digit year of the format can stand for its: such a year means 2000–2099.</summary>
    public bool CanPrint(DateOnly date)
    {
        if (!DocumentDate.Is(date))
        {
            return false;
        }

        foreach (var year in _format.TwoDigitYears)
        {
            if (Field(year.Token, date) is < 2000 or > 2099)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether this series and another could print the same text, whatever their bounds.</summary>
    public bool CouldPrintSameTextAs(Series other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Overlap.Between(_format, other._format);
    }

    /// <inheritdoc/>
    public bool Equals(Series? other) => other is not null && Definition == other.Definition;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Series);

    /// <inheritdoc/>
    public override int GetHashCode() => Definition.GetHashCode();

    /// <summary>Its id and format.</summary>
    public override string ToString() => $"{Id}: {Definition.Format}";

    private static string? Problem(SeriesDefinition wish, NumberFormat format) =>
        !Enum.IsDefined(wish.Reset) || !Enum.IsDefined(wish.DateOrder) ? "reset and dateOrder must be values that are declared"
        : wish.FiscalYearStartMonth is < 1 or > 12 ? "fiscalYearStartMonth must be 1 to 12"
        : wish.MaxLength is < 1 or > LongestNumber ? "maxLength must be 1 to 64"
        : wish.Start is < 1 or > LastSequenceNumber ? "start must be 1 to 999999999999999999"
        : wish.Max is { } max && (max < wish.Start || max > LastSequenceNumber) ? "max must be start to 999999999999999999"
        : format.FixedWidth + format.DigitsOf(wish.Max ?? wish.Start) > wish.MaxLength
            ? string.Create(CultureInfo.InvariantCulture, $"the text of number {wish.Max ?? wish.Start} would be longer than maxLength {wish.MaxLength}")
        : TokensMissing(wish.Reset, format) is { } missing ? $"reset {Name.Of(wish.Reset)} would repeat numbers: the format needs {missing}"
        : null;

    private static string? TokensMissing(Reset reset, NumberFormat format) => reset switch
    {
        Reset.Yearly when !format.Has(FormatToken.Year) => "a year token of date",
        Reset.Monthly when !format.Has(FormatToken.Year) || !format.Has(FormatToken.Month) => "year and month tokens of date",
        Reset.Fiscal when !format.Has(FormatToken.FiscalStart) && !format.Has(FormatToken.FiscalEnd) => "a year token of fiscalStart or fiscalEnd",
        _ => null,
    };

    private static long LastThatFits(SeriesDefinition definition, NumberFormat format)
    {
        var last = 0L;
        for (var room = Math.Min(definition.MaxLength - format.FixedWidth, NumberFormat.MaxDigits); room > 0; room--)
        {
            last = (last * 10) + 9;
        }

        return last;
    }

    private static Period MonthOf(int year, int month) => new((year * 100) + month);

    private int FiscalStartOf(DateOnly date) => date.Month >= _fiscalMonth ? date.Year : date.Year - 1;

    private int FiscalEndOf(int start) => _fiscalMonth == 1 ? start : start + 1;

    /// <summary>What a token prints of a date. Apart from the rest so that the commonest, the year, is compiled into the printing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Field(FormatToken token, DateOnly date) => token == FormatToken.Year ? date.Year : FieldBesideYear(token, date);

    private int FieldBesideYear(FormatToken token, DateOnly date) => token switch
    {
        FormatToken.Month => date.Month,
        FormatToken.Day => date.Day,
        FormatToken.FiscalStart => FiscalStartOf(date),
        _ => FiscalEndOf(FiscalStartOf(date)),
    };
}
