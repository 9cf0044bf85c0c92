using System.Buffers;
using System.Text;

namespace NumberingRules.Registers;

/// <summary>
/// Reads numbers by a format with scopes that is known already: a scope may hold digits that alone looked like a date or a
/// sequence number.
/// </summary>
internal static class ScopeReader
{
    private static readonly SearchValues<byte> ScopeCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"u8);

    /// <summary>Moves each smaller group whose every number a group with scopes prints into that group; says whether any was.</summary>
    internal static bool Move(DocumentTable table, Placement placement, int[] documents, int[] begins, int found, Findings findings)
    {
        var moved = false;
        var known = new Dictionary<(Group Into, string Scope), int>();
        var scoped = placement.Groups.Skip(found).OrderByDescending(group => group.Documents).ToList();
        for (var at = 0; at < found; at++)
        {
            var group = placement.Groups[at];
            var mine = documents.AsSpan(begins[at], begins[at + 1] - begins[at]);
            if (group.Into is null && !mine.IsEmpty && Reader(table, placement, mine, scoped.Where(one => one.Company == group.Company && one.Documents > group.Documents)) is { } into)
            {
                Move(table, placement, mine, into, known, findings);
                moved = true;
            }
        }

        return moved;
    }

    private static Group? Reader(DocumentTable table, Placement placement, ReadOnlySpan<int> documents, IEnumerable<Group> scoped)
    {
        foreach (var group in scoped)
        {
            var (reads, disagreeing) = (true, 0);
            for (var at = 0; reads && at < documents.Length; at++)
            {
                var read = Read(table, documents[at], group);
                reads = read is not null;
                disagreeing += read is { Agrees: false } ? 1 : 0;
            }

            if (reads && disagreeing * 4 <= documents.Length)
            {
                return group;
            }
        }

        return null;
    }

    private static void Move(DocumentTable table, Placement placement, ReadOnlySpan<int> documents, Group into, Dictionary<(Group Into, string Scope), int> known, Findings findings)
    {
        foreach (var document in documents)
        {
            var (scope, date, sequence, agrees) = Read(table, document, into)!.Value;
            if (!known.TryGetValue((into, scope), out var at))
            {
                at = known[(into, scope)] = placement.Groups.Count;
                placement.Groups.Add(new(into.Company, into.Parts) { Scope = scope, Into = into, FiscalMonths = into.FiscalMonths });
            }

            placement.Put(document, at, date, table.NumberOf(document)[sequence]);
            findings.Take("date-disagrees", table.LineOf(document));
            if (!agrees)
            {
                placement.Disagrees(document, findings);
            }

            into.Documents++;
            into.ZeroLengths |= placement.Groups[at].ZeroLengths;
            into.PlainLengths |= placement.Groups[at].PlainLengths;
        }
    }

    /// <summary>What a format makes of a document's number, and whether the date in it is the document's; null when it could never print it.</summary>
    private static (string Scope, NumberDate Date, Range Sequence, bool Agrees)? Read(DocumentTable table, int document, Group group)
    {
        var number = table.NumberOf(document);
        var at = 0;
        var rest = number.Length - group.Parts.Sum(part => part.Kind switch
        {
            GroupPartKind.Scope => part.Width,
            GroupPartKind.Sequence => 0,
            GroupPartKind.Date => part.Pattern!.Length,
            _ => part.Text.Length,
        });
        if (rest is < 1 or > NumberFormatLimits.MostDigits)
        {
            return null;
        }

        var (scope, date, sequence, agrees) = ("", default(NumberDate), default(Range), true);
        foreach (var part in group.Parts)
        {
            var length = part.Kind switch
            {
                GroupPartKind.Scope => part.Width,
                GroupPartKind.Sequence => rest,
                GroupPartKind.Date => part.Pattern!.Length,
                _ => part.Text.Length,
            };
            var text = number.Slice(at, length);
            switch (part.Kind)
            {
                case GroupPartKind.Scope when !text.ContainsAnyExcept(ScopeCharacters):
                    scope = Encoding.ASCII.GetString(text);
                    break;
                case GroupPartKind.Sequence when !text.ContainsAnyExceptInRange((byte)'0', (byte)'9'):
                    sequence = at..(at + length);
                    break;
                case GroupPartKind.Date when !text.ContainsAnyExceptInRange((byte)'0', (byte)'9'):
                    var value = Digits.Of(text);
                    part.Pattern!.Read(value, ref date);
                    agrees &= value == part.Pattern.ValueOf(table.DateOf(document), Plan.FiscalMonthOf(group.FiscalMonths));
                    break;
                case GroupPartKind.Literal when text.SequenceEqual(Encoding.ASCII.GetBytes(part.Text)):
                    break;
                default:
                    return null;
            }

            at += length;
        }

        return Placement.IsPeriod(date, group.HasMonth) ? (scope, date, sequence, agrees) : null;
    }
}
