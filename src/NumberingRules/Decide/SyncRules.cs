namespace NumberingRules;

/// <summary>SPEC §6, third table, row by row: the checks in the order written.</summary>
internal static class SyncRules
{
    internal static Decision Send(BookHeader book, Invoice invoice) =>
        MaySend(book, invoice) is { } rejection ? rejection
        : Numbering.EffectiveSync(book, invoice) switch
        {
            Sync.Synced or Sync.Sent => Decision.Unchanged,
            Sync.Uncertain => Rejection.OutcomeUncertain,
            _ when invoice.Approval == Approval.Draft => Rejection.NotSubmitted,
            _ when invoice.Date < book.SyncFrom => Rejection.BeforeSyncFrom,
            _ => new Event.Sent(invoice.Id, invoice.Attempt + 1, book.Epoch),
        };

    internal static Decision Resend(BookHeader book, Invoice invoice) =>
        MaySend(book, invoice) is { } rejection ? rejection
        : Numbering.EffectiveSync(book, invoice) switch
        {
            Sync.Synced or Sync.Sent => Decision.Unchanged,
            Sync.Uncertain => new Event.Sent(invoice.Id, invoice.Attempt, book.Epoch),
            _ => Rejection.NotInFlight,
        };

    internal static Decision Lose(BookHeader book, Invoice invoice, Command.Lose c) =>
        OfAnAttempt(book, invoice, c.Attempt) ?? Numbering.EffectiveSync(book, invoice) switch
        {
            Sync.Synced => Rejection.AlreadySynced,
            Sync.Uncertain => Decision.Unchanged,
            Sync.Sent => new Event.Lost(invoice.Id, invoice.Attempt),
            _ => Rejection.NotInFlight,
        };

    internal static Decision Refuse(BookHeader book, Invoice invoice, Command.Refuse c) =>
        OfAnAttempt(book, invoice, c.Attempt) ?? Numbering.EffectiveSync(book, invoice) switch
        {
            Sync.Synced => Rejection.AlreadySynced,
            Sync.Failed => Decision.Unchanged,
            _ when c.SentSince < invoice.SentSince => Decision.Unchanged,
            Sync.Sent or Sync.Uncertain => new Event.Refused(invoice.Id, invoice.Attempt, c.Reason),
            _ => Rejection.NotInFlight,
        };

    internal static Decision Unlink(BookHeader book, Invoice invoice) =>
        book.Connection == Connection.Never ? Rejection.NotConnected
        : invoice.IsUnlinked ? Decision.Unchanged
        : new Event.Unlinked(invoice.Id);

    internal static Decision Relink(BookHeader book, Invoice invoice) =>
        book.Connection == Connection.Never ? Rejection.NotConnected
        : !invoice.IsUnlinked ? Decision.Unchanged
        : new Event.Relinked(invoice.Id);

    private static Rejection? MaySend(BookHeader book, Invoice invoice) =>
        !book.IsLive ? Rejection.NotConnected
        : book.Connection == Connection.Interrupted ? Rejection.ConnectionInterrupted
        : invoice.Origin == Side.Erp ? Rejection.ErpOrigin
        : invoice.IsVoid ? Rejection.InvoiceVoid
        : invoice.IsUnlinked ? Rejection.Unlinked
        : null;

    private static Decision? OfAnAttempt(BookHeader book, Invoice invoice, long? attempt) =>
        book.Connection == Connection.Never ? Rejection.NotConnected
        : attempt > invoice.Attempt ? Rejection.AttemptUnknown
        : attempt < invoice.Attempt ? Decision.Unchanged
        : null;
}
