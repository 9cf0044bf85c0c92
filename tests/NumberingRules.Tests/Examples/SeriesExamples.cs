using static NumberingRules.Rejection;
using static NumberingRules.Tests.Examples.Story;
using static NumberingRules.Tests.Examples.Words;

namespace NumberingRules.Tests.Examples;

/// <summary>SPEC §6, the series of a book: addSeries, closeSeries, advance.</summary>
public sealed class SeriesExamples
{
    private static readonly SeriesDefinition Old = new("old", "OLD-{seq}", Start: 5, Max: 9);

    [Fact]
    public void addSeries_is_accepted() => Given().When(AddSeries(Yearly)).ThenAccepted().And(Create(series: "yearly")).Shows("Y2026-1");

    [Fact]
    public void addSeries_identical_to_one_there_is_unchanged() =>
        Given().When(AddSeries(Rl)).ThenUnchanged().And(CloseSeries()).When(AddSeries(Rl)).ThenUnchanged();

    [Fact]
    public void addSeries_of_another_with_the_same_id_is_rejected_series_exists() =>
        Given().When(AddSeries(Rl with { Max = 9 })).ThenRejected(SeriesExists);

    [Fact]
    public void addSeries_of_a_bad_one_is_rejected_series_invalid() =>
        Given().When(AddSeries(new("bad", "B{seq}", Reset: Reset.Yearly))).ThenRejected(SeriesInvalid);

    [Fact]
    public void addSeries_that_could_print_a_closed_ones_text_is_rejected_series_invalid() =>
        Given(CloseSeries()).When(AddSeries(new("rl-2", "RL-{seq:000000}"))).ThenRejected(SeriesInvalid);

    [Fact]
    public void addSeries_that_could_print_a_number_given_outside_is_rejected_home_number_taken() =>
        Given(Create(homeNumber: "OLD-7")).When(AddSeries(Old)).ThenRejected(HomeNumberTaken);

    [Fact]
    public void addSeries_that_could_not_print_the_number_given_is_accepted() =>
        Given(Create(homeNumber: "OLD-4"), Create("B", homeNumber: "OLD-10"), Create("C", homeNumber: "OLD-07")).When(AddSeries(Old)).ThenAccepted();

    [Fact]
    public void closeSeries_of_an_unknown_one_is_rejected_series_unknown() =>
        Given().When(CloseSeries("unknown")).ThenRejected(SeriesUnknown).When(CloseSeries("rl", "unknown")).ThenRejected(SeriesUnknown);

    [Fact]
    public void closeSeries_again_is_unchanged_without_a_successor_or_with_the_same_one() =>
        Given(AddSeries(Yearly), CloseSeries("rl", "yearly")).When(CloseSeries()).ThenUnchanged().When(CloseSeries("rl", "yearly")).ThenUnchanged();

    [Fact]
    public void closeSeries_with_a_closed_successor_is_rejected_series_closed() =>
        Given(AddSeries(Yearly), CloseSeries("yearly")).When(CloseSeries("rl", "yearly")).ThenRejected(SeriesClosed);

    [Fact]
    public void closeSeries_with_itself_as_successor_is_rejected_series_closed() =>
        Given().When(CloseSeries("rl", "rl")).ThenRejected(SeriesClosed).And(CloseSeries()).When(CloseSeries("rl", "rl")).ThenRejected(SeriesClosed);

    [Fact]
    public void closeSeries_is_accepted_and_its_successor_issues_along_the_chain() =>
        Given(AddSeries(Yearly), AddSeries(Ordered), Create(), CloseSeries("rl", "yearly"))
            .When(Create("B")).ThenAccepted("Y2026-1", "B")
            .And(CloseSeries("yearly", "ordered"))
            .When(Create("C")).ThenAccepted("O1", "C").Shows("RL-00001");

    [Fact]
    public void closeSeries_may_give_a_first_or_another_successor_later() =>
        Given(AddSeries(Yearly), AddSeries(Ordered), CloseSeries())
            .When(Create()).ThenRejected(SeriesClosed)
            .And(CloseSeries("rl", "yearly")).And(Create()).Shows("Y2026-1")
            .And(CloseSeries("rl", "ordered")).And(Create("B")).Shows("O1", "B");

    [Fact]
    public void closeSeries_does_not_trap_the_imports_it_would_have_numbered() =>
        GivenBook(Open(null, Short, Rl), Connect(), Import(), Import("T", "2", "E2"), Disconnect(), CloseSeries("short", "rl"))
            .When(Number("T")).ThenAccepted("RL-00001", "T");

    [Fact]
    public void advance_of_an_unknown_series_is_rejected_series_unknown() => Given().When(Advance(5, "unknown")).ThenRejected(SeriesUnknown);

    [Fact]
    public void advance_for_a_date_a_two_digit_year_cannot_stand_for_is_rejected_date_out_of_range() =>
        GivenBook(Open(null, TwoDigits)).When(Advance(5, "two", new(1999, 12, 31))).ThenRejected(DateOutOfRange);

    [Fact]
    public void advance_to_the_position_is_unchanged() => Given(Create()).When(Advance(2)).ThenUnchanged();

    [Fact]
    public void advance_below_the_position_is_rejected_number_already_used() => Given(Create()).When(Advance(1)).ThenRejected(NumberAlreadyUsed);

    [Fact]
    public void advance_beyond_the_last_number_plus_one_is_rejected_series_exhausted() =>
        GivenBook(Open(null, Rl with { Max = 9 })).When(Advance(11)).ThenRejected(SeriesExhausted).When(Advance(10)).ThenAccepted()
            .When(Create()).ThenRejected(SeriesExhausted);

    [Fact]
    public void advance_is_accepted_for_the_period_of_its_date_alone() =>
        GivenBook(Open(null, Yearly)).When(Advance(500, "yearly")).ThenAccepted()
            .And(Create()).Shows("Y2026-500").And(Create("B", December)).Shows("Y2025-1", "B");

    [Fact]
    public void advance_moves_a_closed_series_itself() =>
        Given(AddSeries(Yearly), CloseSeries("rl", "yearly")).When(Advance(5)).ThenAccepted().When(Create()).ThenAccepted("Y2026-1");

    [Fact]
    public void addSeries_names_the_first_number_given_outside_that_it_could_print()
    {
        var book = Book.Empty.Do(Open(), out _).Do(Create(homeNumber: "OLD-8"), out _).Do(Create("B", homeNumber: "OLD-7"), out _);
        book.Do(AddSeries(Old), out var decision);
        Assert.Equal("series 'old': could print OLD-7, the home number that invoice 'B' was given", decision.Detail);
    }
}
