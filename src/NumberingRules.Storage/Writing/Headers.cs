using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace NumberingRules.Storage;

/// <summary>
/// The headers of books, folded from the entries about the book itself and kept between sessions: a header counts for as
/// long as the last such entry is the same. Safe for use by several threads.
/// </summary>
/// <param name="most">How many are kept; the cache begins anew when there are more.</param>
internal sealed class Headers(int most)
{
    private readonly ConcurrentDictionary<string, KeptHeader> _kept = new(StringComparer.Ordinal);

    /// <summary>The header of a book whose row was loaded; null if entries about the book must be loaded first (<see cref="BookLoad.AboutBookAfter"/> then asks for them).</summary>
    /// <param name="load">The book.</param>
    /// <param name="lasts">Whether what the session sees is committed, so that the header may be kept.</param>
    /// <param name="mayBeNew">Whether the book may have been made after the moment that the session sees: then it need not have a row.</param>
    /// <exception cref="StoreException"><see cref="StoreTrouble.Damaged"/>: the row is not the one the library wrote.</exception>
    internal KeptHeader? Of(BookLoad load, bool lasts, bool mayBeNew = false)
    {
        var isKnown = _kept.TryGetValue(load.Book, out var kept);
        if (load.Row is not { } row)
        {
            // A book never ends: begun anew under its name it would give the same numbers again.
            return isKnown && !mayBeNew ? throw Damaged(load.Book, "it had entries, and now it has no row") : KeptHeader.Unopened;
        }

        Check(row);
        if (kept is not null && kept.Entry == row.AboutBook && kept.Hash == row.AboutBookHash)
        {
            return Exchanged(kept, row);
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
        load.AboutBookAfter = load.AboutBook is [.., var behind] ? behind.Number : (load.KnownHeader?.Entry ?? 1) - 1;
        return null;
    }

    /// <summary>Whether there is such a book, as far as was seen.</summary>
    internal bool Knows(string book) => _kept.ContainsKey(book);

    /// <summary>The header as it was known last; null if it was not.</summary>
    internal KeptHeader? Last(string book) => _kept.GetValueOrDefault(book) is { Entry: > 0 } kept ? kept : null;

    /// <summary>Forgets the header of a book whose rows turned out to be others than expected; not that there is such a book.</summary>
    internal void Forget(string book)
    {
        if (_kept.TryGetValue(book, out var kept))
        {
            _kept.TryUpdate(book, KeptHeader.Unopened, kept);
        }
    }

    /// <summary>Keeps the header that a committed batch has made.</summary>
    internal void Learn(BookRow row, KeptHeader header) => Keep(header, row, lasts: true);

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
    private static KeptHeader Fold(BookLoad load)
    {
        var known = load.KnownHeader ?? KeptHeader.Unopened;
        var (header, advanced, added) = (known.Header, known.Advanced.ToBuilder(), new List<Series>());
        foreach (var entry in load.AboutBook.Where(entry => entry.Number > known.Entry))
        {
            var happened = EntryReader.Read(entry.Body.Span).Event;
            if (happened is Event.SeriesAdded series)
            {
                added.Add(Evolve.Checked(series.Series));
                continue;
            }

            header = Evolve.Book(WithAdded(header, added), happened);
            if (happened is Event.Advanced e)
            {
                advanced[KeptHeader.PlaceOf(e)] = e.Next;
            }
        }

        return known with { Header = WithAdded(header, added), Advanced = advanced.ToImmutable() };
    }

    private static BookHeader WithAdded(BookHeader header, List<Series> added)
    {
        header = added.Count == 0 ? header : header with { Series = header.Series.AddAll(added) };
        added.Clear();
        return header;
    }

    private static KeptHeader Exchanged(KeptHeader kept, BookRow row) =>
        kept.Header.HasExchanged == row.HasExchanged ? kept : kept with { Header = kept.Header with { HasExchanged = row.HasExchanged } };

    private KeptHeader Keep(KeptHeader made, BookRow row, bool lasts)
    {
        made = Exchanged(made with { Entry = row.AboutBook, Hash = row.AboutBookHash }, row);
        if ((made.Header.Connection, made.Header.Epoch, made.Header.HomePrevails) != (row.Connection, row.Epoch, row.HomePrevails))
        {
            throw Damaged(row.Name, "the entries about the book say otherwise");
        }

        if (lasts)
        {
            if (_kept.Count >= most && !_kept.ContainsKey(row.Name))
            {
                _kept.Clear();
            }

            _kept[row.Name] = made;
        }

        return made;
    }
}

/// <summary>A header, the last entry about the book that made it so, and to which number each position was advanced last: the journal's word, against which rows of positions are held.</summary>
internal sealed record KeptHeader(
    long Entry, EntryHash Hash, BookHeader Header, ImmutableDictionary<(SeriesId Series, string Scope, Period Period), long> Advanced)
{
    internal static KeptHeader Unopened { get; } = new(0, default, BookHeader.Unopened, ImmutableDictionary<(SeriesId Series, string Scope, Period Period), long>.Empty);

    internal static (SeriesId Series, string Scope, Period Period) PlaceOf(Event.Advanced e) => (e.Series, e.Scope?.Text ?? "", e.Period);
}
