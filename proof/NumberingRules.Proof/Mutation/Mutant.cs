namespace NumberingRules.Proof.Mutation;

/// <summary>One change made to the sources, and what the tests said to it.</summary>
/// <param name="File">The file, from the project's folder.</param>
/// <param name="Line">Where it is, from 1.</param>
/// <param name="Change">What became what, on one line; the second and later alike in the file carry their number.</param>
/// <param name="Status">Killed, Timeout, Survived, NoCoverage, CompileError or Ignored.</param>
internal sealed record Mutant(string File, int Line, string Change, string Status)
{
    internal string Folder => File.Contains('/', StringComparison.Ordinal) ? File[..File.IndexOf('/', StringComparison.Ordinal)] : ".";

    internal bool IsKilled => Status is "Killed" or "Timeout";

    internal bool Lives => Status is "Survived" or "NoCoverage";
}
