namespace NumberingRules.Proof.Fuzzing;

/// <summary>One input read, with all that is checked of it.</summary>
/// <param name="Fault">What is wrong; null when nothing is.</param>
/// <param name="Bytes">What was allocated for it, alive at once or not.</param>
/// <param name="Milliseconds">How much time processors spent on it: waiting for one is the machine's fault.</param>
internal readonly record struct Execution(string? Fault, long Bytes, double Milliseconds)
{
    /// <summary>Nothing else may run in the process: readers may use several threads, so what all of them allocate is counted.</summary>
    internal static Execution Of(FuzzTarget target, byte[] input)
    {
        var bytes = GC.GetTotalAllocatedBytes();
        var began = Environment.CpuUsage.TotalTime;
        var fault = FaultOf(target, input);
        return new(fault, GC.GetTotalAllocatedBytes() - bytes, (Environment.CpuUsage.TotalTime - began).TotalMilliseconds);
    }

    /// <summary>The least of this and a second time: the first one may hold the compiling of what it comes to.</summary>
    internal Execution Again(FuzzTarget target, byte[] input)
    {
        var again = Of(target, input);
        return new(Fault ?? again.Fault, Math.Min(Bytes, again.Bytes), Math.Min(Milliseconds, again.Milliseconds));
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1031", Justification = "An exception of any kind is what is looked for.")]
    private static string? FaultOf(FuzzTarget target, byte[] input)
    {
        try
        {
            return target.Fault(input);
        }
        catch (Exception e)
        {
            var place = e.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("NumberingRules", StringComparison.Ordinal))?.Trim();
            return $"{e.GetType().Name}: {e.Message} {place}";
        }
    }
}
