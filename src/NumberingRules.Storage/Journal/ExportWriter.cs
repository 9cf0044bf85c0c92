namespace NumberingRules.Storage;

/// <summary>Writes the lines of an export. What is given stays valid until the next call.</summary>
internal sealed class ExportWriter
{
    internal const int Version = 1;

    private readonly FieldWriter _line = new();

    internal ReadOnlyMemory<byte> Book(string book)
    {
        var fields = Begin();
        fields.Whole("journal"u8, Version);
        fields.Text("book"u8, book);
        return End(fields);
    }

    internal ReadOnlyMemory<byte> Entry(StoredEntry entry)
    {
        var fields = Begin();
        _line.Field("body"u8);
        _line.Raw(entry.Body.Span);
        fields.OptionalObject("free"u8, entry.Text, FreeText.Shape);
        fields.OptionalHash("hash"u8, entry.Hash);
        return End(fields);
    }

    private EntryFields Begin()
    {
        _line.Clear();
        var fields = EntryFields.Writing(_line);
        fields.Begin();
        return fields;
    }

    private ReadOnlyMemory<byte> End(EntryFields fields)
    {
        fields.End();
        _line.Raw("\n"u8);
        return _line.WrittenMemory;
    }
}
