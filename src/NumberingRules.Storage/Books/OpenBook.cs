using System.Runtime.CompilerServices;

namespace NumberingRules.Storage;

/// <summary>A book as one reading session sees it, its header loaded.</summary>
internal sealed class OpenBook : IAsyncDisposable
{
    // What is read ahead at a time when a list is walked.
    private const int PageSize = 512;

    private readonly BookLoad _load;
    private readonly LoadedBook _view;

    private OpenBook(IReadSession session, BookLoad load, LoadedBook view, BookIdentity identity) =>
        (Session, _load, _view, Identity) = (session, load, view, identity);

    internal IReadSession Session { get; }

    internal BookRow? Row => _load.Row;

    internal BookHeader Header => _view.Header;

    internal BookIdentity Identity { get; }

    /// <summary>Begins to read a book.</summary>
    internal static async ValueTask<OpenBook> ReadAsync(Books books, string name, CancellationToken cancellation)
    {
        // Asked before the session sees its moment: a book that is made after that is not one that was lost.
        var wasKnown = books.Headers.Knows(name);
        var session = await books.ReadAsync(cancellation).ConfigureAwait(false);
        try
        {
            var load = new BookLoad(name);
            KeptHeader? header;
            do
            {
                await Decider.LoadAsync(session, [load], cancellation).ConfigureAwait(false);
                header = books.Headers.Of(load, lasts: true, mayBeNew: !wasKnown);
            }
            while (header is null);

            Action? loadNow = books.Store.LoadsAtOnce ? () => Decider.LoadNow(session, load) : null;
            return new(session, load, new(load, header, loadNow), BookIdentity.Of(name, load.Row, static () => Guid.Empty));
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>What the rules say of the book. Asked again, with what was missing loaded, until nothing is.</summary>
    internal async ValueTask<T> ComputeAsync<T>(Func<IBookView, T> question, CancellationToken cancellation)
    {
        while (true)
        {
            _view.Misses = false;
            T answer;
            try
            {
                answer = question(_view);
            }
#pragma warning disable CA1031 // Whatever it was: it was asked over something missing, and is asked again.
            catch (Exception) when (_view.Misses)
#pragma warning restore CA1031
            {
                answer = default!;
            }

            if (!_view.Misses)
            {
                return answer;
            }

            await Decider.LoadAsync(Session, [_load], cancellation).ConfigureAwait(false);
        }
    }

    internal InvoiceView Show(Invoice invoice) => Show(Header, invoice);

    internal InvoiceView Show(BookHeader then, Invoice invoice) => new(then, Identity, invoice);

    /// <summary>The invoices with these ids, in this order.</summary>
    internal ValueTask<IReadOnlyList<InvoiceView>> FindAsync(IReadOnlyList<InvoiceId> ids, CancellationToken cancellation) =>
        ComputeAsync<IReadOnlyList<InvoiceView>>(book => [.. ids.Select(book.Find).OfType<Invoice>().Select(Show)], cancellation);

    /// <summary>The invoices of a list behind a place, read page by page.</summary>
    internal async IAsyncEnumerable<(Invoice Invoice, ListPlace Place)> ListAsync(InvoiceList list, ListPlace? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (Row is not null)
        {
            var page = await Session.ListAsync(Row, list, after, PageSize, cancellation).ConfigureAwait(false);
            foreach (var item in page)
            {
                yield return item;
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            after = page[^1].Place;
        }
    }

    /// <summary>Entries behind one, about an invoice (by its appearance), about the book (0), or all (null), read page by page.</summary>
    internal IAsyncEnumerable<StoredEntry> EntriesAsync(long after, long? about, CancellationToken cancellation) =>
        Row is null ? AsyncEnumerable.Empty<StoredEntry>() : EntriesOf(Session, Row, after, about, cancellation);

    /// <summary>The entries of a book, whatever its row says of it.</summary>
    internal static async IAsyncEnumerable<StoredEntry> EntriesOf(IReadSession session, BookRow row, long after, long? about, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var page = await session.EntriesAsync(row, after, long.MaxValue, about, PageSize, cancellation).ConfigureAwait(false);
            foreach (var found in page)
            {
                yield return found.Entry;
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            after = page[^1].Entry.Number;
        }
    }

    public ValueTask DisposeAsync() => Session.DisposeAsync();
}
