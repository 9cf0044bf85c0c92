using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace NumberingRules;

/// <summary>The name of a form: one of several formats that share a series' counter (invoice and credit note in one run).</summary>
/// <remarks>The default form has no name. A name is 1 to 255 UTF-16 units of well-formed text without control, format or line-separator characters and without a space at either end; compared ordinally.</remarks>
[JsonConverter(typeof(TextJsonConverter<FormName>))]
public sealed class FormName : Identifier, IParsable<FormName>
{
    private const string Word = "form name";

    /// <summary>Takes over a text that can be a form name. For input from outside use <see cref="TryCreate"/>, which throws nothing.</summary>
    /// <exception cref="ArgumentException">The text cannot be one; the message says which and why.</exception>
    public FormName(string text)
        : base(text, Word)
    {
    }

    /// <summary>Makes a form name of input from outside. Throws nothing.</summary>
    /// <param name="text">The input.</param>
    /// <param name="name">The form name; null if the text cannot be one.</param>
    /// <param name="problem">What is wrong, for the author of the input: the field, the value, and why it cannot be; null if nothing is.</param>
    /// <param name="field">What the host calls the field.</param>
    public static bool TryCreate(string? text, [NotNullWhen(true)] out FormName? name, [NotNullWhen(false)] out string? problem, string field = Word)
    {
        problem = ProblemOf(text, field);
        name = problem is null ? new(text!) : null;
        return name is not null;
    }

    /// <summary>The form name with this text; what the constructor does, for languages without implicit conversions.</summary>
    /// <exception cref="ArgumentException">The text cannot be one; the message says which and why.</exception>
    public static FormName FromString(string text) => new(text);

    /// <summary>The form name with this text; culture makes no difference.</summary>
    /// <exception cref="FormatException">The text cannot be one; the message says which and why.</exception>
    public static FormName Parse(string s, IFormatProvider? provider) =>
        TryCreate(s, out var name, out var problem) ? name : throw new FormatException(problem);

    /// <summary>The form name with this text, if it can be one: what binds a route parameter. Culture makes no difference.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out FormName result) =>
        TryCreate(s, out result, out _);

    /// <summary>Lets a literal stand where a form name is asked; null stays null. For input from outside use <see cref="TryCreate"/>, which throws nothing.</summary>
    /// <exception cref="ArgumentException">The text cannot be one; the message says which and why.</exception>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator FormName?(string? text) => text is null ? null : FromString(text);
}
