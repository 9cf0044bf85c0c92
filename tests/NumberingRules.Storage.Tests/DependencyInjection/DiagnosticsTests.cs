using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace NumberingRules.Storage.Tests.DependencyInjection;

/// <summary>What a host can watch reports: the names and units are those of <c>docs/hosting.md</c>.</summary>
public sealed class DiagnosticsTests
{
    private const int Many = 777;

    [Fact]
    public async Task Commands_are_counted_by_outcome_and_batches_measured()
    {
        var seen = new ConcurrentBag<(string Instrument, string? Unit, double Value, string? Outcome)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == Diagnostics.Name)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => seen.Add((instrument.Name, instrument.Unit, value, OutcomeOf(tags))));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => seen.Add((instrument.Name, instrument.Unit, value, OutcomeOf(tags))));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => seen.Add((instrument.Name, instrument.Unit, value, OutcomeOf(tags))));
        listener.Start();

        await DoThree();

        // What is measured runs off the writer, and other tests write too: each line must come, at least as often.
        Assert.True(SpinWait.SpinUntil(() => seen.Any(static one => one.Outcome == "rejected") && seen.Any(static one => one.Instrument == "numbering.batch.duration"), TimeSpan.FromSeconds(30)));
        Assert.All(["accepted", "unchanged", "rejected"], outcome =>
            Assert.Contains(seen, one => one is { Instrument: "numbering.commands", Unit: "{command}", Value: >= 1 } && one.Outcome == outcome));
        Assert.Contains(seen, one => one is { Instrument: "numbering.batch.size", Unit: "{command}", Value: >= 1 });
        Assert.Contains(seen, one => one is { Instrument: "numbering.batch.duration", Unit: "s", Value: > 0 });
    }

    [Fact]
    public async Task A_batch_is_an_activity_that_says_how_many_commands_it_wrote()
    {
        var ended = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Diagnostics.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = ended.Add,
        };
        ActivitySource.AddActivityListener(listener);

        await DoThree();

        Assert.True(SpinWait.SpinUntil(() => ended.Any(static activity => activity.OperationName == "NumberingRules.Write" && activity.GetTagItem("numbering.commands") is >= 1), TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [InlineData("numbering.commands", Many)]
    [InlineData("numbering.batch.size", Many)]
    [InlineData("numbering.batch.duration", null)]
    public async Task Each_is_reported_to_who_watches_it_alone(string name, int? value)
    {
        var seen = new ConcurrentBag<(double Value, string? Outcome)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == Diagnostics.Name && instrument.Name == name)
                {
                    Assert.NotEqual("", instrument.Description);
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, measured, tags, _) => seen.Add((measured, OutcomeOf(tags))));
        listener.SetMeasurementEventCallback<int>((_, measured, _, _) => seen.Add((measured, null)));
        listener.SetMeasurementEventCallback<double>((_, measured, _, _) => seen.Add((measured, null)));
        listener.Start();
        using (var books = new Books(new MemoryStore()))
        {
            await books["main"].OpenAsync([new("rl", "RL-{seq:00000}")]);
            await books["main"].DoManyAsync([.. Enumerable.Range(0, Many).Select(at => new Command.Create($"I{at}", new(2026, 1, 5)))]);
        }

        // A number that no other test comes to.
        Assert.True(SpinWait.SpinUntil(() => seen.Any(Fits), TimeSpan.FromSeconds(30)));

        bool Fits((double Value, string? Outcome) one) => value is null ? one.Value > 0 : one.Value == value && one.Outcome == (name == "numbering.commands" ? "accepted" : null);
    }

    [Fact]
    public async Task The_activity_of_a_batch_is_linked_to_its_callers()
    {
        var ended = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Diagnostics.Name or nameof(DiagnosticsTests),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = ended.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource(nameof(DiagnosticsTests));

        // Books are made inside a request, and must not take its trace for that of every batch.
        Books books;
        using (source.StartActivity("making"))
        {
            books = new Books(new MemoryStore());
        }

        ActivityContext caller;
        using (var request = source.StartActivity("request"))
        {
            caller = request!.Context;
            await books["main"].OpenAsync([new("rl", "RL-{seq:00000}")]);
        }

        await books.DisposeAsync();
        Assert.True(SpinWait.SpinUntil(() => ended.Any(Linked), TimeSpan.FromSeconds(30)));
        Assert.Null(ended.First(Linked).ParentId);

        bool Linked(Activity activity) => activity.OperationName == "NumberingRules.Write" && activity.Links.Any(link => link.Context == caller);
    }

    [Fact]
    public async Task The_hosts_transaction_is_measured_and_books_are_tagged_where_asked_for()
    {
        var seen = new ConcurrentBag<(string Instrument, string? Outcome, string? Book)>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => self.EnableMeasurementEvents(instrument) };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => seen.Add((instrument.Name, OutcomeOf(tags), BookOf(tags))));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => seen.Add((instrument.Name, OutcomeOf(tags), BookOf(tags))));
        listener.Start();
        using var scratch = new Contract.Scratch();
        var file = scratch.NewFile();
        foreach (var tagged in new[] { true, false })
        {
            var name = $"measured {tagged}";
            await using var books = new Books(new NumberingRules.Sqlite.SqliteStore(file), new() { TagBooks = tagged });
            await books[name].OpenAsync([new("rl", "RL-{seq:00000}")]);
            await using var connection = Contract.Scratch.Open(file);
            await using var transaction = Contract.Scratch.Begin(connection);
            await books[name].DoWithinAsync(transaction, new Command.Create("A1", new(2026, 1, 5)));
        }

        Assert.Contains(seen, static one => one == ("numbering.host_transaction.duration", "accepted", "measured True"));
        Assert.True(SpinWait.SpinUntil(() => seen.Contains(("numbering.commands", "accepted", "measured True")), TimeSpan.FromSeconds(30)));
        Assert.DoesNotContain(seen, static one => one.Book == "measured False");
        Assert.Contains(seen, static one => one == ("numbering.host_transaction.duration", "accepted", null));
    }

    [Fact]
    public void Histograms_advise_buckets_that_fit()
    {
        var advice = new ConcurrentDictionary<string, object?>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) => _ = instrument switch
            {
                Histogram<int> histogram => advice.TryAdd(instrument.Name, histogram.Advice?.HistogramBucketBoundaries),
                Histogram<double> histogram => advice.TryAdd(instrument.Name, histogram.Advice?.HistogramBucketBoundaries),
                _ => false,
            },
        };
        _ = Diagnostics.IsWatched;
        listener.Start();
        Assert.Equal(4096, Assert.IsAssignableFrom<IReadOnlyList<int>>(advice["numbering.batch.size"])[^1]);
        Assert.All(["numbering.batch.duration", "numbering.host_transaction.duration"], name => Assert.Equal(0.0001, Assert.IsAssignableFrom<IReadOnlyList<double>>(advice[name])[0]));
    }

    private static async Task DoThree()
    {
        using var books = new Books(new MemoryStore());
        var open = new Command.Open([new("rl", "RL-{seq:00000}")]);
        await books["main"].DoManyAsync([open, open, new Command.Submit("nobody")]).ConfigureAwait(false);
    }

    private static string? OutcomeOf(ReadOnlySpan<KeyValuePair<string, object?>> tags) => TagOf("outcome", tags);

    private static string? BookOf(ReadOnlySpan<KeyValuePair<string, object?>> tags) => TagOf("numbering.book", tags);

    private static string? TagOf(string key, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == key)
            {
                return tag.Value as string;
            }
        }

        return null;
    }
}
