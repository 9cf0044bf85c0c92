namespace NumberingRules.Benchmarks;

/// <summary>A comparison is fair only between what answers alike.</summary>
internal static class Same
{
    internal static void Answer<T>(T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new InvalidOperationException($"expected {expected}, was {actual}");
        }
    }
}
