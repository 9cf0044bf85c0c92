using NumberingRules.Storage;

namespace NumberingRules.PostgreSql.Tests;

/// <summary>A dump is one moment of the books, and they go on from it.</summary>
public sealed class BackupTests(ServerFixture fixture) : StoreTest(fixture)
{
    private static readonly DateOnly Day = new(2026, 3, 1);

    [PostgreSqlFact]
    public async Task A_dump_that_was_made_while_a_host_wrote_is_sound_and_goes_on_from_its_last_number()
    {
        await using var books = new Books(Open());
        await books["main"].OpenAsync([new("a", "A-{seq}")]);
        await CreateAsync(books["main"], 1, 20);
        var (_, head) = await books["main"].HeadAsync();
        var written = 20;
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await CreateAsync(books["main"], Volatile.Read(ref written) + 1, 1);
                Interlocked.Increment(ref written);
            }
        });
        int before;
        string restored;
        do
        {
            before = Volatile.Read(ref written);
            restored = Server.NewDatabaseFromDump(Database);
        }
        while (Volatile.Read(ref written) == before && !writing.IsCompleted);

        await stop.CancelAsync();
        await writing;
        Assert.True(written > before, "nobody wrote while the dump was made");

        await using var copy = new Books(Open(database: restored));
        var report = await copy["main"].VerifyAsync(head);
        Assert.True(report.IsSound, report.Fault?.What);
        var issued = (await copy["main"].SeriesAsync()).Single().Issued;
        Assert.InRange(issued, before, written);
        Assert.Equal($"A-{issued + 1}", (await copy["main"].CreateAsync("next", Day)).Number!.Text);
        Assert.True((await copy["main"].VerifyAsync(head)).IsSound);
        Assert.Empty(await copy.SchemaProblemsAsync());
    }

    [PostgreSqlFact]
    public async Task A_dump_without_comments_is_refused_until_what_the_message_says_is_done()
    {
        const string Remedy = "give it back: ";
        await using var books = new Books(Open());
        await books["main"].OpenAsync([new("a", "A-{seq}")]);
        await CreateAsync(books["main"], 1, 2);
        var (_, head) = await books["main"].HeadAsync();
        var restored = Server.NewDatabaseFromDump(Database, "--no-comments");
        await using var copy = new Books(Open(database: restored));
        var refused = await Assert.ThrowsAsync<StoreException>(async () => await copy["main"].HeadAsync());
        Assert.Equal(StoreTrouble.Damaged, refused.Trouble);
        Assert.Equal(StoreTrouble.Damaged, await TroubleAsync(async () => await copy["main"].CreateAsync("I3", Day)));

        Server.Execute(restored, refused.Message[(refused.Message.IndexOf(Remedy, StringComparison.Ordinal) + Remedy.Length)..]);
        Assert.True((await copy["main"].VerifyAsync(head)).IsSound);
        Assert.Equal("A-3", (await copy["main"].CreateAsync("I3", Day)).Number!.Text);
    }

    private static async Task CreateAsync(BookHandle book, int first, int count) =>
        Assert.All(await book.DoManyAsync([.. Enumerable.Range(first, count).Select(static at => new Command.Create($"I{at}", Day))]), static answer => Assert.Equal(Outcome.Accepted, answer.Outcome));
}
