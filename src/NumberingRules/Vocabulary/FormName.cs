using System.Diagnostics.CodeAnalysis;

namespace NumberingRules;

/// <summary>The name of a form: one of several formats that share a series' counter (invoice and credit note in one run).</summary>
/// <remarks>The default form has no name. Ranges, equality and errors: see <see cref="Identifier"/>.</remarks>
public sealed class FormName(string text) : Identifier(text)
{
    /// <summary>The name with this text; what the constructor does, for languages without implicit conversions.</summary>
    /// <exception cref="ArgumentException"><see cref="Identifier.Problem"/> has something to say about the text.</exception>
    public static FormName FromString(string text) => new(text);

    /// <summary>Lets a literal stand where a name is asked; null stays null. For input from outside, ask <see cref="Identifier.Problem"/> first.</summary>
    /// <exception cref="ArgumentException"><see cref="Identifier.Problem"/> has something to say about the text.</exception>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator FormName?(string? text) => text is null ? null : FromString(text);
}
