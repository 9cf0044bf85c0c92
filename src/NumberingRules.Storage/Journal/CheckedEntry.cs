using System.Globalization;

namespace NumberingRules.Storage;

/// <summary>An entry with all that can be checked without the entries before it.</summary>
/// <param name="Body">What it says; not to be looked at when there is a fault.</param>
/// <param name="Hash">Its place in the chain.</param>
/// <param name="IsErased">Whether it had a free text that was erased.</param>
/// <param name="Fault">What is wrong with it.</param>
/// <param name="Row">Its row, where it comes from a table.</param>
internal readonly record struct CheckedEntry(EntryBody Body, EntryHash Hash, bool IsErased, Fault? Fault, EntryRow? Row = null)
{
    /// <summary>Checks the row of an entry: what its columns say is what the body says.</summary>
    internal static CheckedEntry Of(EntryRow row, EntryHash previous)
    {
        var entry = Of(row.Entry, previous) with { Row = row };
        return entry.Fault is null && entry.Body.At != row.At
            ? Wrong(row.Entry.Number, entry.Hash, string.Create(CultureInfo.InvariantCulture, $"was written at {entry.Body.At:O}, and the column 'at' of table {BookTable.Journal.Name} says {row.At:O}"))
            : entry;
    }

    /// <summary>Checks the chain, the free text against its digest, and that the body can be read. For several threads at once.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="previous">The hash that the one before it has, or the start of the book's chain.</param>
    internal static CheckedEntry Of(StoredEntry entry, EntryHash previous)
    {
        var (number, bytes, found, text) = (entry.Number, entry.Body, entry.Hash, entry.Text);

        // The chain first: it is what tells damage from what was never right.
        var hash = Chain.Link(previous, bytes.Span);
        if (hash != found)
        {
            return Wrong(number, found, string.Create(
                CultureInfo.InvariantCulture,
                $"does not fit the chain: its hash should be {hash} and is {found}; it, or what stood before it, was changed, moved or taken away"));
        }

        if (text?.Problem() is { } damaged)
        {
            return Wrong(number, found, "has a damaged free text: " + damaged);
        }

        EntryBody body;
        try
        {
            body = EntryReader.Read(bytes.Span, number);
        }
        catch (JournalException problem)
        {
            return new(default, found, false, new(number, problem.Message));
        }

        return
            EntryReader.Problem(body, text) is { } unfit ? Wrong(number, found, unfit)
            : text?.Digest() is { } digest && digest != body.Text
                ? Wrong(number, found, $"has a free text that was tampered with: its digest should be {body.Text} and is {digest}")
            : new(body, found, body.Text is not null && text is null, null);
    }

    private static CheckedEntry Wrong(long number, EntryHash hash, string problem) => new(default, hash, false, Storage.Fault.In(number, problem));
}
