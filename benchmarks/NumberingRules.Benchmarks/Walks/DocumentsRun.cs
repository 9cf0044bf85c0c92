using System.Globalization;
using System.Text.Json;

namespace NumberingRules.Benchmarks.Walks;

/// <summary>What the platform needs to read a script and parse every line, and nothing else: <c>--documents FILE</c>.</summary>
internal static class DocumentsRun
{
    internal static int Run(string file)
    {
        var rest = (ReadOnlyMemory<byte>)File.ReadAllBytes(file);
        var commands = 0;
        while (!rest.IsEmpty)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            using var document = JsonDocument.Parse(rest[..end]);
            commands += document.RootElement.TryGetProperty("do"u8, out _) ? 1 : 0;
            rest = rest[(end + 1)..];
        }

        Console.WriteLine(commands.ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
