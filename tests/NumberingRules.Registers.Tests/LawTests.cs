using System.Globalization;
using System.Text;

namespace NumberingRules.Registers.Tests;

/// <summary>What holds of every register: of those that a book printed, and of any rows at all.</summary>
public sealed class LawTests
{
    private static readonly SeriesDefinition[] Kinds =
    [
        new("inv", "INV-{date:yyyy}-{seq:0000}", Reset: Reset.Yearly, Forms: [new("CN", "CN-{date:yyyy}-{seq:0000}")]),
        new("run", "B{seq:00000}"),
        new("unit", "{scope:AA}/{date:yyyy}{date:MM}/{seq:000}", Reset: Reset.Monthly),
        new("fiscal", "R{fiscalStart:yyyy}-{fiscalEnd:yy}/{seq:0000}", Reset: Reset.Fiscal, FiscalYearStartMonth: 4),
    ];

    [Fact]
    public void An_audit_of_what_a_book_printed_finds_exactly_its_series_and_no_gap_but_those_declared()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var definitions = Kinds.OrderBy(_ => random.Next()).Take(random.Next(1, Kinds.Length + 1)).ToList();
            var (csv, declared) = Printed(definitions, random);
            var report = Audited.Of(csv);

            Assert.Equal((0L, 0L, 0L), (report.Unplaced, report.Double, report.Totals.Conflicts));
            Assert.True(
                definitions.Select(FormatsOf).Order(StringComparer.Ordinal).SequenceEqual(report.Counters.Select(counter => string.Join(' ', counter.Forms.Select(form => form.Format).Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal)),
                $"seed {seed}: {string.Join(" | ", report.Counters.Select(counter => string.Join(' ', counter.Forms.Select(form => form.Format))))}");
            var found = report.Counters.SelectMany(counter => counter.Periods.SelectMany(period => period.Gaps.Select(gap => $"{FormOf(definitions, counter)} {period.Scope} {period.Period} {gap.First}-{gap.Last}")));
            Assert.True(declared.Order(StringComparer.Ordinal).SequenceEqual(found.Order(StringComparer.Ordinal)), $"seed {seed}: declared {string.Join(", ", declared)}; found {string.Join(", ", found)}");
        }
    }

    [Fact]
    public void Every_row_and_every_number_is_in_exactly_one_place_whatever_the_rows_are()
    {
        string[] pieces = ["A", "-", "7", "0", "2026", "1.2E+9", "Total", "/", "é", "X9", "03", "=\"", "\"", "#", " ", ""];
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var csv = new StringBuilder("No,Date\n");
            for (var row = random.Next(60); row >= 0; row--)
            {
                var number = string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => pieces[random.Next(pieces.Length)])).Replace("\"", "\"\"", StringComparison.Ordinal);
                var date = random.Next(8) == 0 ? "" : random.Next(12) == 0 ? "soon" : string.Create(CultureInfo.InvariantCulture, $"2026-0{random.Next(1, 4)}-1{random.Next(3)}");
                csv.Append(CultureInfo.InvariantCulture, $"\"{number}\",{date}\n");
            }

            AuditReport report;
            try
            {
                report = Audited.Of(csv.ToString());
            }
            catch (UnreadableException)
            {
                // Refused as a whole, with the place.
                continue;
            }

            var totals = report.Totals;
            Assert.True(totals.Rows == totals.Documents + totals.Merged + totals.Blank + totals.Skipped + report.Conflicts.Sum(conflict => conflict.Lines.Count), $"seed {seed}: {totals}");
            Assert.True(totals.Documents == report.Unplaced + report.Counters.Sum(counter => counter.Periods.Sum(period => period.Documents)), $"seed {seed}: {totals}");
            Assert.All(report.Counters, counter => Assert.Equal(counter.Forms.Sum(form => form.Documents), counter.Periods.Sum(period => period.Documents)));
        }
    }

    private static string FormatsOf(SeriesDefinition definition) => string.Join(' ', definition.Forms.Select(form => form.Format).Append(definition.Format).Order(StringComparer.Ordinal));

    private static SeriesId FormOf(List<SeriesDefinition> definitions, AuditCounter counter) => definitions.Single(definition => definition.Format == counter.Forms[0].Format || definition.Forms.Any(form => form.Format == counter.Forms[0].Format)).Id;

    /// <summary>Lets a book issue numbers, with some passed over, and lists them as a register does.</summary>
    private static (string Csv, List<string> Declared) Printed(List<SeriesDefinition> definitions, Random random)
    {
        var book = new Register();
        Assert.Equal(Outcome.Accepted, book.Do(new Command.Open([.. definitions])).Outcome);
        var declared = new List<string>();
        var open = new Dictionary<(SeriesId, Scope?, Period), string>();
        var date = new DateOnly(2024, 1, 2);
        var csv = new StringBuilder("No,Date\n");
        for (var at = 0; at < 900; at++)
        {
            date = date.AddDays(random.Next(3) == 0 ? 1 : 0);
            var definition = definitions[random.Next(definitions.Count)];
            Scope? scope = definition.Id == "unit" ? ((string[])["LS", "YO", "MA"])[random.Next(3)] : null;
            FormName? form = definition.Forms.Count > 0 && random.Next(4) == 0 ? "CN" : null;
            var next = Numbering.Next(book, date, definition.Id, scope).Number!;
            var place = (definition.Id, scope, next.Period);
            if (next.SequenceNumber > 3 && !open.ContainsKey(place) && random.Next(25) == 0)
            {
                var to = next.SequenceNumber + random.Next(1, 5);
                Assert.Equal(Outcome.Accepted, book.Do(new Command.Advance(definition.Id, date, to, "used on paper", scope)).Outcome);
                open[place] = string.Create(CultureInfo.InvariantCulture, $"{definition.Id} {scope} {next.Period} {next.SequenceNumber}-{to - 1}");
            }

            InvoiceId invoice = string.Create(CultureInfo.InvariantCulture, $"i{at}");
            Assert.Equal(Outcome.Accepted, book.Do(new Command.Create(invoice, date, definition.Id, Scope: scope, Form: form)).Outcome);
            csv.Append(CultureInfo.InvariantCulture, $"{book.Find(invoice)!.HomeNumber},{date:yyyy-MM-dd}\n");

            // Behind the last number nothing can be seen to be missing.
            if (open.Remove(place, out var passed))
            {
                declared.Add(passed);
            }
        }

        return (csv.ToString(), declared);
    }
}
