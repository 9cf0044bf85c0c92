using static NumberingRules.Rejection;
using static NumberingRules.Tests.Examples.Story;
using static NumberingRules.Tests.Examples.Words;

namespace NumberingRules.Tests.Examples;

/// <summary>SPEC §6, facts from the ERP: release, void, and the findings of a number taken.</summary>
public sealed class FactExamples
{
    private static Story Confirmed(params ReadOnlySpan<Command> then) => Given([Connect(), Create(), Approve(), Send(), Confirm(), .. then]);

    [Fact]
    public void release_of_an_unknown_invoice_is_rejected_invoice_unknown() => Given().When(Release()).ThenRejected(InvoiceUnknown);

    [Fact]
    public void release_without_a_key_when_not_linked_is_rejected_not_synced() => Given(Create()).When(Release()).ThenRejected(NotSynced);

    [Fact]
    public void release_again_is_unchanged() => Confirmed(Release()).When(Release(key: "501")).ThenUnchanged();

    [Fact]
    public void release_of_a_record_it_never_had_is_rejected_erp_key_unknown() =>
        Given(Create())
            .When(Release(key: "999")).ThenRejected(ErpKeyUnknown).And(Connect()).And(Confirm())
            .When(Release(key: "999")).ThenRejected(ErpKeyUnknown);

    [Fact]
    public void release_is_accepted_and_frees_the_key() =>
        Confirmed().When(Release()).ThenAccepted("RL-00001").Refers("A", "erp SI-1001").Stands(Sync.None).Holds("501", null)
            .And(Create("B")).When(Confirm("B")).ThenAccepted().Holds("501", "B");

    [Fact]
    public void release_of_the_current_record_is_accepted_and_the_next_becomes_current() =>
        Confirmed(Confirm(key: "502", number: "SI-2002")).When(Release()).ThenAccepted("SI-2002").Records("A", "502");

    [Fact]
    public void release_of_the_second_record_is_accepted_and_changes_no_number() =>
        Confirmed(Confirm(key: "502", number: "SI-2002")).When(Release(key: "502")).ThenAccepted("SI-1001").Records("A", "501");

    [Fact]
    public void release_of_an_imports_only_record_is_accepted_and_voids_it() =>
        Given(Connect(), Import()).When(Release("S")).ThenAccepted().Has(true, s => s.VoidedByErp, "S");

    [Fact]
    public void void_by_erp_of_an_unknown_invoice_is_rejected_invoice_unknown() => Given(Connect()).When(VoidByErp()).ThenRejected(InvoiceUnknown);

    [Fact]
    public void void_by_erp_before_any_connection_is_rejected_not_connected() => Given(Create()).When(VoidByErp()).ThenRejected(NotConnected);

    [Fact]
    public void void_by_erp_again_is_unchanged() => Confirmed(VoidByErp()).When(VoidByErp()).ThenUnchanged();

    [Fact]
    public void void_by_erp_of_an_import_without_a_record_is_unchanged() =>
        Given(Connect(), Import(), Release("S")).When(VoidByErp("S")).ThenUnchanged();

    [Fact]
    public void void_by_erp_is_accepted_after_a_void_by_home_before_a_confirm_and_after_a_disconnect()
    {
        Given(Connect(), Create(), Void()).When(VoidByErp()).ThenAccepted().Has((true, true), a => (a.VoidedByHome, a.VoidedByErp));
        Given(Connect(), Create(), Submit(), Send()).When(VoidByErp()).ThenAccepted();
        Confirmed(Disconnect()).When(VoidByErp()).ThenAccepted("RL-00001");
    }

    [Fact]
    public void an_erp_number_that_is_another_invoices_current_one_finds_erp_number_shared() =>
        Given(Connect(), Create(), Import()).When(Confirm(number: "SI-7001")).ThenAccepted().Finding((Finding.ErpNumberShared, "A"));

    [Fact]
    public void an_erp_number_of_a_void_invoice_is_not_shared() =>
        Given(Connect(), Create(), Import(), VoidByErp("S")).When(Confirm(number: "SI-7001")).ThenAccepted().FindingNothing();

    [Fact]
    public void an_erp_number_with_the_text_of_anothers_home_number_finds_same_text() =>
        Given(Connect(), Create()).When(Import(number: "RL-00001")).ThenAccepted().Finding((Finding.SameText, "S"));

    [Fact]
    public void a_home_number_with_the_text_of_anothers_erp_number_finds_same_text() =>
        Given(Connect(), Import(number: "RL-00001")).When(Create()).ThenAccepted().Finding((Finding.SameText, "A"));

    [Fact]
    public void the_same_text_in_both_systems_of_one_invoice_finds_nothing() =>
        GivenBook(Open(HomePrevails), Connect(), Create()).When(Confirm(number: "RL-00001")).ThenAccepted().FindingNothing();

    [Fact]
    public void an_erp_number_beside_another_home_number_finds_erp_number_differs_under_the_policy_home() =>
        GivenBook(Open(HomePrevails), Connect(), Create()).When(Confirm()).ThenAccepted().Finding((Finding.ErpNumberDiffers, "A"));

    [Fact]
    public void an_erp_number_of_an_import_differs_from_nothing_under_the_policy_home() =>
        GivenBook(Open(HomePrevails with { ImportedHomeNumber = ImportedHomeNumberPolicy.OnImport }), Connect())
            .When(Import()).ThenAccepted().FindingNothing();

    [Fact]
    public void reinstate_before_any_connection_is_rejected_not_connected() =>
        Given(Create()).When(new Command.Reinstate("A", "posted anew")).ThenRejected(NotConnected);

    [Fact]
    public void a_fact_about_a_void_import_after_a_disconnect_numbers_nothing() =>
        Given(Connect(), Import(), VoidByErp("S"), Disconnect()).When(Confirm("S", "701", "SI-8000")).ThenAccepted("SI-8000", "S");
}
