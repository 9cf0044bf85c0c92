namespace NumberingRules.Tests.Shape;

/// <summary>The tree shows the architecture.</summary>
public sealed class SourceTreeTests
{
    private static readonly string Core = Checkout.PathOf("src", "NumberingRules");

    [Fact]
    public void The_folders_run_in_the_order_the_data_flows() =>
        Assert.Equal(
            ["Commands", "Decide", "Events", "Evolve", "State", "Vocabulary"],
            Files(Core).Select(file => Path.GetDirectoryName(Path.GetRelativePath(Core, file))).Distinct().Order(StringComparer.Ordinal));

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));
}
