using System.Text.RegularExpressions;

namespace NumberingRules.Tests.Docs;

/// <summary>What a public member says of itself stands alone: who reads it in an editor has neither the line before it nor this repository.</summary>
public sealed partial class XmlDocsTests
{
    [Fact]
    public void No_public_member_sends_its_reader_elsewhere()
    {
        List<string> found = [];
        foreach (var file in Directory.EnumerateFiles(Checkout.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !file.Contains(".Cli", StringComparison.Ordinal)))
        {
            found.AddRange(PublicDocs(File.ReadAllLines(file))
                .Where(doc => Elsewhere().IsMatch(Tag().Replace(doc.Text, "X")))
                .Select(doc => $"{Path.GetRelativePath(Checkout.Root, file)}:{doc.Line}: {doc.Text}"));
        }

        Assert.Equal([], found);
    }

    [Theory]
    [InlineData("/// <summary>See <see cref=\"Other\"/>.</summary>", "public int A;", true)]
    [InlineData("/// <summary>The same, blocking.</summary>", "public void A()", true)]
    [InlineData("/// <summary>What SPEC §6 says.</summary>", "public void A()", true)]
    [InlineData("/// <summary>What SPEC §6 says.</summary>", "internal void A()", false)]
    [InlineData("/// <summary>Begins a page (<see cref=\"Other\"/>).</summary>", "public void A()", false)]
    public void It_would_be_found(string doc, string member, bool isFound) =>
        Assert.Equal(isFound, PublicDocs(["namespace A;", "", "public sealed class B", "{", $"    {doc}", $"    {member}", "}"]).Any(line => Elsewhere().IsMatch(Tag().Replace(line.Text, "X"))));

    /// <summary>The lines of documentation of what is public, told by indentation: a type's members are indented by four more than the type.</summary>
    private static IEnumerable<(int Line, string Text)> PublicDocs(string[] lines)
    {
        var types = new Stack<(int Indent, bool IsPublic, string Kind)>();
        List<(int Line, string Text)> docs = [];
        for (var at = 0; at < lines.Length; at++)
        {
            var text = lines[at].Trim();
            var indent = lines[at].Length - lines[at].TrimStart().Length;
            if (text.StartsWith("///", StringComparison.Ordinal))
            {
                docs.Add((at + 1, text));
                continue;
            }

            if (text is "" or "{" || text[0] is '[' or '#' || text.StartsWith("//", StringComparison.Ordinal))
            {
                continue;
            }

            while (types.TryPeek(out var type) && indent <= type.Indent)
            {
                types.Pop();
            }

            var isPublic = text.StartsWith("public ", StringComparison.Ordinal) || text.StartsWith("protected ", StringComparison.Ordinal)
                || (types.TryPeek(out var around) && around.Kind is "interface" or "enum");
            if (isPublic && types.All(static type => type.IsPublic))
            {
                foreach (var doc in docs.Where(static doc => !doc.Text.Contains("<content>", StringComparison.Ordinal)))
                {
                    yield return doc;
                }
            }

            docs.Clear();
            if (TypeDeclaration().Match(text) is { Success: true } declared)
            {
                types.Push((indent, isPublic, declared.Groups[1].Value));
            }
        }
    }

    [GeneratedRegex(@"\bSee\b|[:;(,] see\b|\bThe same\b|\bsame as\b|\babove\b|SPEC|§|\b[Ll]aws? \d|docs/")]
    private static partial Regex Elsewhere();

    [GeneratedRegex("<(see|paramref|typeparamref)[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"^(?:(?:public|internal|private|protected|file|static|sealed|abstract|partial|readonly|ref)\s+)*(class|record|struct|interface|enum)\s+\w")]
    private static partial Regex TypeDeclaration();
}
