using System.Text;

namespace NumberingRules.Storage;

/// <summary>Writes the lines of an export. What is given stays valid until the next call.</summary>
internal sealed class ExportWriter : IDisposable
{
    private readonly MemoryStream _line = new();

    internal ReadOnlySpan<byte> Book(string book)
    {
        _line.SetLength(0);
        _line.Write("{\"journal\":1,\"book\":"u8);
        _line.Write(Encoding.UTF8.GetBytes(CanonicalText.Quoted(book)));
        _line.Write("}\n"u8);
        return Written;
    }

    internal ReadOnlySpan<byte> Entry(StoredEntry entry)
    {
        Span<byte> digits = stackalloc byte[EntryHash.Digits];
        _line.SetLength(0);
        _line.Write("{\"body\":"u8);
        _line.Write(entry.Body.Span);
        if (entry.Text is { } text)
        {
            _line.Write(",\"free\":"u8);
            _line.Write(Free(text));
        }

        entry.Hash.FormatTo(digits);
        _line.Write(",\"hash\":\""u8);
        _line.Write(digits);
        _line.Write("\"}\n"u8);
        return Written;
    }

    internal static byte[] Free(FreeText text) => Encoding.UTF8.GetBytes(
        $"{{\"salt\":\"{Convert.ToHexStringLower(text.Salt)}\"{Member("reason", text.Reason)}{Member("actor", text.Actor)}}}");

    public void Dispose() => _line.Dispose();

    private ReadOnlySpan<byte> Written => _line.GetBuffer().AsSpan(0, (int)_line.Length);

    private static string Member(string name, string? value) => value is null ? "" : $",\"{name}\":{CanonicalText.Quoted(value)}";
}
