using System.Diagnostics.CodeAnalysis;

namespace NumberingRules;

/// <summary>An invoice number as printed: issued by a series, given by the host, or made by the ERP (then opaque).</summary>
/// <remarks>Ranges, equality and errors: see <see cref="Identifier"/>.</remarks>
public sealed class InvoiceNumber(string text) : Identifier(text)
{
    /// <summary>The same as the constructor, for languages without implicit conversions.</summary>
    /// <exception cref="ArgumentException"><see cref="Identifier.Problem"/> has something to say about the text.</exception>
    public static InvoiceNumber FromString(string text) => new(text);

    /// <summary>Lets a literal stand where a name is asked; null stays null. For input from outside, ask <see cref="Identifier.Problem"/> first.</summary>
    /// <exception cref="ArgumentException"><see cref="Identifier.Problem"/> has something to say about the text.</exception>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator InvoiceNumber?(string? text) => text is null ? null : FromString(text);
}
