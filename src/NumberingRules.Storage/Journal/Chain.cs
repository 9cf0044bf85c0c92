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

    [ThreadStatic]
    private static IncrementalHash? _hashing;

    /// <summary>What the first entry of a book is chained to.</summary>
    internal static EntryHash Start(string book)
    {
        Span<byte> hash = stackalloc byte[EntryHash.Size];
        SHA256.HashData(Encoding.UTF8.GetBytes("NumberingRules journal 1\n" + book), hash);
        return EntryHash.FromBytes(hash);
    }

    /// <summary>The hash of an entry. Allocates nothing but the thread's first time.</summary>
    /// <param name="previous">The hash of the entry before it.</param>
    /// <param name="body">Its body.</param>
    internal static EntryHash Link(EntryHash previous, ReadOnlySpan<byte> body)
    {
        // Beginning anew costs more than hashing a body: what was begun on this thread is used again.
        var hashing = _hashing ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> room = stackalloc byte[EntryHash.Size + MostOnTheStack];
        previous.CopyTo(room);
        if (body.Length <= MostOnTheStack)
        {
            // In one call: each costs more than copying a body.
            body.CopyTo(room[EntryHash.Size..]);
            hashing.AppendData(room[..(EntryHash.Size + body.Length)]);
        }
        else
        {
            hashing.AppendData(room[..EntryHash.Size]);
            hashing.AppendData(body);
        }

        hashing.GetHashAndReset(room);
        return EntryHash.FromBytes(room[..EntryHash.Size]);
    }
}
