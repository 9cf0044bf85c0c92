using System.Diagnostics.CodeAnalysis;

namespace NumberingRules;

/// <summary>A value that a series counts apart for: a branch, a property, a customer, a till. Each scope of a series has counters of its own.</summary>
/// <remarks>A series with <c>{scope:AAA}</c> in its format takes exactly that many characters of <c>A–Z</c> and <c>0–9</c>; see <see cref="Series.ScopeWidth"/>.</remarks>
public sealed class Scope(string text) : Identifier(text)
{
    /// <summary>The scope with this text; what the constructor does, for languages without implicit conversions.</summary>
    /// <exception cref="ArgumentException"><see cref="Identifier.Problem"/> has something to say about the text.</exception>
    public static Scope FromString(string text) => new(text);

    /// <summary>Lets a literal stand where a name is asked; null stays null. For input from outside, ask <see cref="Identifier.Problem"/> first.</summary>
    /// <exception cref="ArgumentException"><see cref="Identifier.Problem"/> has something to say about the text.</exception>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Scope?(string? text) => text is null ? null : FromString(text);
}
