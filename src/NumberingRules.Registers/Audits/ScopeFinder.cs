using System.Globalization;

namespace NumberingRules.Registers;

/// <summary>
/// Finds scopes: three or more values of the same length, of capital letters and digits, in one place, that share ordinals.
/// </summary>
internal static class ScopeFinder
{
    private const int Least = 3;

    // Enough to find three that share among forms that do not.
    private const int MostCompared = 12;

    /// <summary>Merges groups that differ in their scope alone into one group with scopes, which is added behind the others.</summary>
    internal static void Merge(DocumentTable table, Placement placement, ref int[] documents, ref int[] begins, Findings findings)
    {
        var found = placement.Groups.Count;
        if (found < Least)
        {
            return;
        }

        var frames = new Dictionary<string, List<(int Group, int Part, int From, int Length)>>(StringComparer.Ordinal);
        for (var group = 0; group < found; group++)
        {
            foreach (var (part, from, length) in Segments(placement.Groups[group]))
            {
                var frame = Frame(placement.Groups[group], part, from, length);
                if (!frames.TryGetValue(frame, out var some))
                {
                    frames[frame] = some = [];
                }

                some.Add((group, part, from, length));
            }
        }

        foreach (var members in frames.Values.Where(some => some.Count >= Least).OrderByDescending(some => some.Sum(one => (long)placement.Groups[one.Group].Documents)))
        {
            members.RemoveAll(one => placement.Groups[one.Group].Into is not null);
            if (members.Count >= Least && Share(placement, members, documents, begins))
            {
                Merge(placement, members);
            }
        }

        if (placement.Groups.Count == found)
        {
            return;
        }

        MergeByValue(placement, frames.Values, found);
        if (ScopeReader.Move(table, placement, documents, begins, found, findings))
        {
            (documents, begins) = placement.ByGroup();
        }
    }

    /// <summary>Where the values of scopes are known, a form that is too rare to share ordinals has them as well.</summary>
    private static void MergeByValue(Placement placement, IEnumerable<List<(int Group, int Part, int From, int Length)>> frames, int found)
    {
        var known = new HashSet<(int Company, string Kinds, string Scope)>();
        foreach (var group in placement.Groups.Take(found).Where(group => group.Into is not null))
        {
            known.Add((group.Company, group.Into!.Structure, group.Scope!));
        }

        foreach (var members in frames)
        {
            members.RemoveAll(one => placement.Groups[one.Group].Into is not null);
            if (members.Count > 0 && members.TrueForAll(one =>
                placement.Groups[one.Group] is var group
                && known.Contains((group.Company, Group.StructureOf(Parts(group, one.Part, one.From, one.Length)), group.Parts[one.Part].Text.Substring(one.From, one.Length)))))
            {
                Merge(placement, members);
            }
        }
    }

    private static List<GroupPart> Parts(Group group, int part, int from, int length)
    {
        var text = group.Parts[part].Text;
        return
        [
            .. group.Parts.Take(part),
            .. Literal(text[..from]),
            new(GroupPartKind.Scope, "", length),
            .. Literal(text[(from + length)..]),
            .. group.Parts.Skip(part + 1),
        ];
    }

    /// <summary>Where a scope could stand: runs of capital letters and digits in the literal text.</summary>
    private static IEnumerable<(int Part, int From, int Length)> Segments(Group group)
    {
        for (var part = 0; part < group.Parts.Count; part++)
        {
            if (group.Parts[part].Kind != GroupPartKind.Literal)
            {
                continue;
            }

            var text = group.Parts[part].Text;
            for (var at = 0; at < text.Length;)
            {
                var from = at;
                while (at < text.Length && (char.IsAsciiDigit(text[at]) || char.IsAsciiLetterUpper(text[at])))
                {
                    at++;
                }

                if (at - from is > 0 and <= NumberFormatLimits.LongestScope)
                {
                    yield return (part, from, at - from);
                }

                at += at == from ? 1 : 0;
            }
        }
    }

    private static string Frame(Group group, int part, int from, int length) =>
        string.Create(CultureInfo.InvariantCulture, $"{Group.Identity(group.Company, group.Parts.Select((one, at) => at != part ? one : one with { Text = one.Text[..from] + new string('\u0001', length) + one.Text[(from + length)..] }))}{part}/{from}");

    /// <summary>Whether three of the larger groups each use ordinals that the others use too, beyond what may be duplicates.</summary>
    private static bool Share(Placement placement, List<(int Group, int Part, int From, int Length)> members, int[] documents, int[] begins)
    {
        var larger = members.Select(one => one.Group).OrderByDescending(group => placement.Groups[group].Documents).ThenBy(group => group).Take(MostCompared).ToList();
        var sets = larger.ConvertAll(group => documents[begins[group]..begins[group + 1]].Select(document => (placement.Dates[document], placement.Ordinals[document])).ToHashSet());
        var shares = new HashSet<(int, int)>();
        for (var one = 1; one < sets.Count; one++)
        {
            for (var other = 0; other < one; other++)
            {
                var (few, many) = sets[one].Count < sets[other].Count ? (sets[one], sets[other]) : (sets[other], sets[one]);
                if (few.Count(many.Contains) * 100L > few.Count)
                {
                    shares.Add((one, other));
                    if (Enumerable.Range(0, other).Any(third => shares.Contains((one, third)) && shares.Contains((other, third))))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static void Merge(Placement placement, List<(int Group, int Part, int From, int Length)> members)
    {
        var (first, part, from, length) = members[0];
        var word = CommonWord(members.Select(one => placement.Groups[one.Group].Parts[part].Text.AsMemory(from, length)));
        (from, length) = (from + word, length - word);
        var model = placement.Groups[first];
        var merged = new Group(model.Company, Parts(model, part, from, length));
        foreach (var (member, _, _, _) in members)
        {
            var group = placement.Groups[member];
            group.Scope = group.Parts[part].Text.Substring(from, length);
            group.Into = merged;
            merged.Documents += group.Documents;
            merged.ZeroLengths |= group.ZeroLengths;
            merged.PlainLengths |= group.PlainLengths;
            merged.FiscalMonths = (merged.FiscalMonths & group.FiscalMonths) is var months && months == 0 ? group.FiscalMonths : months;
        }

        placement.Groups.Add(merged);
    }

    private static IEnumerable<GroupPart> Literal(string text) => text.Length == 0 ? [] : [new(GroupPartKind.Literal, text)];

    // RL01, RL02, RL03: two letters or more before digits are a word, not a part of the scope.
    private static int CommonWord(IEnumerable<ReadOnlyMemory<char>> values)
    {
        var all = values.ToList();
        var letters = 0;
        var one = all[0].Span;
        while (letters < one.Length && char.IsAsciiLetterUpper(one[letters]))
        {
            letters++;
        }

        return letters is 0 or 1 || letters == one.Length
            || !all.TrueForAll(value => value.Span[..letters].SequenceEqual(all[0].Span[..letters]) && !value.Span[letters..].ContainsAnyExceptInRange('0', '9'))
                ? 0
                : letters;
    }
}
