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
    /// <summary>How many entries a thread checks at a time: an array of them stays a small object.</summary>
    internal const int AtATime = 512;

    private const int BytesAtATime = 1 << 22;

    private readonly string _name;
    private readonly EntryHash? _wanted;
    private readonly Stack<List<CheckedEntry>> _spare = new();
    private bool _wantedSeen;
    private readonly MissingTexts _texts;
    private DateTimeOffset _latest;
    private (long Entry, EntryHash Hash) _aboutBook;

    /// <param name="book">The book's name, which its chain starts from.</param>
    /// <param name="head">A head kept elsewhere, which must be in the journal.</param>
    /// <param name="isStored">Whether it is the journal of a store: an export may be older than the entries that tell of erasures.</param>
    internal JournalAudit(string book, EntryHash? head = null, bool isStored = false)
    {
        _texts = new(isStored);
        _name = book;
        _wanted = head;
        Head = Chain.Start(book);
        _wantedSeen = head is null || head == Head;
    }

    /// <summary>The book as the sound entries make it.</summary>
    internal Register Register { get; } = new();

    /// <summary>The hash of the last sound entry, or the start of the chain.</summary>
    internal EntryHash Head { get; private set; }

    /// <summary>Takes note of an erasure behind the end of what was read.</summary>
    internal void Forgive(Event.Erased erased) => _texts.Forgive(erased);

    /// <summary>The entries whose free texts are missing and not told as erased.</summary>
    internal ValueList<EntryRun> Missing => _texts.Runs;

    /// <summary>The first fault.</summary>
    internal Fault? Fault { get; private set; }

    /// <summary>Told of each entry that was folded; says what is wrong with it, if anything.</summary>
    internal Func<CheckedEntry, string?>? Folded { get; init; }

    /// <summary>What was found. To be asked once all entries were added.</summary>
    internal VerifyReport Report => new(
        _name,
        Register.Entries,
        Register.InvoiceCount,
        _texts.Erased,
        Register.Entries == 0 ? default : Head,
        Fault ?? (_texts.Deleted is { } deleted ? Storage.Fault.In(deleted, "lacks its free text, and no entry says that it was erased: somebody deleted it") : null)
            ?? (_wantedSeen ? null : new Fault(null, CutOff)));

    private string CutOff => string.Create(
        CultureInfo.InvariantCulture,
        $"the journal ends at entry {Register.Entries}; the head given is not in it: entries behind it were cut off or rewritten");

    /// <summary>The row of the book as the sound entries make it.</summary>
    internal BookRow Row(long id) => new(
        id, _name, _texts.Identity.Identity, _texts.Identity.Entry, Register.Entries, Head, _latest, _aboutBook.Entry, _aboutBook.Hash,
        Register.Header.HasExchanged, Register.Header.Connection, Register.Header.Epoch, Register.Header.HomePrevails);

    /// <summary>Audits entries as they were found.</summary>
    /// <param name="book">The book's name.</param>
    /// <param name="entries">The entries in order; read as they are needed.</param>
    /// <param name="head">A head kept elsewhere.</param>
    internal static async Task<JournalAudit> OfAsync(string book, IAsyncEnumerable<FoundEntry> entries, EntryHash? head = null)
    {
        var audit = new JournalAudit(book, head);
        await audit.AddAllAsync(PiecesAsync(entries, audit.Head)).ConfigureAwait(false);
        return audit;
    }

    /// <summary>Checks pieces of a journal, each of which a thread of its own reads into a list, and folds them in order until an entry has a fault.</summary>
    internal async Task AddAllAsync(IAsyncEnumerable<Func<List<CheckedEntry>, Task>> pieces)
    {
        var running = new Queue<Task<List<CheckedEntry>>>();
        try
        {
            await foreach (var piece in pieces.ConfigureAwait(false))
            {
                var list = _spare.TryPop(out var used) ? used : new(AtATime);
                running.Enqueue(Task.Run(async () =>
                {
                    await piece(list).ConfigureAwait(false);
                    return list;
                }));
                if (running.Count > Environment.ProcessorCount && !Add(await running.Dequeue().ConfigureAwait(false)))
                {
                    break;
                }
            }

            while (running.TryDequeue(out var rest))
            {
                Add(await rest.ConfigureAwait(false));
            }
        }
        finally
        {
            // Even behind a fault: what still runs reads from somewhere that must stay open.
            await Task.WhenAll(running).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
        }
    }

    /// <summary>Folds the next entry.</summary>
    /// <returns>Whether all holds so far.</returns>
    internal bool Add(in CheckedEntry entry)
    {
        if (Fault is not null)
        {
            return false;
        }

        var number = Register.Entries + 1;
        Fault = entry.Fault ?? (Problem(number, entry.Body) is { } broken ? Storage.Fault.In(number, broken) : null);
        if (Fault is not null)
        {
            return false;
        }

        try
        {
            Register.Apply(entry.Body.Event);
            if ((Folded?.Invoke(entry) ?? _texts.Add(entry)) is { } wrong)
            {
                Fault = Fault.In(number, wrong);
                return false;
            }
        }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException or IndexOutOfRangeException or KeyNotFoundException)
        {
            // The laws leave nothing that could throw; should one have a hole, it is the journal that is named.
            Fault = Fault.In(number, "cannot be folded: " + problem.Message);
            return false;
        }

        _latest = entry.Body.At;
        Head = entry.Hash;
        _aboutBook = entry.Body.Event is Event.OnInvoice ? _aboutBook : (number, Head);
        _wantedSeen = _wantedSeen || entry.Hash == _wanted;
        return true;
    }

    private bool Add(List<CheckedEntry> list)
    {
        foreach (var entry in list)
        {
            if (!Add(entry))
            {
                return false;
            }
        }

        list.Clear();
        _spare.Push(list);
        return true;
    }

    private static async IAsyncEnumerable<Func<List<CheckedEntry>, Task>> PiecesAsync(IAsyncEnumerable<FoundEntry> entries, EntryHash previous)
    {
        await foreach (var some in ChunksAsync(entries).ConfigureAwait(false))
        {
            var before = previous;
            previous = some[^1].Entry.Hash;
            yield return done =>
            {
                Check(some, before, done);
                return Task.CompletedTask;
            };
        }
    }

    /// <summary>So many entries, or as few as have so many bytes: whatever the lines of an export are, a few pieces of it are in memory.</summary>
    private static async IAsyncEnumerable<FoundEntry[]> ChunksAsync(IAsyncEnumerable<FoundEntry> entries)
    {
        List<FoundEntry> some = new(AtATime);
        var bytes = 0L;
        await foreach (var entry in entries.ConfigureAwait(false))
        {
            some.Add(entry);
            bytes += entry.Entry.Body.Length;
            if (some.Count == AtATime || bytes >= BytesAtATime)
            {
                yield return [.. some];
                some.Clear();
                bytes = 0;
            }
        }

        if (some.Count > 0)
        {
            yield return [.. some];
        }
    }

    private static void Check(FoundEntry[] some, EntryHash previous, List<CheckedEntry> done)
    {
        for (var at = 0; at < some.Length; at++)
        {
            var (entry, problem) = some[at];
            done.Add(problem is null ? CheckedEntry.Of(entry, previous) : new(default, entry.Hash, false, new(entry.Number, problem)));
            previous = entry.Hash;
        }
    }

    private string? Problem(long number, EntryBody body) =>
        body.Number != number ? string.Create(CultureInfo.InvariantCulture, $"is missing: entry {body.Number} stands in its place")
        : body.At < _latest ? string.Create(CultureInfo.InvariantCulture, $"was written at {body.At:O}, before the entry before it, which was written at {_latest:O}")
        : BookLaws.Problem(Register, body.Event);
}
