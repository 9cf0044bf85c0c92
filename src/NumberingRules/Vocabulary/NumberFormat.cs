using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace NumberingRules;

/// <summary>
/// A format taken apart (SPEC §7): literal text and tokens, with exactly one <c>{seq}</c>, the only token of varying
/// width. That is why every format can be read back without ambiguity (law 11).
/// </summary>
internal sealed class NumberFormat
{
    /// <summary>The most digits <c>{seq}</c> prints.</summary>
    internal const int MaxDigits = 18;

    /// <summary>The most characters a scope prints.</summary>
    internal const int LongestScope = 16;

    /// <summary>Stands in <see cref="Before"/> and <see cref="Behind"/> for a digit of a date.</summary>
    internal const char DateDigit = '\0';

    /// <summary>Stands there for a character of a scope.</summary>
    internal const char ScopeCharacter = '\u0001';

    private NumberFormat(FormatPart[] parts)
    {
        var sequence = Array.FindIndex(parts, part => part.Token == FormatToken.SequenceNumber);
        MinDigits = parts[sequence].Width;
        Before = FixedText(parts.AsSpan()[..sequence]);
        Behind = FixedText(parts.AsSpan()[(sequence + 1)..]);
        FixedWidth = Before.Length + Behind.Length;
        LiteralPrefix = parts[0].Literal;
        (Literals, Dates, ScopeAt) = LaidFlat(parts);
        ScopeWidth = Array.Find(parts, static part => part.Token == FormatToken.Scope)?.Width ?? 0;
        TwoDigitYears = Array.FindAll(Dates, field => field.IsTwoDigitYear);
        FirstWider = 10;
        for (var digits = 1; digits < MinDigits; digits++)
        {
            FirstWider *= 10;
        }
    }

    /// <summary>The digits <c>{seq}</c> prints at least.</summary>
    internal int MinDigits { get; }

    /// <summary>The first sequence number that takes more digits than <see cref="MinDigits"/>.</summary>
    internal long FirstWider { get; }

    /// <summary>What stands before <c>{seq}</c>.</summary>
    internal string Before { get; }

    /// <summary>What stands behind <c>{seq}</c>.</summary>
    internal string Behind { get; }

    /// <summary>The literal text every number begins with.</summary>
    internal string LiteralPrefix { get; }

    /// <summary>The characters of everything but <c>{seq}</c>.</summary>
    internal int FixedWidth { get; }

    internal LiteralPlace[] Literals { get; }

    internal DatePlace[] Dates { get; }

    /// <summary>The characters of the scope; 0 if none is printed.</summary>
    internal int ScopeWidth { get; }

    /// <summary>Where the scope is, if one is printed.</summary>
    internal Place ScopeAt { get; }

    /// <summary>Those of the dates that print two digits of a year.</summary>
    internal DatePlace[] TwoDigitYears { get; }

    /// <summary>Whether it prints a year, of whatever kind.</summary>
    internal bool HasYear => Has(FormatToken.Year) || Has(FormatToken.FiscalStart) || Has(FormatToken.FiscalEnd);

    internal bool Has(FormatToken token) => Array.Exists(Dates, place => place.Token == token);

    /// <summary>The scope in a text that this format printed.</summary>
    internal ReadOnlySpan<TUnit> ScopeOf<TUnit>(ReadOnlySpan<TUnit> text) => text.Slice(ScopeAt.With(text.Length - FixedWidth - MinDigits), ScopeWidth);

    /// <summary>The digits this sequence number takes, at most <see cref="MaxDigits"/>.</summary>
    internal int DigitsOf(long sequenceNumber)
    {
        var digits = MinDigits;
        for (var wider = FirstWider; wider <= sequenceNumber; wider *= 10)
        {
            digits++;
        }

        return digits;
    }

    internal static bool TryParse(string text, [NotNullWhen(true)] out NumberFormat? format, [NotNullWhen(false)] out string? problem)
    {
        format = null;
        var parts = new List<FormatPart>();
        var literal = new StringBuilder();
        problem = text is [' ', ..] or [.., ' '] ? "must not begin or end with a space" : null;
        for (var at = 0; at < text.Length && problem is null;)
        {
            var c = text[at];
            if (c is '{' or '}' && at + 1 < text.Length && text[at + 1] == c)
            {
                literal.Append(c);
                at += 2;
            }
            else if (c == '{')
            {
                var end = text.IndexOf('}', at);
                var token = end < 0 ? text[at..] : text[at..(end + 1)];
                if (FormatPart.FromToken(token) is { } part)
                {
                    Flush(literal, parts);
                    parts.Add(part);
                    at = end + 1;
                }
                else
                {
                    problem = string.Create(CultureInfo.InvariantCulture, $"has no token {Shortened(token)} (position {at + 1}); there are {FormatPart.NearestTo(Shortened(token))}; a brace itself is written {{{{ or }}}}");
                }
            }
            else if (c == '}')
            {
                problem = string.Create(CultureInfo.InvariantCulture, $"has a single }} at position {at + 1}; write }}}}");
            }
            else if (c is < ' ' or > '~')
            {
                problem = string.Create(CultureInfo.InvariantCulture, $"has a character at position {at + 1} that is not printable ASCII");
            }
            else
            {
                literal.Append(c);
                at++;
            }
        }

        Flush(literal, parts);
        problem ??= parts.Count(part => part.Token == FormatToken.SequenceNumber) switch
        {
            1 => null,
            0 => "needs {seq} once",
            _ => "has {seq} more than once",
        };
        problem ??= parts.Count(part => part.Token == FormatToken.Scope) > 1 ? "has {scope:…} more than once" : null;
        format = problem is null ? new([.. parts]) : null;
        return format is not null;
    }

    /// <summary>Every character of literal text and every field of the date by its place: printing and reading need no more.</summary>
    private static (LiteralPlace[] Literals, DatePlace[] Dates, Place Scope) LaidFlat(FormatPart[] parts)
    {
        var literals = new LiteralPlace[parts.Sum(part => part.Literal.Length)];
        var dates = new DatePlace[parts.Count(part => part.Token is not (FormatToken.Literal or FormatToken.SequenceNumber or FormatToken.Scope))];
        var (literal, date) = (0, 0);
        var scope = default(Place);
        var place = new Place(0, Place.Stays);
        foreach (var part in parts)
        {
            if (part.Token == FormatToken.Literal)
            {
                for (var at = 0; at < part.Width; at++)
                {
                    literals[literal++] = new(place with { At = place.At + at }, part.Literal[at]);
                }
            }
            else if (part.Token == FormatToken.SequenceNumber)
            {
                place = place with { Moves = Place.MovesAlong };
            }
            else if (part.Token == FormatToken.Scope)
            {
                scope = place;
            }
            else
            {
                dates[date++] = new(place, part.Token, part.Width);
            }

            place = place with { At = place.At + part.Width };
        }

        return (literals, dates, scope);
    }

    private static string FixedText(ReadOnlySpan<FormatPart> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            _ = part.Token switch
            {
                FormatToken.Literal => text.Append(part.Literal),
                FormatToken.Scope => text.Append(ScopeCharacter, part.Width),
                _ => text.Append(DateDigit, part.Width),
            };
        }

        return text.ToString();
    }

    private static void Flush(StringBuilder literal, List<FormatPart> parts)
    {
        if (literal.Length > 0)
        {
            parts.Add(FormatPart.FromLiteral(literal.ToString()));
            literal.Clear();
        }
    }

    private static string Shortened(string token) => token.Length <= 30 ? token : token[..30] + "…";
}
