using System.Globalization;

namespace NumberingRules.Storage;

/// <summary>
/// A journal cannot be read: an entry is damaged, or a newer version of NumberingRules wrote it. The message names the
/// entry and says what is wrong. Nothing is ever skipped.
/// </summary>
public sealed class JournalException : Exception
{
    internal JournalException(long? entry, string problem, Exception? inner = null)
        : base(entry is { } number ? string.Create(CultureInfo.InvariantCulture, $"entry {number} {problem}") : $"an entry {problem}", inner) =>
        Entry = entry;

    internal JournalException(string problem, Exception? inner = null)
        : base(problem, inner)
    {
    }

    /// <summary>The entry, from 1; null when the trouble is not in one entry, or its number cannot be told.</summary>
    public long? Entry { get; }

    internal static string UnknownToThisVersion => "which this version of NumberingRules does not know; a newer one wrote it. Update NumberingRules.";
}
