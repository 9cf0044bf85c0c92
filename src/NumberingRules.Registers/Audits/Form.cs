namespace NumberingRules.Registers;

/// <summary>A form with its documents: numbers that one format prints.</summary>
internal sealed class Form
{
    private readonly Placement _placement;
    private readonly List<(string? Scope, ArraySegment<int> Documents)> _sources;
    private readonly int? _class;
    private readonly Dictionary<(Reset Reset, int Month), Dictionary<(string? Scope, int Period), long[]>> _sorted = [];

    internal Form(Placement placement, Group group, int width, List<(string? Scope, ArraySegment<int> Documents)> sources, bool isSplit)
    {
        (_placement, Group, _sources) = (placement, group, sources);
        Width = width;
        _class = isSplit ? width : null;
        foreach (var (scope, document) in Documents)
        {
            Count++;
            First = Math.Min(First, document);
            var key = (scope, placement.Dates[document]);
            var ordinal = placement.Ordinals[document];
            ref var range = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(Ranges, key, out var known);
            range = known ? (Math.Min(range.Least, ordinal), Math.Max(range.Greatest, ordinal)) : (ordinal, ordinal);
        }
    }

    internal Group Group { get; }

    internal int Width { get; }

    internal int Count { get; }

    internal int First { get; } = int.MaxValue;

    /// <summary>The least and the greatest ordinal for each scope and each date that numbers tell.</summary>
    internal Dictionary<(string? Scope, int Date), (long Least, long Greatest)> Ranges { get; } = [];

    internal string Format
    {
        get
        {
            Group.Width = Width;
            return Group.Format;
        }
    }

    internal IEnumerable<(string? Scope, int Document)> Documents
    {
        get
        {
            foreach (var (scope, documents) in _sources)
            {
                foreach (var document in documents)
                {
                    if (_class is null || _class == ClassOf(_placement, Group, document))
                    {
                        yield return (scope, document);
                    }
                }
            }
        }
    }

    /// <summary>The digits at least of the form that a number belongs to, where forms differ in nothing else.</summary>
    internal static int ClassOf(Placement placement, Group group, int document)
    {
        var length = placement.LengthOf(document);
        if (placement.HasLeadingZero(document))
        {
            return length;
        }

        var shorter = group.ZeroLengths & ((2 << length) - 1);
        return shorter == 0 ? 0 : 31 - System.Numerics.BitOperations.LeadingZeroCount((uint)shorter);
    }

    /// <summary>The ranges of ordinals for each scope and period.</summary>
    internal Dictionary<(string? Scope, int Period), (long Least, long Greatest)> RangesBy(Reset reset, int fiscalMonth)
    {
        var ranges = new Dictionary<(string?, int), (long, long)>();
        foreach (var ((scope, date), range) in Ranges)
        {
            var key = (scope, Periods.Of(reset, fiscalMonth, date));
            ranges[key] = ranges.TryGetValue(key, out var known) ? (Math.Min(known.Item1, range.Least), Math.Max(known.Item2, range.Greatest)) : range;
        }

        return ranges;
    }

    /// <summary>The ordinals for each scope and period, in order, each once.</summary>
    internal Dictionary<(string? Scope, int Period), long[]> SortedBy(Reset reset, int fiscalMonth)
    {
        if (_sorted.TryGetValue((reset, fiscalMonth), out var known))
        {
            return known;
        }

        var lists = new Dictionary<(string?, int), List<long>>();
        foreach (var (scope, document) in Documents)
        {
            var key = (scope, Periods.Of(reset, fiscalMonth, _placement.Dates[document]));
            ref var list = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(lists, key, out _);
            (list ??= []).Add(_placement.Ordinals[document]);
        }

        var sorted = new Dictionary<(string? Scope, int Period), long[]>();
        foreach (var (key, list) in lists)
        {
            list.Sort();
            sorted[key] = [.. list.Distinct()];
        }

        return _sorted[(reset, fiscalMonth)] = sorted;
    }

    /// <summary>Frees what was only needed to find counters.</summary>
    internal void Forget() => _sorted.Clear();
}

/// <summary>Periods of counters, as numbers.</summary>
internal static class Periods
{
    internal static DateOnly FirstDayOf(Reset reset, int fiscalMonth, int period) => reset switch
    {
        Reset.Never => new(2000, 1, 1),
        Reset.Monthly => new(period / 100, period % 100, 1),
        Reset.Fiscal => new(period, fiscalMonth, 1),
        _ => new(period, 1, 1),
    };

    internal static int Of(Reset reset, int fiscalMonth, int packed)
    {
        var date = NumberDate.Unpacked(packed);
        return reset switch
        {
            Reset.Never => 0,
            Reset.Yearly => date.Year,
            Reset.Monthly => (date.Year * 100) + date.Month,
            _ => date.FiscalStart != 0 ? date.FiscalStart : date.Month >= fiscalMonth ? date.Year : date.Year - 1,
        };
    }
}
