using static NumberingRules.Rejection;
using static NumberingRules.Tests.Examples.Story;
using static NumberingRules.Tests.Examples.Words;

namespace NumberingRules.Tests.Examples;

/// <summary>SPEC §6, home: submit, withdraw, approve, void, number.</summary>
public sealed class HomeExamples
{
    [Fact]
    public void an_unknown_invoice_is_rejected_invoice_unknown()
    {
        foreach (var command in new[] { Submit(), Withdraw(), Approve(), Void(), Number() })
        {
            Given().When(command).ThenRejected(InvoiceUnknown);
        }
    }

    [Fact]
    public void a_void_invoice_is_rejected_invoice_void()
    {
        foreach (var command in new[] { Submit(), Withdraw(), Approve() })
        {
            Given(Create(), Void()).When(command).ThenRejected(InvoiceVoid);
        }
    }

    [Fact]
    public void submit_is_accepted() => Given(Create()).When(Submit()).ThenAccepted().Has(Approval.AwaitingApproval, a => a.Approval);

    [Fact]
    public void submit_again_is_unchanged() => Given(Create(), Submit()).When(Submit()).ThenUnchanged();

    [Fact]
    public void submit_when_approved_is_rejected_already_approved() => Given(Create(), Approve()).When(Submit()).ThenRejected(AlreadyApproved);

    [Fact]
    public void withdraw_is_accepted_and_the_number_stays_its_own() =>
        Given(Create(), Approve()).When(Withdraw()).ThenAccepted("RL-00001").And(Create("B")).Shows("RL-00002", "B").And(Approve()).Shows("RL-00001");

    [Fact]
    public void withdraw_of_a_draft_is_unchanged() => Given(Create()).When(Withdraw()).ThenUnchanged();

    [Fact]
    public void withdraw_in_flight_is_rejected_in_flight_while_live() =>
        Given(Connect(), Create(), Submit(), Send()).When(Withdraw()).ThenRejected(InFlight)
            .And(Unlink()).When(Withdraw()).ThenRejected(InFlight)
            .And(Disconnect()).When(Withdraw()).ThenAccepted();

    [Fact]
    public void withdraw_approved_and_linked_is_rejected_already_synced_while_live() =>
        Given(Connect(), Create(), Approve(), Send(), Confirm())
            .When(Withdraw()).ThenRejected(AlreadySynced).And(Disconnect()).When(Withdraw()).ThenAccepted("RL-00001");

    [Fact]
    public void withdraw_awaiting_and_linked_is_accepted() => Given(Connect(), Create(), Submit(), Send(), Confirm()).When(Withdraw()).ThenAccepted();

    [Fact]
    public void approve_is_accepted_and_issues_a_number_that_is_missing() =>
        GivenBook(Open(OnApproval), Create()).Shows(null).When(Approve()).ThenAccepted("RL-00001");

    [Fact]
    public void approve_again_is_unchanged() => Given(Create(), Approve()).When(Approve()).ThenUnchanged();

    [Fact]
    public void approve_that_cannot_be_issued_a_number_is_rejected_for_the_reason_of_the_series() =>
        GivenBook(Open(OnApproval, Short), Create(), Create("B"), Approve())
            .When(Approve("B")).ThenRejected(SeriesExhausted).Has(Approval.Draft, b => b.Approval, "B");

    [Fact]
    public void approve_of_what_the_erp_created_is_accepted_without_a_home_number() =>
        Given(Connect(), Import(draft: true)).When(Approve("S")).ThenAccepted("SI-7001", "S").Refers("S");

    [Fact]
    public void void_is_accepted_and_changes_no_number() =>
        Given(Create(), Approve()).When(Void()).ThenAccepted("RL-00001").Has(true, a => a.IsVoid).And(Create("B")).Shows("RL-00002", "B");

    [Fact]
    public void void_again_is_unchanged() => Given(Create(), Void()).When(Void()).ThenUnchanged();

    [Fact]
    public void void_of_what_the_erp_voided_is_accepted_by_home_too() => Given(Connect(), Create(), VoidByErp()).When(Void()).ThenAccepted();

    [Fact]
    public void void_in_flight_is_rejected_in_flight_while_live() =>
        Given(Connect(), Create(), Submit(), Send()).When(Void()).ThenRejected(InFlight).And(Disconnect()).When(Void()).ThenAccepted();

    [Fact]
    public void void_of_a_linked_invoice_is_rejected_void_in_erp_while_live() =>
        Given(Connect(), Create(), Approve(), Send(), Confirm()).When(Void()).ThenRejected(VoidInErp)
            .And(Interrupt()).When(Void()).ThenRejected(VoidInErp)
            .And(Disconnect()).When(Void()).ThenAccepted();

    [Fact]
    public void void_of_a_linked_invoice_is_accepted_once_unlinked() =>
        Given(Connect(), Create(), Approve(), Send(), Confirm(), Unlink()).When(Void()).ThenAccepted("SI-1001");

    [Fact]
    public void number_is_accepted_and_pays_what_is_owed() =>
        GivenBook(Open(NeverImported), Connect(), Import()).When(Number("S")).ThenAccepted("SI-7001", "S").Refers("S", "home RL-00001");

    [Fact]
    public void number_of_an_invoice_that_has_one_is_unchanged() =>
        Given(Create()).When(Number()).ThenUnchanged().And(Void()).When(Number()).ThenUnchanged();

    [Fact]
    public void number_of_a_void_invoice_is_rejected_invoice_void() =>
        Given(Connect(), Import(), VoidByErp("S")).When(Number("S")).ThenRejected(InvoiceVoid);

    [Fact]
    public void number_under_on_approval_before_approval_is_rejected_not_approved() =>
        GivenBook(Open(OnApproval), Create(), Submit()).When(Number()).ThenRejected(NotApproved);

    [Fact]
    public void number_of_a_draft_is_accepted_once_numbers_are_taken_on_creation() =>
        GivenBook(Open(OnApproval), Create(), SetPolicy(new(HomeNumber: HomeNumberPolicy.OnCreate))).When(Number()).ThenAccepted("RL-00001");

    [Fact]
    public void number_that_cannot_be_issued_is_rejected_for_the_reason_of_the_series() =>
        GivenBook(Open(NeverImported, Short), Create(), Connect(), Import()).When(Number("S")).ThenRejected(SeriesExhausted);
}
