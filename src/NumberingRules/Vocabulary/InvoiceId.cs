using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace NumberingRules;

/// <summary>The host's own id of an invoice: never shown to customers, never reused, the key that makes asking again safe.</summary>
/// <remarks>1 to 255 UTF-16 units of well-formed text without control, format or line-separator characters and without a space at either end; compared ordinally.</remarks>
[JsonConverter(typeof(TextJsonConverter<InvoiceId>))]
public sealed class InvoiceId : Identifier, IParsable<InvoiceId>
{
    private const string Word = "invoice id";

    /// <summary>Takes over a text that can be an invoice id. For input from outside use <see cref="TryCreate"/>, which throws nothing.</summary>
    /// <exception cref="ArgumentException">The text cannot be one; the message says which and why.</exception>
    public InvoiceId(string text)
        : base(text, Word)
    {
    }

    /// <summary>Makes an invoice id of input from outside. Throws nothing.</summary>
    /// <param name="text">The input.</param>
    /// <param name="id">The invoice id; null if the text cannot be one.</param>
    /// <param name="problem">What is wrong, for the author of the input: the field, the value, and why it cannot be; null if nothing is.</param>
    /// <param name="field">What the host calls the field.</param>
    public static bool TryCreate(string? text, [NotNullWhen(true)] out InvoiceId? id, [NotNullWhen(false)] out string? problem, string field = Word)
    {
        problem = ProblemOf(text, field);
        id = problem is null ? new(text!) : null;
        return id is not null;
    }

    /// <summary>The invoice id with this text; what the constructor does, for languages without implicit conversions.</summary>
    /// <exception cref="ArgumentException">The text cannot be one; the message says which and why.</exception>
    public static InvoiceId FromString(string text) => new(text);

    /// <summary>The invoice id with this text; culture makes no difference.</summary>
    /// <exception cref="FormatException">The text cannot be one; the message says which and why.</exception>
    public static InvoiceId Parse(string s, IFormatProvider? provider) =>
        TryCreate(s, out var id, out var problem) ? id : throw new FormatException(problem);

    /// <summary>The invoice id with this text, if it can be one: what binds a route parameter. Culture makes no difference.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out InvoiceId result) =>
        TryCreate(s, out result, out _);

    /// <summary>Lets a literal stand where an invoice id is asked; null stays null. For input from outside use <see cref="TryCreate"/>, which throws nothing.</summary>
    /// <exception cref="ArgumentException">The text cannot be one; the message says which and why.</exception>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator InvoiceId?(string? text) => text is null ? null : FromString(text);
}
