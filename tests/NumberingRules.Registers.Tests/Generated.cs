using System.Globalization;
using System.Text;

namespace NumberingRules.Registers.Tests;

/// <summary>A register made up from counters that are known: what an audit must find is known too.</summary>
internal sealed class Generated
{
    private static readonly string[] Words = ["INV", "CN", "RE", "GS", "SI", "X", "DEP", "F"];
    private static readonly string[] Alphabets = ["ABCDEFGHJKLMNPQRSTUVWXYZ", "0123456789", "ABCDEFGH0123456789"];
    private static readonly string[] Between = ["-", "/", ".", ""];
    private readonly Random _random;
    private readonly List<(DateOnly Date, string Number, Kind Of, int Form, string? Scope, int Period, long Ordinal)> _documents = [];
    private readonly List<Kind> _kinds = [];

    internal Generated(int seed)
    {
        _random = new(seed);
        var words = Words.OrderBy(_ => _random.Next()).ToList();
        var counters = _random.Next(1, 4);
        for (var at = 0; at < counters; at++)
        {
            var kind = Make(words);
            _kinds.Add(kind);
            Issue(kind);
        }

        // Stable: documents of one day stay in the order of their numbers.
        var inOrder = _random.Next(4) == 0 ? _documents.OrderBy(_ => _random.Next()).ToList() : _documents.OrderBy(document => document.Date).ToList();
        _documents.Clear();
        _documents.AddRange(inOrder);
    }

    internal string Csv
    {
        get
        {
            var text = new StringBuilder("Key,No,Date\n");
            for (var at = 0; at < _documents.Count; at++)
            {
                text.Append(CultureInfo.InvariantCulture, $"k{at},{_documents[at].Number},{_documents[at].Date:yyyy-MM-dd}\n");
            }

            return text.ToString();
        }
    }

    /// <summary>What must be found, in words that compare.</summary>
    internal IEnumerable<string> Expected =>
        from kind in _kinds
        let mine = _documents.Where(document => document.Of == kind).ToList()
        orderby _documents.FindIndex(document => document.Of == kind)
        select string.Create(CultureInfo.InvariantCulture, $"{kind.Reset} {(kind.Reset == Reset.Fiscal ? kind.FiscalMonth : 1)} ")
            + string.Join(" ", Enumerable.Range(0, kind.Formats.Count)
                .Select(form => (Format: kind.Formats[form], Count: mine.Count(document => document.Form == form), First: mine.FindIndex(document => document.Form == form)))
                .OrderByDescending(form => form.Count).ThenBy(form => form.First)
                .Select(form => $"{form.Format}×{form.Count}"))
            + string.Concat(mine.GroupBy(document => (document.Scope, document.Period)).OrderBy(period => period.Key.Scope, StringComparer.Ordinal).ThenBy(period => period.Key.Period)
                .Select(period => Describe(kind, period.Key.Scope, period.Key.Period, [.. period.Select(document => (document.Ordinal, document.Date))])));

    internal static string Describe(AuditCounter counter) =>
        string.Create(CultureInfo.InvariantCulture, $"{counter.Reset} {counter.FiscalYearStartMonth} ")
        + string.Join(" ", counter.Forms.Select(form => $"{form.Format}×{form.Documents}"))
        + string.Concat(counter.Periods.Select(period => string.Create(
            CultureInfo.InvariantCulture,
            $"\n  {period.Scope} {period.Period} {period.First}-{period.Last} {period.Documents} missing {period.Missing} [{string.Join(' ', period.Gaps.Select(gap => $"{gap.First}-{gap.Last}"))}] double {period.Duplicates} order {period.OutOfOrder}")));

    private static string Describe(Kind kind, string? scope, int period, List<(long Ordinal, DateOnly Date)> documents)
    {
        var ordinals = documents.Select(document => document.Ordinal).Distinct().Order().ToList();
        var gaps = ordinals.Zip(ordinals.Skip(1)).Where(pair => pair.Second > pair.First + 1).Select(pair => (First: pair.First + 1, Last: pair.Second - 1)).ToList();
        var text = kind.Reset switch
        {
            Reset.Never => "all",
            Reset.Monthly => string.Create(CultureInfo.InvariantCulture, $"{period / 100}-{period % 100:00}"),
            _ => period.ToString(CultureInfo.InvariantCulture),
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"\n  {scope} {text} {ordinals[0]}-{ordinals[^1]} {documents.Count} missing {gaps.Sum(gap => gap.Last - gap.First + 1)} [{string.Join(' ', gaps.Select(gap => $"{gap.First}-{gap.Last}"))}] double {documents.Count - ordinals.Count} order {OutOfOrder(documents)}");
    }

    // By definition: all but the longest run of dates that never falls, in order of ordinals.
    private static int OutOfOrder(List<(long Ordinal, DateOnly Date)> documents)
    {
        var dates = documents.OrderBy(document => document.Ordinal).ThenBy(document => document.Date).Select(document => document.Date).ToList();
        var longest = new int[dates.Count];
        for (var at = 0; at < dates.Count; at++)
        {
            longest[at] = 1;
            for (var before = 0; before < at; before++)
            {
                longest[at] = dates[before] <= dates[at] ? Math.Max(longest[at], longest[before] + 1) : longest[at];
            }
        }

        return dates.Count - longest.Max();
    }

    private Kind Make(List<string> words)
    {
        var reset = _random.Next(5) switch
        {
            0 or 1 => Reset.Never,
            2 => Reset.Yearly,
            3 => Reset.Monthly,
            _ => Reset.Fiscal,
        };
        var between = Between[_random.Next(Between.Length)];
        string[] dates = reset switch
        {
            Reset.Never => ["", "", "{date:yyyy}"],
            Reset.Yearly => ["{date:yyyy}", "{date:yy}", "{date:yyyy}{date:MM}"],
            Reset.Monthly => ["{date:yyyy}{date:MM}", "{date:yy}{date:MM}", "{date:yyyy}-{date:MM}"],
            _ => ["{fiscalStart:yyyy}-{fiscalEnd:yy}", "{fiscalEnd:yyyy}", "{fiscalStart:yy}{fiscalEnd:yy}", "{fiscalEnd:yy}", "{date:yyyy}{date:MM}"],
        };
        var date = dates[_random.Next(dates.Length)];
        var width = _random.Next(3) == 0 ? 0 : _random.Next(4, 6);
        var sequence = width == 0 ? "{seq}" : $"{{seq:{new string('0', width)}}}";
        var scoped = _random.Next(5) == 0;
        // Digits that would touch the sequence number are kept apart from it, unless it has a fixed width.
        var joint = date.Length > 0 && width > 0 && _random.Next(3) == 0 && !date.Contains('-', StringComparison.Ordinal) ? "" : "-";
        var alphabet = Alphabets[_random.Next(Alphabets.Length)];
        var characters = _random.Next(1, 5);
        string[] scopes = scoped ? [.. Enumerable.Range(0, _random.Next(3, 6)).Select(_ => string.Concat(Enumerable.Range(0, characters).Select(_ => alphabet[_random.Next(alphabet.Length)]))).Distinct()] : [];
        if (scopes.Length < 3)
        {
            scopes = [];
        }

        var forms = new List<string>();
        var dateBehind = joint.Length > 0 && _random.Next(5) == 0;
        var counted = date.Length == 0 ? sequence : dateBehind ? sequence + joint + date : date + joint + sequence;
        for (var form = Math.Max(1, _random.Next(5) - 1); form > 0 && words.Count > 0; form--)
        {
            var word = words[0];
            words.RemoveAt(0);
            forms.Add($"{word}{(scopes.Length > 0 ? $"-{{scope:{new string('A', characters)}}}-" : between)}{counted}");
        }

        return new(reset, forms, scopes, _random.Next(2, 13) is 2 or 3 ? 4 : _random.Next(2, 13), width);
    }

    private void Issue(Kind kind)
    {
        var start = _random.Next(3) == 0 ? _random.Next(1, 500) : 1;
        foreach (var scope in kind.Scopes.Length == 0 ? (string?[])[null] : kind.Scopes)
        {
            var next = new Dictionary<int, long>();
            var date = new DateOnly(2023, 1, 1).AddDays(_random.Next(20));
            for (var at = 0; at < 400; at++)
            {
                date = date.AddDays(_random.Next(5));
                var dated = _random.Next(40) == 0 && date.Day > 4 ? date.AddDays(-_random.Next(1, 4)) : date;
                var period = kind.PeriodOf(dated);
                var ordinal = next.GetValueOrDefault(period, start);
                ordinal += ordinal > start + 3 && _random.Next(30) == 0 ? _random.Next(1, 6) : 0;
                next[period] = ordinal + 1;
                var form = _random.Next(3) == 0 ? _random.Next(kind.Formats.Count) : 0;
                Add(kind, form, scope, dated, period, ordinal);
                if (_random.Next(80) == 0)
                {
                    Add(kind, form, scope, dated, period, ordinal);
                }
            }
        }
    }

    private void Add(Kind kind, int form, string? scope, DateOnly date, int period, long ordinal)
    {
        var series = Series.TryCreate(new("s", kind.Formats[form], Reset: kind.Reset, FiscalYearStartMonth: kind.Reset == Reset.Fiscal || kind.Formats[form].Contains("fiscal", StringComparison.Ordinal) ? kind.FiscalMonth : 1), out var made, out var problem) ? made : throw new InvalidOperationException(problem);
        _documents.Add((date, series!.Print(ordinal, date, scope).Text, kind, form, scope, period, ordinal));
    }

    internal sealed record Kind(Reset Reset, List<string> Formats, string[] Scopes, int FiscalMonth, int Width)
    {
        internal int PeriodOf(DateOnly date) => Reset switch
        {
            Reset.Never => 0,
            Reset.Yearly => date.Year,
            Reset.Monthly => (date.Year * 100) + date.Month,
            _ => date.Month >= FiscalMonth ? date.Year : date.Year - 1,
        };
    }
}
