namespace NumberingRules.Storage.Tests.Asking;

/// <summary>What the writer and those who give up agree on: who of them was first.</summary>
public sealed class RequestTests
{
    private const long Late = long.MaxValue;

    [Fact]
    public void What_was_given_up_is_not_appended_though_the_writer_lets_go_of_its_batch()
    {
        var request = New();
        request.GiveUpWhenLate(Late, null);
        request.EndAppending();
        Assert.False(request.TryBeginAppending());
        Assert.IsType<StoreException>(request.Done.Exception!.InnerException);
    }

    [Fact]
    public void What_is_being_appended_is_given_up_only_when_the_writer_has_let_go_of_it()
    {
        var request = New();
        Assert.True(request.TryBeginAppending());
        request.GiveUpWhenLate(Late, null);
        Assert.False(request.IsDone);
        request.EndAppending();
        request.GiveUpWhenLate(Late, null);
        Assert.True(request.IsDone);
    }

    [Fact]
    public void The_limit_counts_from_when_the_caller_began_to_wait_for_room()
    {
        var now = Environment.TickCount64;
        var request = new Request("main", [new Command.Create("I1", new(2026, 1, 5))], null, now - 1000, TimeSpan.FromSeconds(60), CancellationToken.None);
        request.GiveUpWhenLate(now + 58_999, null);
        Assert.False(request.IsDone);
        request.GiveUpWhenLate(now + 59_000, null);
        Assert.True(request.IsDone);
    }

    [Fact]
    public async Task What_was_written_before_the_limit_is_told()
    {
        var create = new Command.Create("I1", new(2026, 1, 5));
        var request = new Request("main", [create, create, create], null, 0, TimeSpan.Zero, CancellationToken.None);
        request.Add(null!);
        request.GiveUpWhenLate(Late, null);
        Assert.StartsWith("the first 1 of 3 commands have an answer that stays", (await Assert.ThrowsAsync<StoreException>(() => request.Done)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_decided_again_stays_with_the_writer()
    {
        var request = New();
        Assert.True(request.TryBeginAppending());
        Assert.True(request.TryBeginAppending());
        request.GiveUpWhenLate(Late, null);
        Assert.False(request.IsDone);
    }

    private static Request New() => new("main", [new Command.Create("I1", new(2026, 1, 5))], null, 0, TimeSpan.Zero, CancellationToken.None);
}
