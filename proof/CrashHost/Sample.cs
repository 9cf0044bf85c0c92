using NumberingRules.Storage;

namespace NumberingRules.CrashHost;

/// <summary>The books everybody here writes to.</summary>
internal static class Sample
{
    internal static async Task OpenAsync(BookHandle book)
    {
        // Each of them harmless when it was done before: the process before may have been killed between any two.
        await Told.DoAsync(book, [Wire.Open]);
        await Told.DoAsync(book, [new Command.Connect("acme")]);
        await Told.DoAsync(book, [new Command.Recover()]);
    }

    internal static DateOnly Date(Random random) => new(2024 + random.Next(3), 1 + random.Next(12), 1 + random.Next(28));
}
