using System.Text;
using System.Text.Json;

namespace NumberingRules.Cli;

/// <summary>A field of a JSON object as it stands in the line, not read yet.</summary>
internal readonly record struct Field(string Name, JsonTokenType Type, ReadOnlyMemory<byte> Json)
{
    internal string Kind => Type switch
    {
        JsonTokenType.Null => "null",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        JsonTokenType.Number => Printable.Short(Encoding.ASCII.GetString(Json.Span)),
        JsonTokenType.String => "a text",
        JsonTokenType.StartArray => "a list",
        _ => "an object",
    };
}
