using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace NumberingRules;

/// <summary>A value that a series counts apart for: a branch, a property, a customer, a till. Each scope of a series has counters of its own.</summary>
/// <remarks>A series with <c>{scope:AAA}</c> in its format takes exactly that many characters of <c>A–Z</c> and <c>0–9</c> (<see cref="Series.ScopeWidth"/>); as a name a scope is 1 to 255 UTF-16 units of well-formed text without control, format or line-separator characters and without a space at either end; compared ordinally.</remarks>
[JsonConverter(typeof(TextJsonConverter<Scope>))]
public sealed class Scope : Identifier, IParsable<Scope>
{
    private const string Word = "scope";

    /// <summary>Takes over a text that can be a scope. For input from outside use <see cref="TryCreate"/>, which throws nothing.</summary>
    /// <exception cref="ArgumentException">The text cannot be one; the message says which and why.</exception>
    public Scope(string text)
        : base(text, Word)
    {
    }

    /// <summary>Makes a scope of input from outside. Throws nothing.</summary>
    /// <param name="text">The input.</param>
    /// <param name="scope">The scope; null if the text cannot be one.</param>
    /// <param name="problem">What is wrong, for the author of the input: the field, the value, and why it cannot be; null if nothing is.</param>
    /// <param name="field">What the host calls the field.</param>
    public static bool TryCreate(string? text, [NotNullWhen(true)] out Scope? scope, [NotNullWhen(false)] out string? problem, string field = Word)
    {
        problem = ProblemOf(text, field);
        scope = problem is null ? new(text!) : null;
        return scope is not null;
    }

    /// <summary>The scope with this text; what the constructor does, for languages without implicit conversions.</summary>
    /// <exception cref="ArgumentException">The text cannot be one; the message says which and why.</exception>
    public static Scope FromString(string text) => new(text);

    /// <summary>The scope with this text; culture makes no difference.</summary>
    /// <exception cref="FormatException">The text cannot be one; the message says which and why.</exception>
    public static Scope Parse(string s, IFormatProvider? provider) =>
        TryCreate(s, out var scope, out var problem) ? scope : throw new FormatException(problem);

    /// <summary>The scope with this text, if it can be one: what binds a route parameter. Culture makes no difference.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Scope result) =>
        TryCreate(s, out result, out _);

    /// <summary>Lets a literal stand where a scope is asked; null stays null. For input from outside use <see cref="TryCreate"/>, which throws nothing.</summary>
    /// <exception cref="ArgumentException">The text cannot be one; the message says which and why.</exception>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Scope?(string? text) => text is null ? null : FromString(text);
}
