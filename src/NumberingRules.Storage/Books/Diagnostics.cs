using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace NumberingRules.Storage;

/// <summary>What a host can watch: the names are those of the <see cref="Meter"/> and of the <see cref="ActivitySource"/>.</summary>
public static class Diagnostics
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "NumberingRules";

    private static readonly Meter Meter = new(Name);
    private static readonly ActivitySource Source = new(Name);
    private static readonly Counter<long> Commands = Meter.CreateCounter<long>("numbering.commands", "{command}", "Commands answered, by outcome.");
    private static readonly Histogram<int> BatchSize = Meter.CreateHistogram<int>("numbering.batch.size", "{command}", "Commands written in one transaction.");
    private static readonly Histogram<double> BatchDuration = Meter.CreateHistogram<double>("numbering.batch.duration", "s", "From the beginning of a transaction to its end.");

    internal static bool IsWatched => Commands.Enabled || BatchSize.Enabled || BatchDuration.Enabled || Source.HasListeners();

    internal static void Batch(IReadOnlyCollection<Answer> answers, TimeSpan duration)
    {
        using (Source.StartActivity("NumberingRules.Write", ActivityKind.Internal, default(ActivityContext), [new("numbering.commands", answers.Count)], null, DateTimeOffset.UtcNow - duration))
        {
            BatchSize.Record(answers.Count);
            BatchDuration.Record(duration.TotalSeconds);
        }

        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            if (answers.Count(answer => answer.Outcome == outcome) is > 0 and var count)
            {
                Commands.Add(count, new KeyValuePair<string, object?>("outcome", NumberingRules.Name.Of(outcome)));
            }
        }
    }
}
