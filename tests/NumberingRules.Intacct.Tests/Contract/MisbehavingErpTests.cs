using NumberingRules.Storage;
using NumberingRules.Syncing;
using NumberingRules.Testing;

namespace NumberingRules.Intacct.Tests.Contract;

/// <summary>What hosts rely on when they test with the ERP in memory.</summary>
public sealed class MisbehavingErpTests
{
    private static readonly DateOnly Day = new(2026, 1, 5);

    [Fact]
    public void The_same_seed_plays_the_same_tricks()
    {
        static List<ErpTrick?> Played(int seed)
        {
            var erp = new MisbehavingErp(seed);
            return [.. Enumerable.Range(0, 60).Select(_ => erp.Play())];
        }

        Assert.Equal(Played(7), Played(7));
        Assert.NotEqual(Played(7), Played(8));
        Assert.All(Enum.GetValues<ErpTrick>(), trick => Assert.Contains(trick, Enumerable.Range(0, 5).SelectMany(Played).OfType<ErpTrick>()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_seeded_ERP_ends_up_with_each_invoice_once(int seed)
    {
        await using var books = new Books(new MemoryStore());
        var (book, erp) = (books["main"], new MisbehavingErp(seed));
        var time = new Hours();
        using var loop = new SyncLoop(book, erp.Open(book), new() { Settles = TimeSpan.Zero, Time = time });
        await book.DoAsync(new Command.Open([new("a", "A-{seq}")]));
        await book.ConnectAsync("acme");
        for (var at = 0; at < 30; at++)
        {
            await book.CreateAsync($"I{at}", Day);
            await book.SubmitAsync($"I{at}");
        }

        for (var round = 0; round < 60; round++)
        {
            await loop.RunAsync();
            erp.Settle();
            time.Passed++;
        }

        Assert.Equal(Enumerable.Range(0, 30).Select(at => $"I{at}").Order(StringComparer.Ordinal), erp.Records.Select(record => record.ExternalId!.Text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_record_that_is_recreated_has_another_key_and_the_same_number()
    {
        var erp = new MisbehavingErp();
        var old = erp.Make(null, Day, content: "kept");
        var made = erp.Recreate(old.Key)!;
        Assert.Equal((old.Number, old.Key, "kept"), (made.Number, made.Replaces, made.Content));
        Assert.NotEqual(old.Key, made.Key);
        Assert.True(erp.Records.Single(record => record.Key == old.Key).IsDeleted);
        Assert.Null(erp.Recreate("none"));
    }

    /// <summary>An hour passes when a test says so: the loop comes back to what was refused only after a while.</summary>
    private sealed class Hours : TimeProvider
    {
        internal long Passed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Passed * TimeSpan.TicksPerHour;
    }
}
