using System.Globalization;

namespace NumberingRules.Registers;

/// <summary>Makes the series that continue counters, tried on a book so that <c>open</c> and <c>advance</c> accept them.</summary>
internal static class SuggestionMaker
{
    /// <summary>The finding that a counter cannot go on as a series.</summary>
    internal const string CannotContinue = "cannot-continue";

    internal static Suggestion For(string? company, IEnumerable<AuditCounter> counters, string file, Findings findings)
    {
        var book = new Register();
        var series = new List<SeriesDefinition>();
        var advances = new List<Command.Advance>();
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var counter in counters)
        {
            var id = series.Count == 0 ? "main" : counter.Words[0] is { Length: > 0 } word ? word : "series";
            if (Definition(Unique(id, taken), counter) is not { } definition)
            {
                findings.Add(CannotContinue, null, () => $"{counter.Forms[0].Format}: a form is named by letters or digits that no two share");
                continue;
            }

            var decision = book.Do(series.Count == 0 ? new Command.Open([definition]) : new Command.AddSeries(definition));
            if (decision.Rejection is { } rejection)
            {
                findings.Add(CannotContinue, null, () => $"{string.Join(", ", counter.Forms.Select(form => form.Format))}: {decision.Detail ?? Explain.Of(rejection).Meaning}");
                taken.Remove(definition.Id.Text);
                continue;
            }

            series.Add(definition);
            foreach (var period in counter.Periods)
            {
                var advance = new Command.Advance(definition.Id, period.Latest, period.Last + 1, $"found in {file}", period.Scope);
                if (book.Do(advance) is { Rejection: { } why } refused)
                {
                    findings.Add(CannotContinue, null, () => string.Create(
                        CultureInfo.InvariantCulture, $"{counter.Forms[0].Format}, period {period.Period}: {refused.Detail ?? Explain.Of(why).Meaning}"));
                    continue;
                }

                advances.Add(advance);
            }
        }

        return new(company, series, advances);
    }

    private static string Unique(string name, HashSet<string> taken)
    {
        var one = name;
        for (var number = 2; !taken.Add(one); number++)
        {
            one = string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");
        }

        return one;
    }

    private static SeriesDefinition? Definition(string id, AuditCounter counter)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var forms = new List<SeriesForm>();
        for (var form = 1; form < counter.Forms.Count; form++)
        {
            var name = Unique(counter.Words[form] is { Length: > 0 } word ? word : "plain", names);
            if (Identifier.Problem(name) is not null)
            {
                return null;
            }

            forms.Add(new(name, counter.Forms[form].Format));
        }

        return new(
            id,
            counter.Forms[0].Format,
            Start: Math.Max(1, counter.Periods.Min(period => period.First)),
            Reset: counter.Reset,
            FiscalYearStartMonth: counter.FiscalYearStartMonth,
            Forms: [.. forms]);
    }
}
