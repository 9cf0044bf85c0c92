using System.Text.RegularExpressions;
using NumberingRules.Tests;

namespace NumberingRules.Docs.Tests;

/// <summary>What the pages show compiles, and where they point there is something.</summary>
public sealed partial class PagesTests
{
    private static readonly IReadOnlyList<string> Pages = [.. FilesOf("*.md", "docs", "src", "samples", "proof", "benchmarks"), .. Directory.EnumerateFiles(Checkout.Root, "*.md")];

    /// <summary>Code that is compiled and run: samples, tests, and the snippets beside this file.</summary>
    private static readonly IReadOnlyList<List<string>> Sources =
        [.. FilesOf("*.cs", "samples", "tests").Select(file => File.ReadLines(file).Select(line => line.Trim()).ToList())];

    public static TheoryData<string> PagesWithCode =>
        [.. Pages.Where(page => Snippets(page).Any()).Select(page => Path.GetRelativePath(Checkout.Root, page)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> AllPages => [.. Pages.Select(page => Path.GetRelativePath(Checkout.Root, page)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(PagesWithCode))]
    public void Every_snippet_is_code_that_compiles(string page) =>
        Assert.All(
            Snippets(Checkout.PathOf(page)),
            snippet => Assert.True(Sources.Any(source => HasInOrder(source, snippet)), "no source of the samples or tests has these lines in this order:\n" + string.Join('\n', snippet)));

    [Theory]
    [MemberData(nameof(AllPages))]
    public void Every_link_leads_somewhere(string page) =>
        Assert.All(
            Link().Matches(File.ReadAllText(Checkout.PathOf(page))).Select(match => match.Groups["to"].Value).Where(to => !to.Contains(':', StringComparison.Ordinal)),
            to => Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(Checkout.PathOf(page))!, to)), to));

    private static IEnumerable<string> FilesOf(string pattern, params string[] folders) =>
        folders.Select(folder => Checkout.PathOf(folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories))
            .Where(file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal));

    private static IEnumerable<List<string>> Snippets(string page)
    {
        List<string>? snippet = null;
        foreach (var line in File.ReadLines(page))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                if (snippet is not null)
                {
                    yield return snippet;
                }

                snippet = line == "```csharp" ? [] : null;
            }
            else if (line.Trim().Length > 0)
            {
                snippet?.Add(line.Trim());
            }
        }
    }

    /// <summary>Whether the lines stand there in this order; the source may do more in between.</summary>
    private static bool HasInOrder(List<string> source, List<string> snippet)
    {
        var at = 0;
        return snippet.TrueForAll(line => (at = source.IndexOf(line, at) + 1) > 0);
    }

    [GeneratedRegex(@"\]\((?<to>[^)#\s]+)")]
    private static partial Regex Link();
}
