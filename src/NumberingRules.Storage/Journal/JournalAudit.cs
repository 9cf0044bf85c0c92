using System.Globalization;

namespace NumberingRules.Storage;

/// <summary>
/// Proves that a journal is whole: folds its entries in order and stops at the first fault. Checked are the chain, the
/// numbering of entries, their instants, the digests of free texts, and every law that can be told from the data.
/// </summary>
/// <remarks>
/// That claims only grow (law 3) and that answers are claims (law 5) need no check here: both are derived by folding.
/// Hashing and reading take most of the time and run on all cores; only the fold is in order.
/// </remarks>
internal sealed class JournalAudit
{
    private const int AtATime = 1024;

    private readonly string _name;
    private readonly EntryHash? _wanted;
    private bool _wantedSeen;
    private long _erased;
    private DateTimeOffset _latest;

    /// <param name="book">The book's name, which its chain starts from.</param>
    /// <param name="head">A head kept elsewhere, which must be in the journal.</param>
    internal JournalAudit(string book, EntryHash? head = null)
    {
        _name = book;
        _wanted = head;
        Head = Chain.Start(book);
        _wantedSeen = head is null || head == Head;
    }

    /// <summary>The book as the sound entries make it.</summary>
    internal Register Register { get; } = new();

    /// <summary>The hash of the last sound entry, or the start of the chain.</summary>
    internal EntryHash Head { get; private set; }

    /// <summary>The first fault.</summary>
    internal Fault? Fault { get; private set; }

    /// <summary>What was found. To be asked once all entries were added.</summary>
    internal VerifyReport Report => new(
        _name,
        Register.Entries,
        Register.InvoiceCount,
        _erased,
        Register.Entries == 0 ? default : Head,
        Fault ?? (_wantedSeen ? null : new Fault(null, CutOff)));

    private string CutOff => string.Create(
        CultureInfo.InvariantCulture,
        $"the journal ends at entry {Register.Entries}; the head given is not in it: entries behind it were cut off or rewritten");

    /// <summary>Audits entries as a store keeps them.</summary>
    internal static JournalAudit Of(string book, IEnumerable<StoredEntry> entries, EntryHash? head = null) =>
        Of(book, entries.Select(entry => new FoundEntry(entry)), head, canonical: false);

    /// <summary>Audits entries as they were found.</summary>
    /// <param name="book">The book's name.</param>
    /// <param name="entries">The entries in order; read as they are needed.</param>
    /// <param name="head">A head kept elsewhere.</param>
    /// <param name="canonical">Whether bodies must have their canonical spelling.</param>
    internal static JournalAudit Of(string book, IEnumerable<FoundEntry> entries, EntryHash? head, bool canonical)
    {
        var audit = new JournalAudit(book, head);
        var running = new Queue<Task<CheckedEntry[]>>();
        var previous = audit.Head;
        foreach (var some in entries.Chunk(AtATime))
        {
            var before = previous;
            previous = some[^1].Entry.Hash;
            running.Enqueue(Task.Run(() => Check(some, before, canonical)));
            if (running.Count > Environment.ProcessorCount && !audit.Add(running.Dequeue()))
            {
                break;
            }
        }

        while (running.TryDequeue(out var rest) && audit.Add(rest))
        {
        }

        return audit;
    }

    /// <summary>Folds the next entry.</summary>
    /// <returns>Whether all holds so far.</returns>
    internal bool Add(CheckedEntry entry)
    {
        var number = Register.Entries + 1;
        Fault ??= entry.Fault ?? (Problem(number, entry.Body) is { } broken ? Fault.In(number, broken) : null);
        if (Fault is not null)
        {
            return false;
        }

        try
        {
            Register.Apply(entry.Body.Event);
        }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException or IndexOutOfRangeException or KeyNotFoundException)
        {
            // The laws leave nothing that could throw; should one have a hole, it is the journal that is named.
            Fault = Fault.In(number, "cannot be folded: " + problem.Message);
            return false;
        }

        _latest = entry.Body.At;
        _erased += entry.IsErased ? 1 : 0;
        Head = entry.Hash;
        _wantedSeen = _wantedSeen || entry.Hash == _wanted;
        return true;
    }

    private bool Add(Task<CheckedEntry[]> entries)
    {
        foreach (var entry in entries.GetAwaiter().GetResult())
        {
            if (!Add(entry))
            {
                return false;
            }
        }

        return true;
    }

    private static CheckedEntry[] Check(FoundEntry[] some, EntryHash previous, bool canonical)
    {
        using var writer = canonical ? new EntryWriter() : null;
        var done = new CheckedEntry[some.Length];
        for (var at = 0; at < some.Length; at++)
        {
            var (entry, problem) = some[at];
            done[at] = problem is null ? CheckedEntry.Of(entry, previous, writer) : new(default, entry.Hash, false, new(entry.Number, problem));
            previous = entry.Hash;
        }

        return done;
    }

    private string? Problem(long number, EntryBody body) =>
        body.Number != number ? string.Create(CultureInfo.InvariantCulture, $"is missing: entry {body.Number} stands in its place")
        : body.At < _latest ? string.Create(CultureInfo.InvariantCulture, $"was written at {body.At:O}, before the entry before it, which was written at {_latest:O}")
        : BookLaws.Problem(Register, body.Event);
}
