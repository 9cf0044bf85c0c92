namespace NumberingRules.Storage;

/// <summary>
/// Decides over what is loaded; what turns out to be missing is loaded in one go for all books, and decided again. The
/// rounds are bounded by how deep questions go (header, invoice, position, text, holder), not by the number of commands.
/// </summary>
internal static class Decider
{
    // Far more than questions are deep; a walk that comes in pages does not count.
    private const int MostRounds = 64;

    /// <summary>Loads the headers, and decides the commands of each book.</summary>
    /// <param name="store">The store.</param>
    /// <param name="session">The session that holds the books.</param>
    /// <param name="headers">The headers kept.</param>
    /// <param name="batches">The books; one with <see cref="BookBatch.Trouble"/> afterwards changed nothing.</param>
    /// <param name="lasts">Whether what the session sees is committed.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    internal static async ValueTask DecideAsync(
        IBookStore store, ILoadSession session, Headers headers, IReadOnlyList<BookBatch> batches, bool lasts, CancellationToken cancellation)
    {
        List<BookBatch> open = [.. batches];
        for (var round = 0; ; round++)
        {
            open.RemoveAll(IsDone);
            if (open.Count == 0)
            {
                return;
            }

            await LoadAsync(session, [.. open.Select(static batch => batch.Load)], cancellation).ConfigureAwait(false);
            // Headers come page by page, however many there are.
            round -= open.Exists(static batch => !batch.HasHeader) ? 1 : 0;
            if (round == MostRounds)
            {
                open.ForEach(static batch => batch.Trouble = new InvalidOperationException($"book '{batch.Load.Book}': the store answers, and its answers are asked for again"));
                return;
            }
        }

        bool IsDone(BookBatch batch)
        {
            try
            {
                if (!batch.HasHeader)
                {
                    if (!batch.Load.HasRow || headers.Of(batch.Load, lasts) is not { } header)
                    {
                        return false;
                    }

                    batch.Begin(header, store.LoadsAtOnce ? () => LoadNow(session, batch.Load) : null);
                }

                return batch.TryDecide();
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                batch.Trouble = e;
                return true;
            }
        }
    }

    /// <summary>Loads what is wanted of the books; a walk to its end, page by page.</summary>
    internal static async ValueTask LoadAsync(ILoadSession session, List<BookLoad> loads, CancellationToken cancellation)
    {
        while (loads.Count > 0)
        {
            await session.LoadAsync(loads, cancellation).ConfigureAwait(false);
            loads.RemoveAll(static load =>
            {
                load.Settle();
                return !load.WantsUnnumbered;
            });
        }
    }

    /// <summary>Loads what is wanted of a book, from a store that loads at once.</summary>
    internal static void LoadNow(ILoadSession session, BookLoad load)
    {
        var loading = session.LoadAsync(load.Alone, CancellationToken.None);
        if (!loading.IsCompleted)
        {
            throw new InvalidOperationException("the store says that it loads at once (IBookStore.LoadsAtOnce), and it does not");
        }

        loading.GetAwaiter().GetResult();
        load.Settle();
    }
}
