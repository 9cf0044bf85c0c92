using System.Globalization;

namespace NumberingRules.Registers;

/// <summary>
/// Numbers that start anew each day: no series resets daily, but the days are values of one length in one place that share
/// ordinals, and so they are scopes of a series that resets monthly.
/// </summary>
internal static class DailyScopes
{
    private const int LeastDays = 3;

    // So many documents tell it as well as all.
    private const int Enough = 200_000;
    private static readonly string[] Days = [.. Enumerable.Range(0, 32).Select(day => day.ToString("00", CultureInfo.InvariantCulture))];

    /// <summary>Takes the days of a group for scopes, when ordinals come again on other days far more often than duplicates would.</summary>
    internal static void Take(DocumentTable table, Placement placement, Dictionary<Group, List<(string?, ArraySegment<int>)>> sources, Group group)
    {
        var byDay = new SortedDictionary<int, List<int>>();
        var inMonth = new HashSet<(int, long)>();
        var onDay = new HashSet<(int, int, long)>();
        var documents = 0;
        foreach (var document in sources[group].SelectMany(source => source.Item2))
        {
            var day = table.DateOf(document).Day;
            (byDay.TryGetValue(day, out var some) ? some : byDay[day] = []).Add(document);
            if (documents < Enough)
            {
                inMonth.Add((placement.Dates[document], placement.Ordinals[document]));
                onDay.Add((placement.Dates[document], day, placement.Ordinals[document]));
                documents++;
            }
        }

        if (byDay.Count < LeastDays || (onDay.Count - inMonth.Count) * 10 <= documents)
        {
            return;
        }

        var parts = new List<GroupPart>();
        foreach (var part in group.Parts)
        {
            var at = part.Kind == GroupPartKind.Date ? part.Text.IndexOf(Group.Day, StringComparison.Ordinal) : -1;
            if (at < 0 || parts.Exists(one => one.Kind == GroupPartKind.Scope))
            {
                parts.Add(part);
                continue;
            }

            parts.AddRange(Date(part.Text[..at]));
            parts.Add(new(GroupPartKind.Scope, "", 2));
            parts.AddRange(Date(part.Text[(at + Group.Day.Length)..]));
        }

        var daily = new Group(group.Company, parts)
        {
            FiscalMonths = group.FiscalMonths,
            ZeroLengths = group.ZeroLengths,
            PlainLengths = group.PlainLengths,
        };
        sources.Remove(group);
        sources[daily] = [.. byDay.Select(day => ((string?)Days[day.Key], new ArraySegment<int>([.. day.Value])))];
    }

    private static IEnumerable<GroupPart> Date(string tokens) => tokens.Length == 0 ? [] : [new(GroupPartKind.Date, tokens)];
}
