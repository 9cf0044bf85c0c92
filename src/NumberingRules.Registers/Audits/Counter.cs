namespace NumberingRules.Registers;

/// <summary>A run of ordinals with one or more forms.</summary>
internal sealed class Counter(Form first, Reset reset, int fiscalMonths)
{
    internal List<Form> Forms { get; } = [first];

    internal Reset Reset { get; private set; } = reset;

    /// <summary>The months in which its fiscal year can start, a bit each; 0 when it has none.</summary>
    internal int FiscalMonths { get; private set; } = fiscalMonths;

    internal int FiscalMonth => Reset == Reset.Fiscal || FiscalMonths != 0 ? Plan.FiscalMonthOf(FiscalMonths) : 1;

    internal int First => Forms.Min(form => form.First);

    /// <summary>
    /// How a further form would belong to this counter; null when it does not. It does when in no period is an ordinal used by both (a hundredth of
    /// the smaller's may be), and in some period their ranges overlap. One form alone may not show that the counter starts
    /// anew each month; together they may, so a reset that comes sooner is tried as well.
    /// </summary>
    internal (Reset Reset, int Months)? FitOf(Form form)
    {
        var main = Forms[0].Group;
        var group = form.Group;
        if (group.Company != main.Company || group.HasScopes != main.HasScopes || group.ScopeWidth != main.ScopeWidth)
        {
            return null;
        }

        if (FitOf(form, Reset, FiscalMonths) is { } fit)
        {
            return fit;
        }

        // Only where both are written alike: two counters could look like one by chance.
        foreach (var sooner in group.Structure == main.Structure ? Allowed().TakeWhile(reset => reset != Reset) : [])
        {
            if (CounterFinder.Restarts([.. Forms, form], sooner, FiscalMonth) && FitOf(form, sooner, main.HasFiscal ? FiscalMonths : 0) is { } other)
            {
                return other;
            }
        }

        return null;
    }

    internal void Take(Form form, (Reset Reset, int Months) fit)
    {
        (Reset, FiscalMonths) = fit;
        Forms.Add(form);
    }

    /// <summary>How many ordinals of a form lie within the range of this counter in their period.</summary>
    internal int Within(Form form, (Reset Reset, int Months) fit)
    {
        var month = fit.Months == 0 ? 1 : Plan.FiscalMonthOf(fit.Months);
        var ranges = Forms.SelectMany(one => one.RangesBy(fit.Reset, month)).GroupBy(pair => pair.Key, pair => pair.Value)
            .ToDictionary(some => some.Key, some => (Least: some.Min(one => one.Least), Greatest: some.Max(one => one.Greatest)));
        return form.SortedBy(fit.Reset, month).Sum(pair => ranges.TryGetValue(pair.Key, out var range)
            ? pair.Value.Count(ordinal => ordinal >= range.Least && ordinal <= range.Greatest)
            : 0);
    }

    /// <summary>Takes the reset that all forms together show: the first that holds, unless it makes ordinals come again.</summary>
    internal void Settle()
    {
        foreach (var reset in Allowed().Append(Reset.Never))
        {
            if (reset == Reset.Never || CounterFinder.Restarts(Forms, reset, FiscalMonth))
            {
                if (reset != Reset && DistinctBy(Reset) - DistinctBy(reset) <= Forms.Sum(form => form.Count) / 100)
                {
                    FiscalMonths = Forms[0].Group.HasFiscal ? FiscalMonths : 0;
                    Reset = reset;
                }

                return;
            }
        }
    }

    private long DistinctBy(Reset reset) => Forms.Sum(form => form.SortedBy(reset, FiscalMonth).Values.Sum(ordinals => (long)ordinals.Length));

    /// <summary>The resets that the tokens allow, the soonest first; a fiscal one only with fiscal tokens.</summary>
    private IEnumerable<Reset> Allowed()
    {
        var main = Forms[0].Group;
        if (main is { HasYear: true, HasMonth: true })
        {
            yield return Reset.Monthly;
        }

        if (main.HasFiscal || Reset == Reset.Fiscal)
        {
            yield return Reset.Fiscal;
        }

        if (main.HasYear)
        {
            yield return Reset.Yearly;
        }
    }

    private (Reset Reset, int Months)? FitOf(Form form, Reset reset, int months)
    {
        if (!Allows(form.Group, reset, ref months))
        {
            return null;
        }

        var month = months == 0 ? 1 : Plan.FiscalMonthOf(months);
        var ranges = form.RangesBy(reset, month);
        var meets = Forms.Exists(other => other.RangesBy(reset, month).Any(pair =>
            ranges.TryGetValue(pair.Key, out var range) && range.Least <= pair.Value.Greatest && pair.Value.Least <= range.Greatest));
        return meets && IsApart(form, reset, month) && !Repeats(form, reset, month) ? (reset, months) : null;
    }

    /// <summary>Whether the form's own ordinals would come again in a period here that do not by its own reset.</summary>
    private static bool Repeats(Form form, Reset reset, int month)
    {
        var (own, months) = CounterFinder.ResetOf(form);
        if (own == reset)
        {
            return false;
        }

        var here = form.SortedBy(reset, month).Values.Sum(ordinals => (long)ordinals.Length);
        var alone = form.SortedBy(own, months == 0 ? 1 : Plan.FiscalMonthOf(months)).Values.Sum(ordinals => (long)ordinals.Length);
        return (alone - here) * 100 > form.Count;
    }

    private static bool Allows(Group group, Reset reset, ref int months)
    {
        switch (reset)
        {
            case Reset.Monthly:
                return group is { HasYear: true, HasMonth: true };
            case Reset.Yearly:
                return group.HasYear;
            case Reset.Fiscal when group.HasFiscal:
                months &= group.FiscalMonths;
                return months != 0;
            case Reset.Fiscal:
                return group is { HasYear: true, HasMonth: true };
            default:
                return true;
        }
    }

    private bool IsApart(Form form, Reset reset, int month)
    {
        var mine = form.SortedBy(reset, month);
        foreach (var other in Forms)
        {
            var others = other.SortedBy(reset, month);
            var allowed = Math.Min(form.Count, other.Count) / 100;
            var shared = 0;
            foreach (var (key, ordinals) in mine)
            {
                if (!others.TryGetValue(key, out var theirs))
                {
                    continue;
                }

                var (few, many) = ordinals.Length < theirs.Length ? (ordinals, theirs) : (theirs, ordinals);
                foreach (var ordinal in few)
                {
                    if (Array.BinarySearch(many, ordinal) >= 0 && ++shared > allowed)
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }
}
