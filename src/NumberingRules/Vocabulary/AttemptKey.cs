using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace NumberingRules;

/// <summary>The key of an attempt, for the ERP's idempotency header: the same attempt has the same key, on every machine and for ever.</summary>
public static class AttemptKey
{
    /// <summary>
    /// The key of an attempt to send an invoice: a UUID (version 8) made from the first half of a SHA-256 over the
    /// UTF-8 text of book and invoice, each behind its length, and the attempt.
    /// </summary>
    /// <param name="book">The host's name for the book, written like any name (<see cref="Identifier"/>); different books must have different names.</param>
    /// <param name="invoice">The invoice.</param>
    /// <param name="attempt">The attempt, as the answer to <c>send</c> tells it.</param>
    /// <exception cref="ArgumentException"><see cref="Identifier.Problem"/> has something to say about the book's name.</exception>
    public static Guid Of(string book, InvoiceId invoice, long attempt)
    {
        if (Identifier.Problem(book) is { } problem)
        {
            throw new ArgumentException(problem, nameof(book));
        }

        ArgumentNullException.ThrowIfNull(invoice);
        var (bookLength, invoiceLength) = (Encoding.UTF8.GetByteCount(book), Encoding.UTF8.GetByteCount(invoice.Text));
        var text = new byte[sizeof(int) + bookLength + sizeof(int) + invoiceLength + sizeof(long)];
        var rest = text.AsSpan();
        BinaryPrimitives.WriteInt32BigEndian(rest, bookLength);
        Encoding.UTF8.GetBytes(book, rest[sizeof(int)..]);
        rest = rest[(sizeof(int) + bookLength)..];
        BinaryPrimitives.WriteInt32BigEndian(rest, invoiceLength);
        Encoding.UTF8.GetBytes(invoice.Text, rest[sizeof(int)..]);
        BinaryPrimitives.WriteInt64BigEndian(rest[(sizeof(int) + invoiceLength)..], attempt);

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, digest);
        digest[6] = (byte)(0x80 | (digest[6] & 0x0F));
        digest[8] = (byte)(0x80 | (digest[8] & 0x3F));
        return new(digest[..16], bigEndian: true);
    }
}
