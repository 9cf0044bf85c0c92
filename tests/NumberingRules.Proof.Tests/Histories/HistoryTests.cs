using NumberingRules.Proof.Histories;
using NumberingRules.Tests.Laws;

namespace NumberingRules.Proof.Tests.Histories;

/// <summary>The checker accepts what is legal and names what is not.</summary>
public class HistoryTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 20)];

    [Law(MaxTest = 300)]
    public void What_callers_of_the_core_see_is_explained(Script script) => Assert.Null(new Played(script.Commands, script.Commands.Count, 0).Check());

    [Law(MaxTest = 300)]
    public void So_is_what_they_see_when_some_never_hear(Script script) => Assert.Null(new Played(script.Commands, script.Commands.Count, 10).Check());

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_duplicate_is_seen(int seed)
    {
        var played = Played.Plain(seed);
        var (one, other) = (played.Calls[Played.Creation(10)], played.Calls[Played.Creation(11)]);
        played.Calls[Played.Creation(11)] = other with { Answer = one.Answer, Began = one.Began, Ended = one.Ended };
        Names(AnomalyKind.Duplicate, played.Check(), one, other);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_same_number_for_two_is_a_duplicate(int seed)
    {
        var played = Played.Plain(seed);
        var (one, other) = (played.Calls[Played.Creation(10)], played.Calls[Played.Creation(11)]);
        played.Calls[Played.Creation(11)] = other with { Answer = other.Answer! with { Number = one.Answer!.Number } };
        Names(AnomalyKind.Duplicate, played.Check(), other);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_gap_is_seen(int seed)
    {
        var played = Played.Plain(seed);
        played.Registers.Clear();
        played.Calls.RemoveAt(Played.Creation(10));
        Names(AnomalyKind.Gap, played.Check());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_is_lost_is_seen(int seed)
    {
        var played = Played.Plain(seed);
        var last = played.Registers[^1];
        played.Registers[^1] = last with { Entries = last.Entries - 2, Invoices = [.. last.Invoices.SkipLast(1)] };
        Names(AnomalyKind.Lost, played.Check(), played.Calls[^2]);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_stale_answer_is_seen(int seed)
    {
        var played = Played.Plain(seed);
        var (first, later) = (played.Calls[Played.Creation(10)], played.Calls[Played.Creation(11)]);
        SeenCall stale = new("late", "main", first.Command, later.Ended + 1, later.Ended + 2, Fate.Answered, first.Answer! with { Outcome = Outcome.Unchanged });
        played.Calls.Add(stale);
        Names(AnomalyKind.Stale, played.Check(), stale);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_was_taken_back_and_took_effect_is_seen(int seed)
    {
        var played = Played.Plain(seed);
        var undone = played.Calls[^2] with { Fate = Fate.Undone, Answer = null };
        played.Calls[^2] = undone;
        Names(AnomalyKind.Resurrected, played.Check(), undone);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_was_dead_before_and_took_effect_is_seen(int seed)
    {
        var played = Played.Plain(seed);
        var dead = played.Calls[^2] with { Began = 1, Ended = 2, Fate = Fate.Unknown, Answer = null };
        played.Calls[^2] = dead;
        Names(AnomalyKind.Resurrected, played.Check(), dead);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_is_out_of_order_is_seen(int seed)
    {
        var played = Played.Plain(seed);
        var (one, other) = (played.Calls[Played.Creation(5)], played.Calls[Played.Creation(20)]);
        played.Calls[Played.Creation(5)] = one with { Answer = other.Answer };
        played.Calls[Played.Creation(20)] = other with { Answer = one.Answer };
        Names(AnomalyKind.Reordered, played.Check());
    }

    /// <summary>Seen in the simulation: had the change of policy not been, the import would have been two entries, too.</summary>
    [Fact]
    public void A_call_without_an_answer_may_stand_where_the_next_one_could_have_filled_the_room()
    {
        var played = new Played(
            [
                new Command.Open([new("a", "A-{seq}")], new(ImportedHomeNumber: ImportedHomeNumberPolicy.OnImport)),
                new Command.Connect("acme"),
                new Command.SetPolicy(new(ImportedHomeNumber: ImportedHomeNumberPolicy.Never)),
                new Command.Import("I1", "K1", "E1", new(2026, 1, 5)),
                new Command.Create("I2", new(2026, 1, 5)),
            ],
            seed: 1,
            unknownOfHundred: 0);
        played.Calls[2] = played.Calls[2] with { Fate = Fate.Unknown, Answer = null };
        Assert.Equal(4, played.Calls[3].Answer!.Entry);
        Assert.Null(played.Check());
    }

    [Fact]
    public void A_long_history_is_read_once()
    {
        var played = Played.Plain(1, invoices: 20_000, registersOfThousand: 0);
        Assert.Null(played.Check());
    }

    private static void Names(AnomalyKind kind, Anomaly? anomaly, params SeenCall[] calls)
    {
        Assert.NotNull(anomaly);
        Assert.True(anomaly.Kind == kind, anomaly.ToString());
        Assert.All(calls, call => Assert.Contains(call.Caller, anomaly.Message, StringComparison.Ordinal));
    }
}
