namespace NumberingRules.Tests.Examples;

/// <summary>Texts approved by people, kept beside the tests that make them.</summary>
internal static class Approved
{
    private const int MostShown = 5;

    /// <summary>Fails, and leaves what it received beside the approved text, when the two differ.</summary>
    public static void Verify(string name, string text)
    {
        var approved = Path.Combine(Folder(), name + ".approved.txt");
        var received = Path.Combine(Folder(), name + ".received.txt");
        var expected = File.Exists(approved) ? File.ReadAllText(approved).ReplaceLineEndings("\n") : "";
        if (expected == text)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Fail($"{name} is not as approved; if it is right, rename {received} to {approved}\n{Difference(expected.Split('\n'), text.Split('\n'))}");
    }

    /// <summary>The folder in the sources, from where the tests run: paths known to the compiler are rewritten in deterministic builds.</summary>
    private static string Folder()
    {
        for (var above = new DirectoryInfo(AppContext.BaseDirectory); above is not null; above = above.Parent)
        {
            if (File.Exists(Path.Combine(above.FullName, "NumberingRules.Tests.csproj")))
            {
                return Path.Combine(above.FullName, "Examples");
            }
        }

        throw new DirectoryNotFoundException($"no test project above {AppContext.BaseDirectory}");
    }

    private static string Difference(string[] expected, string[] received) => string.Join(
        '\n',
        Enumerable.Range(0, Math.Max(expected.Length, received.Length))
            .Where(at => expected.ElementAtOrDefault(at) != received.ElementAtOrDefault(at))
            .Take(MostShown)
            .Select(at => $"line {at + 1}\n  approved: {expected.ElementAtOrDefault(at)}\n  received: {received.ElementAtOrDefault(at)}"));
}
