using System.Globalization;

namespace NumberingRules.Storage;

/// <summary>An entry with all that can be checked without the entries before it.</summary>
/// <param name="Body">What it says; not to be looked at when there is a fault.</param>
/// <param name="Hash">Its place in the chain.</param>
/// <param name="IsErased">Whether it had a free text that was erased.</param>
/// <param name="Fault">What is wrong with it.</param>
internal readonly record struct CheckedEntry(EntryBody Body, EntryHash Hash, bool IsErased, Fault? Fault)
{
    /// <summary>Checks the chain, the free text against its digest, and that the body can be read. For several threads at once.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="previous">The hash that the one before it has, or the start of the book's chain.</param>
    /// <param name="canonical">Whether the body must have its canonical spelling too; the writer to compare with.</param>
    internal static CheckedEntry Of(StoredEntry entry, EntryHash previous, EntryWriter? canonical = null) =>
        Of(entry, entry.Body.Span, previous, canonical);

    /// <summary>The same with the body elsewhere than in the entry.</summary>
    internal static CheckedEntry Of(StoredEntry entry, ReadOnlySpan<byte> bytes, EntryHash previous, EntryWriter? canonical = null)
    {
        // The chain first: it is what tells damage from what was never right.
        var hash = Chain.Link(previous, bytes);
        if (hash != entry.Hash)
        {
            return Wrong(entry, string.Create(
                CultureInfo.InvariantCulture,
                $"does not fit the chain: its hash should be {hash} and is {entry.Hash}; it, or what stood before it, was changed, moved or taken away"));
        }

        if (entry.Text?.Problem() is { } damaged)
        {
            return Wrong(entry, "has a damaged free text: " + damaged);
        }

        EntryBody body;
        try
        {
            body = EntryReader.Read(bytes, entry.Number);
        }
        catch (JournalException problem)
        {
            return new(default, entry.Hash, false, new(entry.Number, problem.Message));
        }

        return
            EntryReader.Problem(body, entry.Text) is { } unfit ? Wrong(entry, unfit)
            : entry.Text?.Digest() is { } digest && digest != body.Text
                ? Wrong(entry, $"has a free text that was tampered with: its digest should be {body.Text} and is {digest}")
            : canonical is not null && !canonical.Write(body.Number, body.At, body.Event, body.Findings.AsSpan(), body.Text).SequenceEqual(bytes)
                ? Wrong(entry, "is not spelled as it would be written")
            : new(body, entry.Hash, body.Text is not null && entry.Text is null, null);
    }

    internal static CheckedEntry Wrong(StoredEntry entry, string problem) => new(default, entry.Hash, false, Storage.Fault.In(entry.Number, problem));
}
