using NumberingRules.Storage;
using NumberingRules.Storage.Tests.Contract;

namespace NumberingRules.PostgreSql.Tests;

/// <summary>What a batch through the library asks of the server, whatever its size.</summary>
public sealed class RoundTripsTests(ServerFixture fixture) : StoreTest(fixture)
{
    private const int Names = 30;
    private const int OfAMixedBatch = 7;

    private static readonly DateOnly Day = new(2026, 3, 1);

    [PostgreSqlFact]
    public async Task A_batch_of_a_known_book_takes_two_round_trips_however_many_invoices_it_creates()
    {
        var store = Open();
        await using var books = new Books(store);
        await WarmAsync(books["main"]);
        foreach (var count in (int[])[1, 500])
        {
            Assert.Equal(2, await RoundTripsAsync(store, books["main"], Creates(count)));
        }
    }

    /// <summary>The writer is kept from its second batch until all have asked, so that they are one batch.</summary>
    [PostgreSqlTheory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task A_batch_of_many_known_books_takes_two_round_trips_however_many_commands_each_has(int each)
    {
        var store = Open();
        var watched = new FaultyStore(store);
        await using var books = new Books(watched);
        var names = Enumerable.Range(0, Names).Select(static at => $"book {at}").ToList();
        await Task.WhenAll(names.Append("first").Select(name => WarmAsync(books[name])));

        using var hasBegun = new SemaphoreSlim(0);
        using var haveAsked = new SemaphoreSlim(0);
        List<int> batches = [];
        watched.OnWant = wanted =>
        {
            batches.Add(wanted.Count);
            if (batches.Count == 1)
            {
                hasBegun.Release();
                haveAsked.Wait();
            }

            return null;
        };
        var asked = store.RoundTrips;
        var first = books["first"].CreateAsync("I1", Day).AsTask();
        await hasBegun.WaitAsync();
        var others = names.Select(name => books[name].DoManyAsync(Creates(each)).AsTask()).ToList();
        haveAsked.Release();
        await first;
        foreach (var answers in await Task.WhenAll(others))
        {
            Assert.All(answers, static answer => Assert.Equal(Outcome.Accepted, answer.Outcome));
        }

        Assert.Equal([1, Names], batches);
        Assert.Equal(2 * batches.Count, store.RoundTrips - asked);
    }

    /// <summary>The host has neither the number of the book nor its header, and cannot know what to ask before it has them.</summary>
    [PostgreSqlFact]
    public async Task A_mixed_batch_of_a_host_that_has_just_started_takes_as_many_round_trips_for_many_commands_as_for_few()
    {
        await using var books = new Books(Open());
        await WarmAsync(books["main"]);
        await books["main"].ConnectAsync("acme");
        List<long> taken = [];
        foreach (var count in (int[])[1, 100])
        {
            Assert.All(await books["main"].DoManyAsync([.. Many(count, static id => [new Command.Create(id, Day), new Command.Approve(id), new Command.Send(id)])]), IsAccepted);
            var store = Open();
            await using var cold = new Books(store);
            taken.Add(await RoundTripsAsync(store, cold["main"], [
                .. Many(count, static id => [new Command.Confirm(id, $"K {id}", $"E {id}")]),
                .. Many(count, static id => [new Command.Void(id, Side.Erp, "made by mistake")]),
                new Command.Advance("RL", Day, 1000 * count, "used elsewhere"),
                .. Many(count, static id => [new Command.Import($"erp {id}", $"K erp {id}", $"E erp {id}", Day), new Command.Create($"new {id}", Day)])]));
        }

        Assert.Equal([OfAMixedBatch, OfAMixedBatch], taken);

        static IEnumerable<Command> Many(int count, Func<string, Command[]> of) => Enumerable.Range(0, count).SelectMany(at => of($"{count}-{at}"));
    }

    private static async Task WarmAsync(BookHandle book)
    {
        await book.OpenAsync([new("RL", "RL-{seq:00000}")]);
        await book.CreateAsync("warm", Day);
    }

    private static Command[] Creates(int count) => [.. Enumerable.Range(0, count).Select(at => new Command.Create($"{count}-{at}", Day))];

    private static async Task<long> RoundTripsAsync(PostgreSqlStore store, BookHandle book, IReadOnlyList<Command> commands)
    {
        var asked = store.RoundTrips;
        Assert.All(await book.DoManyAsync(commands), IsAccepted);
        return store.RoundTrips - asked;
    }

    private static void IsAccepted(Answer answer) => Assert.True(answer.Outcome == Outcome.Accepted, answer.Why);
}
