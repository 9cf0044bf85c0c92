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
}

/// <summary>One part of a format: a literal or a token.</summary>
/// <param name="Token">What it prints.</param>
/// <param name="Width">Its characters; for <c>{seq}</c> the digits at least.</param>
/// <param name="Literal">The text of a literal.</param>
internal sealed record FormatPart(FormatToken Token, int Width, string Literal = "")
{
    internal static FormatPart FromLiteral(string text) => new(FormatToken.Literal, text.Length, text);

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
        _ => null,
    };
}
