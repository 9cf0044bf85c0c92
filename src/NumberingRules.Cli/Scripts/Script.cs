using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace NumberingRules.Cli;

/// <summary>A command and the line it stands on, counted from 1.</summary>
internal readonly record struct ScriptLine(long Line, Command Command);

/// <summary>A script as SPEC §9 defines it: UTF-8 JSON Lines, read line by line.</summary>
internal static class Script
{
    /// <summary>The commands of a file, or of standard input when its name is <c>-</c>, one after the other.</summary>
    /// <exception cref="MalformedException">When it comes to a line that is malformed, or the file cannot be read.</exception>
    internal static IEnumerable<ScriptLine> Read(string file)
    {
        using var input = Open(file);
        foreach (var line in Read(input, file == "-" ? "standard input" : file))
        {
            yield return line;
        }
    }

    internal static IEnumerable<ScriptLine> Read(Stream input, string file)
    {
        var lines = new LineReader(input);
        while (TryRead(lines, file, out var line))
        {
            if (ReadLine(line, file, lines.Line) is { } command)
            {
                yield return new(lines.Line, command);
            }
        }
    }

    private static bool TryRead(LineReader lines, string file, out ReadOnlyMemory<byte> line)
    {
        try
        {
            return lines.TryRead(out line);
        }
        catch (InvalidDataException e)
        {
            throw MalformedException.InLine(file, lines.Line + 1, e.Message);
        }
    }

    private static Stream Open(string file)
    {
        try
        {
            return Directory.Exists(file) ? throw new IOException("it is a folder, not a file")
                : file == "-" ? Console.OpenStandardInput() : NotABook(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1), file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new MalformedException(file, e.Message);
        }
    }

    /// <exception cref="MalformedException">The file is an SQLite database.</exception>
    private static FileStream NotABook(FileStream input, string file)
    {
        Span<byte> first = stackalloc byte[16];
        if (input.CanSeek && input.ReadAtLeast(first, first.Length, throwOnEndOfStream: false) == first.Length && first.SequenceEqual("SQLite format 3\0"u8))
        {
            input.Dispose();
            throw new MalformedException(file, $"it is a book (an SQLite file), not a script; name it with --book {file}");
        }

        if (input.CanSeek)
        {
            input.Position = 0;
        }

        return input;
    }

    /// <summary>The command on a line; none on a blank one or a remark.</summary>
    private static Command? ReadLine(ReadOnlyMemory<byte> line, string file, long number)
    {
        if (line.Span.TrimStart(" \t\r"u8) is [] or [(byte)'#', ..])
        {
            return Utf8.IsValid(line.Span) ? null : throw MalformedException.InLine(file, number, "the remark is not UTF-8");
        }

        try
        {
            return Fields.Of(line).Read<Command>(CommandTable.Any);
        }
        catch (JsonException e)
        {
            throw MalformedException.InLine(file, number, string.Create(
                CultureInfo.InvariantCulture, $"not JSON at byte {e.BytePositionInLine + 1}: {FirstSentence(e)}{Hint(line)}"));
        }
        catch (FieldException e)
        {
            throw MalformedException.InLine(file, number, e.Message);
        }
    }

    private static string Hint(ReadOnlyMemory<byte> line) => line.Span.Contains((byte)0) ? " It looks like UTF-16: save the script as UTF-8."
        : line.Span.TrimStart(" \t\r"u8) is [(byte)'{', ..] ? ""
        : " Each line of a script is one JSON object; a CSV register is read by 'numbering import'.";

    /// <summary>What is wrong with the JSON, on one short line, though the parser may quote all that follows.</summary>
    internal static string FirstSentence(JsonException e)
    {
        // What follows is meant for programmers.
        var sentence = e.Message.Split(" LineNumber:")[0].Split(" which is not supported in this mode")[0];
        return Printable.Of(sentence.Length <= 200 ? sentence : $"{sentence[..60]}…{sentence[^80..]}");
    }
}
