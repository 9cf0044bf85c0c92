using System.Globalization;
using System.Text.Json;

namespace NumberingRules.Cli;

/// <summary>A command and the line it stands on, counted from 1.</summary>
internal readonly record struct ScriptLine(long Line, Command Command);

/// <summary>A script as SPEC §9 defines it: UTF-8 JSON Lines, read whole before anything is applied.</summary>
internal static class Script
{
    /// <summary>Reads a file, or standard input when its name is <c>-</c>.</summary>
    /// <exception cref="MalformedException">A line is malformed, or the file cannot be read.</exception>
    internal static List<ScriptLine> Read(string file)
    {
        try
        {
            using var input = file == "-" ? Console.OpenStandardInput() : new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
            return Read(input, file == "-" ? "standard input" : file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MalformedException(file, e.Message);
        }
    }

    internal static List<ScriptLine> Read(Stream input, string file)
    {
        var script = new List<ScriptLine>();
        var lines = new LineReader(input);
        while (lines.TryRead(out var line))
        {
            var content = line.Span.TrimStart(" \t\r"u8);
            if (!content.IsEmpty && content[0] != '#')
            {
                script.Add(new(lines.Line, ReadLine(line, file, lines.Line)));
            }
        }

        return script;
    }

    private static Command ReadLine(ReadOnlyMemory<byte> line, string file, long number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return CommandReader.Read(json.RootElement);
        }
        catch (JsonException e)
        {
            throw MalformedException.InLine(file, number, string.Create(
                CultureInfo.InvariantCulture, $"not JSON at byte {e.BytePositionInLine + 1}: {FirstSentence(e.Message)}"));
        }
        catch (FieldException e)
        {
            throw MalformedException.InLine(file, number, e.Message);
        }
    }

    private static string FirstSentence(string message) => Printable.Of(message.Split(" LineNumber:")[0]);
}
