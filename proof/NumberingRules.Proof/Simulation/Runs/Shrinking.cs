namespace NumberingRules.Proof.Simulation;

/// <summary>Makes a history that breaks a law smaller: leaves choices out, then makes them milder, as long as some law is broken.</summary>
internal static class Shrinking
{
    private const int MostRuns = 3000;

    internal static History Of(History broken, Plant plant)
    {
        IReadOnlyList<int> choices = [.. broken.World.Choices.Drawn];
        var (runs, kind) = (0, Kind(broken.Violation!));
        for (var size = choices.Count / 2; size > 0; size /= 2)
        {
            for (var at = choices.Count - size; at >= 0 && runs < MostRuns; at -= size)
            {
                IReadOnlyList<int>[] tries =
                [
                    [.. choices.Take(at), .. choices.Skip(at + size)],
                    [.. choices.Take(at), .. Enumerable.Repeat(0, size), .. choices.Skip(at + size)],
                ];
                foreach (var tried in tries.Where(tried => tried.Count < choices.Count || !tried.SequenceEqual(choices)))
                {
                    runs++;
                    if (History.Of(tried, plant) is { Violation: { } still } smaller && Kind(still) == kind)
                    {
                        choices = [.. smaller.World.Choices.Drawn.Take(tried.Count)];
                        break;
                    }
                }
            }
        }

        return History.Of(choices, plant, keepLog: true);
    }

    /// <summary>Which law, whatever the names in it.</summary>
    private static string Kind(string violation) => string.Concat(violation.Where(c => char.IsAsciiLetterLower(c) || c == ' '));
}
