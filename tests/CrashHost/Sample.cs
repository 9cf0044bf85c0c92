using NumberingRules.Storage;

namespace NumberingRules.CrashHost;

/// <summary>The books everybody here writes to.</summary>
internal static class Sample
{
    private static readonly SeriesDefinition[] Series = [new("rl", "RL-{seq:0000000}"), new("year", "Y{date:yyyy}-{seq}", Reset: Reset.Yearly)];

    internal static async Task OpenAsync(KeptBook book)
    {
        // Each of them harmless when it was done before: the process before may have been killed between any two.
        await book.OpenAsync(ValueList.Create(Series), new(HomeNumber: HomeNumberPolicy.OnCreate));
        await book.ConnectAsync("acme");
        await book.RecoverAsync();
    }

    internal static DateOnly Date(Random random) => new(2024 + random.Next(3), 1 + random.Next(12), 1 + random.Next(28));
}
