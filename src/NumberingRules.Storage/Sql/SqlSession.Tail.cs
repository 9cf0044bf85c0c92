using System.Globalization;

namespace NumberingRules.Storage;

/// <content>The entries that the look-up tables do not know yet, and when they are written into them.</content>
internal sealed partial class SqlSession
{
    // Pages of the look-up tables are written whole, and an invoice changes several times in a row: this many entries,
    // and this many for each place where tables grow, write each page and each row once instead of often.
    private const long WorthCatchingUp = 4096;
    private const long WorthCatchingUpPerPlace = 64;

    // The same for a host's own transactions, which read the tail anew each time.
    private const long WorthCatchingUpJoined = 64;

    // The longest tail a reader may have to fold.
    private const long LongestTail = 1 << 17;

    /// <summary>In words, how the look-up tables know entries that the journal does not have; null when they do not.</summary>
    private string? OverreachesBy => _kept.Watermark <= _kept.Last ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"the look-up tables reach up to entry {_kept.Watermark} of the database and its journal ends at {_kept.Last}: entries were cut off. Restore a backup, or rebuild if the journal is known to be whole");

    /// <summary>Writes every tail into the look-up tables.</summary>
    internal void CatchUp()
    {
        if (_kept.Last == _kept.Watermark)
        {
            return;
        }

        CatchUp(BooksOfTail());
    }

    private void CatchUp(IReadOnlyList<StoredBook> books)
    {
        foreach (var book in books)
        {
            SqlCatchUp.Write(Link, book);
            _caughtUp.Add(book);
        }

        Link.Run("UPDATE numbering_watermark SET id = @id", _kept.Last);
        _kept.Watermark = _kept.Last;
        _kept.WorthAskingAt = 0;
    }

    /// <summary>Folds what others have appended since.</summary>
    private void Follow(long after, long last)
    {
        var byId = _kept.Books.Values.ToDictionary(book => book.Id);
        foreach (var (id, bookId, entry) in SqlJournal.Behind(Link, after, last))
        {
            if (byId.TryGetValue(bookId, out var book))
            {
                _kept.Behind.Add(book);
                try
                {
                    book.Add(id, entry);
                }
                catch (JournalException)
                {
                    // The trouble is that of whoever asks for this book: it is read again then.
                    byId.Remove(bookId);
                    _kept.LetGo(book);
                }
            }
        }
    }

    /// <summary>The books with entries that the look-up tables do not know.</summary>
    private List<StoredBook> BooksOfTail() =>
    [
        .. Link.Rows("SELECT DISTINCT book FROM numbering_journal WHERE id > @after AND id <= @last", static row => row.Integer(0), _kept.Watermark, _kept.Last)
            .Select(id => SqlJournal.Book(Link, id)).Select(row => _kept.Books.GetValueOrDefault(row.Name) ?? Load(row)),
    ];

    /// <summary>Brings the look-up tables up, unless some book cannot be read: it must not keep its neighbours from writing.</summary>
    private void CatchUpIfReadable()
    {
        List<StoredBook> books;
        try
        {
            books = BooksOfTail();
        }
        catch (Exception e) when (e is JournalException or StoreException { Trouble: StoreTrouble.Damaged })
        {
            _kept.IsUnreadable = true;
            return;
        }

        // What trips over a row that should not be there is told to whoever writes to that book, not to its neighbours.
        Link.Run("SAVEPOINT numbering_tables");
        try
        {
            CatchUp(books);
        }
        catch (StoreException e) when (e.Trouble is StoreTrouble.Damaged or StoreTrouble.Conflict && !_appendedTo.Contains(books[_caughtUp.Count]))
        {
            Link.Run("ROLLBACK TO numbering_tables");
            _caughtUp.Clear();
            _kept.IsUnreadable = true;
        }

        Link.Run("RELEASE numbering_tables");
    }

    private bool IsWorthCatchingUp()
    {
        if (_kept.IsUnreadable)
        {
            return false;
        }

        var tail = _kept.Last - _kept.Watermark;
        if (tail >= LongestTail)
        {
            return true;
        }

        if (Kind == SqlSessionKind.Joined)
        {
            return tail >= WorthCatchingUpJoined;
        }

        // Counting the places walks over every book behind.
        if (tail < _kept.WorthAskingAt)
        {
            return false;
        }

        _kept.WorthAskingAt = Math.Max(WorthCatchingUp, WorthCatchingUpPerPlace * PlacesBehind());
        return tail >= _kept.WorthAskingAt;
    }

    /// <summary>Where the tail makes the look-up tables grow: at the end of each book, and of each of its series.</summary>
    private int PlacesBehind() => _kept.Behind.Sum(book => 1 + book.Register.ChangedNext.Count);
}
