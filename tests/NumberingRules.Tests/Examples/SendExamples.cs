using static NumberingRules.Rejection;
using static NumberingRules.Tests.Examples.Story;
using static NumberingRules.Tests.Examples.Words;

namespace NumberingRules.Tests.Examples;

/// <summary>SPEC §6, sync: send and resend.</summary>
public sealed class SendExamples
{
    private static Story Sent(params ReadOnlySpan<Command> then) => Given([Connect(), Create(), Submit(), Send(), .. then]);

    [Fact]
    public void send_and_resend_of_an_unknown_invoice_are_rejected_invoice_unknown() =>
        Given().When(Send()).ThenRejected(InvoiceUnknown).When(Resend()).ThenRejected(InvoiceUnknown);

    [Fact]
    public void send_and_resend_without_a_connection_are_rejected_not_connected() =>
        Given(Create(), Submit())
            .When(Send()).ThenRejected(NotConnected).When(Resend()).ThenRejected(NotConnected)
            .And(Connect()).And(Disconnect())
            .When(Send()).ThenRejected(NotConnected).When(Resend()).ThenRejected(NotConnected);

    [Fact]
    public void send_and_resend_while_interrupted_are_rejected_connection_interrupted() =>
        Given(Create(), Submit(), Connect(), Interrupt())
            .When(Send()).ThenRejected(ConnectionInterrupted).When(Resend()).ThenRejected(ConnectionInterrupted);

    [Fact]
    public void send_and_resend_of_what_the_erp_created_are_rejected_erp_origin() =>
        Given(Connect(), Import()).When(Send("S")).ThenRejected(ErpOrigin).When(Resend("S")).ThenRejected(ErpOrigin);

    [Fact]
    public void send_and_resend_of_a_void_invoice_are_rejected_invoice_void() =>
        Given(Connect(), Create(), Void()).When(Send()).ThenRejected(InvoiceVoid).When(Resend()).ThenRejected(InvoiceVoid);

    [Fact]
    public void send_and_resend_while_unlinked_are_rejected_unlinked() =>
        Given(Connect(), Create(), Submit(), Unlink()).When(Send()).ThenRejected(Rejection.Unlinked).When(Resend()).ThenRejected(Rejection.Unlinked);

    [Fact]
    public void send_is_accepted_and_begins_an_attempt() => Sent().Stands(Sync.Sent).Has(1L, a => a.Attempt);

    [Fact]
    public void send_again_after_a_refusal_is_accepted_and_begins_another_attempt() =>
        Sent(Refuse()).When(Send()).ThenAccepted().Has(2L, a => a.Attempt);

    [Fact]
    public void send_again_after_the_record_was_released_is_accepted() =>
        Sent(Confirm(), Release()).When(Send()).ThenAccepted().Has(2L, a => a.Attempt);

    [Fact]
    public void send_synced_is_unchanged() => Sent(Confirm()).When(Send()).ThenUnchanged();

    [Fact]
    public void send_sent_is_unchanged() => Sent().When(Send()).ThenUnchanged();

    [Fact]
    public void send_uncertain_is_rejected_outcome_uncertain() => Sent(Lose()).When(Send()).ThenRejected(OutcomeUncertain);

    [Fact]
    public void send_sent_in_another_epoch_is_rejected_outcome_uncertain()
    {
        Sent(Recover()).When(Send()).ThenRejected(OutcomeUncertain);
        Sent(Interrupt(), Connect()).When(Send()).ThenRejected(OutcomeUncertain);
        Sent(Disconnect(), Connect()).When(Send()).ThenRejected(OutcomeUncertain);
    }

    [Fact]
    public void send_of_a_draft_is_rejected_not_submitted() => Given(Connect(), Create()).When(Send()).ThenRejected(NotSubmitted);

    [Fact]
    public void send_dated_before_sync_from_is_rejected_before_sync_from() =>
        Given(Connect(syncFrom: March), Create(), Submit()).When(Send()).ThenRejected(BeforeSyncFrom)
            .And(Connect(syncFrom: January)).When(Send()).ThenAccepted();

    [Fact]
    public void resend_is_accepted_in_this_epoch_with_the_same_attempt() =>
        Sent(Recover()).Stands(Sync.Uncertain).When(Resend()).ThenAccepted().Stands(Sync.Sent).Has(1L, a => a.Attempt);

    [Fact]
    public void resend_keeps_the_entry_the_attempt_began_with() =>
        Sent().Has(6L, a => a.AttemptSince).Has(6L, a => a.SentSince)
            .And(Recover()).And(Resend()).Has(6L, a => a.AttemptSince).Has(8L, a => a.SentSince)
            .And(Refuse()).And(Send()).Has(10L, a => a.AttemptSince).Has(10L, a => a.SentSince);

    [Fact]
    public void resend_after_lose_is_accepted() => Sent(Lose()).When(Resend()).ThenAccepted().Stands(Sync.Sent);

    [Fact]
    public void resend_synced_or_sent_is_unchanged() => Sent().When(Resend()).ThenUnchanged().And(Confirm()).When(Resend()).ThenUnchanged();

    [Fact]
    public void resend_when_not_uncertain_is_rejected_not_in_flight() =>
        Given(Connect(), Create(), Submit())
            .When(Resend()).ThenRejected(NotInFlight).And(Send()).And(Refuse()).When(Resend()).ThenRejected(NotInFlight);

    [Fact]
    public void sent_is_uncertain_while_the_book_is_not_connected_and_after() =>
        Sent().And(Interrupt()).Stands(Sync.Uncertain).And(Connect()).Stands(Sync.Uncertain).And(Disconnect()).Stands(Sync.Uncertain);

    [Fact]
    public void a_record_makes_it_synced_whatever_was_stored() => Sent(Lose(), Confirm()).Stands(Sync.Synced);
}
