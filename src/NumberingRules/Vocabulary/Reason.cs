using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace NumberingRules;

/// <summary>Why somebody did something: 1–1000 UTF-16 units of any well-formed text. Equality is ordinal.</summary>
public sealed record Reason
{
    /// <summary>The longest a reason may be, in UTF-16 units.</summary>
    public const int MaxLength = 1000;

    /// <summary>Takes over a text.</summary>
    /// <exception cref="ArgumentException"><see cref="Problem"/> has something to say about the text.</exception>
    public Reason(string text)
    {
        if (Problem(text) is { } problem)
        {
            throw new ArgumentException(problem, nameof(text));
        }

        Text = text;
    }

    /// <summary>The reason in words.</summary>
    public string Text { get; }

    /// <summary>What keeps <paramref name="text"/> from being a reason, in words for its author; null when nothing does.</summary>
    public static string? Problem(string? text) => text switch
    {
        null => "a text is needed",
        "" => "must not be empty",
        { Length: > MaxLength } => $"is {text.Length} characters long; at most {MaxLength} are allowed",
        _ => IsWellFormed(text) ? null : "has half of a surrogate pair; the text is damaged",
    };

    /// <summary>The same as the constructor, for languages without implicit conversions.</summary>
    public static Reason FromString(string text) => new(text);

    /// <summary>Lets a literal stand where a reason is asked; null stays null.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Reason?(string? text) => text is null ? null : FromString(text);

    /// <summary>The reason in words.</summary>
    public override string ToString() => Text;

    private static bool IsWellFormed(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, at, out var rune))
            {
                return false;
            }

            at += rune.Utf16SequenceLength;
        }

        return true;
    }
}
