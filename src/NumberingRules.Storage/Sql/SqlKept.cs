namespace NumberingRules.Storage;

/// <summary>What a connection has read of the books: kept by the writer from batch to batch, by a reader for one look.</summary>
internal sealed class SqlKept(SqlLink link)
{
    // More than a writer works on at a time; a book that is let go of is read again when it is needed.
    private const int Most = 1 << 13;

    internal SqlLink Link => link;

    /// <summary>The books read so far, by name.</summary>
    internal Dictionary<string, StoredBook> Books { get; } = new(StringComparer.Ordinal);

    /// <summary>Those of them whose tables are behind.</summary>
    internal HashSet<StoredBook> Behind { get; } = [];

    /// <summary>How far the look-up tables reach in the journal of all books.</summary>
    internal long Watermark { get; set; } = -1;

    /// <summary>How often the look-up tables were made anew: what was read before may have been damaged.</summary>
    internal long Rebuilds { get; set; } = -1;

    /// <summary>Where the journal of all books ends.</summary>
    internal long Last { get; set; } = -1;

    /// <summary>The length of a tail below which asking whether the look-up tables should follow gives no: as it was found last, for the places of a tail only grow.</summary>
    internal long WorthAskingAt { get; set; }

    /// <summary>Whether some book behind the look-up tables cannot be read or does not fit into them, so that they stay where they are.</summary>
    internal bool IsUnreadable { get; set; }

    internal void Clear()
    {
        Books.Clear();
        Behind.Clear();
        WorthAskingAt = 0;
        IsUnreadable = false;
    }

    /// <summary>Lets go of a book; whoever needs it reads it again.</summary>
    internal void LetGo(StoredBook book)
    {
        Books.Remove(book.Name);
        Behind.Remove(book);
    }

    /// <summary>A book's tables now hold its tail.</summary>
    internal void CaughtUp(StoredBook book)
    {
        Behind.Remove(book);
        if (book.HasTables && Books.Count <= Most)
        {
            book.CaughtUp();
        }
        else
        {
            Books.Remove(book.Name);
        }
    }
}
