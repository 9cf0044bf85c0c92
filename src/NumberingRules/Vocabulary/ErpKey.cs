using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace NumberingRules;

/// <summary>The key of a record in the ERP. Not a number, and not stable: an ERP may recreate a record under another key.</summary>
/// <remarks>1 to 255 UTF-16 units of well-formed text without control, format or line-separator characters and without a space at either end; compared ordinally.</remarks>
[JsonConverter(typeof(TextJsonConverter<ErpKey>))]
public sealed class ErpKey : Identifier, IParsable<ErpKey>
{
    private const string Word = "ERP key";

    /// <summary>Takes over a text that can be an ERP key. For input from outside use <see cref="TryCreate"/>, which throws nothing.</summary>
    /// <exception cref="ArgumentException">The text cannot be one; the message says which and why.</exception>
    public ErpKey(string text)
        : base(text, Word)
    {
    }

    /// <summary>Makes an ERP key of input from outside. Throws nothing.</summary>
    /// <param name="text">The input.</param>
    /// <param name="key">The ERP key; null if the text cannot be one.</param>
    /// <param name="problem">What is wrong, for the author of the input: the field, the value, and why it cannot be; null if nothing is.</param>
    /// <param name="field">What the host calls the field.</param>
    public static bool TryCreate(string? text, [NotNullWhen(true)] out ErpKey? key, [NotNullWhen(false)] out string? problem, string field = Word)
    {
        problem = ProblemOf(text, field);
        key = problem is null ? new(text!) : null;
        return key is not null;
    }

    /// <summary>The ERP key with this text; what the constructor does, for languages without implicit conversions.</summary>
    /// <exception cref="ArgumentException">The text cannot be one; the message says which and why.</exception>
    public static ErpKey FromString(string text) => new(text);

    /// <summary>The ERP key with this text; culture makes no difference.</summary>
    /// <exception cref="FormatException">The text cannot be one; the message says which and why.</exception>
    public static ErpKey Parse(string s, IFormatProvider? provider) =>
        TryCreate(s, out var key, out var problem) ? key : throw new FormatException(problem);

    /// <summary>The ERP key with this text, if it can be one: what binds a route parameter. Culture makes no difference.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out ErpKey result) =>
        TryCreate(s, out result, out _);

    /// <summary>Lets a literal stand where an ERP key is asked; null stays null. For input from outside use <see cref="TryCreate"/>, which throws nothing.</summary>
    /// <exception cref="ArgumentException">The text cannot be one; the message says which and why.</exception>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator ErpKey?(string? text) => text is null ? null : FromString(text);
}
