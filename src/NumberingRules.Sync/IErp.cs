using NumberingRules.Storage;

namespace NumberingRules.Syncing;

/// <summary>
/// The ERP as <see cref="SyncLoop"/> needs it: what a host writes for the system it syncs with. Each method may be called
/// again after it failed, and by several loops at once if several hosts share a book. What it throws about one invoice or
/// record stays with that one: the loop goes on with the others and comes back to it later.
/// </summary>
/// <remarks>What comes from outside is checked here before it is believed: a record whose key, number or date cannot be one goes into <see cref="ErpFeed.Unusable"/>.</remarks>
public interface IErp
{
    /// <summary>Posts an invoice: with the attempt's key as the ERP's idempotency key, and with the invoice id where <see cref="FindAsync"/> looks for it.</summary>
    /// <remarks>Exactly once: a client that retries by itself must send the same key, or not retry. A time-out, a 5xx or a broken connection is <see cref="ErpReply.Unknown"/>, never a refusal.</remarks>
    /// <param name="invoice">The invoice as it stands, with the number that counts.</param>
    /// <param name="attemptKey">The key of this attempt (<see cref="AttemptKey"/>).</param>
    /// <param name="cancellation">Gives up waiting. The loop looks up later what became of it.</param>
    /// <returns>How certain the outcome is.</returns>
    Task<ErpReply> PostAsync(InvoiceView invoice, Guid attemptKey, CancellationToken cancellation);

    /// <summary>Looks an invoice up by the id that was posted with it, never by number: two customers' invoices can carry the same.</summary>
    /// <param name="invoice">The invoice id.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>Every record the ERP has of it, void ones included; none only if the ERP says so. No answer is an exception.</returns>
    Task<IReadOnlyList<ErpNews>> FindAsync(InvoiceId invoice, CancellationToken cancellation);

    /// <summary>What has changed in the ERP since the cursor, which the host keeps: its own records and ours, deleted ones included.</summary>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>The next stretch, or the end. No answer is an exception.</returns>
    Task<ErpFeed> ReadFeedAsync(CancellationToken cancellation);

    /// <summary>
    /// Passes a stretch, in one transaction of the host: moves the cursor behind it (to <see cref="ErpFeed.Next"/>; null leaves it
    /// where it is), forgets what is kept of every record in it, and keeps those that were not taken. So nothing is passed without a trace.
    /// What is kept of a record with a higher <see cref="ErpNews.Version"/> stays as it is: another host knows better. Without a
    /// <see cref="ErpFeed.Next"/> the news are of records that were kept: one that is kept no more was taken by another host, and is not kept again.
    /// </summary>
    /// <param name="read">What <see cref="ReadFeedAsync"/> gave, or news of records that were kept.</param>
    /// <param name="notTaken">What of it is not in the book. Of two with one key the last counts.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task PassAsync(ErpFeed read, IReadOnlyList<NotTaken> notTaken, CancellationToken cancellation);

    /// <summary>
    /// What <see cref="PassAsync"/> keeps, in order of key (ordinal): lasting, as the cursor is. A host may look the record up
    /// again, or make its <see cref="ErpNews.ImportId"/> anew.
    /// </summary>
    /// <param name="after">The key of the last one seen; null for the beginning.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>A page, of some hundreds at most; empty at the end.</returns>
    Task<IReadOnlyList<NotTaken>> ReadNotTakenAsync(string? after, CancellationToken cancellation);

    /// <summary>
    /// Does the import of a record that was made in the ERP: in one transaction with the host's own row for it
    /// (<see cref="BookHandle.DoWithinAsync"/>), or through the book if there is no such row. Asked again for the same record, it has the same id.
    /// </summary>
    /// <param name="import">The command.</param>
    /// <param name="news">What the ERP told; a host may derive a type of its own with whatever else it needs.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>The book's answer.</returns>
    Task<Answer> ImportAsync(Command.Import import, ErpNews news, CancellationToken cancellation);
}
