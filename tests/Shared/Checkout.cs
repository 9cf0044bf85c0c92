namespace NumberingRules.Tests;

/// <summary>The checkout the tests run from.</summary>
internal static class Checkout
{
    internal static string Root { get; } = FindRoot();

    internal static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "NumberingRules.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests run from a checkout");
        }

        return folder;
    }
}
