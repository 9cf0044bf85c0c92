using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace NumberingRules;

/// <summary>The id of a series of home numbers within its book.</summary>
/// <remarks>1 to 255 UTF-16 units of well-formed text without control, format or line-separator characters and without a space at either end; compared ordinally.</remarks>
[JsonConverter(typeof(TextJsonConverter<SeriesId>))]
public sealed class SeriesId : Identifier, IParsable<SeriesId>
{
    private const string Word = "series id";

    /// <summary>Takes over a text that can be a series id. For input from outside use <see cref="TryCreate"/>, which throws nothing.</summary>
    /// <exception cref="ArgumentException">The text cannot be one; the message says which and why.</exception>
    public SeriesId(string text)
        : base(text, Word)
    {
    }

    /// <summary>Makes a series id of input from outside. Throws nothing.</summary>
    /// <param name="text">The input.</param>
    /// <param name="id">The series id; null if the text cannot be one.</param>
    /// <param name="problem">What is wrong, for the author of the input: the field, the value, and why it cannot be; null if nothing is.</param>
    /// <param name="field">What the host calls the field.</param>
    public static bool TryCreate(string? text, [NotNullWhen(true)] out SeriesId? id, [NotNullWhen(false)] out string? problem, string field = Word)
    {
        problem = ProblemOf(text, field);
        id = problem is null ? new(text!) : null;
        return id is not null;
    }

    /// <summary>The series id with this text; what the constructor does, for languages without implicit conversions.</summary>
    /// <exception cref="ArgumentException">The text cannot be one; the message says which and why.</exception>
    public static SeriesId FromString(string text) => new(text);

    /// <summary>The series id with this text; culture makes no difference.</summary>
    /// <exception cref="FormatException">The text cannot be one; the message says which and why.</exception>
    public static SeriesId Parse(string s, IFormatProvider? provider) =>
        TryCreate(s, out var id, out var problem) ? id : throw new FormatException(problem);

    /// <summary>The series id with this text, if it can be one: what binds a route parameter. Culture makes no difference.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out SeriesId result) =>
        TryCreate(s, out result, out _);

    /// <summary>Lets a literal stand where a series id is asked; null stays null. For input from outside use <see cref="TryCreate"/>, which throws nothing.</summary>
    /// <exception cref="ArgumentException">The text cannot be one; the message says which and why.</exception>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator SeriesId?(string? text) => text is null ? null : FromString(text);
}
