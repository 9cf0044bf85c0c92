namespace NumberingRules.Tests.Shape;

/// <summary>The tree shows the architecture, and every file can be read in one go.</summary>
public sealed class SourceTreeTests
{
    private const int LongestFile = 250;

    private static readonly string Core = Checkout.PathOf("src", "NumberingRules");

    [Fact]
    public void The_folders_run_in_the_order_the_data_flows() =>
        Assert.Equal(
            ["Commands", "Decide", "Events", "Evolve", "State", "Vocabulary"],
            Files(Core).Select(file => Path.GetDirectoryName(Path.GetRelativePath(Core, file))).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void No_file_is_longer_than_a_few_screens() =>
        Assert.All(Files(Checkout.PathOf("src")), file => Assert.InRange(File.ReadLines(file).Count(), 1, LongestFile));

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));
}
