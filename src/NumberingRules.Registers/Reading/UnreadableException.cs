using System.Globalization;

namespace NumberingRules.Registers;

/// <summary>A register that cannot be read at all: the place, what is wrong, and what to do about it.</summary>
public sealed class UnreadableException : Exception
{
    internal UnreadableException(string problem)
        : base(problem)
    {
    }

    internal UnreadableException(long line, string problem)
        : base(problem) => Line = line;

    /// <summary>The line it is about; none when it is about the whole file.</summary>
    public long? Line { get; }

    /// <summary>Returns the place and the problem in one sentence.</summary>
    public string In(string file) => Line is { } line
        ? string.Create(CultureInfo.InvariantCulture, $"{file}, line {line}: {Message}")
        : $"{file}: {Message}";
}
