using static NumberingRules.Connection;
using static NumberingRules.Outcome;
using static NumberingRules.Rejection;

namespace NumberingRules.Tests.Tables;

/// <summary>SPEC §6, sync.</summary>
internal static class SyncTables
{
    public static CommandTable<Command.Send> Send { get; } = UpToUnlinked<Command.Send>("send")
        .If("synced", c => c.Sync == Sync.Synced, Unchanged)
        .If("sent", c => c.Sync == Sync.Sent, Unchanged)
        .If("uncertain", c => c.Sync == Sync.Uncertain, OutcomeUncertain)
        .If("draft", c => c.Invoice.Approval == Approval.Draft, NotSubmitted)
        .If("dated before sync-from", c => c.Invoice.Date < c.Book.SyncFrom, BeforeSyncFrom)
        .Then("sent, attempt + 1", c =>
        {
            c.Invoice.Attempt++;
            MarkSent(c);
        });

    public static CommandTable<Command.Resend> Resend { get; } = UpToUnlinked<Command.Resend>("resend")
        .If("synced or sent", c => c.Sync is Sync.Synced or Sync.Sent, Unchanged)
        .If("not uncertain", c => c.Sync != Sync.Uncertain, NotInFlight)
        .Then("sent in this epoch, same attempt", MarkSent);

    public static CommandTable<Command.Lose> Lose { get; } = UpToAttempt<Command.Lose>("lose", c => c.Command.Attempt)
        .If("synced", c => c.Sync == Sync.Synced, AlreadySynced)
        .If("uncertain", c => c.Sync == Sync.Uncertain, Unchanged)
        .If("not sent", c => c.Sync != Sync.Sent, NotInFlight)
        .Then("uncertain", c => c.Invoice.Stored = Sync.Uncertain);

    public static CommandTable<Command.Refuse> Refuse { get; } = UpToAttempt<Command.Refuse>("refuse", c => c.Command.Attempt)
        .If("synced", c => c.Sync == Sync.Synced, AlreadySynced)
        .If("failed", c => c.Sync == Sync.Failed, Unchanged)
        .If("not in flight", c => !c.InFlight, NotInFlight)
        .Then("failed", c => c.Invoice.Stored = Sync.Failed);

    public static CommandTable<Command.Unlink> Unlink { get; } = new CommandTable<Command.Unlink>("unlink")
        .If("unknown", c => c.Unknown, InvoiceUnknown)
        .If("never", c => c.Is(Never), NotConnected)
        .If("unlinked", c => c.Invoice.IsUnlinked, Unchanged)
        .Then("unlinked", c => c.Invoice.IsUnlinked = true);

    public static CommandTable<Command.Relink> Relink { get; } = new CommandTable<Command.Relink>("relink")
        .If("unknown", c => c.Unknown, InvoiceUnknown)
        .If("never", c => c.Is(Never), NotConnected)
        .If("not unlinked", c => !c.Invoice.IsUnlinked, Unchanged)
        .Then("no longer unlinked", c => c.Invoice.IsUnlinked = false);

    private static CommandTable<TCommand> UpToUnlinked<TCommand>(string name)
        where TCommand : Command => new CommandTable<TCommand>(name)
        .If("unknown", c => c.Unknown, InvoiceUnknown)
        .If("never/disconnected", c => c.Is(Never, Disconnected), NotConnected)
        .If("interrupted", c => c.Is(Interrupted), ConnectionInterrupted)
        .If("ERP-created", c => !c.Invoice.IsHome, ErpOrigin)
        .If("void", c => c.Invoice.IsVoid, InvoiceVoid)
        .If("unlinked", c => c.Invoice.IsUnlinked, Rejection.Unlinked);

    private static CommandTable<TCommand> UpToAttempt<TCommand>(string name, Func<Case<TCommand>, long?> attempt)
        where TCommand : Command => new CommandTable<TCommand>(name)
        .If("unknown", c => c.Unknown, InvoiceUnknown)
        .If("never", c => c.Is(Never), NotConnected)
        .If("attempt above the current", c => attempt(c) > c.Invoice.Attempt, AttemptUnknown)
        .If("attempt below the current", c => attempt(c) < c.Invoice.Attempt, Unchanged);

    private static void MarkSent<TCommand>(Case<TCommand> c)
        where TCommand : Command
    {
        c.Invoice.Stored = Sync.Sent;
        c.Invoice.SentEpoch = c.Book.Epoch;
        c.Book.Exchanged = true;
    }
}
