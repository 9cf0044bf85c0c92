using NumberingRules.Tests;

namespace NumberingRules.Cli.Tests;

/// <summary>Texts that a person has read and approved; <c>NUMBERINGRULES_APPROVE=1</c> writes them anew for review.</summary>
internal static class Approved
{
    internal static void Text(string name, string actual) => File(Checkout.PathOf("tests", "NumberingRules.Cli.Tests", name), actual);

    internal static void File(string path, string actual)
    {
        if (Environment.GetEnvironmentVariable("NUMBERINGRULES_APPROVE") == "1")
        {
            System.IO.File.WriteAllText(path, actual);
        }

        Assert.True(System.IO.File.Exists(path), $"{path} is missing; NUMBERINGRULES_APPROVE=1 writes it");
        Assert.Equal(System.IO.File.ReadAllText(path), actual, ignoreLineEndingDifferences: true);
    }
}
