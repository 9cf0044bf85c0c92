using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace NumberingRules;

/// <summary>The ERP company a book is linked to.</summary>
/// <remarks>1 to 255 UTF-16 units of well-formed text without control, format or line-separator characters and without a space at either end; compared ordinally.</remarks>
[JsonConverter(typeof(TextJsonConverter<Company>))]
public sealed class Company : Identifier, IParsable<Company>
{
    private const string Word = "company";

    /// <summary>Takes over a text that can be a company. For input from outside use <see cref="TryCreate"/>, which throws nothing.</summary>
    /// <exception cref="ArgumentException">The text cannot be one; the message says which and why.</exception>
    public Company(string text)
        : base(text, Word)
    {
    }

    /// <summary>Makes a company of input from outside. Throws nothing.</summary>
    /// <param name="text">The input.</param>
    /// <param name="company">The company; null if the text cannot be one.</param>
    /// <param name="problem">What is wrong, for the author of the input: the field, the value, and why it cannot be; null if nothing is.</param>
    /// <param name="field">What the host calls the field.</param>
    public static bool TryCreate(string? text, [NotNullWhen(true)] out Company? company, [NotNullWhen(false)] out string? problem, string field = Word)
    {
        problem = ProblemOf(text, field);
        company = problem is null ? new(text!) : null;
        return company is not null;
    }

    /// <summary>The company with this text; what the constructor does, for languages without implicit conversions.</summary>
    /// <exception cref="ArgumentException">The text cannot be one; the message says which and why.</exception>
    public static Company FromString(string text) => new(text);

    /// <summary>The company with this text; culture makes no difference.</summary>
    /// <exception cref="FormatException">The text cannot be one; the message says which and why.</exception>
    public static Company Parse(string s, IFormatProvider? provider) =>
        TryCreate(s, out var company, out var problem) ? company : throw new FormatException(problem);

    /// <summary>The company with this text, if it can be one: what binds a route parameter. Culture makes no difference.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Company result) =>
        TryCreate(s, out result, out _);

    /// <summary>Lets a literal stand where a company is asked; null stays null. For input from outside use <see cref="TryCreate"/>, which throws nothing.</summary>
    /// <exception cref="ArgumentException">The text cannot be one; the message says which and why.</exception>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Company?(string? text) => text is null ? null : FromString(text);
}
