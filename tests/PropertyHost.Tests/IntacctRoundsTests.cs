using System.Globalization;
using Xunit.Abstractions;

namespace PropertyHost.Tests;

/// <summary>The article over real HTTP, with whatever goes wrong there: no invoice twice, none lost, every number found. <c>proof/intacct-rounds.sh</c> plays many more rounds.</summary>
public sealed class IntacctRoundsTests(ITestOutputHelper output)
{
    private const int RoundsInTown = 250;

    [Fact]
    public async Task However_it_goes_each_invoice_is_there_once()
    {
        var rounds = int.Parse(Environment.GetEnvironmentVariable("NUMBERING_INTACCT_ROUNDS") ?? "15", CultureInfo.InvariantCulture);
        var first = int.Parse(Environment.GetEnvironmentVariable("NUMBERING_INTACCT_SEED") ?? "1", CultureInfo.InvariantCulture);
        SortedDictionary<string, long> counts = new(StringComparer.Ordinal);
        for (var (seed, left) = (first, rounds); left > 0; seed++, left -= RoundsInTown)
        {
            using var town = await IntacctTown.StartAsync(seed);
            for (var round = 0; round < Math.Min(left, RoundsInTown); round++)
            {
                await town.RoundAsync();
            }

            await town.CheckAsync();
            foreach (var (what, times) in town.Counts)
            {
                counts[what] = counts.GetValueOrDefault(what) + times;
            }

            var table = string.Concat(counts.Select(count => $"| {count.Key} | {count.Value} |\n"));
            output.WriteLine(table);
            if (Environment.GetEnvironmentVariable("NUMBERING_INTACCT_TABLE") is { } file)
            {
                await File.WriteAllTextAsync(file, table);
            }
        }
    }
}
