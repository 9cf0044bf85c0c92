using static NumberingRules.Rejection;
using static NumberingRules.Tests.Examples.Story;
using static NumberingRules.Tests.Examples.Words;

namespace NumberingRules.Tests.Examples;

/// <summary>SPEC §7, issuing.</summary>
public sealed class IssuingExamples
{
    private static readonly SeriesDefinition FromApril =
        new("f", "{fiscalStart:yyyy}-{fiscalEnd:yy}/{seq:0000}", Reset: Reset.Fiscal, FiscalYearStartMonth: 4);

    [Fact]
    public void a_closed_series_is_rejected_series_closed() => Given(CloseSeries()).When(Create()).ThenRejected(SeriesClosed);

    [Fact]
    public void a_year_two_digits_cannot_stand_for_is_rejected_date_out_of_range() =>
        GivenBook(Open(null, TwoDigits))
            .When(Create(date: new(2100, 1, 1))).ThenRejected(DateOutOfRange).When(Create(date: new(2099, 12, 31))).ThenAccepted("99/1");

    [Fact]
    public void a_date_before_the_latest_numbered_is_rejected_date_out_of_order() =>
        GivenBook(Open(null, Ordered), Create(date: March))
            .When(Create("B")).ThenRejected(DateOutOfOrder).When(Create("B", March)).ThenAccepted("O2", "B");

    [Fact]
    public void date_order_is_kept_across_periods() =>
        GivenBook(Open(null, Yearly with { DateOrder = DateOrder.Enforced }), Create()).When(Create("B", December)).ThenRejected(DateOutOfOrder);

    [Fact]
    public void the_last_number_used_up_is_rejected_series_exhausted() =>
        GivenBook(Open(null, Short), Create()).When(Create("B")).ThenRejected(SeriesExhausted);

    [Fact]
    public void a_series_without_max_ends_at_the_last_number_that_fits() =>
        GivenBook(Open(null, Rl with { MaxLength = 8 }), Advance(99_999), Create()).Shows("RL-99999").When(Create("B")).ThenRejected(SeriesExhausted);

    [Fact]
    public void the_position_gives_the_number_and_the_number_stays_bound() =>
        Given(Create(), Create("B"), Void("B")).When(Create("C")).ThenAccepted("RL-00003", "C").Shows("RL-00002", "B");

    [Fact]
    public void a_series_counts_from_its_start() => GivenBook(Open(null, Rl with { Start = 500 })).When(Create()).ThenAccepted("RL-00500");

    [Fact]
    public void each_period_counts_from_start_by_the_document_date() =>
        GivenBook(Open(null, Yearly), Create(), Create("B", December), Create("C"))
            .When(Create("D", December)).ThenAccepted("Y2025-2", "D").Shows("Y2025-1", "B").Shows("Y2026-2", "C");

    [Fact]
    public void months_count_by_themselves() =>
        GivenBook(Open(null, new SeriesDefinition("m", "{date:yyyy}{date:MM}-{seq:000}", Reset: Reset.Monthly)), Create())
            .When(Create("B", March)).ThenAccepted("202603-001", "B").And(Create("C")).Shows("202601-002", "C");

    [Fact]
    public void a_fiscal_year_starts_on_the_first_of_its_month_and_is_named_by_start_and_end() =>
        GivenBook(Open(null, FromApril), Create(date: March))
            .Shows("2025-26/0001").When(Create("B", April)).ThenAccepted("2026-27/0001", "B");

    [Fact]
    public void a_fiscal_year_that_starts_in_january_starts_and_ends_in_the_same_year() =>
        GivenBook(Open(null, new SeriesDefinition("f", "{fiscalStart:yy}{fiscalEnd:yy}-{seq}", Reset: Reset.Fiscal)))
            .When(Create()).ThenAccepted("2626-1");
}
