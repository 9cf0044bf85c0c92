namespace NumberingRules.Registers;

/// <summary>Something about a register that somebody should look at.</summary>
/// <param name="Name">Which finding it is.</param>
/// <param name="Line">The line it is about; none when it is about the register.</param>
/// <param name="Detail">What it is about, in words.</param>
internal sealed record RegisterFinding(string Name, long? Line, string Detail);

/// <summary>The findings of an audit, as many as are kept.</summary>
internal sealed class Findings
{
    private const int MostKept = 100_000;

    internal List<RegisterFinding> All { get; } = [];

    internal void Add(string name, long? line, Func<string> detail)
    {
        if (All.Count < MostKept)
        {
            All.Add(new(name, line, detail()));
        }
    }

    /// <summary>Takes a finding back that turned out to be none.</summary>
    internal void Take(string name, long line) => All.RemoveAll(finding => finding.Line == line && finding.Name == name);
}
