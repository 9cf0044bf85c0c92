namespace NumberingRules;

/// <summary>What a part of a format prints.</summary>
internal enum FormatToken
{
    Literal,
    SequenceNumber,
    Year,
    Month,
    Day,
    FiscalStart,
    FiscalEnd,
    Scope,
}

/// <summary>One part of a format: a literal or a token.</summary>
/// <param name="Token">What it prints.</param>
/// <param name="Width">Its characters; for <c>{seq}</c> the digits at least.</param>
/// <param name="Literal">The text of a literal.</param>
internal sealed record FormatPart(FormatToken Token, int Width, string Literal = "")
{
    internal static FormatPart FromLiteral(string text) => new(FormatToken.Literal, text.Length, text);

    /// <summary>Every token, with words people may write in its place.</summary>
    private static readonly (string Token, string Words)[] Tokens =
    [
        ("{seq}", "number counter n no nnnnnn 000000 ######"), ("{seq:0000}", "seq:5"), ("{date:yyyy}", "year date"), ("{date:yy}", "yy"), ("{date:MM}", "month"),
        ("{date:dd}", "day"), ("{fiscalStart:yyyy}", "fiscalyear fy"), ("{fiscalStart:yy}", ""), ("{fiscalEnd:yyyy}", ""), ("{fiscalEnd:yy}", ""),
        ("{scope:AAA}", "branch store customer"),
    ];

    /// <summary>The tokens there are, the one most like a token that does not exist first.</summary>
    internal static string NearestTo(string token) => string.Join(", ", Tokens.OrderByDescending(known => Likeness(token, known)).Select(static known => known.Token));

    internal static FormatPart? FromToken(string token) => token switch
    {
        "{seq}" => new(FormatToken.SequenceNumber, 1),
        "{date:yyyy}" => new(FormatToken.Year, 4),
        "{date:yy}" => new(FormatToken.Year, 2),
        "{date:MM}" => new(FormatToken.Month, 2),
        "{date:dd}" => new(FormatToken.Day, 2),
        "{fiscalStart:yyyy}" => new(FormatToken.FiscalStart, 4),
        "{fiscalStart:yy}" => new(FormatToken.FiscalStart, 2),
        "{fiscalEnd:yyyy}" => new(FormatToken.FiscalEnd, 4),
        "{fiscalEnd:yy}" => new(FormatToken.FiscalEnd, 2),
        ['{', 's', 'e', 'q', ':', .. var zeros, '}'] when zeros.Length is >= 1 and <= NumberFormat.MaxDigits
            && !zeros.AsSpan().ContainsAnyExcept('0') => new(FormatToken.SequenceNumber, zeros.Length),
        ['{', 's', 'c', 'o', 'p', 'e', ':', .. var characters, '}'] when characters.Length is >= 1 and <= NumberFormat.LongestScope
            && !characters.AsSpan().ContainsAnyExcept('A') => new(FormatToken.Scope, characters.Length),
        _ => null,
    };

    /// <summary>How much of what was written stands, in this order, in a token or in one of its words, and how little else that holds.</summary>
    private static (int InCommon, int Else) Likeness(string written, (string Token, string Words) known) =>
        known.Words.Split(' ').Append(known.Token.Trim('{', '}')).Max(word => InCommon(written.Trim('{', '}'), word) is > 0 and var common ? (common, -word.Length) : default);

    private static int InCommon(string left, string right)
    {
        var common = new int[right.Length + 1];
        foreach (var unit in left)
        {
            var before = 0;
            for (var at = 0; at < right.Length; at++)
            {
                var same = before + (char.ToLowerInvariant(unit) == char.ToLowerInvariant(right[at]) ? 1 : 0);
                (before, common[at + 1]) = (common[at + 1], Math.Max(same, Math.Max(common[at], common[at + 1])));
            }
        }

        return common[^1];
    }
}
