using NumberingRules.Proof.Histories;
using NumberingRules.Storage;

namespace NumberingRules.Proof.Simulation;

/// <summary>What survives a crash: the journal as it was committed, and how far the feed was read.</summary>
internal sealed class Disk
{
    internal const string BookName = "main";

    /// <summary>The book as committed; a session of its own may be ahead of it.</summary>
    internal StoredBook Book { get; set; } = new(BookName);

    internal long Cursor { get; set; }

    /// <summary>The commands that made it, in order, those that changed nothing too.</summary>
    internal List<Command> Script { get; private set; } = [];

    /// <summary>What callers saw of the book that is on it, in order.</summary>
    internal List<SeenCall> Seen { get; private set; } = [];

    /// <summary>Starts again from the bytes of the journal.</summary>
    internal void Reload() => Book = FromBytes(ToBytes());

    internal byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        JournalExport.Write(bytes, BookName, Book.EntriesAfter(0));
        return bytes.ToArray();
    }

    internal Backup Back() => new(ToBytes(), Cursor, [.. Script], [.. Seen]);

    internal void Restore(Backup backup) => (Book, Cursor, Script, Seen) = (FromBytes(backup.Journal), backup.Cursor, [.. backup.Script], [.. backup.Seen]);

    /// <summary>The book without its last entries.</summary>
    internal static StoredBook Before(StoredBook book, long entries)
    {
        var again = new StoredBook(BookName);
        foreach (var entry in book.EntriesAfter(0, entries))
        {
            again.Add(0, entry);
        }

        return again;
    }

    private static StoredBook FromBytes(byte[] journal)
    {
        var book = new StoredBook(BookName);
        using var bytes = new MemoryStream(journal);
        foreach (var entry in JournalExport.Read(bytes).Entries)
        {
            book.Add(0, entry);
        }

        return book;
    }
}

/// <summary>A copy of the disk of one moment.</summary>
internal sealed record Backup(byte[] Journal, long Cursor, IReadOnlyList<Command> Script, IReadOnlyList<SeenCall> Seen);
