using System.Globalization;

namespace NumberingRules.Registers;

/// <summary>
/// Finds scopes: three or more values of the same length, of capital letters and digits, in one place, that share ordinals.
/// </summary>
internal static class ScopeFinder
{
    private const int Least = 3;

    /// <summary>Merges groups that differ in their scope alone into one group with scopes, which is added behind the others.</summary>
    internal static void Merge(Placement placement, int[] documents, int[] begins)
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

    /// <summary>Whether three or more of the groups use ordinals that others of them use too, beyond what may be duplicates.</summary>
    private static bool Share(Placement placement, List<(int Group, int Part, int From, int Length)> members, int[] documents, int[] begins)
    {
        var count = members.Sum(one => begins[one.Group + 1] - begins[one.Group]);
        var ordinals = new ulong[count];
        var owners = new int[count];
        var next = 0;
        for (var member = 0; member < members.Count; member++)
        {
            var group = members[member].Group;
            for (var at = begins[group]; at < begins[group + 1]; at++)
            {
                var document = documents[at];
                ordinals[next] = unchecked(((ulong)placement.Dates[document] * 0x9E37_79B9_7F4A_7C15) + ((ulong)placement.Ordinals[document] * 0xD6E8_FEB8_6659_FD93));
                owners[next++] = member;
            }
        }

        Array.Sort(ordinals, owners);
        var shared = new int[members.Count];
        for (var from = 0; from < count;)
        {
            var to = from + 1;
            var several = false;
            while (to < count && ordinals[to] == ordinals[from])
            {
                several |= owners[to] != owners[from];
                to++;
            }

            for (; several && from < to; from++)
            {
                shared[owners[from]]++;
            }

            from = to;
        }

        var sharing = 0;
        for (var member = 0; member < members.Count; member++)
        {
            sharing += (long)shared[member] * 100 > placement.Groups[members[member].Group].Documents ? 1 : 0;
        }

        return sharing >= Least;
    }

    private static void Merge(Placement placement, List<(int Group, int Part, int From, int Length)> members)
    {
        var (first, part, from, length) = members[0];
        var word = CommonWord(members.Select(one => placement.Groups[one.Group].Parts[part].Text.AsMemory(from, length)));
        (from, length) = (from + word, length - word);
        var text = placement.Groups[first].Parts[part].Text;
        List<GroupPart> parts =
        [
            .. placement.Groups[first].Parts.Take(part),
            .. Literal(text[..from]),
            new(GroupPartKind.Scope, "", length),
            .. Literal(text[(from + length)..]),
            .. placement.Groups[first].Parts.Skip(part + 1),
        ];
        var model = placement.Groups[first];
        var merged = new Group(model.Company, parts, model.HasYear, model.HasMonth, model.HasFiscal);
        foreach (var (member, _, _, _) in members)
        {
            var group = placement.Groups[member];
            group.Scope = group.Parts[part].Text.Substring(from, length);
            group.Into = merged;
            merged.Documents += group.Documents;
            merged.FirstDocument = Math.Min(merged.FirstDocument, group.FirstDocument);
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
