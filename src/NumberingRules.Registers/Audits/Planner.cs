using System.Globalization;

namespace NumberingRules.Registers;

/// <summary>Finds out, shape by shape, which run of digits is the sequence number and which are dates.</summary>
internal sealed class Planner
{
    private const int Sample = 200;
    private const int NoPattern = -1;
    private static readonly DatePattern[] Calendar = DatePattern.Calendar;
    private static readonly DatePattern[] Fiscal = DatePattern.Fiscal;

    private readonly DocumentTable _table;
    private readonly ShapeStatistics?[] _statistics;
    private readonly FiscalStatistics?[] _fiscal;
    private readonly Dictionary<int, List<int>> _documents = [];

    private Planner(DocumentTable table)
    {
        _table = table;
        _statistics = new ShapeStatistics?[table.Shapes.All.Count];
        _fiscal = new FiscalStatistics?[_statistics.Length];
    }

    /// <summary>A plan for each shape; none for a shape without digits that can be a sequence number.</summary>
    internal static Plan?[] Plans(DocumentTable table)
    {
        var planner = new Planner(table);
        planner.Count();
        planner.LookAgain();
        return planner.All();
    }

    /// <summary>Whether so many of all are few: then they are findings, and no reason for another format.</summary>
    internal static bool AreFew(long some, long all) => some == 0 || some * 10 <= all || (some == 1 && all >= 4);

    private void Count()
    {
        Span<int> date = stackalloc int[Calendar.Length];
        var day = int.MinValue;
        for (var document = 0; document < _table.Count; document++)
        {
            var shape = _table.Shapes[document];
            if (shape < 0 || _table.Shapes.All[shape].Lengths.Length == 0 || _table.IsInConflict(document))
            {
                continue;
            }

            if (day != _table.DayOf(document))
            {
                day = _table.DayOf(document);
                for (var pattern = 0; pattern < Calendar.Length; pattern++)
                {
                    date[pattern] = Calendar[pattern].ValueOf(DateOnly.FromDayNumber(day));
                }
            }

            var statistics = _statistics[shape] ??= new(_table.Shapes.All[shape]);
            var number = _table.NumberOf(document);
            statistics.Note(number, date);
            if (statistics.Documents <= Sample)
            {
                (_fiscal[shape] ??= new(_table.Shapes.All[shape])).Note(number, DateOnly.FromDayNumber(day));
            }
        }
    }

    /// <summary>A second look at shapes that may hold fiscal years, or in which several runs may be the sequence number.</summary>
    private void LookAgain()
    {
        var fiscal = new bool[_statistics.Length];
        var any = false;
        var families = new HashSet<string>(StringComparer.Ordinal);
        for (var shape = 0; shape < _statistics.Length; shape++)
        {
            if (_statistics[shape] is { } statistics && MayBeFiscal(shape, statistics))
            {
                families.Add(FamilyOf(_table.Shapes.All[shape]));
            }
        }

        for (var shape = 0; shape < _statistics.Length; shape++)
        {
            if (_statistics[shape] is not { } statistics)
            {
                continue;
            }

            fiscal[shape] = families.Count > 0 && families.Contains(FamilyOf(_table.Shapes.All[shape]));
            if (fiscal[shape] && statistics.Documents > Sample)
            {
                _fiscal[shape] = new(_table.Shapes.All[shape]);
                any = true;
            }
            else if (!fiscal[shape])
            {
                _fiscal[shape] = null;
            }

            if (statistics.Runs.Count(run => !run.IsConstant) > 1)
            {
                _documents[shape] = [];
                any = true;
            }
        }

        for (var document = 0; any && document < _table.Count; document++)
        {
            var shape = _table.Shapes[document];
            if (shape < 0 || _statistics[shape] is null || _table.IsInConflict(document))
            {
                continue;
            }

            if (fiscal[shape] && _statistics[shape]!.Documents > Sample)
            {
                _fiscal[shape]!.Note(_table.NumberOf(document), _table.DateOf(document));
            }

            if (_documents.TryGetValue(shape, out var documents) && documents.Count < 100_000)
            {
                documents.Add(document);
            }
        }
    }

    private bool MayBeFiscal(int shape, ShapeStatistics statistics)
    {
        var lengths = _table.Shapes.All[shape].Lengths;
        var sampled = Math.Min(statistics.Documents, Sample);
        for (var run = 0; run < lengths.Length; run++)
        {
            var (pattern, disagreeing) = Whole(statistics, run, lengths[run]);
            if (pattern != NoPattern && disagreeing < 3)
            {
                continue;
            }

            if (pattern != NoPattern)
            {
                return true;
            }

            for (var fiscal = 0; fiscal < Fiscal.Length; fiscal++)
            {
                for (var month = 2; Fiscal[fiscal].Length <= lengths[run] && month <= 12; month++)
                {
                    if (_fiscal[shape]!.Agreeing(run, fiscal, month) * 5 >= sampled * 4)
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>The calendar pattern that a whole run is, and how many documents disagree.</summary>
    private static (int Pattern, int Disagreeing) Whole(ShapeStatistics statistics, int run, int length, char taken = ' ')
    {
        var (best, least) = (NoPattern, int.MaxValue);
        for (var pattern = 0; pattern < Calendar.Length; pattern++)
        {
            var disagreeing = statistics.Documents - statistics.Runs[run].Agreeing(pattern, atEnd: false);
            if (Calendar[pattern].Length == length && AreFew(disagreeing, statistics.Documents)
                && (disagreeing < least || (disagreeing == least && taken == 'y' && Calendar[best].HasYear && !Calendar[pattern].HasYear))
                && !(taken == 'M' && Calendar[pattern].HasMonth && length == 2))
            {
                (best, least) = (pattern, disagreeing);
            }
        }

        return (best, least);
    }

    private Plan?[] All()
    {
        var plans = new Plan?[_statistics.Length];
        var siblings = new Dictionary<string, List<Plan>>(StringComparer.Ordinal);
        foreach (var shape in Enumerable.Range(0, plans.Length).Where(shape => _statistics[shape] is not null).OrderByDescending(shape => _statistics[shape]!.Documents).ThenBy(shape => shape))
        {
            var key = KeyOf(shape);
            if (!siblings.TryGetValue(key, out var some))
            {
                siblings[key] = some = [];
            }

            var own = Own(shape, _statistics[shape]!);
            var plan = some.Select(sibling => Adopted(sibling, shape, _statistics[shape]!)).OfType<Plan>().Append(own).OfType<Plan>().MaxBy(DateDigits);
            plans[shape] = plan;
            if (plan is not null)
            {
                some.Add(plan);
            }
        }

        TakeFiscal(plans, siblings.Values);
        foreach (var family in siblings.Values)
        {
            // What is the same plan has the same fiscal year: the months in which it can start, judged by all of them.
            foreach (var same in family.Where(plan => plan.HasFiscal).GroupBy(plan => plan.Patterns))
            {
                var months = same.Aggregate(-1, (all, plan) => (all & plan.FiscalMonths) == 0 ? all : all & plan.FiscalMonths);
                foreach (var plan in same)
                {
                    plan.FiscalMonths = months;
                }
            }
        }

        return plans;
    }

    /// <summary>Where a shape shows that years are fiscal, those whose documents all happen to fit calendar years as well follow it.</summary>
    private void TakeFiscal(Plan?[] plans, IReadOnlyCollection<List<Plan>> families)
    {
        var known = families.SelectMany(family => family).Where(plan => plan.HasFiscal).DistinctBy(plan => plan.Patterns).ToLookup(plan => FamilyOf(plan.Shape));
        foreach (var similar in families.Where(family => known.Count > 0 && family.Count > 0).GroupBy(family => FamilyOf(family[0].Shape)))
        {
            foreach (var fiscal in known[similar.Key])
            {
                foreach (var family in similar)
                {
                    var following = family.ConvertAll(plan => Following(fiscal, plan, Array.IndexOf(plans, plan)));
                    if (following.Exists(plan => !plan.HasFiscal))
                    {
                        continue;
                    }

                    for (var at = 0; at < family.Count; at++)
                    {
                        plans[Array.IndexOf(plans, family[at])] = following[at];
                        family[at] = following[at];
                    }
                }
            }
        }
    }

    private Plan Following(Plan fiscal, Plan plan, int shape) =>
        !plan.HasFiscal && DateDigits(plan) <= DateDigits(fiscal)
        && Adopted(fiscal, shape, _statistics[shape]!) is { } follows && follows.Disagreeing <= plan.Disagreeing ? follows : plan;

    /// <summary>Shapes that differ in nothing but how long their runs are.</summary>
    private string KeyOf(int shape)
    {
        var form = _table.Shapes.All[shape];
        return string.Create(CultureInfo.InvariantCulture, $"{form.Company}\0{string.Join('\0', form.Literals)}");
    }

    /// <summary>Shapes that differ in nothing but how long their runs are and which letters stand between them.</summary>
    private static string FamilyOf(Shape shape) =>
        string.Create(CultureInfo.InvariantCulture, $"{shape.Company}\0{string.Join('\0', shape.Literals.Select(Masked))}");

    private static string Masked(string literal)
    {
        var masked = new System.Text.StringBuilder();
        foreach (var c in literal)
        {
            _ = !char.IsAsciiLetter(c) ? masked.Append(c) : masked.Length > 0 && masked[^1] == 'A' ? masked : masked.Append('A');
        }

        return masked.ToString();
    }

    private static int DateDigits(Plan plan) => plan.Patterns.Sum(pattern => pattern?.Length ?? 0);

    /// <summary>The plan of a larger shape that differs in nothing but how long the runs are, if it fits.</summary>
    private Plan? Adopted(Plan sibling, int shape, ShapeStatistics statistics)
    {
        var form = _table.Shapes.All[shape];
        var disagreeing = 0;
        var months = sibling.FiscalMonths;
        for (var run = 0; run < form.Lengths.Length; run++)
        {
            if (sibling.Patterns[run] is not { } pattern)
            {
                if (run == sibling.Sequence && form.Lengths[run] > NumberFormatLimits.MostDigits)
                {
                    return null;
                }

                continue;
            }

            var rest = form.Lengths[run] - pattern.Length;
            if (run == sibling.Sequence ? rest is < 1 or > NumberFormatLimits.MostDigits : rest != 0)
            {
                return null;
            }

            var agreeing = pattern.IsFiscal
                ? AgreeingFiscal(shape, run, pattern, ref months)
                : statistics.Runs[run].Agreeing(Array.IndexOf(Calendar, pattern), run == sibling.Sequence && sibling.IsDateBehind);
            disagreeing = Math.Max(disagreeing, statistics.Documents - agreeing);
        }

        if (!AreFew(disagreeing, statistics.Documents)
            && !(statistics.Documents <= 3 && AreFew(sibling.Disagreeing + disagreeing, sibling.Documents + statistics.Documents)))
        {
            return null;
        }

        return new()
        {
            Shape = form,
            Roles = sibling.Roles,
            Patterns = sibling.Patterns,
            Sequence = sibling.Sequence,
            IsDateBehind = sibling.IsDateBehind,
            FiscalMonths = months,
            Disagreeing = disagreeing,
            Documents = statistics.Documents,
            Varying = [.. Enumerable.Range(0, form.Lengths.Length).Where(run => sibling.Roles[run] == RunRole.Literal && !statistics.Runs[run].IsConstant)],
        };
    }

    /// <summary>How many agree with a fiscal pattern at most, and with which of the months.</summary>
    private int AgreeingFiscal(int shape, int run, DatePattern pattern, ref int months)
    {
        var (best, most) = (0, -1);
        for (var month = 2; month <= 12; month++)
        {
            if ((months & (1 << month)) == 0)
            {
                continue;
            }

            var agreeing = _fiscal[shape]!.Agreeing(run, Array.IndexOf(Fiscal, pattern), month);
            (best, most) = agreeing > most ? (1 << month, agreeing) : agreeing == most ? (best | (1 << month), most) : (best, most);
        }

        months = best;
        return most;
    }

    private Plan? Own(int shape, ShapeStatistics statistics)
    {
        var form = _table.Shapes.All[shape];
        var runs = form.Lengths.Length;
        var patterns = new DatePattern?[runs];
        var disagreeing = new int[runs];
        foreach (var run in Enumerable.Range(0, runs))
        {
            var taken = patterns.Any(pattern => pattern is { HasMonth: true }) ? 'M' : patterns.Any(pattern => pattern is { HasYear: true }) ? 'y' : ' ';
            var (pattern, some) = Whole(statistics, run, form.Lengths[run], taken);
            (patterns[run], disagreeing[run]) = pattern == NoPattern ? (null, 0) : (Calendar[pattern], some);
        }

        DropLonely(statistics, patterns);
        var months = TakeFiscal(shape, statistics, patterns, disagreeing);
        var sequence = Sequence(shape, statistics, patterns);
        patterns[sequence] = null;
        disagreeing[sequence] = 0;
        var behind = false;
        if (form.Lengths[sequence] > 1)
        {
            (patterns[sequence], behind, disagreeing[sequence]) = Beside(shape, statistics, patterns, sequence, ref months);
        }

        if (form.Lengths[sequence] - (patterns[sequence]?.Length ?? 0) > NumberFormatLimits.MostDigits)
        {
            return null;
        }

        var roles = new RunRole[runs];
        for (var run = 0; run < runs; run++)
        {
            roles[run] = run == sequence ? RunRole.Sequence : patterns[run] is not null ? RunRole.Date : RunRole.Literal;
        }

        return new()
        {
            Shape = form,
            Roles = roles,
            Patterns = patterns,
            Sequence = sequence,
            IsDateBehind = behind,
            FiscalMonths = patterns.Any(pattern => pattern is { IsFiscal: true }) ? months : 0,
            Disagreeing = disagreeing.Max(),
            Documents = statistics.Documents,
            Varying = [.. Enumerable.Range(0, runs).Where(run => roles[run] == RunRole.Literal && !statistics.Runs[run].IsConstant)],
        };
    }

    /// <summary>A month or a day without a year is one only where it changes and something else counts.</summary>
    private static void DropLonely(ShapeStatistics statistics, DatePattern?[] patterns)
    {
        var hasYear = patterns.Any(pattern => pattern is { HasYear: true });
        for (var run = 0; run < patterns.Length; run++)
        {
            if (patterns[run] is not { HasYear: false } lonely)
            {
                continue;
            }

            var counts = false;
            for (var other = 0; other < patterns.Length; other++)
            {
                counts |= other != run && patterns[other] is null && !statistics.Runs[other].IsConstant;
            }

            // Behind all else it would be the sequence number, unless it changes.
            var isLast = run == patterns.Length - 1 && statistics.Runs[run].IsConstant && patterns.Contains(null);
            if (isLast || !(hasYear || counts) || (!hasYear && (!lonely.HasMonth || !statistics.Runs[run].Differs(lonely.Length, atEnd: false))))
            {
                patterns[run] = null;
            }
        }
    }

    /// <summary>Takes runs for fiscal years where that explains clearly more; returns the months in which the year can start.</summary>
    private int TakeFiscal(int shape, ShapeStatistics statistics, DatePattern?[] patterns, int[] disagreeing)
    {
        const int AllMonths = 0b1_1111_1111_1100;
        if (_fiscal[shape] is not { } fiscal)
        {
            return AllMonths;
        }

        var lengths = _table.Shapes.All[shape].Lengths;
        var (months, needed) = (AllMonths, false);
        var taken = new DatePattern?[patterns.Length];
        for (var run = 0; run < patterns.Length; run++)
        {
            if (patterns[run] is { HasMonth: true } or { HasYear: false })
            {
                continue;
            }

            // The last run is taken for a fiscal year only when another one counts.
            var counts = Enumerable.Range(0, patterns.Length).Any(other => other != run && patterns[other] is null && (!statistics.Runs[other].IsConstant || statistics.Runs[run].IsConstant));
            var (pattern, fitting, some) = BestFiscal(fiscal, statistics.Documents, run, lengths[run], whole: true, months);
            if (pattern is null || !counts)
            {
                continue;
            }

            if (patterns[run] is null || disagreeing[run] - some >= 3)
            {
                (taken[run], disagreeing[run], needed) = (pattern, some, true);
                months &= fitting;
            }
        }

        for (var run = 0; needed && run < patterns.Length; run++)
        {
            if (taken[run] is not null)
            {
                patterns[run] = taken[run];
            }
            else if (patterns[run] is { HasYear: true, HasMonth: false })
            {
                var (pattern, fitting, some) = BestFiscal(fiscal, statistics.Documents, run, lengths[run], whole: true, months);
                if (pattern is not null && some <= disagreeing[run])
                {
                    (patterns[run], disagreeing[run]) = (pattern, some);
                    months &= fitting;
                }
            }
        }

        return months;
    }

    private static (DatePattern? Pattern, int Months, int Disagreeing) BestFiscal(FiscalStatistics fiscal, int documents, int run, int length, bool whole, int among)
    {
        var (best, months, least) = ((DatePattern?)null, 0, int.MaxValue);
        for (var pattern = 0; pattern < Fiscal.Length; pattern++)
        {
            if (whole ? Fiscal[pattern].Length != length : Fiscal[pattern].Length >= length)
            {
                continue;
            }

            for (var month = 2; month <= 12; month++)
            {
                var disagreeing = documents - fiscal.Agreeing(run, pattern, month);
                if ((among & (1 << month)) == 0 || !AreFew(disagreeing, documents))
                {
                    continue;
                }

                if (disagreeing < least)
                {
                    (best, months, least) = (Fiscal[pattern], 0, disagreeing);
                }

                months |= disagreeing == least && best == Fiscal[pattern] ? 1 << month : 0;
            }
        }

        return (best, months, least);
    }

    private int Sequence(int shape, ShapeStatistics statistics, DatePattern?[] patterns)
    {
        var free = Enumerable.Range(0, patterns.Length).Where(run => patterns[run] is null).ToList();
        var varying = free.Where(run => !statistics.Runs[run].IsConstant && _table.Shapes.All[shape].Lengths[run] <= NumberFormatLimits.MostDigits).ToList();
        return varying.Count > 1 && _documents.TryGetValue(shape, out var documents) ? Cheapest(shape, varying, documents)
            : varying is [var only] ? only
            : free.Count > 0 ? free[^1]
            : patterns.Length - 1;
    }

    /// <summary>
    /// Of several runs the one that, taken for the sequence number, leaves the fewest counters, runs of gaps and documents out
    /// of order; the last of equals.
    /// </summary>
    private int Cheapest(int shape, List<int> varying, List<int> documents)
    {
        var form = _table.Shapes.All[shape];
        var (best, least) = (varying[^1], int.MaxValue);
        Span<char> others = stackalloc char[Identifier.MaxLength];
        foreach (var sequence in varying.AsEnumerable().Reverse())
        {
            var parts = new Dictionary<string, List<(long Ordinal, int Day)>>(StringComparer.Ordinal);
            var known = parts.GetAlternateLookup<ReadOnlySpan<char>>();
            foreach (var document in documents)
            {
                var number = _table.NumberOf(document);
                var length = 0;
                for (var run = 0; run < form.Lengths.Length; run++)
                {
                    if (run != sequence)
                    {
                        length += System.Text.Encoding.ASCII.GetChars(number.Slice(form.Places[run], form.Lengths[run]), others[length..]);
                    }
                }

                if (!known.TryGetValue(others[..length], out var part))
                {
                    known[others[..length]] = part = [];
                }

                part.Add((Digits.Of(number.Slice(form.Places[sequence], form.Lengths[sequence])), _table.DayOf(document)));
            }

            var cost = parts.Values.Sum(CostOf);
            if (cost < least)
            {
                (best, least) = (sequence, cost);
            }
        }

        return best;
    }

    /// <summary>One for the counter, one for each of its gaps and one for each document out of order.</summary>
    private static int CostOf(List<(long Ordinal, int Day)> part)
    {
        part.Sort();
        var order = new DateOrder(new int[part.Count]);
        var gaps = 0;
        for (var at = 0; at < part.Count; at++)
        {
            gaps += at > 0 && part[at].Ordinal > part[at - 1].Ordinal + 1 ? 1 : 0;
            order.Add(part[at].Day);
        }

        return 1 + gaps + order.Removed;
    }

    /// <summary>The date that stands in the run of the sequence number, before or behind it.</summary>
    private (DatePattern? Pattern, bool IsBehind, int Disagreeing) Beside(int shape, ShapeStatistics statistics, DatePattern?[] patterns, int sequence, ref int months)
    {
        var run = statistics.Runs[sequence];
        var length = _table.Shapes.All[shape].Lengths[sequence];
        var hasYear = patterns.Any(pattern => pattern is { HasYear: true });
        var (calendar, least) = ((DatePattern?)null, 0);
        for (var pattern = 0; calendar is null && pattern < Calendar.Length; pattern++)
        {
            var date = Calendar[pattern];
            var disagreeing = statistics.Documents - run.Agreeing(pattern, atEnd: false);
            if (date.Length < length && (hasYear ? date is { HasYear: false, HasMonth: true } : date.HasYear)
                && AreFew(disagreeing, statistics.Documents)
                && (run.ZerosBehind(date.Length) > 0 || (run.Differs(date.Length, atEnd: false) && statistics.Documents > 2) || (date.Length >= 4 && statistics.Documents > 2)))
            {
                (calendar, least) = (date, disagreeing);
            }
        }

        if (calendar is null or { HasMonth: false } && _fiscal[shape] is { } fiscal && !patterns.Any(pattern => pattern is not null) && statistics.Documents > 2)
        {
            var (pattern, fitting, some) = BestFiscal(fiscal, statistics.Documents, sequence, length, whole: false, months);
            if (pattern is not null && (calendar is null || least - some >= 3)
                && (run.ZerosBehind(pattern.Length) > 0 || run.Differs(pattern.Length, atEnd: false)))
            {
                months &= fitting;
                return (pattern, false, some);
            }
        }

        if (calendar is not null)
        {
            return (calendar, false, least);
        }

        if (hasYear || run.IsConstant || statistics.Documents < 3)
        {
            return (null, false, 0);
        }

        for (var pattern = 0; pattern < Calendar.Length; pattern++)
        {
            var date = Calendar[pattern];
            var disagreeing = statistics.Documents - run.Agreeing(pattern, atEnd: true);
            if (date.HasYear && date.Length < length && AreFew(disagreeing, statistics.Documents)
                && (run.LeadingZeros > 0 || run.Differs(date.Length, atEnd: true) || date.Length >= 4))
            {
                return (date, true, disagreeing);
            }
        }

        return (null, false, 0);
    }
}
