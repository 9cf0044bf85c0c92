using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Serialization;

namespace NumberingRules;

/// <summary>Why somebody did something: 1–1000 UTF-16 units of any well-formed text. Equality is ordinal.</summary>
[JsonConverter(typeof(TextJsonConverter<Reason>))]
public sealed record Reason : IParsable<Reason>
{
    /// <summary>The longest a reason may be, in UTF-16 units.</summary>
    public const int MaxLength = 1000;

    /// <summary>Takes over a text that can be a reason. For input from outside use <see cref="TryCreate"/>, which throws nothing.</summary>
    /// <exception cref="ArgumentException">The text cannot be one; the message says why.</exception>
    public Reason(string text)
    {
        if (ProblemOf(text, "reason") is { } problem)
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

    /// <summary>Makes a reason of input from outside. Throws nothing.</summary>
    /// <param name="text">The input.</param>
    /// <param name="reason">The reason; null if the text cannot be one.</param>
    /// <param name="problem">What is wrong, for the author of the input: the field and why its value cannot be; null if nothing is.</param>
    /// <param name="field">What the host calls the field.</param>
    public static bool TryCreate(string? text, [NotNullWhen(true)] out Reason? reason, [NotNullWhen(false)] out string? problem, string field = "reason")
    {
        problem = ProblemOf(text, field);
        reason = problem is null ? new(text!) : null;
        return reason is not null;
    }

    /// <summary>The reason with this text; what the constructor does, for languages without implicit conversions.</summary>
    /// <exception cref="ArgumentException">The text cannot be one; the message says why.</exception>
    public static Reason FromString(string text) => new(text);

    /// <summary>The reason with this text; culture makes no difference.</summary>
    /// <exception cref="FormatException">The text cannot be one; the message says why.</exception>
    public static Reason Parse(string s, IFormatProvider? provider) =>
        TryCreate(s, out var reason, out var problem) ? reason : throw new FormatException(problem);

    /// <summary>The reason with this text, if it can be one. Culture makes no difference.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Reason result) =>
        TryCreate(s, out result, out _);

    /// <summary>Lets a literal stand where a reason is asked; null stays null. For input from outside use <see cref="TryCreate"/>, which throws nothing.</summary>
    /// <exception cref="ArgumentException">The text cannot be one; the message says why.</exception>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Reason?(string? text) => text is null ? null : FromString(text);

    /// <summary>The reason in words.</summary>
    public override string ToString() => Text;

    // A reason may be private, so a message does not repeat it.
    private static string? ProblemOf(string? text, string field) =>
        Problem(text) is not { } problem ? null : text is null ? $"{field} is missing: {problem}" : $"{field} {problem}";

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
