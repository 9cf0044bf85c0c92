namespace NumberingRules.Testing;

/// <summary>Says what was expected where it was not found.</summary>
internal static class Expect
{
    internal static void Same<T>(T expected, T found, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, found))
        {
            throw new FactException($"{what}: expected {expected}, found {found}");
        }
    }

    internal static void SameList<T>(IEnumerable<T> expected, IEnumerable<T> found, string what)
    {
        List<T> should = [.. expected], has = [.. found];
        for (var at = 0; at < Math.Max(should.Count, has.Count); at++)
        {
            if (at >= should.Count || at >= has.Count || !EqualityComparer<T>.Default.Equals(should[at], has[at]))
            {
                throw new FactException($"{what}, item {at} of {should.Count}: expected {At(should, at)}, found {At(has, at)}");
            }
        }

        static string At(List<T> items, int at) => at < items.Count ? $"{items[at]}" : "the end";
    }

    internal static void True(bool holds, string what)
    {
        if (!holds)
        {
            throw new FactException(what);
        }
    }
}
