using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace NumberingRules;

/// <summary>
/// A name somebody else may have chosen: an id, a key, a number or a company. 1–255 UTF-16 units of well-formed
/// text without control, format or line-separator characters and without a space at either end.
/// </summary>
/// <remarks>
/// Equality is ordinal and between values of the same kind only: an <see cref="InvoiceId"/> never equals an
/// <see cref="ErpKey"/>. There is no default value but <c>null</c>, so nothing can be mistaken for a name.
/// </remarks>
public abstract class Identifier : IEquatable<Identifier>
{
    /// <summary>The longest a name may be, in UTF-16 units.</summary>
    public const int MaxLength = 255;

    // Names are keys more than anything else, and are asked for their hash several times.
    private readonly int _hash;

    private protected Identifier(string? text, string word)
    {
        Text = ProblemOf(text, word) is { } problem ? throw new ArgumentException(problem, nameof(text)) : text!;
        _hash = Text.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>The name itself.</summary>
    public string Text { get; }

    /// <summary>What keeps <paramref name="text"/> from being a name, in words for its author; null when nothing does.</summary>
    public static string? Problem(string? text) => text switch
    {
        null => "a text is needed",
        "" => "must not be empty",
        { Length: > MaxLength } => $"is {text.Length} characters long; at most {MaxLength} are allowed",
        [' ', ..] or [.., ' '] => "must not begin or end with a space",
        _ when IsPrintableAscii(text) => null,
        _ => ForbiddenCharacter(text),
    };

    /// <inheritdoc/>
    public bool Equals(Identifier? other) =>
        ReferenceEquals(this, other)
        || (other is not null && GetType() == other.GetType() && string.Equals(Text, other.Text, StringComparison.Ordinal));

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as Identifier);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => _hash;

    /// <summary>The name itself.</summary>
    public sealed override string ToString() => Text;

    /// <summary>Whether both are the same kind of name with the same text.</summary>
    public static bool operator ==(Identifier? left, Identifier? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they differ in kind or text.</summary>
    public static bool operator !=(Identifier? left, Identifier? right) => !(left == right);

    /// <summary>The name itself, so that it compares with a text and stands where one is asked; null stays null.</summary>
    [return: NotNullIfNotNull(nameof(name))]
    public static implicit operator string?(Identifier? name) => name?.Text;

    /// <summary>What keeps a text from being a name, with the field and the value; null when nothing does.</summary>
    private protected static string? ProblemOf(string? text, string field) =>
        Problem(text) is not { } problem ? null : text is null ? $"{field} is missing: {problem}" : $"{field} {Shown.Of(text)} {problem}";

    private static bool IsPrintableAscii(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    private static string? ForbiddenCharacter(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, at, out var rune))
            {
                return $"has half of a surrogate pair at position {at + 1}; the text is damaged";
            }

            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                return string.Create(CultureInfo.InvariantCulture, $"has an invisible character (U+{rune.Value:X4}) at position {at + 1}; remove it");
            }

            at += rune.Utf16SequenceLength;
        }

        return null;
    }
}
