namespace NumberingRules.Storage;

/// <summary>Decides a command against a book in a session and appends what happened: the one way into a journal.</summary>
internal sealed class Deciding(TimeProvider time, Func<byte[]>? salt = null)
{
    private readonly EntryWriter _writer = new(salt);

    /// <summary>The entry appended last.</summary>
    internal StoredEntry? LastAppended { get; private set; }

    internal Answer Do(StoreSession session, string name, Command command, string? actor)
    {
        var book = session.FindOrAdd(name);
        Decision decision;
        try
        {
            decision = Numbering.Decide(book.Register, command);
        }
        catch (Exception e) when (e is not (StoreException or JournalException))
        {
            Damage.Tell(session, name, e);
            throw;
        }

        if (decision.Events.Count > 0)
        {
            Append(session, book, decision, actor);
        }

        return Answered(book, command, decision);
    }

    private void Append(StoreSession session, StoredBook book, Decision decision, string? actor)
    {
        // An instant is looked up in entries by their order, so it never goes back.
        var now = time.GetUtcNow();
        var at = now > book.At ? now : book.At;
        for (var place = 0; place < decision.Events.Count; place++)
        {
            var findings = FindingsFor(decision, place);
            var entry = _writer.Seal(book.Head, book.Entries + 1, at, decision.Events[place], findings.AsSpan(), actor);
            session.Append(book, entry, at, decision.Events[place], findings);
            LastAppended = entry;
        }
    }

    /// <summary>A finding stands with the first entry about its invoice, or with the command's first.</summary>
    private static ValueList<Noted> FindingsFor(Decision decision, int place) =>
        decision.Findings.Count == 0 ? default
        : [.. decision.Findings.Where(noted => Math.Max(0, decision.Events.FindIndex(happened => happened is Event.OnInvoice about && about.Invoice == noted.Invoice)) == place)];

    private static Answer Answered(StoredBook book, Command command, Decision decision)
    {
        return command is Command.OnInvoice { Invoice: var id } && book.Register.Find(id) is { } invoice
            ? new(decision, Numbering.Authority(book.Header, invoice), invoice.Attempt, book.Entries, book.Name, id)
            : new(decision, null, 0, book.Entries);
    }
}
