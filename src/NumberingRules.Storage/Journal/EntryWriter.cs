using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NumberingRules.Storage;

/// <summary>Writes the canonical body of entries, one after the other. Reuse it; not for several threads at once.</summary>
internal sealed class EntryWriter : IDisposable
{
    internal const int InstantWidth = 28;

    private static readonly JsonEncodedText Entry = JsonEncodedText.Encode("entry");
    private static readonly JsonEncodedText At = JsonEncodedText.Encode("at");
    private static readonly JsonEncodedText Name = JsonEncodedText.Encode("event");
    private static readonly JsonEncodedText Data = JsonEncodedText.Encode("data");
    private static readonly JsonEncodedText Findings = JsonEncodedText.Encode("findings");
    private static readonly JsonEncodedText OneFinding = JsonEncodedText.Encode("finding");
    private static readonly JsonEncodedText Invoice = JsonEncodedText.Encode("invoice");
    private static readonly JsonEncodedText Text = JsonEncodedText.Encode("text");

    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _writer;

    private readonly Func<byte[]>? _salt;

    /// <param name="salt">Where the salts of free texts come from; the machine's randomness if nothing is given.</param>
    internal EntryWriter(Func<byte[]>? salt = null)
    {
        _salt = salt;
        _writer = new(_buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    }

    /// <summary>The body of an entry; it stays valid until the next call.</summary>
    /// <param name="number">Its number in the book, from 1.</param>
    /// <param name="at">When it is written.</param>
    /// <param name="happened">What happened; its reason is left out.</param>
    /// <param name="findings">Trouble recorded with it.</param>
    /// <param name="text">The digest of its free text, if it has any.</param>
    internal ReadOnlySpan<byte> Write(long number, DateTimeOffset at, Event happened, ReadOnlySpan<Noted> findings, EntryHash? text)
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
        _writer.WriteStartObject();
        _writer.WriteNumber(Entry, number);
        Span<byte> room = stackalloc byte[EntryHash.Digits];
        at.UtcDateTime.TryFormat(room, out var written, "O", CultureInfo.InvariantCulture);
        _writer.WriteString(At, room[..written]);
        _writer.WriteString(Name, happened.Name);
        _writer.WritePropertyName(Data);
        EventCase.Of(happened).Write(_writer, happened);
        WriteFindings(findings);
        if (text is { } digest)
        {
            digest.FormatTo(room);
            _writer.WriteString(Text, room);
        }

        _writer.WriteEndObject();
        _writer.Flush();
        return _buffer.WrittenSpan;
    }

    /// <summary>The entry that comes next in a book, sealed: its free text put beside it, its body chained.</summary>
    /// <param name="previous">The hash of the entry before it, or the <see cref="Chain.Start"/> of the book.</param>
    /// <param name="number">Its number in the book, from 1.</param>
    /// <param name="at">When it is written; not before the entry before it.</param>
    /// <param name="happened">What happened.</param>
    /// <param name="findings">Trouble recorded with it.</param>
    /// <param name="actor">Who did it, if the host says so.</param>
    internal StoredEntry Seal(EntryHash previous, long number, DateTimeOffset at, Event happened, ReadOnlySpan<Noted> findings, string? actor)
    {
        var text = FreeText.Of(happened, actor, _salt);
        var body = Write(number, at, happened, findings, text?.Digest());
        return new(number, body.ToArray(), Chain.Link(previous, body), text);
    }

    public void Dispose() => _writer.Dispose();

    private void WriteFindings(ReadOnlySpan<Noted> findings)
    {
        if (findings.IsEmpty)
        {
            return;
        }

        _writer.WriteStartArray(Findings);
        foreach (var noted in findings)
        {
            _writer.WriteStartObject();
            _writer.WriteString(OneFinding, NumberingRules.Name.Of(noted.Finding));
            _writer.WritePropertyName(Invoice);
            CanonicalText.Write(_writer, noted.Invoice.Text);
            _writer.WriteEndObject();
        }

        _writer.WriteEndArray();
    }
}
