using System.Globalization;

namespace NumberingRules.Registers;

/// <summary>Measures a counter: what is missing, double and out of order in each scope and period.</summary>
internal sealed class Measure
{
    // A day since year 1 takes 22 bits; an ordinal above the least of its period gets the rest where it fits.
    private const int DayBits = 22;
    private const long Fits = 1L << (63 - DayBits);

    private readonly DocumentTable _table;
    private readonly Placement _placement;
    private readonly Counter _counter;
    private readonly Dictionary<(string? Scope, int Period), int> _buckets = [];
    private readonly List<Tally> _tallies = [];
    private UInt128[]? _wide;
    private int[]? _ends;

    private Measure(DocumentTable table, Placement placement, Counter counter) =>
        (_table, _placement, _counter) = (table, placement, counter);

    /// <summary>The periods of a counter, in order, and the numbers that several documents have.</summary>
    internal static (IReadOnlyList<AuditPeriod> Periods, IReadOnlyList<Duplicate> Duplicates) Of(DocumentTable table, Placement placement, Counter counter)
    {
        var measure = new Measure(table, placement, counter);
        measure.Count();
        var keys = measure.Keys();
        var periods = new AuditPeriod[measure._tallies.Count];
        var doubled = new HashSet<(int, long)>();
        foreach (var (key, bucket) in measure._buckets)
        {
            periods[bucket] = measure.Period(key.Scope, key.Period, bucket, keys, doubled);
        }

        return (
            [.. measure._buckets.OrderBy(pair => pair.Key.Scope, StringComparer.Ordinal).ThenBy(pair => pair.Key.Period).Select(pair => periods[pair.Value])],
            doubled.Count == 0 ? [] : measure.Duplicates(doubled));
    }

    /// <summary>The ordinals of each day, for a chart.</summary>
    internal static IReadOnlyList<DayRange> Days(DocumentTable table, Placement placement, Counter counter)
    {
        const int Most = 1000;
        var days = new SortedDictionary<int, (long Least, long Greatest)>();
        foreach (var (_, document) in counter.Forms.SelectMany(form => form.Documents))
        {
            var (day, ordinal) = (table.DayOf(document), placement.Ordinals[document]);
            days[day] = days.TryGetValue(day, out var range) ? (Math.Min(range.Least, ordinal), Math.Max(range.Greatest, ordinal)) : (ordinal, ordinal);
        }

        return DayRange.InParts(days, Most);
    }

    private int BucketOf(string? scope, int document, ref (string? Scope, int Date, int Bucket) last)
    {
        var date = _placement.Dates[document];
        if (last.Bucket >= 0 && last.Date == date && ReferenceEquals(last.Scope, scope))
        {
            return last.Bucket;
        }

        var key = (scope, Periods.Of(_counter.Reset, _counter.FiscalMonth, date));
        if (!_buckets.TryGetValue(key, out var bucket))
        {
            _buckets[key] = bucket = _tallies.Count;
            _tallies.Add(new());
        }

        last = (scope, date, bucket);
        return bucket;
    }

    private void Count()
    {
        (string?, int, int Bucket) last = (null, 0, -1);
        foreach (var form in _counter.Forms)
        {
            foreach (var (scope, document) in form.Documents)
            {
                var tally = _tallies[BucketOf(scope, document, ref last)];
                var ordinal = _placement.Ordinals[document];
                tally.Documents++;
                tally.Least = Math.Min(tally.Least, ordinal);
                tally.Greatest = Math.Max(tally.Greatest, ordinal);
                tally.Void += _table.StateOf(document) == DocumentState.Void ? 1 : 0;
                var day = _table.DayOf(document);
                if (day > tally.Latest && Agrees(form, document, day))
                {
                    tally.Latest = day;
                }
            }
        }

        var begin = 0;
        foreach (var tally in _tallies)
        {
            tally.Begin = tally.Next = begin;
            begin += tally.Documents;
        }
    }

    /// <summary>Whether a document's date lies in the period that its number tells.</summary>
    private bool Agrees(Form form, int document, int day)
    {
        var date = DateOnly.FromDayNumber(day);
        var number = NumberDate.Unpacked(_placement.Dates[document]);
        var start = date.Month >= _counter.FiscalMonth ? date.Year : date.Year - 1;
        return (!form.Group.HasYear || number.Year == date.Year)
            && (!form.Group.HasMonth || number.Month == date.Month)
            && (!form.Group.HasFiscal || number.FiscalStart == start)
            && date.Year is >= 2000 and <= 2098;
    }

    /// <summary>Ordinal and day of every document, period behind period, each period in order.</summary>
    private long[] Keys()
    {
        var keys = new long[_tallies.Sum(tally => tally.Documents)];
        if (_tallies.Exists(tally => tally.Greatest - tally.Least >= Fits))
        {
            _wide = new UInt128[keys.Length];
        }

        (string?, int, int Bucket) last = (null, 0, -1);
        foreach (var form in _counter.Forms)
        {
            foreach (var (scope, document) in form.Documents)
            {
                var tally = _tallies[BucketOf(scope, document, ref last)];
                var above = _placement.Ordinals[document] - tally.Least;
                if (_wide is not null)
                {
                    _wide[tally.Next++] = ((UInt128)above << DayBits) | (uint)_table.DayOf(document);
                }
                else
                {
                    keys[tally.Next++] = (above << DayBits) | (uint)_table.DayOf(document);
                }
            }
        }

        foreach (var tally in _tallies)
        {
            if (_wide is not null)
            {
                Array.Sort(_wide, tally.Begin, tally.Documents);
            }
            else
            {
                Sort(keys.AsSpan(tally.Begin, tally.Documents));
            }
        }

        return keys;
    }

    // Registers mostly come in order.
    private static void Sort(Span<long> keys)
    {
        for (var at = 1; at < keys.Length; at++)
        {
            if (keys[at] < keys[at - 1])
            {
                keys.Sort();
                return;
            }
        }
    }

    private AuditPeriod Period(string? scope, int period, int bucket, long[] keys, HashSet<(int, long)> doubled)
    {
        var tally = _tallies[bucket];
        var gaps = new List<Gap>();
        var (missing, longest, duplicates, last) = (0L, 0L, 0L, -1L);
        var order = new DateOrder(_ends ??= new int[_tallies.Max(one => one.Documents)]);
        for (var at = tally.Begin; at < tally.Begin + tally.Documents; at++)
        {
            var above = _wide is null ? keys[at] >> DayBits : (long)(_wide[at] >> DayBits);
            order.Add((int)((_wide is null ? keys[at] : (long)(_wide[at] & long.MaxValue)) & ((1 << DayBits) - 1)));
            if (above == last)
            {
                duplicates++;
                doubled.Add((bucket, above));
            }
            else if (above > last + 1)
            {
                gaps.Add(new(tally.Least + last + 1, tally.Least + above - 1));
                missing += above - last - 1;
                longest = Math.Max(longest, above - last - 1);
            }

            last = above;
        }

        return new(scope, Text(period), tally.Least, tally.Greatest, tally.Documents, tally.Void, missing, longest, gaps, duplicates, order.Removed)
        {
            Latest = tally.Latest > 0 ? DateOnly.FromDayNumber(tally.Latest) : Periods.FirstDayOf(_counter.Reset, _counter.FiscalMonth, period),
        };
    }

    /// <summary>The texts that several documents have, among ordinals used more than once.</summary>
    private List<Duplicate> Duplicates(HashSet<(int, long)> doubled)
    {
        var lines = new Dictionary<string, List<long>>(StringComparer.Ordinal);
        (string?, int, int Bucket) last = (null, 0, -1);
        foreach (var (scope, document) in _counter.Forms.SelectMany(form => form.Documents))
        {
            var bucket = BucketOf(scope, document, ref last);
            if (doubled.Contains((bucket, _placement.Ordinals[document] - _tallies[bucket].Least)))
            {
                var text = _table.NumberTextOf(document);
                if (!lines.TryGetValue(text, out var some))
                {
                    lines[text] = some = [];
                }

                some.Add(_table.LineOf(document));
            }
        }

        var company = CompanyOf(_table, _counter.Forms[0].Group.Company);
        return [.. lines.Where(pair => pair.Value.Count > 1).Select(pair => new Duplicate(company, pair.Key, [.. pair.Value.Order()]))];
    }

    internal static string? CompanyOf(DocumentTable table, int company) => table.Reader.HasCompanies ? table.Reader.CompanyOf(company) : null;

    private string Text(int period) => _counter.Reset switch
    {
        Reset.Never => "all",
        Reset.Monthly => string.Create(CultureInfo.InvariantCulture, $"{period / 100:0000}-{period % 100:00}"),
        _ => period.ToString("0000", CultureInfo.InvariantCulture),
    };

    private sealed class Tally
    {
        internal int Documents;
        internal int Begin;
        internal int Next;
        internal long Void;
        internal long Least = long.MaxValue;
        internal long Greatest = long.MinValue;
        internal int Latest;
    }
}
