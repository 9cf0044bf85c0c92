using System.Collections.Concurrent;

namespace NumberingRules.Storage;

/// <summary>
/// The headers of books, folded from the entries about the book itself and kept between sessions: a header counts for as
/// long as the last such entry is the same. Safe for use by several threads.
/// </summary>
/// <param name="most">How many are kept; the cache begins anew when there are more.</param>
internal sealed class Headers(int most)
{
    private readonly ConcurrentDictionary<string, KeptHeader> _kept = new(StringComparer.Ordinal);

    /// <summary>The header of a book whose row was loaded; null if entries about the book must be loaded first (<see cref="BookLoad.Wanted"/> then asks for them).</summary>
    /// <param name="load">The book.</param>
    /// <param name="lasts">Whether what the session sees is committed, so that the header may be kept.</param>
    /// <param name="mayBeNew">Whether the book may have been made after the moment that the session sees: then it need not have a row.</param>
    /// <exception cref="StoreException"><see cref="StoreTrouble.Damaged"/>: the row is not the one the library wrote.</exception>
    internal BookHeader? Of(BookLoad load, bool lasts, bool mayBeNew = false)
    {
        var isKnown = _kept.TryGetValue(load.Book, out var kept);
        if (load.Row is not { } row)
        {
            // A book never ends: begun anew under its name it would give the same numbers again.
            return isKnown && !mayBeNew ? throw Damaged(load.Book, "it had entries, and now it has no row") : BookHeader.Unopened;
        }

        Check(row);
        if (kept is not null && kept.Entry == row.AboutBook && kept.Hash == row.AboutBookHash)
        {
            return Exchanged(kept.Header, row);
        }

        if (load.AboutBook is [.., var last] && last.Number >= row.AboutBook)
        {
            if (load.KnownHeader is not { } known || load.AboutBook[0].Hash == known.Hash)
            {
                return Keep(Fold(load), row, lasts);
            }

            // The last entry known is not in this journal: it is another one, and is read from its beginning.
            load.ForgetHeader();
        }
        else if (load.AboutBook.Count == 0)
        {
            // Read from the last entry known, itself included: it shows whether this is still the same journal.
            load.KnownHeader = kept is { Entry: > 0 } && kept.Entry < row.AboutBook ? kept : null;
        }

        if (load.AboutBookAsked == load.AboutBook.Count)
        {
            throw Damaged(row.Name, $"the journal has no entry {row.AboutBook} about the book");
        }

        load.AboutBookAsked = load.AboutBook.Count;
        load.Wanted.AboutBookAfter = load.AboutBook is [.., var behind] ? behind.Number : (load.KnownHeader?.Entry ?? 1) - 1;
        return null;
    }

    /// <summary>Whether there is such a book, as far as was seen.</summary>
    internal bool Knows(string book) => _kept.ContainsKey(book);

    /// <summary>The header as it was known last; null if it was not.</summary>
    internal BookHeader? Last(string book) => _kept.GetValueOrDefault(book) is { Entry: > 0 } kept ? kept.Header : null;

    /// <summary>Forgets the header of a book whose rows turned out to be others than expected; not that there is such a book.</summary>
    internal void Forget(string book)
    {
        if (_kept.TryGetValue(book, out var kept))
        {
            _kept.TryUpdate(book, new(0, default, BookHeader.Unopened), kept);
        }
    }

    /// <summary>Keeps the header that a committed batch has made.</summary>
    internal void Learn(BookRow row, BookHeader header) => Keep(header, row, lasts: true);

    private static void Check(BookRow row)
    {
        var wrong = row.Seal() != row.FoundSeal ? "its checksum does not fit"
            : row.JournalEnd != (row.Entries, row.Head) ? "the last row of its journal is another"
            : null;
        if (wrong is not null)
        {
            throw Damaged(row.Name, wrong);
        }
    }

    private static StoreException Damaged(string book, string wrong) => new(
        StoreTrouble.Damaged,
        $"book '{book}': its row in table {BookTable.Books.Name} is not the one that was written, or its journal is not ({wrong}). Nothing was decided; verify says where, restore a backup, or rebuild if only derived tables are hit");

    /// <summary>What the entries about the book make of its header. Series that follow one another are added at once: there may be ten thousand.</summary>
    private static BookHeader Fold(BookLoad load)
    {
        var header = load.KnownHeader?.Header ?? BookHeader.Unopened;
        var from = load.KnownHeader?.Entry ?? 0;
        List<Series> added = [];
        foreach (var entry in load.AboutBook.Where(entry => entry.Number > from))
        {
            var happened = EntryReader.Read(entry.Body.Span).Event;
            if (happened is Event.SeriesAdded series)
            {
                added.Add(Evolve.Checked(series.Series));
                continue;
            }

            header = Evolve.Book(WithAdded(header, added), happened);
        }

        return WithAdded(header, added);
    }

    private static BookHeader WithAdded(BookHeader header, List<Series> added)
    {
        header = added.Count == 0 ? header : header with { Series = header.Series.AddAll(added) };
        added.Clear();
        return header;
    }

    private static BookHeader Exchanged(BookHeader header, BookRow row) =>
        header.HasExchanged == row.HasExchanged ? header : header with { HasExchanged = row.HasExchanged };

    private BookHeader Keep(BookHeader header, BookRow row, bool lasts)
    {
        header = Exchanged(header, row);
        if ((header.Connection, header.Epoch, header.HomePrevails) != (row.Connection, row.Epoch, row.HomePrevails))
        {
            throw Damaged(row.Name, "the entries about the book say otherwise");
        }

        if (lasts)
        {
            if (_kept.Count >= most)
            {
                _kept.Clear();
            }

            _kept[row.Name] = new(row.AboutBook, row.AboutBookHash, header);
        }

        return header;
    }
}

/// <summary>A header, and the last entry about the book that made it so.</summary>
internal sealed record KeptHeader(long Entry, EntryHash Hash, BookHeader Header);
