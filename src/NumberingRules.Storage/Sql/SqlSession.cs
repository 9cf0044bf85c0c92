namespace NumberingRules.Storage;

/// <summary>What a session may do.</summary>
internal enum SqlSessionKind
{
    /// <summary>Look.</summary>
    Reading,

    /// <summary>The store's own transaction.</summary>
    Writing,

    /// <summary>Inside somebody else's transaction.</summary>
    Joined,
}

/// <summary>One look at a database, or one transaction with it.</summary>
internal sealed partial class SqlSession : StoreSession
{
    private readonly SqlStore _store;
    private readonly SqlKept _kept;
    private readonly List<StoredBook> _caughtUp = [];
    private readonly HashSet<StoredBook> _appendedTo = [];
    private bool _open = true;
    private bool _appended;

    internal SqlSession(SqlStore store, SqlKept kept, SqlSessionKind kind, long? upTo = null)
    {
        (_store, _kept, Kind) = (store, kept, kind);
        var (watermark, rebuilds, last, journalVersion, tablesVersion) = SqlJournal.Ends(kept.Link);

        // Asked each time: another process may have brought the file up meanwhile.
        SqlSchema.Refuse(journalVersion, tablesVersion);
        last = upTo ?? last;
        if (watermark != kept.Watermark || rebuilds != kept.Rebuilds || last < kept.Last)
        {
            kept.Clear();
        }
        else if (last > kept.Last && kept.Books.Count > 0)
        {
            Follow(kept.Last, last);
        }

        (kept.Watermark, kept.Rebuilds, kept.Last) = (watermark, rebuilds, last);
    }

    internal SqlSessionKind Kind { get; }

    internal SqlKept Kept => _kept;

    internal SqlLink Link => _kept.Link;

    /// <summary>Whether what was read can no longer be trusted.</summary>
    internal bool Failed { get; private set; }

    // Databases sort texts as UTF-8, or as some language does.
    internal override IReadOnlyList<string> Names() => [.. SqlJournal.Books(Link).Select(book => book.Name).Order(StringComparer.Ordinal)];

    internal override StoredBook? Find(string name)
    {
        if (!_kept.Books.TryGetValue(name, out var book))
        {
            if (SqlJournal.Books(Link, name) is [var row])
            {
                book = Load(row);
            }
            else if (_store.HasOrphans && SqlOrphans.Problem(Link, name) is { } problem)
            {
                throw new StoreException(StoreTrouble.Damaged, problem);
            }
        }

        return book;
    }

    internal override StoredBook FindOrAdd(string name) => Find(name) ?? new(name);

    internal override void Append(StoredBook book, StoredEntry entry, DateTimeOffset at, Event happened, ValueList<Noted> findings)
    {
        if (!_appended && OverreachesBy is not null)
        {
            throw new StoreException(StoreTrouble.Damaged, OverreachesBy);
        }

        if (!_appended && Kind == SqlSessionKind.Joined)
        {
            // The host may commit though the command fails: then nothing of it may stay.
            Link.Run("SAVEPOINT numbering_command");
        }

        _appended = true;
        if (book.Id == 0)
        {
            book.Id = SqlJournal.AddBook(Link, book.Name);
            _kept.Books.Add(book.Name, book);
        }

        SqlJournal.Append(Link, _kept.Last + 1, book.Id, entry);

        // Whoever writes does not read it again: the bytes need not outlive the batch.
        book.Add(new(++_kept.Last, entry.Number, happened, findings, null), entry.Hash, at);
        _kept.Behind.Add(book);
        _appendedTo.Add(book);
    }

    internal override void Commit()
    {
        if (_appended && IsWorthCatchingUp())
        {
            CatchUpIfReadable();
        }

        if (Kind == SqlSessionKind.Writing)
        {
            Link.Run("COMMIT");
        }
        else if (_appended)
        {
            Link.Run("RELEASE numbering_command");
        }

        foreach (var book in _caughtUp)
        {
            _kept.CaughtUp(book);
        }

        _caughtUp.Clear();
        _open = false;
    }

    internal override VerifyReport Verify(string name, EntryHash? head)
    {
        if (SqlJournal.Books(Link, name) is not [var row])
        {
            return SqlOrphans.Problem(Link, name) is { } problem ? new VerifyReport(name, 0, 0, 0, default, new(null, problem)) : base.Verify(name, head);
        }

        var check = new SqlCheck(_store, Link, row);
        JournalAudit audit = null!;
        audit = new(name, head) { Folded = entry => check.Note(entry, audit.Register) };
        try
        {
            audit.AddAll(Pieces(row, check));
        }
        finally
        {
            check.Wait();
        }

        if (audit.Fault is null && check.Problem(audit.Register, audit.Head) is { } wrong)
        {
            return audit.Report with { Fault = new(null, wrong) };
        }

        if (audit.Fault is null && OverreachesBy is { } cutOff)
        {
            return audit.Report with { Fault = new(null, cutOff) };
        }

        audit.AddAll(SqlJournal.Behind(Link, _kept.Watermark, _kept.Last, row.Id).Select(behind => new FoundEntry(behind.Entry)));
        return audit.Report;
    }

    public override void Dispose()
    {
        if (_open)
        {
            Failed = _appended;
            try
            {
                if (Kind != SqlSessionKind.Joined)
                {
                    Link.Run("ROLLBACK");
                }
                else if (_appended)
                {
                    Link.Run("ROLLBACK TO numbering_command");
                    Link.Run("RELEASE numbering_command");
                }
            }
            catch (StoreException)
            {
                // The database rolled back by itself, as it does after some errors, or is gone: what was kept is not used again.
                Failed = true;
            }
        }

        _open = false;
        _store.Return(this);
    }

    internal static BookHeader Header(SqlLink link, SqlBookRow row)
    {
        var header = BookHeader.Unopened;
        foreach (var entry in new SqlTables(link, row.Id, row, header).EntriesAboutBook())
        {
            header = Evolve.Book(header, EntryReader.Read(entry.Body.Span).Event);
        }

        return header with { HasExchanged = row.HasExchanged };
    }

    /// <summary>The journal in pieces that several connections read at once: what was written never changes, whoever looks.</summary>
    private IEnumerable<Action<List<CheckedEntry>>> Pieces(SqlBookRow row, SqlCheck check)
    {
        for (var after = 0L; after < row.Entries; after += JournalAudit.AtATime)
        {
            var from = after;
            yield return done => check.Saw(_store.WithReader(link => SqlJournal.Check(link, row, from, Math.Min(from + JournalAudit.AtATime, row.Entries), done)));
        }
    }

    private StoredBook Load(SqlBookRow row)
    {
        var book = new StoredBook(row.Name, row.Id, new SqlTables(Link, row.Id, row, _store.HeaderOf(_kept, row, lasts: Kind == SqlSessionKind.Reading)));
        foreach (var (id, _, entry) in SqlJournal.Behind(Link, _kept.Watermark, _kept.Last, row.Id))
        {
            book.Add(id, entry);
        }

        if (book.Tail.Count > 0)
        {
            _kept.Behind.Add(book);
        }

        _kept.Books.Add(row.Name, book);
        return book;
    }
}
