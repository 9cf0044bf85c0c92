namespace NumberingRules.Registers;

/// <summary>A run of ordinals with one or more forms.</summary>
internal sealed class Counter(Form first, Reset reset, int fiscalMonths)
{
    internal List<Form> Forms { get; } = [first];

    internal Reset Reset { get; } = reset;

    /// <summary>The months in which its fiscal year can start, a bit each; 0 when it has none.</summary>
    internal int FiscalMonths { get; private set; } = fiscalMonths;

    internal int FiscalMonth => Reset == Reset.Fiscal || FiscalMonths != 0 ? Plan.FiscalMonthOf(FiscalMonths) : 1;

    internal int First => Forms.Min(form => form.First);

    /// <summary>
    /// Takes in a further form when it belongs to this counter: in no period is an ordinal used by both (a hundredth of
    /// the smaller's may be), and in some period their ranges overlap.
    /// </summary>
    internal bool TryTake(Form form)
    {
        var main = Forms[0].Group;
        var group = form.Group;
        var months = FiscalMonths;
        if (group.Company != main.Company || group.HasScopes != main.HasScopes || group.ScopeWidth != main.ScopeWidth || !Allows(group, ref months))
        {
            return false;
        }

        var month = months == 0 ? 1 : Plan.FiscalMonthOf(months);
        var ranges = form.RangesBy(Reset, month);
        var meets = Forms.Exists(other => other.RangesBy(Reset, month).Any(pair =>
            ranges.TryGetValue(pair.Key, out var range) && range.Least <= pair.Value.Greatest && pair.Value.Least <= range.Greatest));
        if (!meets || !IsApart(form, month) || Repeats(form, month))
        {
            return false;
        }

        FiscalMonths = months;
        Forms.Add(form);
        return true;
    }

    /// <summary>Whether the form's own ordinals would come again in a period here that do not by its own reset.</summary>
    private bool Repeats(Form form, int month)
    {
        var (own, months) = CounterFinder.ResetOf(form);
        if (own == Reset)
        {
            return false;
        }

        var here = form.SortedBy(Reset, month).Values.Sum(ordinals => (long)ordinals.Length);
        var alone = form.SortedBy(own, months == 0 ? 1 : Plan.FiscalMonthOf(months)).Values.Sum(ordinals => (long)ordinals.Length);
        return (alone - here) * 100 > form.Count;
    }

    private bool Allows(Group group, ref int months)
    {
        switch (Reset)
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

    private bool IsApart(Form form, int month)
    {
        var mine = form.SortedBy(Reset, month);
        foreach (var other in Forms)
        {
            var others = other.SortedBy(Reset, month);
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
