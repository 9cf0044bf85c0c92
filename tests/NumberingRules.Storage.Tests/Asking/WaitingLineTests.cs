namespace NumberingRules.Storage.Tests.Asking;

/// <summary>Who is taken next.</summary>
public sealed class WaitingLineTests
{
    private static readonly Command Create = new Command.Create("I1", new(2026, 1, 5));

    private readonly WaitingLine _line = new();

    /// <summary>A book that another transaction held comes alone, and where another book always has something to do it once never came.</summary>
    [Fact]
    public void A_book_that_was_held_is_next_however_much_another_has_to_do()
    {
        Add("busy", Create);
        Add("held", Create);
        _line.SetHeld("held", true);
        Assert.Equal(["busy"], Taken());
        Add("busy", Create);
        Assert.Equal(["held"], Taken());
        Assert.Equal(["busy"], Taken());
    }

    [Fact]
    public void A_disconnect_comes_alone_also_where_it_is_done_together_with_others()
    {
        Add("main", Create, new Command.Together([Create, new Command.Disconnect("over")]), Create);
        Add("other", Create);
        Assert.Equal(["main", "other"], Taken());
        Assert.Equal(["main"], Taken());
        Assert.Equal(["main"], Taken());
        Assert.Empty(Taken());
    }

    private void Add(string book, params Command[] commands) =>
        Assert.True(_line.TryAdd(new(book, commands, null, Environment.TickCount64, TimeSpan.FromMinutes(1), CancellationToken.None)));

    private List<string> Taken()
    {
        var batch = _line.Take(100);
        foreach (var piece in batch.Values.SelectMany(static pieces => pieces))
        {
            for (var at = 0; at < piece.Count; at++)
            {
                piece.Request.Add(null!);
            }
        }

        _line.Release([.. batch.Keys]);
        return [.. batch.Keys.Order(StringComparer.Ordinal)];
    }
}
