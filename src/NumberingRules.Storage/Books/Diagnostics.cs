using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace NumberingRules.Storage;

/// <summary>What a host can watch: the names are those of the <see cref="Meter"/> and of the <see cref="ActivitySource"/>.</summary>
public static class Diagnostics
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "NumberingRules";

    // A trace with thousands of links helps nobody.
    private const int MostLinks = 128;

    private static readonly double[] Seconds = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
    private static readonly int[] Sizes = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096];
    private static readonly Meter Meter = new(Name);
    private static readonly ActivitySource Source = new(Name);
    private static readonly Counter<long> Commands = Meter.CreateCounter<long>("numbering.commands", "{command}", "Commands answered, by outcome.");
    private static readonly Histogram<int> BatchSize = Meter.CreateHistogram<int>("numbering.batch.size", "{command}", "Commands written in one transaction.", advice: new() { HistogramBucketBoundaries = Sizes });
    private static readonly Histogram<double> BatchDuration = Meter.CreateHistogram<double>("numbering.batch.duration", "s", "From the beginning of a transaction to its end.", advice: new() { HistogramBucketBoundaries = Seconds });
    private static readonly Histogram<double> HostDuration = Meter.CreateHistogram<double>("numbering.host_transaction.duration", "s", "A command inside the host's own transaction, from the call to its answer, the wait for the lock included.", advice: new() { HistogramBucketBoundaries = Seconds });

    internal static bool IsWatched => Commands.Enabled || BatchSize.Enabled || BatchDuration.Enabled || Source.HasListeners();

    /// <summary>Where a caller stands in its trace, if somebody watches.</summary>
    internal static ActivityContext Caller => Source.HasListeners() && Activity.Current is { } activity ? activity.Context : default;

    /// <summary>Reports a batch.</summary>
    /// <param name="books">The answers, book by book.</param>
    /// <param name="callers">Where the callers stand in their traces.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="tagBooks">Whether commands are counted by book.</param>
    internal static void Batch(IReadOnlyList<(string Book, IReadOnlyCollection<Answer> Answers)> books, IEnumerable<ActivityContext> callers, TimeSpan duration, bool tagBooks)
    {
        var count = books.Sum(static book => book.Answers.Count);
        var links = callers.Where(static caller => caller != default).Distinct().Take(MostLinks).Select(static caller => new ActivityLink(caller));
        using (Source.StartActivity("NumberingRules.Write", ActivityKind.Internal, default(ActivityContext), [new("numbering.commands", count)], links, DateTimeOffset.UtcNow - duration))
        {
            BatchSize.Record(count);
            BatchDuration.Record(duration.TotalSeconds);
        }

        foreach (var group in books.SelectMany(book => book.Answers.Select(answer => (Book: tagBooks ? book.Book : null, answer.Outcome))).CountBy(static one => one))
        {
            Commands.Add(group.Value, Tags(group.Key.Outcome, group.Key.Book));
        }
    }

    /// <summary>Begins the activity of a command inside the host's own transaction.</summary>
    internal static Activity? BeginHosted()
    {
        Activity? activity = null;
        Guarded(() => activity = Source.StartActivity("NumberingRules.DoWithin"));
        return activity;
    }

    /// <summary>Ends it, and reports what came of the command; nothing where it was not answered.</summary>
    internal static void EndHosted(Activity? activity, Outcome? outcome, TimeSpan duration, string? book) => Guarded(() =>
    {
        using (activity)
        {
            if (outcome is { } known)
            {
                HostDuration.Record(duration.TotalSeconds, Tags(known, book));
            }
        }
    });

    /// <summary>
    /// Runs code of the host that only watches, such as a logger, and swallows every exception it throws: what it watches is done,
    /// and the caller gets the answer. For adapters of stores and ERPs too.
    /// </summary>
    /// <param name="watching">The code; runs once, on the caller's thread.</param>
    /// <exception cref="ArgumentNullException"><paramref name="watching"/> is null.</exception>
    public static void Guarded(Action watching)
    {
        ArgumentNullException.ThrowIfNull(watching);
        try
        {
            watching();
        }
#pragma warning disable CA1031 // A listener may throw anything.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    private static TagList Tags(Outcome outcome, string? book)
    {
        var tags = new TagList { { "outcome", NumberingRules.Name.Of(outcome) } };
        if (book is not null)
        {
            tags.Add("numbering.book", book);
        }

        return tags;
    }
}
