using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NumberingRules.Proof.Fuzzing.Targets;

/// <summary>Writes any command as a line of a script: each property of it is a field of the same name.</summary>
internal static class CommandWriter
{
    private static readonly MethodInfo NameOf = typeof(Name).GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public).Single(method => method.Name == nameof(Name.Of));

    internal static byte[] Write(IEnumerable<Command> commands)
    {
        using var output = new MemoryStream();
        foreach (var command in commands)
        {
            using (var json = new Utf8JsonWriter(output, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                Write(json, command);
            }

            output.WriteByte((byte)'\n');
        }

        return output.ToArray();
    }

    private static void Write(Utf8JsonWriter json, object value)
    {
        json.WriteStartObject();
        if (value is Command command)
        {
            json.WriteString("do", command.Name);
        }

        foreach (var property in value.GetType().GetProperties().Where(property => property.Name != nameof(Command.Name)))
        {
            if (property.GetValue(value) is { } field and not SyncFrom { IsGiven: false })
            {
                json.WritePropertyName(JsonNamingPolicy.CamelCase.ConvertName(property.Name));
                WriteValue(json, field);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case Identifier name: json.WriteStringValue(name.Text); break;
            case Reason reason: json.WriteStringValue(reason.Text); break;
            case string text: json.WriteStringValue(text); break;
            case long whole: json.WriteNumberValue(whole); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case Enum: json.WriteStringValue((string)NameOf.MakeGenericMethod(value.GetType()).Invoke(null, [value])!); break;
            case DateOnly date: json.WriteStringValue(Text(date)); break;
            case SyncFrom { Date: { } date }: json.WriteStringValue(Text(date)); break;
            case SyncFrom: json.WriteNullValue(); break;
            case IEnumerable list:
                json.WriteStartArray();
                foreach (var item in list)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            default: Write(json, value); break;
        }
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
