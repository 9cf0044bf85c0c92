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

        // Other tests write too, so each line must be among what was seen, at least as often.
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

        Assert.Contains(ended, activity => activity.OperationName == "NumberingRules.Write" && activity.GetTagItem("numbering.commands") is >= 1);
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
        Assert.Contains(seen, one => value is null ? one.Value > 0 : one.Value == value && one.Outcome == (name == "numbering.commands" ? "accepted" : null));
    }

    private static async Task DoThree()
    {
        using var books = new Books(new MemoryStore());
        var open = new Command.Open([new("rl", "RL-{seq:00000}")]);
        await books["main"].DoManyAsync([open, open, new Command.Submit("nobody")]).ConfigureAwait(false);
    }

    private static string? OutcomeOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == "outcome")
            {
                return tag.Value as string;
            }
        }

        return null;
    }
}
