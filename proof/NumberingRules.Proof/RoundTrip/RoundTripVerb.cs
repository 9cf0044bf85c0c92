using System.Diagnostics;
using System.Globalization;

namespace NumberingRules.Proof.RoundTrip;

/// <summary><c>roundtrip [LAST]</c>: every number from 1 to LAST, 10^9 if not said, for three formats.</summary>
internal static class RoundTripVerb
{
    private const long AtATime = 1_000_000;

    internal static int Run(string[] args)
    {
        var last = args.Length > 0 ? long.Parse(args[0], NumberStyles.None, CultureInfo.InvariantCulture) : 1_000_000_000;
        var violated = 0;
        foreach (var series in RoundTripRun.Formats.Select(RoundTripRun.SeriesOf))
        {
            var began = Stopwatch.GetTimestamp();
            var (checkedNumbers, first) = Check(series, last);
            violated += first is null ? 0 : 1;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| `{series.Definition.Format}` | {series.Print(1, RoundTripRun.Date)} … {series.Print(last, RoundTripRun.Date)} | {checkedNumbers:N0} | {Stopwatch.GetElapsedTime(began).TotalSeconds:0} | {first ?? "none"} |"));
        }

        return violated == 0 ? 0 : 1;
    }

    private static (long Checked, string? Violation) Check(Series series, long last)
    {
        var (done, first) = (0L, default(string));
        Parallel.For(0, (last + AtATime - 1) / AtATime, (piece, state) =>
        {
            var (from, to) = ((piece * AtATime) + 1, Math.Min(last, (piece + 1) * AtATime));
            if (RoundTripRun.Violation(series, RoundTripRun.Date, from, to) is { } violation)
            {
                Interlocked.CompareExchange(ref first, violation, null);
                state.Stop();
                return;
            }

            Interlocked.Add(ref done, to - from + 1);
        });
        return (done, first);
    }
}
