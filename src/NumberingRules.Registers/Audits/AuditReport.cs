namespace NumberingRules.Registers;

/// <summary>A run of missing ordinals, both ends included.</summary>
internal readonly record struct Gap(long First, long Last);

/// <summary>A period of a counter, of one scope.</summary>
internal sealed record AuditPeriod(
    string? Scope,
    string Period,
    long First,
    long Last,
    long Documents,
    long Void,
    long Missing,
    long LongestRun,
    IReadOnlyList<Gap> Gaps,
    long Duplicates,
    long OutOfOrder)
{
    /// <summary>The latest date of a document whose number agrees with it, for an advance.</summary>
    internal DateOnly Latest { get; init; }
}

/// <summary>The ordinals of a day.</summary>
internal readonly record struct DayRange(int Day, long Least, long Greatest)
{
    /// <summary>So many days at most: longer times in equal parts.</summary>
    internal static IReadOnlyList<DayRange> InParts(SortedDictionary<int, (long Least, long Greatest)> days, int most)
    {
        var part = days.Count == 0 ? 1 : Math.Max(1, (days.Keys.Last() - days.Keys.First()) / most);
        return
        [
            .. days.GroupBy(day => day.Key / part).Select(some => new DayRange(some.First().Key, some.Min(day => day.Value.Least), some.Max(day => day.Value.Greatest))),
        ];
    }
}

/// <summary>A form of a counter.</summary>
internal sealed record AuditForm(string Format, long Documents);

/// <summary>A counter: a run of ordinals with its forms and periods.</summary>
internal sealed record AuditCounter(string? Company, Reset Reset, int FiscalYearStartMonth, IReadOnlyList<AuditForm> Forms, IReadOnlyList<AuditPeriod> Periods)
{
    /// <summary>How a form is named in a series.</summary>
    internal IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>For a chart, the least and the greatest ordinal of each day; a thousand days at most, longer times in equal parts.</summary>
    internal IReadOnlyList<DayRange> Days { get; init; } = [];
}

/// <summary>A number that several documents have.</summary>
internal sealed record Duplicate(string? Company, string Number, IReadOnlyList<long> Lines);

/// <summary>The series that continue the counters of a company, and where each of them goes on.</summary>
internal sealed record Suggestion(string? Company, IReadOnlyList<SeriesDefinition> Series, IReadOnlyList<Command.Advance> Advances);

/// <summary>Whether a register is whole, and what is missing, double or out of order in it.</summary>
internal sealed record AuditReport(
    string File,
    Preset? Preset,
    bool HasCompanies,
    Totals Totals,
    IReadOnlyList<AuditCounter> Counters,
    long Unplaced,
    IReadOnlyList<string> UnplacedExamples,
    IReadOnlyList<Duplicate> Duplicates,
    IReadOnlyList<Conflict> Conflicts,
    IReadOnlyList<RegisterFinding> Findings,
    IReadOnlyList<Suggestion> Suggestions)
{
    internal long Missing => Counters.Sum(counter => counter.Periods.Sum(period => period.Missing));

    internal long Double => Counters.Sum(counter => counter.Periods.Sum(period => period.Duplicates));

    internal long OutOfOrder => Counters.Sum(counter => counter.Periods.Sum(period => period.OutOfOrder));

    /// <summary>Whether nothing is missing, double or in conflict.</summary>
    internal bool IsWhole => Missing == 0 && Double == 0 && Duplicates.Count == 0 && Conflicts.Count == 0;
}
