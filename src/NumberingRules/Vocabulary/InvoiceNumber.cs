using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace NumberingRules;

/// <summary>An invoice number as printed: issued by a series, given by the host, or made by the ERP (then opaque).</summary>
/// <remarks>1 to 255 UTF-16 units of well-formed text without control, format or line-separator characters and without a space at either end; compared ordinally.</remarks>
[JsonConverter(typeof(TextJsonConverter<InvoiceNumber>))]
public sealed class InvoiceNumber : Identifier, IParsable<InvoiceNumber>
{
    private const string Word = "invoice number";

    /// <summary>Takes over a text that can be an invoice number. For input from outside use <see cref="TryCreate"/>, which throws nothing.</summary>
    /// <exception cref="ArgumentException">The text cannot be one; the message says which and why.</exception>
    public InvoiceNumber(string text)
        : base(text, Word)
    {
    }

    /// <summary>Makes an invoice number of input from outside. Throws nothing.</summary>
    /// <param name="text">The input.</param>
    /// <param name="number">The invoice number; null if the text cannot be one.</param>
    /// <param name="problem">What is wrong, for the author of the input: the field, the value, and why it cannot be; null if nothing is.</param>
    /// <param name="field">What the host calls the field.</param>
    public static bool TryCreate(string? text, [NotNullWhen(true)] out InvoiceNumber? number, [NotNullWhen(false)] out string? problem, string field = Word)
    {
        problem = ProblemOf(text, field);
        number = problem is null ? new(text!) : null;
        return number is not null;
    }

    /// <summary>The invoice number with this text; what the constructor does, for languages without implicit conversions.</summary>
    /// <exception cref="ArgumentException">The text cannot be one; the message says which and why.</exception>
    public static InvoiceNumber FromString(string text) => new(text);

    /// <summary>The invoice number with this text; culture makes no difference.</summary>
    /// <exception cref="FormatException">The text cannot be one; the message says which and why.</exception>
    public static InvoiceNumber Parse(string s, IFormatProvider? provider) =>
        TryCreate(s, out var number, out var problem) ? number : throw new FormatException(problem);

    /// <summary>The invoice number with this text, if it can be one: what binds a route parameter. Culture makes no difference.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out InvoiceNumber result) =>
        TryCreate(s, out result, out _);

    /// <summary>Lets a literal stand where an invoice number is asked; null stays null. For input from outside use <see cref="TryCreate"/>, which throws nothing.</summary>
    /// <exception cref="ArgumentException">The text cannot be one; the message says which and why.</exception>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator InvoiceNumber?(string? text) => text is null ? null : FromString(text);
}
