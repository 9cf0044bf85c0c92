using NumberingRules.Storage;
using NumberingRules.Syncing;

namespace NumberingRules.Intacct;

/// <summary>What a host writes to sync a book with Intacct: a mapping, and where it keeps how far the feed was read. Used by several threads at once.</summary>
public abstract class IntacctHost
{
    /// <summary>Maps an invoice to customer, lines and dimensions.</summary>
    /// <param name="invoice">The invoice, with the number that counts.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>What is to be made in Intacct; <see cref="IntacctInvoice.Refuse"/> if it cannot be.</returns>
    public abstract ValueTask<IntacctInvoice> MapAsync(InvoiceView invoice, CancellationToken cancellation);

    /// <summary>Reads the cursor of the feed.</summary>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>What <see cref="PassAsync"/> was given last; null if it never was.</returns>
    public abstract ValueTask<string?> ReadCursorAsync(CancellationToken cancellation);

    /// <summary>Keeps the cursor of the feed, and what was not taken from it, in one transaction and across restarts.</summary>
    /// <param name="cursor">The cursor, at most 60 characters of ASCII; null leaves it where it is. Then the records are some that were kept: one that is kept no more was taken by another host; do not keep it again.</param>
    /// <param name="told">The keys that were told of: forget what is kept of them.</param>
    /// <param name="notTaken">What to keep afterwards: of each its <see cref="NotTaken.Key"/> and <see cref="NotTaken.Why"/>; the rest is read again.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public abstract ValueTask PassAsync(string? cursor, IReadOnlyCollection<string> told, IReadOnlyCollection<NotTaken> notTaken, CancellationToken cancellation);

    /// <summary>Reads what <see cref="PassAsync"/> keeps, in order of key (ordinal).</summary>
    /// <param name="after">The key of the last one seen; null for the beginning.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>A page, of 500 at most; empty at the end. Their <see cref="NotTaken.News"/> may be null.</returns>
    public abstract ValueTask<IReadOnlyList<NotTaken>> ReadNotTakenAsync(string? after, CancellationToken cancellation);

    /// <summary>Imports an invoice that was made in Intacct. By default it goes into the book; a host with a row of its own does both in one transaction (<see cref="BookHandle.DoWithinAsync"/>).</summary>
    /// <param name="book">The book.</param>
    /// <param name="import">The command.</param>
    /// <param name="news">The record; an <see cref="IntacctNews"/>, unless the host told of it itself.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>The book's answer.</returns>
    public virtual async Task<Answer> ImportAsync(BookHandle book, Command.Import import, ErpNews news, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(book);
        return await book.DoAsync(import, cancellation: cancellation).ConfigureAwait(false);
    }
}
