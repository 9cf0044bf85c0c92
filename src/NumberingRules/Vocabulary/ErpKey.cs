using System.Diagnostics.CodeAnalysis;

namespace NumberingRules;

/// <summary>The key of a record in the ERP. Not a number, and not stable: an ERP may recreate a record under another key.</summary>
/// <remarks>Ranges, equality and errors: see <see cref="Identifier"/>.</remarks>
public sealed class ErpKey(string text) : Identifier(text)
{
    /// <summary>The same as the constructor, for languages without implicit conversions.</summary>
    /// <exception cref="ArgumentException"><see cref="Identifier.Problem"/> has something to say about the text.</exception>
    public static ErpKey FromString(string text) => new(text);

    /// <summary>Lets a literal stand where a name is asked; null stays null. For input from outside, ask <see cref="Identifier.Problem"/> first.</summary>
    /// <exception cref="ArgumentException"><see cref="Identifier.Problem"/> has something to say about the text.</exception>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator ErpKey?(string? text) => text is null ? null : FromString(text);
}
