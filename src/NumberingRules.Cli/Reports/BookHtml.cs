using NumberingRules.Registers;
using NumberingRules.Storage;

namespace NumberingRules.Cli;

/// <summary>A book as a report for people: what its series did, which number counts and why, what waits, and how to check the journal.</summary>
internal static class BookHtml
{
    private const int MostDays = 1000;

    /// <summary>Reads a book, proves its journal, and writes the report.</summary>
    /// <returns>Whether the journal is sound and every series adds up.</returns>
    internal static async Task<bool> WriteAsync(TextWriter output, BookHandle book, string file, DateTimeOffset at)
    {
        var seen = await SeenAsync(book);
        var isWhole = seen.Proof.IsSound && seen.Series.All(line => line.AddsUp);
        HtmlReport.Write(
            output,
            $"{book.Name}: which number counts, and is it whole?",
            "Report of a book",
            Verdict(seen),
            isWhole && seen.Findings.Count == 0 && seen.Owed == 0,
            $"'{book.Name}' in {Path.GetFileName(file)}, {Connection(seen.Header)}",
            at,
            page => Sections(page, seen, file),
            "Made by numbering audit --book. What is told of the journal was proved while this report was made.");
        return isWhole;
    }

    private static async Task<Seen> SeenAsync(BookHandle book)
    {
        var header = await book.HeaderAsync();
        var rules = new SortedDictionary<AuthorityRule, long>();
        var first = new List<InvoiceView>();
        var days = new Dictionary<SeriesId, SortedDictionary<int, (long Least, long Greatest)>>();
        var (invoices, voids) = (0L, 0L);
        await foreach (var invoice in book.AllInvoicesAsync())
        {
            invoices++;
            voids += invoice.IsVoid ? 1 : 0;
            rules[invoice.Authority.Rule] = rules.GetValueOrDefault(invoice.Authority.Rule) + 1;
            if (first.Count < HtmlReport.MostRows)
            {
                first.Add(invoice);
            }

            if (invoice.Invoice is { IssuedBy: { } series, HomeNumber: { } number } && header.Series.Find(series)?.Series.TryParse(number.Text, out var parsed) is true)
            {
                var of = days.TryGetValue(series, out var known) ? known : days[series] = [];
                var (day, ordinal) = (invoice.Date.DayNumber, parsed.SequenceNumber);
                of[day] = of.TryGetValue(day, out var range) ? (Math.Min(range.Least, ordinal), Math.Max(range.Greatest, ordinal)) : (ordinal, ordinal);
            }
        }

        var findings = await OpenedBook.AllAsync((after, count) => book.FindingsAsync(after, count)).ToListAsync();
        return new(book.Name, header, await book.SeriesAsync(), invoices, voids, rules, first, days, findings, await book.VerifyAsync());
    }

    private static string Connection(BookHeader header) => header.Connection switch
    {
        NumberingRules.Connection.Never => "never connected to an ERP",
        NumberingRules.Connection.Disconnected => $"disconnected from {header.Company}",
        var connection => $"{Name.Of(connection)}{(connection == NumberingRules.Connection.Connected ? " to" : ", company")} {header.Company}",
    };

    private static string Verdict(Seen seen)
    {
        var wrong = seen.Series.Count(line => !line.AddsUp);
        List<string> waits = [];
        if (seen.Findings.Count > 0)
        {
            waits.Add(Describe.Count(seen.Findings.Count, "finding", "findings"));
        }

        if (seen.Owed > 0)
        {
            waits.Add(Describe.Count(seen.Owed, "owed number", "owed numbers"));
        }

        return seen.Proof.Fault is { } fault ? $"The journal of book '{seen.Name}' is damaged: {fault.What}."
            : wrong > 0 ? $"Book '{seen.Name}' does not add up: {Describe.Count(wrong, "series period lacks or doubles", "series periods lack or double")} numbers."
            : seen.Series.Count == 0 ? $"Book '{seen.Name}' has issued no number yet; its journal is whole."
            : $"Book '{seen.Name}' is whole: {Describe.Count(seen.Series.Sum(line => line.Issued), "number was", "numbers were")} issued without a gap or a duplicate{(waits.Count == 0 ? "" : $", and {string.Join(" and ", waits)} wait{(seen.Findings.Count + seen.Owed == 1 ? "s" : "")} for somebody")}.";
    }

    private static void Sections(HtmlReport page, Seen seen, string file)
    {
        page.Section("totals", "At a glance", () => page.Counts(
            ("invoices", seen.Invoices), ("show a home number", seen.Showing(Side.Home)), ("show an ERP number", seen.Showing(Side.Erp)), ("show none yet", seen.Rules.TryGetValue(AuthorityRule.NoNumberYet, out var none) ? none : 0),
            ("void", seen.Voids), ("findings", seen.Findings.Count), ("numbers owed", seen.Owed), ("journal entries", seen.Proof.Entries)));
        page.Section("authority", "Which number counts, and why", () => Authority(page, seen, file));
        foreach (var (owned, at) in seen.Header.Series.All.Select((owned, at) => (owned, at + 1)))
        {
            var lines = seen.Series.Where(line => line.Series == owned.Series.Id).ToList();
            page.Section($"series-{Describe.Plain(at)}", $"Series {owned.Series.Id}: {AuditHtml.Forms([owned.Series.Definition.Format, .. owned.Series.Definition.Forms.Select(form => form.Format)])}", () => Series(page, seen, owned, lines, file));
        }

        if (seen.Findings.Count > 0)
        {
            page.Section("findings", "Findings, and what to do", () => Findings(page, seen, file));
        }

        page.Section("journal", "The journal, and how to check it", () => Journal(page, seen, file));
    }

    private static void Authority(HtmlReport page, Seen seen, string file)
    {
        page.Table("Rules that decide now", ["Rule", "#Invoices", "Why"], seen.Rules.OrderByDescending(rule => rule.Value).Select(rule => (string[])
        [
            Name.Of(rule.Key), Describe.N(rule.Value), Explain.Because(rule.Key),
        ]), seen.Rules.Count, "");
        if (seen.First.Count > 0)
        {
            page.Table("Invoices, in order of appearance", ["Invoice", "Dated", "Number that counts", "Rule", "Other numbers it held", "State"], seen.First.Select(invoice => (string[])
            [
                invoice.Id.Text, Describe.Date(invoice.Date), Describe.Number(invoice.Authority), Name.Of(invoice.Authority.Rule),
                Describe.References(invoice.References), Describe.State(ShownInvoice.Of(invoice)),
            ]), seen.Invoices, $"numbering list --book {file}");
        }
    }

    private static void Series(HtmlReport page, Seen seen, OwnedSeries owned, List<SeriesPeriod> lines, string file)
    {
        var definition = owned.Series.Definition;
        page.Line($"{AuditHtml.InWords(definition.Reset, (int)definition.FiscalYearStartMonth)}{(owned.Closed ? $" It is closed{(owned.Successor is { } successor ? $"; {successor} goes on" : "")}." : "")}");
        if (lines.Count == 0)
        {
            page.Line("It has issued or taken over no number.");
            return;
        }

        var rest = $"numbering series --book {file}";
        var taken = lines.Sum(line => line.TakenOver);
        page.Chart(seen.DaysOf(owned.Series.Id), lines.SelectMany(line => line.Advances).Select(some => new Gap(some.From, some.Next - 1)), lines.Count, taken == 0
            ? "every number in it was issued"
            : $"it is marked where {Describe.Count(taken, "number was", "numbers were")} used elsewhere and taken over");
        var scoped = owned.Series.ScopeWidth > 0;
        string[] scope = scoped ? ["Scope"] : [];
        string[] Scope(SeriesPeriod line) => scoped ? [line.Scope?.Text ?? ""] : [];
        page.Table(
            scoped ? "Scopes and periods" : "Periods",
            [.. scope, "Period", "First", "Last", "#Issued", "#Void", "#Taken over", "#Owed", "#Left", "Adds up"],
            lines.Select(line => (string[])
            [
                .. Scope(line), line.Period.ToString(), line.FirstNumber?.Text ?? "", line.LastNumber?.Text ?? "", Describe.N(line.Issued), Describe.N(line.Void.Count), Describe.N(line.TakenOver),
                Describe.N(line.Owed.Count), line.Left is { } left ? Describe.N(left) : "no end", line.AddsUp ? "yes" : "NO",
            ]),
            lines.Count,
            rest);
        Further("Void numbers: they stay used for ever", ["Number", "Invoice", "Reason"], line => line.Void, number => [number.Number.Text, number.Invoice.Text, SeriesPage.ReasonOf(number)]);
        Further("Numbers taken over: they were used elsewhere", ["#From", "#To", "Reason"], line => line.Advances, some => [Describe.Plain(some.From), Describe.Plain(some.Next - 1), SeriesPage.ReasonOf(some)]);
        Further("Owed numbers: these invoices should have one and could not take it", ["Invoice"], line => line.Owed, invoice => [invoice.Text]);

        void Further<T>(string caption, string[] headings, Func<SeriesPeriod, ValueList<T>> list, Func<T, string[]> row)
        {
            var count = lines.Sum(line => list(line).Count);
            if (count > 0)
            {
                page.Table(caption, [.. scope, "Period", .. headings], lines.SelectMany(line => list(line).AsEnumerable(), (line, one) => (string[])[.. Scope(line), line.Period.ToString(), .. row(one)]), count, rest);
            }
        }
    }

    private static void Findings(HtmlReport page, Seen seen, string file)
    {
        foreach (var found in seen.Findings.GroupBy(held => held.Finding))
        {
            var (meaning, remedy) = Describe.Explained(found.Key);
            page.Line($"{Name.Of(found.Key)}: {meaning} What to do: {remedy.Replace("`", "", StringComparison.Ordinal)}");
            page.Table($"Finding {Name.Of(found.Key)}", ["Invoice", "Dated", "Number that counts", "State", "#Since entry"], found.Select(held => (string[])
            [
                held.Invoice.Id.Text, Describe.Date(held.Invoice.Date), Describe.Number(held.Invoice.Authority), Describe.State(ShownInvoice.Of(held.Invoice)), Describe.N(held.Entry),
            ]), found.Count(), $"numbering pending --book {file}");
        }
    }

    private static void Journal(HtmlReport page, Seen seen, string file)
    {
        page.Line(seen.Proof.Fault is { } fault
            ? $"The journal is damaged: {fault.What}. {Describe.Count(seen.Proof.Entries, "entry", "entries")} before it are sound."
            : $"The journal holds {Describe.Count(seen.Proof.Entries, "entry", "entries")}. Each is chained to the one before by a hash; the chain is whole, its laws hold, and the look-up tables say what it says.");
        page.Line("Keep the hash of the last entry outside this machine. Whoever has it can find out later whether anything was changed or cut off:");
        page.Command($"numbering verify --book {file} --head {seen.Proof.Head}");
    }

    /// <summary>What is read of a book.</summary>
    private sealed record Seen(
        string Name,
        BookHeader Header,
        IReadOnlyList<SeriesPeriod> Series,
        long Invoices,
        long Voids,
        IReadOnlyDictionary<AuthorityRule, long> Rules,
        IReadOnlyList<InvoiceView> First,
        Dictionary<SeriesId, SortedDictionary<int, (long Least, long Greatest)>> Days,
        IReadOnlyList<HeldFinding> Findings,
        VerifyReport Proof)
    {
        internal long Owed => Series.Sum(line => (long)line.Owed.Count);

        internal long Showing(Side side) => Rules.Where(rule => SideOf(rule.Key) == side).Sum(rule => rule.Value);

        /// <summary>A thousand days at most, longer times in equal parts.</summary>
        internal IReadOnlyList<DayRange> DaysOf(SeriesId series) => Days.TryGetValue(series, out var days) ? DayRange.InParts(days, MostDays) : [];

        private static Side? SideOf(AuthorityRule rule) => rule switch
        {
            AuthorityRule.NoNumberYet => null,
            AuthorityRule.ErpFromTheStart or AuthorityRule.ErpAfterSync or AuthorityRule.OnlyNumberHeld => Side.Erp,
            _ => Side.Home,
        };
    }
}
