using System.Globalization;

namespace NumberingRules.Registers;

/// <summary>Is this register whole? Explains as many documents as it can with as few counters as it can.</summary>
internal static class Audit
{
    private const int MostExamples = 20;

    /// <summary>Audits a register.</summary>
    /// <param name="input">The file.</param>
    /// <param name="file">How it is named in the answer.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="note">Takes what somebody should know of how the file is read.</param>
    /// <param name="charts">Whether what charts need is collected too.</param>
    /// <exception cref="UnreadableException">It cannot be read at all.</exception>
    internal static AuditReport Of(Stream input, string file, RegisterOptions options, Action<string> note, bool charts = false)
    {
        using var reader = RegisterReader.Open(input, options);
        foreach (var one in reader.Notes)
        {
            note(one);
        }

        var table = new DocumentTable(reader);
        table.ReadAll();
        ThrowIfHopeless(table, options);
        if (reader.UnjudgedStatuses() is { } statuses)
        {
            note(statuses);
        }

        if (reader.WhatIsLeftOut() is { } leftOut)
        {
            note(leftOut);
        }

        return Of(table, file, charts);
    }

    /// <summary>Audits documents that were read.</summary>
    internal static AuditReport Of(DocumentTable table, string file, bool charts = false)
    {
        var findings = new Findings();
        foreach (var bad in table.Bad)
        {
            findings.Add(bad.IsMangled ? "mangled" : "unreadable", bad.Line, () => $"column '{bad.Column}': {bad.Problem}");
        }

        var placement = Placement.Of(table, Planner.Plans(table), findings);
        table.Shapes.Forget();
        var (documents, begins) = placement.ByGroup();
        ScopeFinder.Merge(table, placement, ref documents, ref begins, findings);
        var counters = CounterFinder.Find(table, placement, documents, begins);
        LeadingZeros.Find(table, placement, counters.SelectMany(counter => counter.Forms), findings);
        var duplicates = new List<Duplicate>();
        var found = new List<AuditCounter>();
        foreach (var counter in counters)
        {
            var (periods, doubled) = Measure.Of(table, placement, counter);
            duplicates.AddRange(doubled);
            var forms = counter.Forms.OrderByDescending(form => form.Count).ThenBy(form => form.First).ToList();
            found.Add(new(
                Measure.CompanyOf(table, forms[0].Group.Company),
                counter.Reset,
                counter.FiscalMonth,
                [.. forms.Select(form => new AuditForm(form.Format, form.Count))],
                periods)
            {
                Words = [.. forms.Select(form => form.Group.Word)],
                Days = charts ? Measure.Days(table, placement, counter) : [],
            });
        }

        var (unplaced, examples) = Unplaced(table, placement, duplicates);
        List<Suggestion> suggestions =
        [
            .. found.GroupBy(counter => counter.Company).Select(company => SuggestionMaker.For(company.Key, company, file, findings)),
        ];
        if (suggestions.Count == 0 && !table.Reader.HasCompanies)
        {
            suggestions.Add(new(null, [], []));
        }

        return new(
            file,
            table.Reader.Preset,
            table.Reader.HasCompanies,
            table.Totals(),
            found,
            unplaced,
            examples,
            [.. duplicates.OrderBy(duplicate => duplicate.Lines[0])],
            table.Conflicts(),
            [.. findings.All.OrderBy(finding => finding.Line ?? long.MaxValue)],
            suggestions);
    }

    /// <exception cref="UnreadableException">The file was read in a wrong way.</exception>
    internal static void ThrowIfMisread(DocumentTable table)
    {
        if (table.Reader.WrongDateFormat() is { } format)
        {
            var misread = table.Reader.Misread!.Value;
            throw new UnreadableException(misread.Line, $"column '{misread.Column}': {misread.Problem}. {format}");
        }
    }

    /// <exception cref="UnreadableException">The file was read in a wrong way, or nothing in it can be read.</exception>
    private static void ThrowIfHopeless(DocumentTable table, RegisterOptions options)
    {
        ThrowIfMisread(table);
        if (table.Count == 0 && table.BadCount > 0)
        {
            var bad = table.Bad[0];
            throw new UnreadableException(bad.Line, string.Create(
                CultureInfo.InvariantCulture, $"column '{bad.Column}': {bad.Problem}. None of the {table.BadCount:N0} rows can be read. Is '{bad.Column}' the right column?"));
        }

        if (table.Swallowed is { } swallowed && !options.SkipBad)
        {
            throw new UnreadableException(swallowed.Line, $"{swallowed.Problem}; close it, or leave the rest of the file out with --skip-bad");
        }
    }

    private static (long Count, IReadOnlyList<string> Examples) Unplaced(DocumentTable table, Placement placement, List<Duplicate> duplicates)
    {
        var count = 0L;
        var examples = new List<string>();
        var lines = table.Reader.HasKey ? new Dictionary<(int, string), List<long>>() : null;
        for (var document = 0; document < table.Count; document++)
        {
            if (placement.GroupOf[document] != Placement.NotPlaced)
            {
                continue;
            }

            count++;
            var text = table.NumberTextOf(document);
            if (examples.Count < MostExamples)
            {
                examples.Add(text);
            }

            if (lines is not null)
            {
                var key = (table.CompanyOf(document), text);
                (lines.TryGetValue(key, out var some) ? some : lines[key] = []).Add(table.LineOf(document));
            }
        }

        duplicates.AddRange((lines ?? []).Where(pair => pair.Value.Count > 1).Select(pair => new Duplicate(Measure.CompanyOf(table, pair.Key.Item1), pair.Key.Item2, pair.Value)));
        return (count, examples);
    }
}
