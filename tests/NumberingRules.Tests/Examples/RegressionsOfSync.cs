using static NumberingRules.Rejection;
using static NumberingRules.Tests.Examples.Story;
using static NumberingRules.Tests.Examples.Words;

namespace NumberingRules.Tests.Examples;

/// <summary>What went wrong in other integrations, each under the name of the thread that tells it.</summary>
public sealed class RegressionsOfSync
{
    private static Story Synced(params ReadOnlySpan<Command> then) => Given([Connect(), Create(), Approve(), Send(), Confirm(), .. then]);

    [Fact]
    public void Disconnect_keeps_the_mapping_breeze_4499() =>
        Synced(Disconnect(), Connect()).Stands(Sync.Synced).Shows("SI-1001").Holds("501", "A")
            .When(Send()).ThenUnchanged()
            .When(Import("copy", "501", "SI-1001")).ThenUnchanged().HeldBy("A");

    [Fact]
    public void A_void_after_reconnecting_still_finds_its_invoice_breeze_4499() =>
        Synced(Disconnect(), Connect()).When(VoidByErp()).ThenAccepted().Has(true, a => a.IsVoid);

    [Fact]
    public void Lookup_failure_does_not_make_a_second_invoice_flexprice_2039() =>
        Given(Connect(), Create(), Approve(), Send(), Lose())
            .When(Send()).ThenRejected(OutcomeUncertain)
            .When(Resend()).ThenAccepted().Has(1L, a => a.Attempt)
            .When(Confirm()).ThenAccepted("SI-1001").FindingNothing();

    [Fact]
    public void Records_are_matched_by_key_never_by_number_alga_psa_2343() =>
        Synced().When(Import(key: "701", number: "SI-1001")).ThenAccepted("SI-1001", "S").Finding((Finding.ErpNumberShared, "S"))
            .When(Confirm(key: "701", number: "SI-1001")).ThenRejected(ErpKeyTaken).HeldBy("S");

    [Fact]
    public void Message_after_disconnect_is_kept_and_changes_no_answer_expensify_49018() =>
        Given(Connect(), Create(), Approve(), Send(), Disconnect())
            .When(Confirm()).ThenAccepted("RL-00001").Refers("A", "erp SI-1001")
            .When(VoidByErp()).ThenAccepted("RL-00001")
            .When(Import()).ThenRejected(NotConnected);

    [Fact]
    public void Every_repeated_webhook_is_harmless() =>
        Synced().When(Confirm()).ThenUnchanged().When(Confirm()).ThenUnchanged().And(Import()).When(Import()).ThenUnchanged().And(VoidByErp())
            .When(VoidByErp()).ThenUnchanged();

    [Fact]
    public void Webhooks_out_of_order_do_not_turn_the_number_back() =>
        Synced(Confirm(number: "SI-1002")).When(Confirm(number: "SI-1001")).ThenUnchanged().Shows("SI-1002");

    [Fact]
    public void A_blind_retry_made_two_records_and_one_is_given_up() =>
        Synced().When(Confirm(key: "502", number: "SI-1002")).ThenAccepted("SI-1001").Finding((Finding.DuplicateInErp, "A"))
            .When(Release(key: "502")).ThenAccepted("SI-1001").Refers("A", "home RL-00001", "erp SI-1002");

    [Fact]
    public void An_attempt_has_the_same_key_for_ever_and_another_attempt_another()
    {
        Assert.Equal(AttemptKey.Of("book", "A", 1), AttemptKey.Of("book", "A", 1));
        Guid[] others = [AttemptKey.Of("book", "A", 2), AttemptKey.Of("book", "B", 1), AttemptKey.Of("other", "A", 1)];
        Assert.DoesNotContain(AttemptKey.Of("book", "A", 1), others);
    }

    [Fact]
    public void Recreated_under_a_new_key_it_stays_one_invoice() =>
        Synced().When(Confirm(key: "601", number: null, replaces: "501")).ThenAccepted("SI-1001").FindingNothing().Records("A", "601")
            .When(Confirm(key: "501")).ThenRejected(ErpKeyReleased);

    [Fact]
    public void Renumbered_in_the_erp_it_shows_the_new_number_and_keeps_the_old_one() =>
        Synced().When(Confirm(number: "SI-1001-02")).ThenAccepted("SI-1001-02").Refers("A", "home RL-00001", "erp SI-1001");

    [Fact]
    public void A_number_sent_along_and_ignored_is_found_intacct_sdk_261() =>
        GivenBook(Open(HomePrevails), Connect(), Create(), Approve(), Send())
            .When(Confirm(number: "103729")).ThenAccepted("RL-00001").Finding((Finding.ErpNumberDiffers, "A")).Refers("A", "erp 103729");

    [Fact]
    public void A_number_known_before_approval_waits() =>
        Given(Connect(), Create(), Submit(), Send(), Confirm()).Shows("RL-00001").When(Approve()).ThenAccepted("SI-1001");

    [Fact]
    public void Two_invoices_may_share_an_erp_number_and_it_is_found_netsuite_override() =>
        Synced(Create("B"), Approve("B"), Send("B")).When(Confirm("B", "502")).ThenAccepted("SI-1001", "B").Finding((Finding.ErpNumberShared, "B"));

    [Fact]
    public void A_void_must_start_in_the_erp_and_a_reversal_there_voids_the_home_copy() =>
        Synced().When(Void()).ThenRejected(VoidInErp).When(VoidByErp()).ThenAccepted("SI-1001").Has(true, a => a.IsVoid);

    [Fact]
    public void A_delete_in_the_erp_is_a_release_and_the_invoice_can_be_sent_again() =>
        Synced().When(Release()).ThenAccepted("RL-00001").Has(false, a => a.IsVoid).When(Send()).ThenAccepted().Has(2L, a => a.Attempt);

    [Fact]
    public void Access_revoked_is_an_interruption_and_loses_nothing() =>
        Synced(Interrupt()).Shows("SI-1001").And(Create("B")).Shows("RL-00002", "B").And(Connect()).Shows("SI-1001").Stands(Sync.Synced);

    [Fact]
    public void A_company_link_cannot_be_changed_once_used() => Synced(Disconnect()).When(Connect("other")).ThenRejected(LinkedToOtherCompany);

    [Fact]
    public void Only_documents_from_the_sync_from_date_are_exchanged() =>
        Given(Connect(syncFrom: March), Create(), Approve()).When(Send()).ThenRejected(BeforeSyncFrom).When(Import()).ThenRejected(BeforeSyncFrom);

    [Fact]
    public void Unlink_takes_a_failing_record_out_of_sync_and_relink_puts_it_back() =>
        Given(Connect(), Create(), Approve(), Send(), Refuse(), Unlink())
            .When(Send()).ThenRejected(Rejection.Unlinked).And(Relink()).When(Send()).ThenAccepted();

    [Theory]
    [InlineData("103729")]
    [InlineData("103611-02")]
    [InlineData("4784")]
    [InlineData("202008-023")]
    [InlineData("№ 7/ü")]
    public void Erp_numbers_are_opaque(string number) => Given(Connect()).When(Import(number: number)).ThenAccepted(number, "S");
}
