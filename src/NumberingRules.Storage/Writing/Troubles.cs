using System.Collections.Concurrent;

namespace NumberingRules.Storage;

/// <summary>
/// Looks into the trouble of a book off the writer's thread, once at a time for each book: what was decided here can always
/// be folded, so either rows were changed behind the library's back, and verify says where, or this is a mistake of ours.
/// </summary>
/// <param name="verify">Verifies a book.</param>
internal sealed class Troubles(Func<string, Task<VerifyReport>> verify)
{
    private readonly ConcurrentDictionary<string, Task<VerifyReport>> _looking = new(StringComparer.Ordinal);

    /// <summary>Says what to tell those who met the trouble, once that is known.</summary>
    internal void Tell(string book, Exception trouble, Action<Exception> tell)
    {
        _ = TellAsync();

        async Task TellAsync() => tell(await LookIntoAsync(book, trouble).ConfigureAwait(false));
    }

    /// <summary>The trouble if it says what it is; else what verify says of the book.</summary>
    internal async Task<Exception> LookIntoAsync(string book, Exception trouble)
    {
        if (trouble is StoreException or JournalException)
        {
            return trouble;
        }

        Task<VerifyReport>? looking = null;
        try
        {
            looking = _looking.GetOrAdd(book, verify);
            var report = await looking.ConfigureAwait(false);
            return report.Fault is { } fault
                ? new StoreException(StoreTrouble.Damaged, $"book '{book}' is damaged: {fault.What.TrimEnd('.')}. Restore a backup, or rebuild if only derived tables are hit", trouble)
                : trouble;
        }
#pragma warning disable CA1031 // Somebody waits to be told, even where memory is short: a whole book is verified here.
        catch (Exception e)
#pragma warning restore CA1031
        {
            // The store cannot be asked, or was closed: then what was met is all there is to tell.
            return e is StoreException or JournalException ? e : trouble;
        }
        finally
        {
            // Another may be under way by now.
            if (looking is not null)
            {
                _looking.TryRemove(KeyValuePair.Create(book, looking));
            }
        }
    }
}
