using NumberingRules.Proof.DiskFaults;
using NumberingRules.Proof.Enumeration;
using NumberingRules.Proof.Fuzzing;
using NumberingRules.Proof.PowerLoss;
using NumberingRules.Proof.RoundTrip;
using NumberingRules.Proof.Simulation;

namespace NumberingRules.Proof;

/// <summary>What the program can be asked for: one line for each kind of proof.</summary>
public static class Verbs
{
    private static readonly SortedDictionary<string, Func<string[], int>> All = new(StringComparer.Ordinal)
    {
        ["diskfaults"] = DiskFaultsVerb.Run,
        ["diskfaults-child"] = DiskFaultsVerb.Child,
        ["enumerate"] = EnumerateVerb.Run,
        ["fuzz"] = FuzzVerb.Run,
        ["mutation"] = Mutation.MutationReport.Run,
        ["mutation-living"] = Mutation.MutationReport.Living,
        ["powerloss"] = PowerLossVerb.Run,
        ["powerloss-child"] = PowerLossVerb.Child,
        ["roundtrip"] = RoundTripVerb.Run,
        ["simulate"] = SimulateVerb.Run,
    };

    /// <summary>Runs the verb named first with the arguments behind it.</summary>
    /// <returns>0 when nothing was violated, 1 when something was, 2 for a verb that does not exist.</returns>
    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (args.Length > 0 && All.TryGetValue(args[0], out Func<string[], int>? verb))
        {
            return verb(args[1..]);
        }

        Console.Error.WriteLine($"usage: NumberingRules.Proof {string.Join('|', All.Keys)} ...");
        return 2;
    }

    /// <summary>What stands behind an option's name; null if it is not given.</summary>
    internal static string? Option(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}
