namespace NumberingRules.Storage;

/// <summary>Writes the canonical body of entries, one after the other. Reuse it; not for several threads at once.</summary>
/// <param name="salt">Where the salts of free texts come from; the machine's randomness if nothing is given.</param>
internal sealed class EntryWriter(Func<byte[]>? salt = null)
{
    private readonly FieldWriter _writer = new();

    /// <summary>The body of an entry; it stays valid until the next call.</summary>
    /// <param name="number">Its number in the book, from 1.</param>
    /// <param name="at">When it is written.</param>
    /// <param name="happened">What happened; its reason is left out.</param>
    /// <param name="findings">Trouble recorded with it.</param>
    /// <param name="text">The digest of its free text, if it has any.</param>
    /// <param name="identity">The book's identity, if this entry brings it.</param>
    internal ReadOnlySpan<byte> Write(long number, DateTimeOffset at, Event happened, ValueList<Noted> findings, EntryHash? text, Guid? identity = null)
    {
        var fields = Begin(number, at, happened, findings);
        return End(fields, text, identity);
    }

    /// <summary>The entry that comes next in a book, sealed: its free text put beside it, its body chained.</summary>
    /// <param name="previous">The hash of the entry before it, or the <see cref="Chain.Start"/> of the book.</param>
    /// <param name="number">Its number in the book, from 1.</param>
    /// <param name="at">When it is written; not before the entry before it.</param>
    /// <param name="happened">What happened.</param>
    /// <param name="findings">Trouble recorded with it.</param>
    /// <param name="actor">Who did it, if the host says so.</param>
    /// <param name="identity">The book's identity, if this entry brings it.</param>
    internal StoredEntry Seal(EntryHash previous, long number, DateTimeOffset at, Event happened, ValueList<Noted> findings, string? actor, Guid? identity = null)
    {
        var fields = Begin(number, at, happened, findings);
        var text = FreeText.Of(fields.Reason, actor, salt);
        var body = End(fields, text?.Digest(), identity);
        return new(number, body.ToArray(), Chain.Link(previous, body), text);
    }

    private EntryFields Begin(long number, DateTimeOffset at, Event happened, ValueList<Noted> findings)
    {
        _writer.Clear();
        var fields = EntryFields.Writing(_writer);
        fields.Begin();
        fields.Whole("entry"u8, number);
        fields.Instant("at"u8, at);
        fields.Text("event"u8, happened.Name);
        fields.Object("data"u8, happened, EventTable.Of(happened));
        fields.Findings("findings"u8, findings);
        return fields;
    }

    private ReadOnlySpan<byte> End(EntryFields fields, EntryHash? text, Guid? identity)
    {
        fields.OptionalHash("text"u8, text);
        fields.OptionalIdentity("identity"u8, identity);
        fields.End();
        return _writer.Written;
    }
}
