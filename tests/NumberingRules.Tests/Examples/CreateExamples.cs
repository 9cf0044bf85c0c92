using static NumberingRules.Rejection;
using static NumberingRules.Tests.Examples.Story;
using static NumberingRules.Tests.Examples.Words;

namespace NumberingRules.Tests.Examples;

/// <summary>SPEC §6, home: create and redate.</summary>
public sealed class CreateExamples
{
    private static readonly DateOnly LastCentury = new(1999, 12, 31);

    [Fact]
    public void create_is_accepted_as_a_draft_with_the_next_number() =>
        Given(Create()).When(Create("B")).ThenAccepted("RL-00002", "B").Has(Approval.Draft, b => b.Approval, "B");

    [Fact]
    public void create_under_on_approval_is_accepted_without_a_number() => GivenBook(Open(OnApproval)).When(Create()).ThenAccepted().Shows(null);

    [Fact]
    public void create_again_by_the_same_request_is_unchanged() =>
        Given(Create(), Approve()).When(Create()).ThenUnchanged().When(Create(series: "rl")).ThenUnchanged().Shows("RL-00001");

    [Fact]
    public void create_again_after_redating_is_judged_by_the_request() =>
        Given(Create(), Redate(March)).When(Create()).ThenUnchanged().When(Create(date: March)).ThenRejected(InvoiceExists);

    [Fact]
    public void create_again_by_another_request_is_rejected_invoice_exists() =>
        Given(AddSeries(Yearly), Create(), Create("B", homeNumber: "OLD-1"))
            .When(Create(date: March)).ThenRejected(InvoiceExists)
            .When(Create(series: "yearly")).ThenRejected(InvoiceExists)
            .When(Create(homeNumber: "RL-00001")).ThenRejected(InvoiceExists)
            .When(Create("B")).ThenRejected(InvoiceExists);

    [Fact]
    public void create_of_what_the_erp_created_is_rejected_invoice_exists() =>
        Given(Connect(), Import()).When(Create("S")).ThenRejected(InvoiceExists);

    [Fact]
    public void create_in_an_unknown_series_is_rejected_series_unknown() =>
        Given()
            .When(Create(series: "unknown")).ThenRejected(SeriesUnknown)
            .When(Create(series: "unknown", homeNumber: "OLD-1")).ThenRejected(SeriesUnknown);

    [Fact]
    public void create_with_a_number_another_invoice_has_is_rejected_home_number_taken() =>
        Given(Create(), Create("B", homeNumber: "OLD-1"))
            .When(Create("C", homeNumber: "OLD-1")).ThenRejected(HomeNumberTaken)
            .When(Create("C", homeNumber: "RL-00001")).ThenRejected(HomeNumberTaken);

    [Fact]
    public void create_with_a_number_an_open_series_could_still_issue_is_rejected_home_number_ahead() =>
        Given(AddSeries(Yearly))
            .When(Create(homeNumber: "RL-00007")).ThenRejected(HomeNumberAhead)
            .When(Create(homeNumber: "Y2031-1")).ThenRejected(HomeNumberAhead);

    [Fact]
    public void create_with_a_number_taken_over_is_accepted() =>
        Given(Advance(8)).When(Create(homeNumber: "RL-00007")).ThenAccepted("RL-00007").And(Create("B")).Shows("RL-00008", "B");

    [Fact]
    public void create_with_a_number_of_a_closed_series_is_accepted() =>
        Given(CloseSeries()).When(Create(homeNumber: "RL-00007")).ThenAccepted("RL-00007");

    [Fact]
    public void create_with_a_number_outside_every_series_is_accepted_and_uses_none_up() =>
        Given().When(Create(homeNumber: "OLD-1")).ThenAccepted("OLD-1").And(Create("B")).Shows("RL-00001", "B");

    [Fact]
    public void create_with_a_number_is_accepted_under_on_approval_too() =>
        GivenBook(Open(OnApproval)).When(Create(homeNumber: "OLD-1")).ThenAccepted("OLD-1").And(Approve()).Shows("OLD-1");

    [Fact]
    public void create_in_a_closed_series_is_rejected_series_closed() => Given(CloseSeries()).When(Create()).ThenRejected(SeriesClosed);

    [Fact]
    public void create_in_a_closed_series_is_rejected_series_closed_under_on_approval_too() =>
        GivenBook(Open(OnApproval), CloseSeries()).When(Create()).ThenRejected(SeriesClosed);

    [Fact]
    public void create_that_cannot_be_issued_a_number_is_rejected_for_the_reason_of_the_series() =>
        GivenBook(Open(null, TwoDigits)).When(Create(date: LastCentury)).ThenRejected(DateOutOfRange);

    [Fact]
    public void redate_of_an_unknown_invoice_is_rejected_invoice_unknown() => Given().When(Redate(March)).ThenRejected(InvoiceUnknown);

    [Fact]
    public void redate_of_what_the_erp_created_is_rejected_erp_origin() =>
        Given(Connect(), Import()).When(Redate(March, invoice: "S")).ThenRejected(ErpOrigin);

    [Fact]
    public void redate_of_a_void_invoice_is_rejected_invoice_void() => Given(Create(), Void()).When(Redate(March)).ThenRejected(InvoiceVoid);

    [Fact]
    public void redate_of_an_approved_invoice_is_rejected_already_approved() =>
        Given(Create(), Approve()).When(Redate(March)).ThenRejected(AlreadyApproved);

    [Fact]
    public void redate_in_flight_is_rejected_in_flight_while_live() =>
        Given(Connect(), Create(), Submit(), Send()).When(Redate(March)).ThenRejected(InFlight)
            .And(Interrupt()).When(Redate(March)).ThenRejected(InFlight)
            .And(Disconnect()).When(Redate(March)).ThenAccepted();

    [Fact]
    public void redate_into_an_unknown_series_is_rejected_series_unknown() =>
        Given(Create()).When(Redate(series: "unknown")).ThenRejected(SeriesUnknown);

    [Fact]
    public void redate_that_differs_in_nothing_is_unchanged() => Given(Create()).When(Redate(January, "rl")).ThenUnchanged();

    [Fact]
    public void redate_into_another_series_is_rejected_number_issued_once_a_number_is_held() =>
        Given(AddSeries(Yearly), Create(), Create("B", homeNumber: "OLD-1"))
            .When(Redate(series: "yearly")).ThenRejected(NumberIssued)
            .When(Redate(series: "yearly", invoice: "B")).ThenRejected(NumberIssued);

    [Fact]
    public void redate_in_a_series_with_date_order_is_rejected_number_issued() =>
        GivenBook(Open(null, Ordered), Create()).When(Redate(March)).ThenRejected(NumberIssued);

    [Fact]
    public void redate_to_another_period_is_rejected_number_issued() =>
        GivenBook(Open(null, Yearly), Create()).When(Redate(December)).ThenRejected(NumberIssued);

    [Fact]
    public void redate_that_would_print_another_text_is_rejected_number_issued() =>
        GivenBook(Open(null, new SeriesDefinition("m", "{seq}/{date:MM}")), Create()).When(Redate(March)).ThenRejected(NumberIssued);

    [Fact]
    public void redate_to_a_date_the_series_cannot_print_is_rejected_number_issued() =>
        GivenBook(Open(null, TwoDigits), Create()).When(Redate(LastCentury)).ThenRejected(NumberIssued);

    [Fact]
    public void redate_within_the_period_is_accepted_and_keeps_the_number() =>
        GivenBook(Open(null, Yearly), Create()).When(Redate(March)).ThenAccepted("Y2026-1").Has(March, a => a.Date);

    [Fact]
    public void redate_of_a_given_number_is_accepted_to_any_date() =>
        GivenBook(Open(null, Yearly), Create(homeNumber: "OLD-1")).When(Redate(December)).ThenAccepted("OLD-1");

    [Fact]
    public void redate_before_a_number_is_held_is_accepted_in_date_and_series() =>
        GivenBook(Open(OnApproval), AddSeries(Yearly), Create()).When(Redate(December, "yearly")).ThenAccepted().And(Approve()).Shows("Y2025-1");

    [Fact]
    public void create_with_a_number_issued_in_another_form_is_rejected_home_number_taken() =>
        GivenBook(Open(null, Rl with { Forms = [new("credit", "CN-{seq:00000}")] }), Create())
            .When(Create("B", homeNumber: "CN-00001")).ThenRejected(HomeNumberTaken);
}
