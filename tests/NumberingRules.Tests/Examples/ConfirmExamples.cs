using static NumberingRules.Rejection;
using static NumberingRules.Tests.Examples.Story;
using static NumberingRules.Tests.Examples.Words;

namespace NumberingRules.Tests.Examples;

/// <summary>SPEC §6, facts from the ERP: confirm.</summary>
public sealed class ConfirmExamples
{
    private static Story Confirmed(params ReadOnlySpan<Command> then) =>
        Given([Connect(), Create(), Approve(), Send(), Confirm(version: 3), .. then]);

    [Fact]
    public void confirm_of_an_unknown_invoice_is_rejected_invoice_unknown() => Given(Connect()).When(Confirm()).ThenRejected(InvoiceUnknown);

    [Fact]
    public void confirm_before_any_connection_is_rejected_not_connected() => Given(Create()).When(Confirm()).ThenRejected(NotConnected);

    [Fact]
    public void confirm_under_anothers_key_is_rejected_erp_key_taken_and_names_the_holder() =>
        Given(Connect(), Create(), Import()).When(Confirm(key: "701")).ThenRejected(ErpKeyTaken).HeldBy("S");

    [Fact]
    public void confirm_is_accepted_and_ends_the_flight() =>
        Given(Connect(), Create(), Submit(), Send()).When(Confirm()).ThenAccepted().Stands(Sync.Synced).Has(Sync.None, a => a.StoredSync);

    [Fact]
    public void confirm_is_accepted_without_a_send_while_interrupted_and_after_a_disconnect()
    {
        Given(Connect(), Create(), Approve()).When(Confirm()).ThenAccepted("SI-1001");
        Given(Connect(), Create(), Approve(), Interrupt()).When(Confirm()).ThenAccepted("SI-1001");
        Given(Connect(), Create(), Approve(), Disconnect()).When(Confirm()).ThenAccepted("RL-00001").Refers("A", "erp SI-1001");
    }

    [Fact]
    public void confirm_leaves_an_unlinked_invoice_unlinked() =>
        Given(Connect(), Create(), Submit(), Send(), Unlink()).When(Confirm()).ThenAccepted().Stands(Sync.Unlinked);

    [Fact]
    public void confirm_of_a_record_it_has_with_a_lower_version_is_unchanged() =>
        Confirmed().When(Confirm(number: "SI-2002", version: 2)).ThenUnchanged();

    [Fact]
    public void confirm_of_a_record_it_has_with_a_number_held_before_is_unchanged_as_old_news() =>
        Confirmed(Confirm(number: "SI-2002")).When(Confirm()).ThenUnchanged().When(Confirm(version: 3)).ThenUnchanged().Shows("SI-2002");

    [Fact]
    public void confirm_of_a_record_it_has_with_a_higher_version_is_accepted_even_back_to_a_number_held_before() =>
        Confirmed(Confirm(number: "SI-2002")).When(Confirm(version: 4)).ThenAccepted("SI-1001");

    [Fact]
    public void confirm_with_any_version_is_higher_than_none() =>
        Given(Connect(), Create(), Approve(), Confirm(), Confirm(number: "SI-2002")).When(Confirm(version: 0)).ThenAccepted("SI-1001");

    [Fact]
    public void confirm_of_a_record_it_has_is_unchanged_when_nothing_differs() =>
        Confirmed().When(Confirm(version: 3)).ThenUnchanged().When(Confirm()).ThenUnchanged().When(Confirm(number: null)).ThenUnchanged();

    [Fact]
    public void confirm_of_a_record_it_has_is_accepted_with_a_new_number_or_version() =>
        Confirmed().When(Confirm(version: 4)).ThenAccepted("SI-1001")
            .When(Confirm(number: "SI-2002")).ThenAccepted("SI-2002").Has(4, a => a.Records[0].Version);

    [Fact]
    public void confirm_of_a_record_it_released_is_rejected_erp_key_released() => Confirmed(Release()).When(Confirm()).ThenRejected(ErpKeyReleased);

    [Fact]
    public void confirm_of_a_record_it_released_is_accepted_when_reclaimed_behind_the_others() =>
        Confirmed(Confirm(key: "502", number: "SI-2002"), Release(key: "501"))
            .When(Confirm(number: null, reclaim: true)).ThenAccepted("SI-2002").Records("A", "502", "501")
            .Has("SI-1001", a => a.Records[1].Number!.Text).Has(3, a => a.Records[1].Version);

    [Fact]
    public void confirm_that_reclaims_takes_the_number_and_version_given() =>
        Confirmed(Release()).When(Confirm(number: "SI-3003", version: 9, reclaim: true)).ThenAccepted("SI-3003").Has(9, a => a.Records[0].Version);

    [Fact]
    public void confirm_that_reclaims_brings_an_import_back_to_life() =>
        Given(Connect(), Import(), Release("S")).Has(true, s => s.IsVoid, "S")
            .When(Confirm("S", "701", null, reclaim: true)).ThenAccepted("SI-7001", "S").Has(false, s => s.IsVoid, "S");

    [Fact]
    public void confirm_of_a_key_it_released_and_another_took_is_rejected_erp_key_taken() =>
        Confirmed(Release(), Create("B"), Confirm("B")).When(Confirm(reclaim: true)).ThenRejected(ErpKeyTaken).HeldBy("B");

    [Fact]
    public void confirm_that_replaces_is_accepted_with_the_new_key_and_the_number_kept() =>
        Confirmed()
            .When(Confirm(key: "601", number: null, replaces: "501")).ThenAccepted("SI-1001").Records("A", "601")
            .Has(null, a => a.Records[0].Version).Holds("501", null);

    [Fact]
    public void confirm_that_replaces_takes_the_number_given() =>
        Confirmed()
            .When(Confirm(key: "601", number: "SI-6001", replaces: "501")).ThenAccepted("SI-6001").FindingNothing()
            .Refers("A", "home RL-00001", "erp SI-1001");

    [Fact]
    public void confirm_of_the_key_that_was_replaced_is_rejected_erp_key_released() =>
        Confirmed(Confirm(key: "601", number: null, replaces: "501")).When(Confirm()).ThenRejected(ErpKeyReleased);

    [Fact]
    public void confirm_of_another_record_is_accepted_behind_and_finds_duplicate_in_erp() =>
        Confirmed()
            .When(Confirm(key: "502", number: "SI-2002")).ThenAccepted("SI-1001").Records("A", "501", "502").Finding((Finding.DuplicateInErp, "A"));

    [Fact]
    public void confirm_that_replaces_a_record_it_does_not_have_is_accepted_as_another_record() =>
        Confirmed()
            .When(Confirm(key: "502", number: "SI-2002", replaces: "999")).ThenAccepted().Records("A", "501", "502")
            .Finding((Finding.DuplicateInErp, "A"));
}
