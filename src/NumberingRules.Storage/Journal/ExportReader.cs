using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace NumberingRules.Storage;

/// <summary>Reads an export line by line. A line has one spelling: any other is a problem, and the problem names the line.</summary>
internal sealed class ExportReader(Stream export)
{
    private const string Cut = "is cut off: it does not end with a line feed";

    private readonly ExportLines _lines = new(export);

    /// <summary>The book it is of, from the first line, or what is wrong with that.</summary>
    internal async ValueTask<(string Book, string? Problem)> BookAsync(CancellationToken cancellation = default)
    {
        string? book = null;
        var problem = !await _lines.ReadAsync(cancellation).ConfigureAwait(false) ? "the export is empty: a line that names the book is needed"
            : !_lines.IsWhole ? "line 1 " + Cut
            : BookProblem(_lines.Line.Span, out book);
        return (problem is null ? book! : "", problem);
    }

    /// <summary>The entries, from the second line on.</summary>
    internal async IAsyncEnumerable<FoundEntry> EntriesAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var number = 1L; await _lines.ReadAsync(cancellation).ConfigureAwait(false); number++)
        {
            yield return _lines.IsWhole ? Entry(number, _lines.Line.ToArray()) : Wrong(number, Cut);
        }
    }

    /// <summary>What a line says. Its body is not read yet.</summary>
    /// <param name="number">The entry it should hold.</param>
    /// <param name="line">The line without its end.</param>
    internal static FoundEntry Entry(long number, ReadOnlyMemory<byte> line)
    {
        ReadOnlySpan<byte> beginning = "{\"body\":"u8, hash = ",\"hash\":\""u8, end = "\"}"u8;
        var text = line.Span;
        var tail = hash.Length + EntryHash.Digits + end.Length;
        if (text.Length < beginning.Length + tail || !text.StartsWith(beginning) || !text.EndsWith(end)
            || !text[^tail..].StartsWith(hash) || !EntryHash.TryParse(text[^(EntryHash.Digits + end.Length)..^end.Length], out var hashed))
        {
            return Wrong(number, """is not {"body":…,"hash":"…"} with 64 lower-case hexadecimal digits""");
        }

        // No text in a body can hold this: a quotation mark in it would be escaped.
        var body = line[beginning.Length..^tail];
        var free = body.Span.IndexOf(",\"free\":{\"salt\":\""u8);
        if (free < 0)
        {
            return new(new(number, body, hashed, null));
        }

        return TryReadFree(body.Span[(free + ",\"free\":".Length)..], out var freeText, out var problem)
            ? new(new(number, body[..free], hashed, freeText))
            : Wrong(number, problem);
    }

    private static FoundEntry Wrong(long number, string problem) =>
        new(new(number, default, default, null), string.Create(CultureInfo.InvariantCulture, $"line {number + 1}, where entry {number} should be, {problem}"));

    private static string? BookProblem(ReadOnlySpan<byte> line, out string? book)
    {
        book = null;
        try
        {
            var fields = EntryFields.Reading(line);
            fields.Begin();
            var version = fields.Whole("journal"u8, null);
            if (version > ExportWriter.Version)
            {
                return string.Create(CultureInfo.InvariantCulture, $"line 1 says that the export has version {version}, {JournalException.UnknownToThisVersion}");
            }

            book = version == ExportWriter.Version ? fields.Text("book"u8, null) : null;
            fields.EndAll();
        }
        catch (FieldException damaged)
        {
            return """line 1 is not {"journal":1,"book":"…"}, spelled as an export spells it: """ + damaged.Message;
        }

        return Identifier.Problem(book) is { } problem ? $"line 1 names a book that cannot be: its name {problem}" : null;
    }

    private static bool TryReadFree(ReadOnlySpan<byte> free, [NotNullWhen(true)] out FreeText? text, [NotNullWhen(false)] out string? problem)
    {
        (text, problem) = (null, null);
        try
        {
            var fields = EntryFields.Reading(free);
            fields.Begin();
            text = FreeText.Shape(ref fields, null);
            fields.EndAll();
            return true;
        }
        catch (FieldException damaged)
        {
            problem = "has a damaged free text: " + damaged.Message;
            return false;
        }
    }
}
