namespace NumberingRules.Storage;

/// <summary>An entry the look-up tables do not know yet.</summary>
/// <param name="Id">Its place in the journal of all books.</param>
/// <param name="Number">Its number in the book.</param>
/// <param name="Happened">What it says.</param>
/// <param name="Findings">What was found.</param>
/// <param name="Stored">The entry as it is kept; none where nobody reads it again.</param>
internal sealed record TailEntry(long Id, long Number, Event Happened, ValueList<Noted> Findings, StoredEntry? Stored);

/// <summary>
/// A book as it stands: look-up tables as of some entry, and the <i>tail</i>, the entries since, folded over them. A
/// store that keeps no tables is all tail. Not for use by several threads at once.
/// </summary>
internal sealed partial class StoredBook
{
    private readonly IBookTables? _tables;
    private readonly TableMemo? _memo;
    private readonly List<TailEntry> _tail = [];
    private long _inTables;

    internal StoredBook(string name, long id = 0, IBookTables? tables = null)
    {
        Name = name;
        Id = id;
        _tables = tables;
        _memo = tables is null ? null : new(tables);
        Register = _memo is null ? new() : new(_memo);
        _inTables = tables?.Entries ?? 0;
        Head = tables?.Head ?? Chain.Start(name);
        At = tables?.At ?? DateTimeOffset.MinValue;
    }

    internal string Name { get; }

    /// <summary>Its number in the store; 0 until it has one.</summary>
    internal long Id { get; set; }

    /// <summary>What decisions look at, and what accepted events are folded into.</summary>
    internal Register Register { get; private set; }

    /// <summary>The hash of the last entry.</summary>
    internal EntryHash Head { get; private set; }

    /// <summary>The instant of the last entry.</summary>
    internal DateTimeOffset At { get; private set; }

    internal long Entries => Register.Entries;

    /// <summary>Whether there are look-up tables under it.</summary>
    internal bool HasTables => _tables is not null;

    internal BookHeader Header => Register.Header;

    /// <summary>The entries the tables do not know.</summary>
    internal IReadOnlyList<TailEntry> Tail => _tail;

    /// <summary>What the tables say of an invoice, without the tail.</summary>
    internal Invoice? InTables(InvoiceId invoice) => _memo?.Find(invoice);

    /// <summary>Appends an entry that was just decoded.</summary>
    internal void Add(long id, StoredEntry stored)
    {
        var body = EntryReader.Read(stored.Body.Span);
        Add(new(id, stored.Number, body.Event, body.Findings, stored), stored.Hash, body.At);
    }

    internal void Add(TailEntry entry, EntryHash hash, DateTimeOffset at)
    {
        if (entry.Number != Entries + 1)
        {
            throw new JournalException($"book '{Name}': entry {entry.Number} stands where entry {Entries + 1} is expected; run verify");
        }

        try
        {
            Register.Apply(entry.Happened);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or KeyNotFoundException)
        {
            // What was decided here can always be folded; this was changed behind the library's back.
            throw new JournalException(entry.Number, $"of book '{Name}' cannot be folded ({e.Message}); run verify", e);
        }

        _tail.Add(entry);
        (Head, At) = (hash, at);
    }

    /// <summary>The tables now hold the tail.</summary>
    internal void CaughtUp()
    {
        _memo!.Learn(Register);
        _inTables = Entries;
        _tail.Clear();
        Register = new(_memo);
    }
}
