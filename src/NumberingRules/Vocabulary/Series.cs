using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace NumberingRules;

/// <summary>
/// A checked series of home numbers: prints a sequence number for a document date and reads a number back:
/// what it prints it reads, and nothing else. Equality is that of the <see cref="Definition"/>.
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
    private readonly bool _isLimited;
    private readonly bool _printsNames;

    // Day numbers: a DateOnly would be compared the same way, and two of them with a null twice as slowly.
    private readonly int _firstDay;
    private readonly int _lastDay;

    private Series(SeriesDefinition definition, NumberFormat format, List<NumberFormat> others)
    {
        Definition = definition;
        _format = format;
        _first = definition.Start;
        _fiscalMonth = (int)definition.FiscalYearStartMonth;
        _isLimited = definition.ValidFrom is not null || definition.ValidUntil is not null;
        _firstDay = (definition.ValidFrom ?? DocumentDate.Earliest).DayNumber;
        _lastDay = (definition.ValidUntil ?? DocumentDate.Latest).DayNumber;
        Forms = [new(this, null, format), .. others.Select((other, at) => new PrintForm(this, definition.Forms[at].Name, other))];
        _printsNames = Forms.Length > 1 || ScopeWidth > 0;
        Last = definition.Max ?? Forms.Min(form => LastThatFits(definition, form.Format));
        HasOneTextEach = Forms.Length == 1 && Array.TrueForAll(format.Dates, field => IsFixed(definition.Reset, field.Token));
    }

    /// <summary>What it was made from.</summary>
    public SeriesDefinition Definition { get; }

    /// <summary>Its id in the book.</summary>
    public SeriesId Id => Definition.Id;

    /// <summary>The first sequence number of each period.</summary>
    public long First => _first;

    /// <summary>The last sequence number of each period: the maximum, or the last whose text fits in every form.</summary>
    public long Last { get; }

    /// <summary>How many numbers of a period are left from one on; null if there is no end before 10^18−1.</summary>
    public long? LeftFrom(long sequenceNumber) => Last == LastSequenceNumber ? null : Last - sequenceNumber + 1;

    /// <summary>The characters of a scope of this series; 0 if it does not count by scope.</summary>
    public int ScopeWidth => _format.ScopeWidth;

    /// <summary>The longest text it can print, in characters.</summary>
    public int WidestText => Forms.Max(form => form.Format.FixedWidth + form.Format.DigitsOf(Last));

    /// <summary>Its forms, the default one first.</summary>
    internal PrintForm[] Forms { get; }

    /// <summary>Whether scope, period and sequence number say all of a number's text: one form, and no field of the date that changes within a period.</summary>
    internal bool HasOneTextEach { get; }

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

        List<NumberFormat> others = [];
        problem = Problem(definition) ?? Problem(definition, format) ?? FormsProblem(definition, format, others);
        if (problem is null)
        {
            series = new(definition, format, others);
            problem = series.OverlapOfForms();
        }

        series = problem is null ? series : null;
        return series is not null;
    }

    /// <summary>The period a document date falls into.</summary>
    public Period PeriodOf(DateOnly date) => Definition.Reset switch
    {
        Reset.Yearly => new(date.Year),
        Reset.Monthly => MonthOf(date.Year, date.Month),
        Reset.Fiscal => new(FiscalStartOf(date.Year, date.Month)),
        _ => default,
    };

    /// <summary>Whether it numbers documents of this date: a document date from <see cref="SeriesDefinition.ValidFrom"/> to <see cref="SeriesDefinition.ValidUntil"/>.</summary>
    public bool IsValidOn(DateOnly date) => date.DayNumber >= _firstDay && date.DayNumber <= _lastDay;

    /// <summary>Whether it numbers documents of this date, and every two-digit year of the form can stand for its: such a year means 2000–2099.</summary>
    /// <param name="date">The document date.</param>
    /// <param name="form">The form; the default form if none is named. False if the series does not have it.</param>
    public bool CanPrint(DateOnly date, FormName? form = null) => FormatOf(form) is { } format && CanStandFor(format, date);

    /// <summary>Whether a scope fits: one of <see cref="ScopeWidth"/> characters of <c>A–Z</c> and <c>0–9</c>, or none if the series does not count by scope.</summary>
    public bool Takes(Scope? scope) => scope is null ? ScopeWidth == 0 : scope.Text.Length == ScopeWidth && IsScopeText(scope.Text);

    /// <summary>Whether it has a form; every series has the default form, which has no name.</summary>
    public bool HasForm(FormName? form) => FormatOf(form) is not null;

    /// <summary>What keeps a scope from fitting, in words for its author; null when nothing does.</summary>
    internal string? ScopeProblem(Scope? scope) =>
        Takes(scope) ? null
        : ScopeWidth == 0 ? $"series '{Id}' does not count by scope; leave the scope '{scope}' out"
        : string.Create(CultureInfo.InvariantCulture, $"series '{Id}' needs a scope of {ScopeWidth} characters of A–Z and 0–9{(scope is null ? "" : $"; '{scope}' is none")}");

    /// <summary>Whether two-digit years and validity let a format print a date.</summary>
    private bool CanStandFor(NumberFormat format, DateOnly date) => IsValidOn(date) && YearOutOfRange(format, date) is null;

    /// <summary>The year of a date that two digits of a form cannot stand for; null if there is none.</summary>
    internal int? YearOutOfRange(DateOnly date) => Array.ConvertAll(Forms, form => YearOutOfRange(form.Format, date)).FirstOrDefault(static year => year is not null);

    private int? YearOutOfRange(NumberFormat format, DateOnly date)
    {
        foreach (var place in format.TwoDigitYears)
        {
            if (Field(place.Token, date) is var year and (< 2000 or > 2099))
            {
                return year;
            }
        }

        return null;
    }

    /// <summary>Whether this series and another could print the same text, whatever their bounds.</summary>
    public bool CouldPrintSameTextAs(Series other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Array.Exists(Forms, form => Array.Exists(other.Forms, others => Overlap.Between(form.Format, others.Format)));
    }

    /// <inheritdoc/>
    public bool Equals(Series? other) => other is not null && Definition == other.Definition;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Series);

    /// <inheritdoc/>
    public override int GetHashCode() => Definition.GetHashCode();

    /// <summary>Its id and format.</summary>
    public override string ToString() => $"{Id}: {Definition.Format}";

    private static string? Problem(SeriesDefinition wish) =>
        !Enum.IsDefined(wish.Reset) || !Enum.IsDefined(wish.DateOrder) ? "reset and dateOrder must be values that are declared"
        : wish.FiscalYearStartMonth is < 1 or > 12 ? "fiscalYearStartMonth must be 1 to 12"
        : wish.MaxLength is < 1 or > LongestNumber ? "maxLength must be 1 to 64"
        : wish.Start is < 1 or > LastSequenceNumber ? "start must be 1 to 999999999999999999"
        : wish.Max is { } max && (max < wish.Start || max > LastSequenceNumber) ? "max must be start to 999999999999999999"
        : wish.ValidFrom is { } from && DocumentDate.Problem(from) is { } early ? $"validFrom {early}"
        : wish.ValidUntil is { } until && DocumentDate.Problem(until) is { } late ? $"validUntil {late}"
        : wish.ValidFrom > wish.ValidUntil ? "validFrom must not be after validUntil"
        : null;

    private static string? Problem(SeriesDefinition wish, NumberFormat format) =>
        format.FixedWidth + format.DigitsOf(wish.Max ?? wish.Start) > wish.MaxLength
            ? string.Create(CultureInfo.InvariantCulture, $"the text of number {wish.Max ?? wish.Start} would be longer than maxLength {wish.MaxLength}")
        : TokensMissing(wish.Reset, format) is { } missing ? $"reset {Name.Of(wish.Reset)} would repeat numbers: the format needs {missing}"
        : null;

    private static string? FormsProblem(SeriesDefinition wish, NumberFormat format, List<NumberFormat> others)
    {
        for (var at = 0; at < wish.Forms.Count; at++)
        {
            var form = wish.Forms[at];
            if (form?.Name is null || form.Format is null)
            {
                return "forms need a name and a format each";
            }

            if (at > 0 && form.Name == wish.Forms[at - 1].Name)
            {
                return $"form '{form.Name}' is repeated";
            }

            if (!NumberFormat.TryParse(form.Format, out var other, out var problem))
            {
                return $"form '{form.Name}' {problem}";
            }

            if (other.ScopeWidth != format.ScopeWidth)
            {
                return $"form '{form.Name}' must print a scope of the same length as the format, or none as well";
            }

            if (Problem(wish, other) is { } more)
            {
                return $"form '{form.Name}': {more}";
            }

            others.Add(other);
        }

        return null;
    }

    private string? OverlapOfForms()
    {
        var index = FormatIndex.Empty;
        foreach (var form in Forms.Length > 1 ? Forms : [])
        {
            if (index.Overlapping(form.Format) is { } other)
            {
                return $"the {form} and the {other} could print the same text";
            }

            index = index.Add(form);
        }

        return null;
    }

    private static string? TokensMissing(Reset reset, NumberFormat format) => reset switch
    {
        Reset.Yearly when !format.Has(FormatToken.Year) => "a year token of date",
        Reset.Monthly when !format.Has(FormatToken.Year) || !format.Has(FormatToken.Month) => "year and month tokens of date",
        Reset.Fiscal when !format.Has(FormatToken.FiscalStart) && !format.Has(FormatToken.FiscalEnd)
            && !(format.Has(FormatToken.Year) && format.Has(FormatToken.Month)) => "a year token of fiscalStart or fiscalEnd, or year and month tokens of date",
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

    private static bool IsFixed(Reset reset, FormatToken field) => reset switch
    {
        Reset.Yearly => field == FormatToken.Year,
        Reset.Monthly => field is FormatToken.Year or FormatToken.Month or FormatToken.FiscalStart or FormatToken.FiscalEnd,
        Reset.Fiscal => field is FormatToken.FiscalStart or FormatToken.FiscalEnd,
        _ => false,
    };

    private static Period MonthOf(int year, int month) => new((year * 100) + month);

    private static bool IsScopeText(ReadOnlySpan<char> text)
    {
        foreach (var unit in text)
        {
            if (!char.IsAsciiLetterUpper(unit) && !char.IsAsciiDigit(unit))
            {
                return false;
            }
        }

        return true;
    }

    private NumberFormat? FormatOf(FormName? form) => form is null ? _format : Array.Find(Forms, one => one.Name == form)?.Format;

    private int FiscalStartOf(int year, int month) => month >= _fiscalMonth ? year : year - 1;

    private int FiscalEndOf(int start) => _fiscalMonth == 1 ? start : start + 1;

    /// <summary>What a token prints of a date. Apart from the rest so that the commonest, the year, is compiled into the printing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Field(FormatToken token, DateOnly date) => token == FormatToken.Year ? date.Year : FieldBesideYear(token, date);

    private int FieldBesideYear(FormatToken token, DateOnly date) => token switch
    {
        FormatToken.Month => date.Month,
        FormatToken.Day => date.Day,
        FormatToken.FiscalStart => FiscalStartOf(date.Year, date.Month),
        _ => FiscalEndOf(FiscalStartOf(date.Year, date.Month)),
    };
}
