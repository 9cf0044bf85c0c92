namespace NumberingRules.Storage;

/// <summary>
/// A journal as JSON Lines: a line that names the book, then one line for each entry, each
/// with one spelling only. It can be verified without the database it came from.
/// </summary>
public static class JournalExport
{
    /// <summary>Verifies an exported journal: its spelling, its chain and every law that can be told from it.</summary>
    /// <param name="export">The export; read once, from where it stands to its end.</param>
    /// <param name="head">A hash kept elsewhere. Without one, entries cut off the end cannot be missed.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>What was found; the first fault is named.</returns>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static async Task<VerifyReport> VerifyAsync(Stream export, EntryHash? head = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(export);
        var reader = new ExportReader(export);
        var (book, problem) = await reader.BookAsync(cancellation).ConfigureAwait(false);
        return problem is null
            ? (await JournalAudit.OfAsync(book, reader.EntriesAsync(cancellation), head).ConfigureAwait(false)).Report
            : new("", 0, 0, 0, default, new(null, problem));
    }

    /// <summary>Writes the journal of a book.</summary>
    internal static async Task WriteAsync(Stream destination, string book, IAsyncEnumerable<StoredEntry> entries, CancellationToken cancellation)
    {
        var line = new ExportWriter();
        await destination.WriteAsync(line.Book(book), cancellation).ConfigureAwait(false);
        await foreach (var entry in entries.WithCancellation(cancellation).ConfigureAwait(false))
        {
            if (entry.Hash == default)
            {
                throw new JournalException(entry.Number, "has a hash that is none, so it cannot be exported as it is; `verify` says more");
            }

            await destination.WriteAsync(line.Entry(entry), cancellation).ConfigureAwait(false);
        }
    }
}
