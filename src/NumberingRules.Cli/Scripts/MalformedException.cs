namespace NumberingRules.Cli;

/// <summary>Input that cannot be read: the place, what is wrong, and where it helps what to write instead. Ends in exit status 2.</summary>
internal sealed class MalformedException(string place, string problem) : Exception($"{place}: {problem}")
{
    internal static MalformedException InLine(string file, long line, string problem) =>
        new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{file}, line {line}"), problem);
}
