using System.Globalization;
using NumberingRules.Sqlite;
using NumberingRules.Storage.Tests.Crashes;
using Xunit.Abstractions;

namespace NumberingRules.Storage.Tests.Processes;

/// <summary>Two processes write one book of one file at the same time, as fast as they can; <c>proof/hammer.sh</c> does it for longer and is stricter about the shares.</summary>
public sealed class HammerTests(ITestOutputHelper output)
{
    private static readonly int Seconds = Number("NUMBERING_HAMMER_SECONDS", 4);

    // In per cent. A busy machine may give one process more than the other, so that in CI only starving is a failure.
    private static readonly int SmallestShare = Number("NUMBERING_HAMMER_SHARE", 10);

    [Fact]
    public void Two_processes_on_one_file_take_turns_without_gap_duplicate_or_error()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("hammer.db");
        Told told = new();
        long[] counts;
        using (var one = Child.Start("hammer", file, "one", Seconds))
        using (var other = Child.Start("hammer", file, "other", Seconds))
        {
            Child[] both = [one, other];
            Array.ForEach(both, child => child.WaitFor("ready", told, Array.IndexOf(both, child)));
            Array.ForEach(both, child => child.CloseInput());
            counts = [.. both.Select(child => long.Parse(child.WaitFor("acknowledged")[1], CultureInfo.InvariantCulture))];
            Array.ForEach(both, child => child.WaitFor("told", told, Array.IndexOf(both, child)));
            Assert.All(both, child => Assert.Equal((0, ""), child.WaitForExit()));
        }

        var shares = counts.Select(count => 100.0 * count / counts.Sum()).ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{counts[0]} and {counts[1]} numbers in {Seconds} s, shares {shares[0]:0.0} % and {shares[1]:0.0} %"));
        using var books = new Books(new SqliteStore(file));
        BookCheck.IsWhole(books["shared"]);
        Assert.Equal(counts.Sum(), BookCheck.Events(books["shared"]).OfType<Event.Issued>().Count());
        told.Look(books);
        told.IsExplained();
        Assert.All(shares, share => Assert.True(share >= SmallestShare, string.Create(CultureInfo.InvariantCulture, $"a process got {share:0.0} % only")));
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
