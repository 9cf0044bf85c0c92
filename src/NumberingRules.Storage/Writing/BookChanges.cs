namespace NumberingRules.Storage;

/// <summary>Collects what accepted decisions change in a book: seals their entries, and makes the rows that follow from them.</summary>
internal sealed class BookChanges
{
    private readonly BookRow? _before;
    private readonly BookIdentity _identity;
    private readonly DateTimeOffset _at;
    private readonly string _book;
    private readonly List<(StoredEntry Stored, Event Happened)> _entries = [];
    private readonly List<FindingRow> _findings = [];
    private EntryHash _head;
    private long _number;
    private (long Entry, EntryHash Hash) _aboutBook;

    internal BookChanges(BookLoad load, BookIdentity identity, DateTimeOffset now)
    {
        (_before, _book, _identity) = (load.Row, load.Book, identity);
        _head = _before?.Head ?? Chain.Start(_book);
        _number = _before?.Entries ?? 0;
        _aboutBook = (_before?.AboutBook ?? 0, _before?.AboutBookHash ?? default);

        // An instant is looked up in entries by their order, so it never goes back.
        _at = _before is null || now > _before.At ? now : _before.At;
    }

    /// <summary>Seals the entries of a decision.</summary>
    internal void Add(Decision decision, string? actor, EntryWriter writer)
    {
        var findings = decision.FindingsByEvent();
        for (var place = 0; place < decision.Events.Count; place++)
        {
            Add(decision.Events[place], findings.GetValueOrDefault(place), actor, writer);
        }
    }

    /// <summary>Seals one entry.</summary>
    internal void Add(Event happened, ValueList<Noted> findings, string? actor, EntryWriter writer)
    {
        _number++;
        var entry = writer.Seal(_head, _number, _at, happened, findings.AsSpan(), actor, _number == _identity.Entry ? _identity.Identity : null);
        _head = entry.Hash;
        _entries.Add((entry, happened));
        if (happened is not Event.OnInvoice)
        {
            _aboutBook = (_number, _head);
        }

        foreach (var (finding, invoice) in findings)
        {
            _findings.Add(new(_number, finding, invoice));
        }
    }

    /// <summary>What changed.</summary>
    /// <param name="after">The book after all decisions.</param>
    /// <param name="before">The book before them; every invoice that changed is loaded.</param>
    /// <param name="erased">Runs of entries whose free texts go.</param>
    internal BookChange Of(Register after, LoadedBook before, IReadOnlyList<EntryRun>? erased = null)
    {
        var rows = new ChangedRows(after, before.RowOf);
        List<EntryRow> entries = new(_entries.Count);
        foreach (var (stored, happened) in _entries)
        {
            entries.Add(new(stored, rows.AppearanceOf(happened), _at));
            rows.Note(stored.Number, happened);
        }

        List<(Invoice? Before, Invoice After)> invoices = [.. after.Changed.OrderBy(static invoice => invoice.Appeared).Select(invoice => (before.Find(invoice.Id), invoice))];
        var header = after.Header;
        return new(_before, new(
            _before?.Id ?? 0, _book, _identity.Identity, _identity.Entry, _number, _head, _at, _aboutBook.Entry, _aboutBook.Hash,
            header.HasExchanged, header.Connection, header.Epoch, header.HomePrevails))
        {
            Entries = entries,
            Invoices = [.. invoices.Select(static one => (one.Before is null ? null : new InvoiceRow(one.Before), new InvoiceRow(one.After)))],
            Freed = [.. invoices.SelectMany(static one => ChangedRows.Freed(one.Before, one.After))],
            Taken = [.. invoices.SelectMany(one => rows.Taken(one.Before, one.After))],
            Positions = [.. rows.Positions],
            Findings = _findings,
            Erased = erased ?? [],
        };
    }
}
