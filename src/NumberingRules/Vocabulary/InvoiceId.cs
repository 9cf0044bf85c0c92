using System.Diagnostics.CodeAnalysis;

namespace NumberingRules;

/// <summary>The host's own id of an invoice: never shown to customers, never reused, the key that makes asking again safe.</summary>
/// <remarks>Ranges, equality and errors: see <see cref="Identifier"/>.</remarks>
public sealed class InvoiceId(string text) : Identifier(text)
{
    /// <summary>The same as the constructor, for languages without implicit conversions.</summary>
    /// <exception cref="ArgumentException"><see cref="Identifier.Problem"/> has something to say about the text.</exception>
    public static InvoiceId FromString(string text) => new(text);

    /// <summary>Lets a literal stand where a name is asked; null stays null. For input from outside, ask <see cref="Identifier.Problem"/> first.</summary>
    /// <exception cref="ArgumentException"><see cref="Identifier.Problem"/> has something to say about the text.</exception>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator InvoiceId?(string? text) => text is null ? null : FromString(text);
}
