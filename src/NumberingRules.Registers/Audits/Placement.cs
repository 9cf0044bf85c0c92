using System.Globalization;
using System.Text;

namespace NumberingRules.Registers;

/// <summary>Where each document's number stands: in which group, with which ordinal, in which period.</summary>
internal sealed class Placement
{
    internal const int NotPlaced = -1;

    /// <summary>The document has no number, or its key is in conflict.</summary>
    internal const int Left = -2;

    private const byte LeadingZero = 0x80;

    private readonly DocumentTable _table;
    private readonly Plan?[] _plans;
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Shape, UInt128 Values), int> _varying = [];
    private readonly int[] _fixed;

    private Placement(DocumentTable table, Plan?[] plans)
    {
        (_table, _plans) = (table, plans);
        _fixed = new int[plans.Length];
        Array.Fill(_fixed, NotPlaced);
        Groups = [];
        GroupOf = new int[table.Count];
        Ordinals = new long[table.Count];
        Dates = new int[table.Count];
        Lengths = new byte[table.Count];
    }

    internal List<Group> Groups { get; }

    /// <summary>The group of each document.</summary>
    internal int[] GroupOf { get; }

    internal long[] Ordinals { get; }

    /// <summary>What each number says of its period, packed.</summary>
    internal int[] Dates { get; }

    private byte[] Lengths { get; }

    internal static Placement Of(DocumentTable table, Plan?[] plans, Findings findings)
    {
        var placement = new Placement(table, plans);
        for (var document = 0; document < table.Count; document++)
        {
            placement.Place(document, findings);
        }

        return placement;
    }

    internal int LengthOf(int document) => Lengths[document] & ~LeadingZero;

    internal bool HasLeadingZero(int document) => (Lengths[document] & LeadingZero) != 0;

    /// <summary>The documents of each group, behind one another, and where each group begins.</summary>
    internal (int[] Documents, int[] Begins) ByGroup()
    {
        var begins = new int[Groups.Count + 1];
        foreach (var group in GroupOf)
        {
            if (group >= 0)
            {
                begins[group + 1]++;
            }
        }

        for (var group = 0; group < Groups.Count; group++)
        {
            begins[group + 1] += begins[group];
        }

        var next = begins[..^1];
        var documents = new int[begins[^1]];
        for (var document = 0; document < GroupOf.Length; document++)
        {
            if (GroupOf[document] is >= 0 and var group)
            {
                documents[next[group]++] = document;
            }
        }

        return (documents, begins);
    }

    private void Place(int document, Findings findings)
    {
        var shape = _table.Shapes[document];
        GroupOf[document] = Left;
        if (shape < 0 || _table.IsInConflict(document))
        {
            return;
        }

        GroupOf[document] = NotPlaced;
        if (_plans[shape] is not { } plan)
        {
            return;
        }

        var number = _table.NumberOf(document);
        var form = plan.Shape;
        var date = default(NumberDate);
        var day = _table.DayOf(document);
        var agrees = true;
        var sequence = number.Slice(form.Places[plan.Sequence], form.Lengths[plan.Sequence]);
        for (var run = 0; run < form.Lengths.Length; run++)
        {
            if (plan.Patterns[run] is not { } pattern)
            {
                continue;
            }

            var digits = number.Slice(form.Places[run], form.Lengths[run]);
            if (run == plan.Sequence)
            {
                sequence = plan.IsDateBehind ? digits[..^pattern.Length] : digits[pattern.Length..];
                digits = plan.IsDateBehind ? digits[^pattern.Length..] : digits[..pattern.Length];
            }

            var value = Digits.Of(digits);
            pattern.Read(value, ref date);
            agrees &= pattern.ValueOf(DateOnly.FromDayNumber(day), plan.FiscalMonth) == value;
        }

        // What no series could print is not forced into one.
        if (!IsPeriod(date, plan.HasMonth))
        {
            return;
        }

        var at = plan.Varying.Length == 0 ? Fixed(shape, plan, number) : Varying(shape, plan, number);
        if (at == NotPlaced)
        {
            return;
        }

        if (!agrees)
        {
            Disagrees(document, findings);
        }

        Put(document, at, date, sequence);
    }

    /// <summary>Puts a document into a group.</summary>
    internal void Put(int document, int at, NumberDate date, ReadOnlySpan<byte> sequence)
    {
        var group = Groups[at];
        GroupOf[document] = at;
        Ordinals[document] = Digits.Of(sequence);
        Dates[document] = date.Packed;
        var isPadded = sequence.Length > 1 && sequence[0] == '0';
        Lengths[document] = (byte)(sequence.Length | (isPadded ? LeadingZero : 0));
        group.Documents++;
        if (isPadded)
        {
            group.ZeroLengths |= 1 << sequence.Length;
        }
        else
        {
            group.PlainLengths |= 1 << sequence.Length;
        }
    }

    internal static bool IsPeriod(NumberDate date, bool hasMonth) =>
        date.Year is 0 or >= 1900 and <= 2199 && date.Month <= 12 && (!hasMonth || date.Month > 0) && date.FiscalStart is 0 or >= 1900 and <= 2199;

    // Apart, so that documents that agree make no object for it.
    internal void Disagrees(int document, Findings findings) =>
        findings.Add("date-disagrees", _table.LineOf(document), () => string.Create(
            CultureInfo.InvariantCulture,
            $"'{Printable.Short(_table.NumberTextOf(document))}' is dated {_table.DateOf(document):yyyy-MM-dd}, and the date in the number is another"));

    private int Fixed(int shape, Plan plan, ReadOnlySpan<byte> number)
    {
        if (_fixed[shape] == NotPlaced)
        {
            _fixed[shape] = GroupFor(plan, number);
        }

        return _fixed[shape];
    }

    private int Varying(int shape, Plan plan, ReadOnlySpan<byte> number)
    {
        var values = UInt128.Zero;
        var digits = 0;
        foreach (var run in plan.Varying)
        {
            digits += plan.Shape.Lengths[run];
            if (digits > 36)
            {
                return NotPlaced;
            }

            foreach (var digit in number.Slice(plan.Shape.Places[run], plan.Shape.Lengths[run]))
            {
                values = (values * 10) + (uint)(digit - '0');
            }
        }

        if (!_varying.TryGetValue((shape, values), out var group))
        {
            _varying[(shape, values)] = group = GroupFor(plan, number);
        }

        return group;
    }

    private int GroupFor(Plan plan, ReadOnlySpan<byte> number)
    {
        var parts = new List<GroupPart>();
        var literal = new StringBuilder();
        for (var run = 0; run < plan.Roles.Length; run++)
        {
            literal.Append(plan.Shape.Literals[run]);
            if (plan.Roles[run] == RunRole.Literal)
            {
                literal.Append(Encoding.ASCII.GetString(number.Slice(plan.Shape.Places[run], plan.Shape.Lengths[run])));
                continue;
            }

            Flush(literal, parts);
            var date = plan.Patterns[run] is { } pattern ? new GroupPart(GroupPartKind.Date, pattern.Format, Pattern: pattern) : (GroupPart?)null;
            var sequence = plan.Roles[run] == RunRole.Sequence ? new GroupPart(GroupPartKind.Sequence, "") : (GroupPart?)null;
            parts.AddRange((plan.IsDateBehind && sequence is not null ? [sequence, date] : (GroupPart?[])[date, sequence]).OfType<GroupPart>());
        }

        literal.Append(plan.Shape.Literals[^1]);
        Flush(literal, parts);
        var identity = Group.Identity(plan.Shape.Company, parts);
        if (!_known.TryGetValue(identity, out var known))
        {
            known = _known[identity] = Groups.Count;
            Groups.Add(new(plan.Shape.Company, parts));
        }

        var months = Groups[known].FiscalMonths & plan.FiscalMonths;
        Groups[known].FiscalMonths = months == 0 ? plan.FiscalMonths : months;
        return known;
    }

    private static void Flush(StringBuilder literal, List<GroupPart> parts)
    {
        if (literal.Length > 0)
        {
            parts.Add(new(GroupPartKind.Literal, literal.ToString()));
            literal.Clear();
        }
    }
}
