using System.Security.Cryptography;
using System.Text;

namespace NumberingRules.Storage;

/// <summary>
/// How the entries of a book are chained: the hash of each covers its body and the hash of the one before, and the
/// first covers the book's name, so that no entry can be changed, left out, moved or taken from another book.
/// </summary>
internal static class Chain
{
    private const int MostOnTheStack = 1024;

    /// <summary>What the first entry of a book is chained to.</summary>
    internal static EntryHash Start(string book)
    {
        Span<byte> hash = stackalloc byte[EntryHash.Size];
        SHA256.HashData(Encoding.UTF8.GetBytes("NumberingRules journal 1\n" + book), hash);
        return EntryHash.FromBytes(hash);
    }

    /// <summary>The hash of an entry. Allocates nothing for bodies up to 1 KB.</summary>
    /// <param name="previous">The hash of the entry before it.</param>
    /// <param name="body">Its body.</param>
    internal static EntryHash Link(EntryHash previous, ReadOnlySpan<byte> body)
    {
        var length = EntryHash.Size + body.Length;
        var joined = body.Length <= MostOnTheStack ? stackalloc byte[EntryHash.Size + MostOnTheStack] : new byte[length];
        previous.CopyTo(joined);
        body.CopyTo(joined[EntryHash.Size..]);
        Span<byte> hash = stackalloc byte[EntryHash.Size];
        SHA256.HashData(joined[..length], hash);
        return EntryHash.FromBytes(hash);
    }
}
