using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace NumberingRules.PostgreSql;

/// <summary>
/// Free text as PostgreSQL can hold it. A reason may hold any well-formed text, and PostgreSQL's texts cannot hold U+0000.
/// It is kept as U+001A and a 0, and U+001A itself twice; any other text is kept as it is, so that it can be read in SQL.
/// </summary>
internal static class FreeTexts
{
    private const char Mark = '\u001A';

    [return: NotNullIfNotNull(nameof(text))]
    internal static string? Kept(string? text) =>
        text is null || text.AsSpan().IndexOfAny('\0', Mark) < 0
            ? text
            : text.Replace("\u001A", "\u001A\u001A", StringComparison.Ordinal).Replace("\0", "\u001A0", StringComparison.Ordinal);

    [return: NotNullIfNotNull(nameof(kept))]
    internal static string? Read(string? kept)
    {
        if (kept is null || !kept.Contains(Mark, StringComparison.Ordinal))
        {
            return kept;
        }

        var text = new StringBuilder(kept.Length);
        for (var at = 0; at < kept.Length; at++)
        {
            // Whatever else stands behind the mark was not written here; it is left for the digest to refuse.
            var (skipped, read) = kept.AsSpan(at) switch
            {
                [Mark, '0', ..] => (1, '\0'),
                [Mark, Mark, ..] => (1, Mark),
                _ => (0, kept[at]),
            };
            at += skipped;
            text.Append(read);
        }

        return text.ToString();
    }
}
