namespace NumberingRules.Cli;

/// <summary>A field that cannot be read; whoever knows the file and line adds them.</summary>
internal sealed class FieldException(string field, string problem) : Exception($"field '{field}' {problem}");
