using System.Text;
using System.Text.Json;

namespace NumberingRules.Intacct;

/// <summary>What an error reply says, in whichever of its three shapes.</summary>
internal sealed class ErrorText
{
    private const int Longest = 900;

    private ErrorText(string text, IReadOnlyList<string> codes) => (Text, Codes) = (text, codes);

    /// <summary>The status and what was said, without secrets.</summary>
    internal string Text { get; }

    /// <summary>The codes in it, the outermost first.</summary>
    internal IReadOnlyList<string> Codes { get; }

    /// <summary>Whether it is about the idempotency key, and so says nothing of what became of the request that came first.</summary>
    internal bool IsAboutTheKey => Text.Contains("idempoten", StringComparison.OrdinalIgnoreCase);

    internal static ErrorText Of(int status, string body, IEnumerable<string> secrets)
    {
        List<string> codes = [], parts = [];
        try
        {
            using var read = JsonDocument.Parse(body);
            if (Error(read.RootElement) is { } error)
            {
                Take(error, codes, parts);
            }
        }
        catch (JsonException)
        {
            // A gateway's page in HTML, say: the status has to do.
        }

        var text = parts.Count == 0 ? $"{status}" : $"{status} {string.Join("; ", parts.Distinct())}";
        foreach (var secret in secrets)
        {
            text = text.Replace(secret, "***", StringComparison.Ordinal);
        }

        text = text[..Math.Min(text.Length, Longest)];
        return new(Reason.Problem(text) is null ? text : $"{status}", codes);
    }

    /// <summary>Under <c>ia::error</c>, the same under <c>ia::result</c>, or <c>error</c>.</summary>
    private static JsonElement? Error(JsonElement root) =>
        In(root, "ia::error") ?? (In(root, "ia::result") is { } result ? In(result, "ia::error") : null) ?? In(root, "error");

    private static JsonElement? In(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) ? found : null;

    private static void Take(JsonElement error, List<string> codes, List<string> parts)
    {
        if (error.ValueKind != JsonValueKind.Object)
        {
            parts.Add(error.ToString());
            return;
        }

        var (code, message, support) = (String(error, "code"), String(error, "message"), String(error, "supportId"));
        if (code is not null)
        {
            codes.Add(code);
        }

        var part = new StringBuilder().AppendJoin(": ", new[] { code, message }.OfType<string>());
        if (support is not null)
        {
            part.Append(" (support id ").Append(support).Append(')');
        }

        if (part.Length > 0)
        {
            parts.Add(part.ToString());
        }

        // An array; of a gateway's errors one object.
        switch (In(error, "details"))
        {
            case { ValueKind: JsonValueKind.Array } details:
                foreach (var detail in details.EnumerateArray())
                {
                    Take(detail, codes, parts);
                }

                break;
            case { ValueKind: JsonValueKind.Object } detail:
                Take(detail, codes, parts);
                break;
            default:
                break;
        }
    }

    private static string? String(JsonElement error, string name) => In(error, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
