namespace NumberingRules.Storage;

/// <summary>
/// What the keys of a book's attempts are made of. A book gets an identity once, with an entry of its journal, so that two
/// databases with a book of the same name never share a key; an attempt begun before that entry keeps the key made of the name.
/// </summary>
/// <param name="Name">The book's name.</param>
/// <param name="Identity">Its identity.</param>
/// <param name="Entry">The entry that brought the identity.</param>
internal sealed record BookIdentity(string Name, Guid Identity, long Entry)
{
    /// <summary>The identity of a book as stored; a new one, for the next entry, if it has none yet.</summary>
    internal static BookIdentity Of(string name, BookRow? row, Func<Guid> identity) =>
        row?.Identity is { } known ? new(name, known, row.IdentityEntry) : new(name, identity(), (row?.Entries ?? 0) + 1);

    /// <summary>The key of an invoice's current attempt. Costs a SHA-256.</summary>
    internal Guid KeyOf(InvoiceId invoice, long attempt, long since) =>
        AttemptKey.Of(since < Entry ? Name : Identity.ToString("D"), invoice, attempt);
}
