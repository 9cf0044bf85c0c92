using static NumberingRules.Tests.Examples.Story;
using static NumberingRules.Tests.Examples.Words;

namespace NumberingRules.Tests.Examples;

/// <summary>The article, clause by clause (SPEC §1).</summary>
public sealed class ClauseExamples
{
    [Fact]
    public void C1_an_invoice_created_at_home_first_carries_a_home_number() =>
        Given(Connect()).When(Create()).ThenAccepted("RL-00001");

    [Fact]
    public void C2_approved_and_synced_it_is_assigned_an_erp_number() =>
        Given(Connect(), Create(), Approve(), Send()).When(Confirm()).ThenAccepted("SI-1001").Has("SI-1001", a => a.ErpNumber!.Text);

    [Fact]
    public void C2_synced_but_not_approved_it_keeps_its_home_number() =>
        Given(Connect(), Create(), Submit(), Send(), Confirm()).Shows("RL-00001").Refers("A", "erp SI-1001").When(Approve()).ThenAccepted("SI-1001");

    [Fact]
    public void C2_approved_but_not_synced_it_keeps_its_home_number() =>
        Given(Connect(), Create(), Approve()).When(Send()).ThenAccepted("RL-00001");

    [Fact]
    public void C3_the_erp_number_sent_back_is_bound_to_the_invoice() =>
        Given(Connect(), Create(), Approve(), Send(), Confirm(number: null)).Shows("RL-00001").When(Confirm()).ThenAccepted("SI-1001");

    [Fact]
    public void C4_from_then_on_the_erp_number_is_the_one_displayed() =>
        Given(Connect(), Create(), Approve(), Send(), Confirm())
            .And(Interrupt()).Shows("SI-1001")
            .And(Connect()).Shows("SI-1001")
            .And(VoidByErp()).Shows("SI-1001").Refers("A", "home RL-00001");

    [Fact]
    public void C5_an_invoice_created_in_the_erp_has_its_erp_number_from_the_start() =>
        Given(Connect()).When(Import(draft: true)).ThenAccepted("SI-7001", "S").By(AuthorityRule.ErpFromTheStart, "S");

    [Fact]
    public void C6_and_keeps_it_when_it_is_synchronised() =>
        Given(Connect(), Import(draft: true)).When(Import()).ThenAccepted("SI-7001", "S").Refers("S");

    [Fact]
    public void C7_on_disconnect_all_invoices_switch_back_to_home_numbers() =>
        Given(Connect(), Create(), Approve(), Send(), Confirm(), Import())
            .When(Disconnect()).ThenAccepted("RL-00001").Shows("RL-00002", "S");

    [Fact]
    public void C7_new_invoices_follow_the_home_numbering_after_a_disconnect() =>
        Given(Connect(), Create(), Import(), Disconnect()).When(Create("B")).ThenAccepted("RL-00003", "B");

    [Fact]
    public void C8_erp_numbers_exchanged_are_kept_for_reference() =>
        Given(Connect(), Create(), Approve(), Send(), Confirm(), Import())
            .When(Disconnect()).ThenAccepted().Refers("A", "erp SI-1001").Refers("S", "erp SI-7001").Holds("501", "A").Holds("701", "S");
}
