using System.Diagnostics.CodeAnalysis;

namespace NumberingRules;

/// <summary>The ERP company a book is linked to.</summary>
/// <remarks>Ranges, equality and errors: see <see cref="Identifier"/>.</remarks>
public sealed class Company(string text) : Identifier(text)
{
    /// <summary>The same as the constructor, for languages without implicit conversions.</summary>
    /// <exception cref="ArgumentException"><see cref="Identifier.Problem"/> has something to say about the text.</exception>
    public static Company FromString(string text) => new(text);

    /// <summary>Lets a literal stand where a name is asked; null stays null. For input from outside, ask <see cref="Identifier.Problem"/> first.</summary>
    /// <exception cref="ArgumentException"><see cref="Identifier.Problem"/> has something to say about the text.</exception>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Company?(string? text) => text is null ? null : FromString(text);
}
