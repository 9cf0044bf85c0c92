using System.Globalization;

namespace NumberingRules.Registers;

/// <summary>Finds numbers that differ from another in leading zeros alone: most often a spreadsheet ate them.</summary>
internal static class LeadingZeros
{
    internal static void Find(DocumentTable table, Placement placement, IEnumerable<Form> forms, Findings findings)
    {
        foreach (var group in forms.GroupBy(form => form.Group).Where(group => group.Count() > 1))
        {
            // The largest form is only looked through: what is rare is kept.
            var bySize = group.OrderBy(form => form.Count).ToList();
            var known = new Dictionary<(string?, int, long), List<(int Width, int Document)>>();
            foreach (var form in bySize)
            {
                foreach (var (scope, document) in form.Documents)
                {
                    var key = (scope, placement.Dates[document], placement.Ordinals[document]);
                    if (known.TryGetValue(key, out var others) && others.Exists(other => other.Width != form.Width))
                    {
                        var other = others.Find(other => other.Width != form.Width);
                        Tell(table, document, other.Document, findings);
                    }

                    if (form != bySize[^1])
                    {
                        (known.TryGetValue(key, out var some) ? some : known[key] = []).Add((form.Width, document));
                    }
                }
            }
        }
    }

    private static void Tell(DocumentTable table, int one, int other, Findings findings)
    {
        var (shorter, longer) = table.NumberOf(one).Length < table.NumberOf(other).Length ? (one, other) : (other, one);
        findings.Add("leading-zeros-lost", table.LineOf(shorter), () => string.Create(
            CultureInfo.InvariantCulture,
            $"'{Printable.Short(table.NumberTextOf(shorter))}' differs from '{Printable.Short(table.NumberTextOf(longer))}' on line {table.LineOf(longer)} in leading zeros alone"));
    }
}
