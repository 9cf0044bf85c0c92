namespace NumberingRules.Storage;

/// <summary>
/// One book's part of a batch: its commands decided one after the other over what is loaded, and what they change. A pass
/// over something that is missing is thrown away and made again. Not for use by several threads at once.
/// </summary>
internal sealed class BookBatch(BookLoad load, Func<Guid> newIdentity)
{
    private readonly List<(Decision Decision, string? Actor)> _accepted = [];
    private KeptHeader _header = KeptHeader.Unopened;
    private BookIdentity? _identity;
    private LoadedBook? _under;
    private Register? _register;

    internal BookLoad Load => load;

    /// <summary>What is to be done, in order, each with who does it.</summary>
    internal List<(Command Command, string? Actor)> Commands { get; } = [];

    /// <summary>The answers of the last pass, in order of the commands.</summary>
    internal List<Answer> Answers { get; } = [];

    /// <summary>What it changed, once it was sealed; null when it changed nothing.</summary>
    internal BookChange? Change { get; set; }

    /// <summary>What went wrong with this book alone.</summary>
    internal Exception? Trouble { get; set; }

    /// <summary>What is known of the book once the last pass was sealed.</summary>
    internal KeptHeader Header => _header with { Header = _register!.Header };

    /// <summary>Whether the header is loaded, so that a pass can be made.</summary>
    internal bool HasHeader => _under is not null;

    internal void Begin(KeptHeader header, Action? loadNow)
    {
        (_header, _under) = (header, new(load, header, loadNow));
        _identity = BookIdentity.Of(load.Book, load.Row, newIdentity);
    }

    /// <summary>
    /// Asks what the commands will ask, as far as that can be told from the header known last: it is then loaded with the
    /// lock, where a round trip costs something. Nothing is decided by it.
    /// </summary>
    internal void Foresee(IBookStore store, Headers headers)
    {
        if (store.LoadsAtOnce || headers.Last(load.Book) is not { } header)
        {
            return;
        }

        (_under, _identity) = (new(load, header, null), BookIdentity.Of(load.Book, null, static () => default));
        try
        {
            TryDecide();
        }
#pragma warning disable CA1031 // Nothing is decided here: whatever a rule stumbles over, it stumbles over again where that is told.
        catch (Exception)
#pragma warning restore CA1031
        {
        }

        _under = null;
    }

    /// <summary>Decides all commands in order.</summary>
    /// <returns>Whether nothing was missing, so that the pass counts.</returns>
    internal bool TryDecide()
    {
        Answers.Clear();
        _accepted.Clear();
        _under!.Misses = false;
        _register = new(_under);
        foreach (var (command, actor) in Commands)
        {
            try
            {
                Answers.Add(Do(command, actor));
            }
#pragma warning disable CA1031 // Whatever it was, it was decided over something missing.
            catch (Exception) when (_under.Misses)
#pragma warning restore CA1031
            {
                // Whatever was decided over something missing is decided again; what else is missing is noted in this pass.
            }
        }

        return !_under.Misses;
    }

    /// <summary>What the last pass changed, its entries sealed; null when it changed nothing.</summary>
    /// <param name="writer">Writes the entries.</param>
    /// <param name="now">The time; entries are never dated before the one before them.</param>
    /// <param name="erasures">Erasures to record behind it.</param>
    internal BookChange? Seal(EntryWriter writer, DateTimeOffset now, IReadOnlyList<Event.Erased>? erasures = null)
    {
        if (_accepted.Count == 0 && erasures is null)
        {
            return null;
        }

        var (before, register) = (load.Row, _register!);
        var rows = new ChangedRows(register, _under!.RowOf);
        var (number, head, about) = (before?.Entries ?? 0, before?.Head ?? Chain.Start(load.Book), (Entry: before?.AboutBook ?? 0, Hash: before?.AboutBookHash ?? default));

        // What was so at an instant is the last entry until then, so instants never go back.
        var instant = before is null || now > before.At ? now : before.At;
        foreach (var (decision, actor) in _accepted)
        {
            var findings = decision.Findings.Count > 0 ? FindingsByEvent(decision) : null;
            for (var place = 0; place < decision.Events.Count; place++)
            {
                Add(decision.Events[place], findings?.GetValueOrDefault(place) ?? default, actor);
            }
        }

        foreach (var erased in erasures ?? [])
        {
            register.Apply(erased);
            Add(erased, default, null);
        }

        List<(Invoice? Before, Invoice After)> invoices = new(register.Changed.Count);
        foreach (var invoice in register.Changed)
        {
            invoices.Add((_under.Find(invoice.Id), invoice));
        }

        var header = register.Header;
        return rows.Change(
            before,
            new(
                before?.Id ?? 0, load.Book, _identity!.Identity, _identity.Entry, number, head, instant, about.Entry, about.Hash,
                header.HasExchanged, header.Connection, header.Epoch, header.HomePrevails),
            invoices,
            erasures is null ? [] : [.. erasures.SelectMany(static erased => erased.Runs)]);

        void Add(Event happened, ValueList<Noted> findings, string? actor)
        {
            number++;
            var entry = writer.Seal(head, number, instant, happened, findings, actor, number == _identity!.Entry ? _identity.Identity : null);
            head = entry.Hash;
            rows.Add(entry, instant, happened, findings);
            _header = happened is Event.Advanced e ? _header with { Advanced = _header.Advanced.SetItem(KeptHeader.PlaceOf(e), e.Next) } : _header;
            about = happened is Event.OnInvoice ? about : (number, head);
        }
    }

    private Answer Do(Command command, string? actor)
    {
        var decision = _register!.Do(command);
        if (decision.Events.Count > 0)
        {
            _accepted.Add((decision, actor));
        }

        return command is Command.OnInvoice { Invoice: var id } && _register.Find(id) is { } invoice
            ? new(command, decision, Numbering.Authority(_register.Header, invoice), _register.Entries, _identity!, invoice)
            : new(command, decision, _register.Entries, load.Book);
    }

    /// <summary>
    /// The findings by the event they stand with: the first about their invoice, or the first of all. Costs the events and
    /// the findings once.
    /// </summary>
    private static Dictionary<int, ValueList<Noted>> FindingsByEvent(Decision decision)
    {
        var first = new Dictionary<InvoiceId, int>(NameComparer<InvoiceId>.Instance);
        for (var at = 0; at < decision.Events.Count; at++)
        {
            if (decision.Events[at] is Event.OnInvoice about)
            {
                first.TryAdd(about.Invoice, at);
            }
        }

        return decision.Findings.GroupBy(noted => first.GetValueOrDefault(noted.Invoice))
            .ToDictionary(static of => of.Key, static of => (ValueList<Noted>)[.. of]);
    }
}
