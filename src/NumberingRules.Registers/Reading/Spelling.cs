namespace NumberingRules.Registers;

/// <summary>Finds what somebody may have meant.</summary>
internal static class Spelling
{
    /// <summary>Whether two names differ in case only, or in up to two characters put in, left out or changed.</summary>
    internal static bool IsClose(string left, string right) =>
        left.Length <= 40 && right.Length <= 40 && Distance(left.ToUpperInvariant(), right.ToUpperInvariant()) <= (Math.Min(left.Length, right.Length) > 3 ? 2 : 1);

    /// <summary>Which of these somebody may have meant.</summary>
    internal static string? Nearest(string name, IEnumerable<string> known) => known.FirstOrDefault(one => IsClose(name, one));

    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substituted = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
