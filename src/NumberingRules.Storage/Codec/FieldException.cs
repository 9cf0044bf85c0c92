namespace NumberingRules.Storage;

/// <summary>A field is not as it would be written. The message is the rest of a sentence about the entry, or a sentence about the field.</summary>
/// <param name="problem">What is wrong, with the field and what was found in its place.</param>
internal sealed class FieldException(string problem) : FormatException(problem)
{
    /// <summary>The field that must stand there; null when the object must end.</summary>
    internal string? Expected { get; private init; }

    /// <summary>The field that stands there instead; null when none does.</summary>
    internal string? Found { get; private init; }

    /// <summary>Another field stands where one must, or none.</summary>
    internal static FieldException InsteadOf(string? expected, string? found) => new(expected is null ? $"the field '{found}' is repeated or out of place" : $"it lacks the field '{expected}'" + (found is null ? "" : $" before '{found}'"))
    {
        Expected = expected,
        Found = found,
    };
}
