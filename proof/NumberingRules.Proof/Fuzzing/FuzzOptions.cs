namespace NumberingRules.Proof.Fuzzing;

/// <summary>How long to go on, and where to keep what was found.</summary>
/// <param name="Seed">Of the pseudo-random changes.</param>
/// <param name="Executions">Ends after so many.</param>
/// <param name="Seconds">Ends after so long.</param>
/// <param name="StillMinutes">Ends when no place was new for so long.</param>
/// <param name="MostBytes">More than that allocated in one execution is a fault.</param>
/// <param name="MostMilliseconds">A longer execution, at its best of three, is a fault.</param>
/// <param name="Folder">Where inputs that reached something new and inputs with faults are kept, and where a later run begins; none: nowhere.</param>
internal sealed record FuzzOptions(
    int Seed,
    long Executions = long.MaxValue,
    double Seconds = double.MaxValue,
    double StillMinutes = double.MaxValue,
    long MostBytes = 64L << 20,
    double MostMilliseconds = double.MaxValue,
    string? Folder = null);

/// <summary>What a run saw.</summary>
/// <param name="Target">The reader.</param>
/// <param name="Executions">How many inputs it read.</param>
/// <param name="Places">How many places in the code they reached; 0 when nothing was instrumented.</param>
/// <param name="Edges">How many edges between them they went through.</param>
/// <param name="Minutes">How long it took.</param>
/// <param name="CpuMinutes">How much of a core's time this process has had for it.</param>
/// <param name="StillMinutes">How long ago the last new place was.</param>
/// <param name="StillExecutions">How many executions ago it was.</param>
/// <param name="EdgeMinutes">How long ago the last new edge was.</param>
/// <param name="Kept">How many inputs reached something new.</param>
/// <param name="MostBytes">The most that was allocated in one execution.</param>
/// <param name="SlowestMilliseconds">How long the slowest took.</param>
/// <param name="Faults">The distinct faults.</param>
internal sealed record FuzzReport(
    string Target,
    long Executions,
    int Places,
    int Edges,
    double Minutes,
    double CpuMinutes,
    double StillMinutes,
    long StillExecutions,
    double EdgeMinutes,
    int Kept,
    long MostBytes,
    double SlowestMilliseconds,
    IReadOnlyList<string> Faults);
