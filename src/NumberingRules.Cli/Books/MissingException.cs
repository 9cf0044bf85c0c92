namespace NumberingRules.Cli;

/// <summary>Something asked for is not there. Ends in exit status 1.</summary>
internal sealed class MissingException(string message) : Exception(message);
