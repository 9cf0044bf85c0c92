using NumberingRules.Tests;

namespace PropertyHost.Tests;

/// <summary>The code in <c>docs/hosting.md</c> is code of the sample, and so compiles and was run.</summary>
public sealed class HostingPageTests
{
    [Fact]
    public void Its_code_is_the_samples()
    {
        var sources = Directory.EnumerateFiles(Checkout.PathOf("samples", "PropertyHost"), "*.cs", SearchOption.AllDirectories)
            .Select(file => File.ReadLines(file).Select(line => line.Trim()).ToList())
            .ToList();
        var blocks = Blocks(Checkout.PathOf("docs", "hosting.md")).ToList();
        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => Assert.Contains(sources, source => HasInOrder(source, block)));
    }

    private static IEnumerable<List<string>> Blocks(string page)
    {
        List<string>? block = null;
        foreach (var line in File.ReadLines(page))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                if (block is not null)
                {
                    yield return block;
                }

                block = line == "```csharp" ? [] : null;
            }
            else
            {
                block?.Add(line.Trim());
            }
        }
    }

    /// <summary>Whether the lines stand there in this order; the sample may do more in between.</summary>
    private static bool HasInOrder(List<string> source, List<string> block)
    {
        var at = 0;
        return block.TrueForAll(line => (at = source.IndexOf(line, at) + 1) > 0);
    }
}
