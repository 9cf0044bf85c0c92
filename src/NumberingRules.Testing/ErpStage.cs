using NumberingRules.Storage;
using NumberingRules.Syncing;

namespace NumberingRules.Testing;

/// <summary>
/// An ERP without records, and the adapter under test: what <see cref="ErpFacts"/> are checked on. An adapter's author
/// writes one for a fake of the ERP, or for a sandbox of it.
/// </summary>
public abstract class ErpStage : IAsyncDisposable
{
    /// <summary>Opens an adapter on this ERP. Each time it is called there is another host, which knows nothing of the others.</summary>
    /// <param name="book">The host's book: records made in the ERP are imported into it.</param>
    /// <param name="cursor">Where the host's cursor of the feed stands: an <see cref="ErpFeed.Next"/> of before; null for the beginning.</param>
    public abstract ValueTask<IErp> OpenAsync(BookHandle book, string? cursor);

    /// <summary>Prepares the host for a post: a row with what the adapter sends along, say. Does nothing by default.</summary>
    /// <param name="invoice">The invoice that is to be posted.</param>
    public virtual ValueTask PrepareAsync(InvoiceView invoice) => ValueTask.CompletedTask;

    /// <summary>Somebody makes an invoice in the ERP.</summary>
    /// <param name="date">Its document date.</param>
    /// <returns>The key of the record.</returns>
    public abstract ValueTask<ErpKey> CreateAsync(DateOnly date);

    /// <summary>Somebody changes something in a record: its number, say.</summary>
    /// <param name="key">The record.</param>
    public abstract ValueTask ChangeAsync(ErpKey key);

    /// <summary>Somebody voids or reverses a record.</summary>
    /// <param name="key">The record.</param>
    public abstract ValueTask VoidAsync(ErpKey key);

    /// <summary>Somebody deletes a record.</summary>
    /// <param name="key">The record.</param>
    public abstract ValueTask DeleteAsync(ErpKey key);

    /// <summary>Makes the ERP play a trick with the next post.</summary>
    /// <param name="trick">The trick.</param>
    /// <returns>Whether it can; a fact that needs the trick says nothing otherwise.</returns>
    public abstract ValueTask<bool> NextAsync(ErpTrick trick);

    /// <summary>Revokes access, or grants it again.</summary>
    /// <param name="isRevoked">Whether nobody is let in from now on.</param>
    public abstract ValueTask RevokeAsync(bool isRevoked);

    /// <summary>Waits until nothing is on its way any more: afterwards what is not found is not there.</summary>
    public abstract ValueTask SettleAsync();

    /// <summary>Ends it.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
