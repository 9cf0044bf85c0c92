using static NumberingRules.Rejection;
using static NumberingRules.Tests.Examples.Story;
using static NumberingRules.Tests.Examples.Words;

namespace NumberingRules.Tests.Examples;

/// <summary>SPEC §6, sync: lose, refuse, unlink, relink.</summary>
public sealed class OutcomeExamples
{
    private static Story Sent(params ReadOnlySpan<Command> then) => Given([Connect(), Create(), Submit(), Send(), .. then]);

    [Fact]
    public void an_unknown_invoice_is_rejected_invoice_unknown()
    {
        foreach (var command in new[] { Lose(), Refuse(), Unlink(), Relink() })
        {
            Given(Connect()).When(command).ThenRejected(InvoiceUnknown);
        }
    }

    [Fact]
    public void before_any_connection_they_are_rejected_not_connected()
    {
        foreach (var command in new[] { Lose(), Refuse(), Unlink(), Relink() })
        {
            Given(Create()).When(command).ThenRejected(NotConnected);
        }
    }

    [Fact]
    public void lose_is_accepted() => Sent().When(Lose(attempt: 1)).ThenAccepted().Stands(Sync.Uncertain);

    [Fact]
    public void lose_uncertain_is_unchanged() =>
        Sent(Lose()).When(Lose()).ThenUnchanged().And(Resend()).And(Interrupt()).When(Lose()).ThenUnchanged();

    [Fact]
    public void lose_of_an_attempt_not_begun_is_rejected_attempt_unknown() => Sent().When(Lose(attempt: 2)).ThenRejected(AttemptUnknown);

    [Fact]
    public void lose_of_an_earlier_attempt_is_unchanged() => Sent(Refuse(), Send()).When(Lose(attempt: 1)).ThenUnchanged().Stands(Sync.Sent);

    [Fact]
    public void lose_synced_is_rejected_already_synced() => Sent(Confirm()).When(Lose()).ThenRejected(AlreadySynced);

    [Fact]
    public void lose_when_not_sent_is_rejected_not_in_flight() =>
        Given(Connect(), Create(), Submit()).When(Lose()).ThenRejected(NotInFlight).And(Send()).And(Refuse()).When(Lose()).ThenRejected(NotInFlight);

    [Fact]
    public void lose_while_unlinked_looks_at_the_sync_beneath() =>
        Sent(Unlink()).When(Lose()).ThenAccepted().Stands(Sync.Unlinked).And(Relink()).Stands(Sync.Uncertain);

    [Fact]
    public void refuse_is_accepted() => Sent().When(Refuse(attempt: 1)).ThenAccepted().Stands(Sync.Failed);

    [Fact]
    public void refuse_of_an_uncertain_attempt_looked_up_and_absent_is_accepted() =>
        Sent(Lose()).When(Refuse()).ThenAccepted().When(Send()).ThenAccepted();

    [Fact]
    public void refuse_is_accepted_after_a_disconnect_too() => Sent(Disconnect()).When(Refuse()).ThenAccepted().Stands(Sync.Failed);

    [Fact]
    public void refuse_failed_is_unchanged() => Sent(Refuse()).When(Refuse()).ThenUnchanged();

    [Fact]
    public void refuse_of_an_attempt_not_begun_is_rejected_attempt_unknown() => Sent().When(Refuse(attempt: 2)).ThenRejected(AttemptUnknown);

    [Fact]
    public void refuse_of_an_earlier_attempt_is_unchanged() => Sent(Refuse(), Send()).When(Refuse(attempt: 1)).ThenUnchanged().Stands(Sync.Sent);

    [Fact]
    public void refuse_synced_is_rejected_already_synced() => Sent(Confirm()).When(Refuse()).ThenRejected(AlreadySynced);

    [Fact]
    public void refuse_when_not_in_flight_is_rejected_not_in_flight() =>
        Given(Connect(), Create(), Submit()).When(Refuse()).ThenRejected(NotInFlight);

    [Fact]
    public void unlink_is_accepted_and_changes_no_number() =>
        Given(Connect(), Create(), Approve(), Send(), Confirm()).When(Unlink()).ThenAccepted("SI-1001").Stands(Sync.Unlinked);

    [Fact]
    public void unlink_again_is_unchanged() => Given(Connect(), Create(), Unlink()).When(Unlink()).ThenUnchanged();

    [Fact]
    public void relink_is_accepted() => Sent(Refuse(), Unlink()).When(Relink()).ThenAccepted().Stands(Sync.Failed);

    [Fact]
    public void relink_when_not_unlinked_is_unchanged() => Given(Connect(), Create()).When(Relink()).ThenUnchanged();

    [Fact]
    public void refuse_of_what_was_sent_again_since_is_unchanged() =>
        Sent(Recover(), Resend())
            .When(new Command.Refuse("A", "not found", SentSince: 6)).ThenUnchanged().Stands(Sync.Sent)
            .When(new Command.Refuse("A", "not found", SentSince: 8)).ThenAccepted().Stands(Sync.Failed);
}
