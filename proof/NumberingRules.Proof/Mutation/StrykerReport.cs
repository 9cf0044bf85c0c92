using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NumberingRules.Proof.Mutation;

/// <summary>Reads the mutants out of the JSON report of dotnet-stryker.</summary>
internal static partial class StrykerReport
{
    private const int LongestText = 90;

    internal static IEnumerable<Mutant> Read(string path, string project)
    {
        using var report = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = $"/{project}/";
        return
        [
            .. report.RootElement.GetProperty("files").EnumerateObject()
                .Select(file => (Name: file.Name.Replace('\\', '/'), file.Value))
                .SelectMany(file => OfFile(file.Name[(file.Name.LastIndexOf(root, StringComparison.Ordinal) + root.Length)..], file.Value)),
        ];
    }

    /// <summary>Where the mutants are that live or timed out, as dotnet-stryker is told to try only those: a file and a span of it.</summary>
    internal static IEnumerable<string> Places(string path)
    {
        using var report = JsonDocument.Parse(File.ReadAllBytes(path));
        return
        [
            .. report.RootElement.GetProperty("files").EnumerateObject().SelectMany(file => file.Value.GetProperty("mutants").EnumerateArray()
                .Where(mutant => mutant.GetProperty("status").GetString() is "Survived" or "NoCoverage" or "Timeout")
                .Select(mutant => Place(file, mutant.GetProperty("location")))),
        ];
    }

    private static string Place(JsonProperty file, JsonElement location)
    {
        var lines = file.Value.GetProperty("source").GetString()!.Split('\n');
        return $"**/{Path.GetFileName(file.Name)}{{{Offset("start")}..{Offset("end")}}}";

        int Offset(string end)
        {
            var (line, column) = (location.GetProperty(end).GetProperty("line").GetInt32(), location.GetProperty(end).GetProperty("column").GetInt32());
            return lines.Take(line - 1).Sum(before => before.Length + 1) + column - 1;
        }
    }

    private static IEnumerable<Mutant> OfFile(string name, JsonElement file)
    {
        var lines = file.GetProperty("source").GetString()!.Split('\n');
        var alike = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var mutant in file.GetProperty("mutants").EnumerateArray().OrderBy(LineOf).ThenBy(ColumnOf).ThenBy(Number))
        {
            var change = $"{OnOneLine(Original(lines, mutant.GetProperty("location")))} → {OnOneLine(mutant.GetProperty("replacement").GetString()!)}";
            var count = alike[change] = alike.GetValueOrDefault(change) + 1;
            yield return new(
                name,
                LineOf(mutant),
                count == 1 ? change : string.Create(CultureInfo.InvariantCulture, $"{change} #{count}"),
                mutant.GetProperty("status").GetString()!);
        }
    }

    private static int LineOf(JsonElement mutant) => mutant.GetProperty("location").GetProperty("start").GetProperty("line").GetInt32();

    private static int ColumnOf(JsonElement mutant) => mutant.GetProperty("location").GetProperty("start").GetProperty("column").GetInt32();

    private static int Number(JsonElement mutant) => int.Parse(mutant.GetProperty("id").GetString()!, CultureInfo.InvariantCulture);

    private static string Original(string[] lines, JsonElement location)
    {
        var (start, end) = (location.GetProperty("start"), location.GetProperty("end"));
        var (first, last) = (start.GetProperty("line").GetInt32() - 1, end.GetProperty("line").GetInt32() - 1);
        var text = new StringBuilder();
        for (var line = first; line <= last; line++)
        {
            var from = line == first ? start.GetProperty("column").GetInt32() - 1 : 0;
            var to = line == last ? end.GetProperty("column").GetInt32() - 1 : lines[line].Length;
            text.Append(lines[line].AsSpan(from, to - from)).Append(' ');
        }

        return text.ToString();
    }

    private static string OnOneLine(string text)
    {
        var line = Spaces().Replace(text, " ").Trim();
        return line.Length <= LongestText ? line : line[..LongestText] + "…";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
