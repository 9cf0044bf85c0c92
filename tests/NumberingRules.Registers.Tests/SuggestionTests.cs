using System.Globalization;

namespace NumberingRules.Registers.Tests;

/// <summary>What an audit suggests is accepted by a book, and goes on where the register ends.</summary>
public sealed class SuggestionTests
{
    [Fact]
    public void The_suggestion_opens_a_book_and_next_prints_the_successor_in_each_form_scope_and_period()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var report = Audited.Of(new Generated(seed).Csv, Audited.WithKey);
            var suggestion = Assert.Single(report.Suggestions);
            var book = new Register();
            Assert.Null(book.Do(new Command.Open([.. suggestion.Series])).Rejection);
            Assert.All(suggestion.Advances, advance => Assert.Equal(Outcome.Accepted, book.Do(advance).Outcome));
            Assert.DoesNotContain(report.Findings, finding => finding.Name == "cannot-continue");
            Assert.Equal(report.Counters.Count, suggestion.Series.Count);
            foreach (var (counter, definition) in report.Counters.Zip(suggestion.Series))
            {
                foreach (var period in counter.Periods)
                {
                    foreach (var form in (FormName?[])[null, .. definition.Forms.Select(form => form.Name)])
                    {
                        var next = Numbering.Next(book, period.Latest, definition.Id, period.Scope, form).Number;
                        Assert.NotNull(next);
                        Assert.Equal(period.Last + 1, next.SequenceNumber);
                        Assert.Equal(period.Period, next.Period.ToString());
                        Assert.Contains((period.Last + 1).ToString(CultureInfo.InvariantCulture), next.Number.Text, StringComparison.Ordinal);
                    }
                }
            }
        }
    }

    [Fact]
    public void Numbers_that_start_anew_each_day_have_days_for_scopes_and_no_false_duplicates()
    {
        var rows = from day in Enumerable.Range(1, 20) from at in Enumerable.Range(1, 4) where (day, at) != (7, 2) select $"202601{day:00}-{at:00},2026-01-{day:00}";
        var report = Audited.Of("No,Date\n" + string.Join('\n', rows) + "\n");
        var counter = Assert.Single(report.Counters);
        Assert.Equal("{date:yyyy}{date:MM}{scope:AA}-{seq:00}", counter.Forms[0].Format);
        Assert.Equal((Reset.Monthly, 20, 0L, 1L), (counter.Reset, counter.Periods.Count, report.Double, report.Missing));
        Assert.Equal(20, Assert.Single(report.Suggestions).Advances.Count);
    }
}
