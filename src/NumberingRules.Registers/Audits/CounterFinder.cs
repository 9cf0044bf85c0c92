using System.Buffers;

namespace NumberingRules.Registers;

/// <summary>Puts groups of numbers together into counters: forms, resets.</summary>
internal static class CounterFinder
{
    // A number that stands alone shows no counter where there are many like it.
    private const int MostLone = 3;

    private static readonly SearchValues<char> Codes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-_.#:+");

    /// <summary>The counters, by their first document. Numbers that fit nothing are taken out of the placement.</summary>
    internal static List<Counter> Find(DocumentTable table, Placement placement, int[] documents, int[] begins)
    {
        var sources = new Dictionary<Group, List<(string?, ArraySegment<int>)>>();
        for (var at = 0; at < begins.Length - 1; at++)
        {
            var group = placement.Groups[at];
            var final = group.Into ?? group;
            if (!sources.TryGetValue(final, out var some))
            {
                sources[final] = some = [];
            }

            some.Add((group.Scope, new(documents, begins[at], begins[at + 1] - begins[at])));
        }

        foreach (var group in sources.Keys.Where(group => group.HasDay && !group.HasScopes).ToList())
        {
            DailyScopes.Take(table, placement, sources, group);
        }

        var counters = new List<Counter>();
        var lone = new List<Form>();
        foreach (var form in sources.SelectMany(pair => Forms(placement, pair.Key, pair.Value)).OrderByDescending(form => form.Count).ThenBy(form => form.First))
        {
            if (form.Count == 1 && !IsCode(form.Group))
            {
                placement.GroupOf[form.First] = Placement.NotPlaced;
            }
            else if (!Take(counters, form))
            {
                if (form.Count == 1)
                {
                    lone.Add(form);
                    continue;
                }

                counters.Add(CounterOf(form));
            }
        }

        Join(counters);
        foreach (var company in lone.GroupBy(form => form.Group.Company))
        {
            if (company.Count() <= MostLone)
            {
                counters.AddRange(company.Select(CounterOf));
            }
            else
            {
                foreach (var form in company)
                {
                    placement.GroupOf[form.First] = Placement.NotPlaced;
                }
            }
        }

        foreach (var form in counters.SelectMany(counter => counter.Forms))
        {
            form.Forget();
        }

        return [.. counters.OrderBy(counter => counter.First)];
    }

    /// <summary>Gives a form to the counter in whose range most of its ordinals lie, of those it can belong to.</summary>
    private static bool Take(List<Counter> counters, Form form)
    {
        var fitting = counters.Select(counter => (Counter: counter, Fit: counter.FitOf(form))).Where(one => one.Fit is not null).ToList();
        if (fitting.Count == 0)
        {
            return false;
        }

        var (taker, fit) = fitting.Count == 1 ? fitting[0] : fitting.MaxBy(one => one.Counter.Within(form, one.Fit!.Value));
        taker.Take(form, fit!.Value);
        return true;
    }

    /// <summary>Forms that came before the one that shows how they belong together.</summary>
    private static void Join(List<Counter> counters)
    {
        for (var at = counters.Count - 1; at >= 0 && counters.Count > 1; at--)
        {
            if (counters[at].Forms is [var only] && Take([.. counters.Where(counter => counter != counters[at])], only))
            {
                counters.RemoveAt(at);
                at = counters.Count;
            }
        }

        foreach (var counter in counters.Where(counter => counter.Forms.Count > 1))
        {
            counter.Settle();
        }
    }

    private static bool IsCode(Group group) => group.Parts.All(part => part.Kind != GroupPartKind.Literal || !part.Text.AsSpan().ContainsAnyExcept(Codes));

    private static Counter CounterOf(Form form)
    {
        var (reset, months) = ResetOf(form);
        return new(form, reset, months);
    }

    /// <summary>One form for each number of digits at least that is seen.</summary>
    private static IEnumerable<Form> Forms(Placement placement, Group group, List<(string?, ArraySegment<int>)> sources)
    {
        var widths = new List<int>();
        for (var length = 1; length <= NumberFormatLimits.MostDigits; length++)
        {
            if ((group.ZeroLengths & (1 << length)) != 0)
            {
                widths.Add(length);
            }
        }

        // Numbers shorter than the shortest with a leading zero were written without.
        if (widths.Count == 0 || (group.PlainLengths & ((1 << widths[0]) - 1)) != 0)
        {
            widths.Insert(0, 0);
        }

        return widths.Select(width => new Form(placement, group, width, sources, widths.Count > 1)).Where(form => form.Count > 0);
    }

    /// <summary>
    /// The first of monthly, fiscal, yearly that the tokens allow and whose later periods each begin at or below the last
    /// ordinal of the period before; with one period the tokens decide; else never.
    /// </summary>
    internal static (Reset Reset, int Months) ResetOf(Form form)
    {
        var group = form.Group;
        var fiscal = group.HasFiscal ? group.FiscalMonths : 0;
        if (group is { HasYear: true, HasMonth: true } && Restarts([form], Reset.Monthly, 1))
        {
            return (Reset.Monthly, fiscal);
        }

        if (group.HasFiscal && Restarts([form], Reset.Fiscal, Plan.FiscalMonthOf(fiscal)))
        {
            return (Reset.Fiscal, fiscal);
        }

        if (group is { HasYear: true, HasMonth: true } && FiscalMonth(form) is { } month)
        {
            return (Reset.Fiscal, 1 << month);
        }

        return (group.HasYear && Restarts([form], Reset.Yearly, 1) ? Reset.Yearly : Reset.Never, fiscal);
    }

    /// <summary>Whether each later period of these forms together begins at or below the last ordinal of the period before.</summary>
    internal static bool Restarts(IReadOnlyList<Form> forms, Reset reset, int month)
    {
        var ranges = forms.SelectMany(form => form.RangesBy(reset, month)).GroupBy(pair => pair.Key, pair => pair.Value);
        foreach (var scope in ranges.GroupBy(pair => pair.Key.Scope))
        {
            var last = long.MaxValue;
            foreach (var range in scope.OrderBy(pair => pair.Key.Period))
            {
                if (range.Min(one => one.Least) > last)
                {
                    return false;
                }

                last = range.Max(one => one.Greatest);
            }
        }

        return true;
    }

    /// <summary>The month, other than January, with which the ordinals of numbers with year and month start anew.</summary>
    private static int? FiscalMonth(Form form)
    {
        var drops = new HashSet<int>();
        var rises = new HashSet<int>();
        foreach (var scope in form.RangesBy(Reset.Monthly, 1).GroupBy(pair => pair.Key.Scope))
        {
            var (before, last) = (0, 0L);
            foreach (var (key, range) in scope.OrderBy(pair => pair.Key.Period))
            {
                // The months at whose start it may have started anew: those after the month before, up to this.
                if (before != 0)
                {
                    for (var at = Next(before); ; at = Next(at))
                    {
                        _ = range.Least <= last ? drops.Add(at % 100) : rises.Add(at % 100);
                        if (at >= key.Period)
                        {
                            break;
                        }
                    }
                }

                (before, last) = (key.Period, range.Greatest);
            }
        }

        drops.ExceptWith(rises);
        return drops.Count > 0 && !drops.Contains(1) ? Plan.FiscalMonthOf(drops.Aggregate(0, (months, month) => months | (1 << month))) : null;
    }

    private static int Next(int month) => month % 100 == 12 ? month + 89 : month + 1;
}
