using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace NumberingRules.Storage;

/// <summary>The checksum of a book's row: the SHA-256 over its columns. Deciding trusts the row, so a row that was changed by accident must not be believed.</summary>
internal static class RowSeal
{
    internal static EntryHash Of(BookRow row)
    {
        Span<byte> room = stackalloc byte[(9 * sizeof(long)) + 16 + (2 * EntryHash.Size) + (3 * Identifier.MaxLength)];
        var rest = room;
        Put(ref rest, row.IdentityEntry);
        Put(ref rest, row.Entries);
        Put(ref rest, row.At.UtcTicks);
        Put(ref rest, row.AboutBook);
        Put(ref rest, row.HasExchanged ? 1 : 0);
        Put(ref rest, (long)row.Connection);
        Put(ref rest, row.Epoch);
        Put(ref rest, row.HomePrevails ? 1 : 0);
        Put(ref rest, row.Identity is null ? 0 : 1);
        row.Identity.GetValueOrDefault().TryWriteBytes(rest, bigEndian: true, out var written);
        rest = rest[written..];
        row.Head.CopyTo(rest);
        row.AboutBookHash.CopyTo(rest[EntryHash.Size..]);
        rest = rest[(2 * EntryHash.Size)..];
        rest = rest[Encoding.UTF8.GetBytes(row.Name, rest)..];
        Span<byte> hash = stackalloc byte[EntryHash.Size];
        SHA256.HashData(room[..^rest.Length], hash);
        return EntryHash.FromBytes(hash);
    }

    private static void Put(ref Span<byte> rest, long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(rest, value);
        rest = rest[sizeof(long)..];
    }
}
