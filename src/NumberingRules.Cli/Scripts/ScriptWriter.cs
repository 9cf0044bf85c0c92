using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NumberingRules.Cli;

/// <summary>The JSON form of commands: one on each line, as <see cref="Script"/> reads them back.</summary>
internal static class ScriptWriter
{
    internal static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    internal static void Write(Stream output, IEnumerable<Command> commands)
    {
        using var json = new Utf8JsonWriter(output, Options);
        var fields = Fields.Writing(json);
        foreach (var command in commands)
        {
            fields.Write(command, CommandTable.Any);
            json.Flush();
            output.WriteByte((byte)'\n');
            json.Reset();
        }
    }

    /// <summary>A whole script.</summary>
    internal static string Text(IEnumerable<Command> commands)
    {
        using var output = new MemoryStream();
        Write(output, commands);
        return Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length);
    }
}
