using System.Collections.Immutable;
using NumberingRules.Proof.Fuzzing.Targets;
using NumberingRules.Proof.Histories;
using NumberingRules.Storage;
using NumberingRules.Syncing;

namespace NumberingRules.Proof.Simulation;

/// <summary>What survives a crash: the journal as it was committed, and how far the feed was read.</summary>
internal sealed class Disk
{
    internal DiskBook Book { get; private set; } = DiskBook.Empty;

    internal long Cursor { get; set; }

    /// <summary>What of the feed was not taken, as a host keeps it.</summary>
    internal SortedDictionary<string, NotTaken> NotTaken { get; private set; } = new(StringComparer.Ordinal);

    /// <summary>The ids that the host gives records at home where the usual one is taken: set right by a person.</summary>
    internal Dictionary<string, InvoiceId> Ids { get; } = [];

    /// <summary>The commands that made it, in order, those that changed nothing too.</summary>
    internal List<Command> Script { get; private set; } = [];

    /// <summary>What callers saw of the book that is on it, in order.</summary>
    internal List<SeenCall> Seen { get; private set; } = [];

    internal void Commit(ImmutableDictionary<string, MemoryBook> rows) => Book = Book.Then(rows);

    /// <summary>Starts again from the bytes of the journal.</summary>
    internal void Reload() => Book = FromBytes(ToBytes());

    /// <summary>Loses the last entries.</summary>
    internal void CutOff(int entries) => Book = DiskBook.Of(Book.Journal.SkipLast(entries));

    internal byte[] ToBytes()
    {
        return WriteAsync().GetAwaiter().GetResult();

        async Task<byte[]> WriteAsync()
        {
            using var bytes = new MemoryStream();
            await Book.Handle.ExportAsync(bytes);
            return bytes.ToArray();
        }
    }

    internal Backup Back() => new(ToBytes(), Cursor, new(NotTaken, StringComparer.Ordinal), [.. Script], [.. Seen]);

    internal void Restore(Backup backup) =>
        (Book, Cursor, NotTaken, Script, Seen) = (FromBytes(backup.Journal), backup.Cursor, new(backup.NotTaken, StringComparer.Ordinal), [.. backup.Script], [.. backup.Seen]);

    private static DiskBook FromBytes(byte[] journal) => DiskBook.Of(Journals.Read(journal).Entries);
}

/// <summary>A copy of the disk of one moment.</summary>
internal sealed record Backup(byte[] Journal, long Cursor, SortedDictionary<string, NotTaken> NotTaken, IReadOnlyList<Command> Script, IReadOnlyList<SeenCall> Seen);
