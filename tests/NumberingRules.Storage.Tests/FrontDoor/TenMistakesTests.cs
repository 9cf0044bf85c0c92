using Microsoft.Extensions.DependencyInjection;
using NumberingRules.Sqlite;
using NumberingRules.Storage.Tests.Contract;
using NumberingRules.Storage.Tests.Crashes;
using Xunit.Abstractions;

namespace NumberingRules.Storage.Tests.FrontDoor;

/// <summary>The ten mistakes of the first hour: each message says what is wrong, with which values, and what to do. The tests print them, for people to read.</summary>
public sealed class TenMistakesTests(ITestOutputHelper output) : IDisposable
{
    private static readonly DateOnly Day = new(2026, 1, 5);
    private static readonly ValueList<SeriesDefinition> Rl = [new("rl", "RL-{seq:00000}")];

    private readonly TemporaryFolder _folder = new();

    private string BookFile => Path.Combine(_folder.Path, "app.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task No_open()
    {
        await using var books = new Books(new MemoryStore());
        var answer = await books["main"].CreateAsync("A1", Day);
        Assert.Equal(Rejection.BookNotOpen, answer.Rejection);
        Says(answer.Why, "has not been opened");
        Assert.Null(answer.Number);
    }

    [Fact]
    public async Task Two_stores_on_one_file()
    {
        var services = new ServiceCollection();
        services.AddNumberingRules(_ => new SqliteStore(BookFile));
        Says(Assert.Throws<InvalidOperationException>(() => services.AddNumberingRules(_ => new SqliteStore(BookFile))).Message, "AddNumberingRules was called before", "AddKeyedNumberingRules", "RemoveAll<Books>()");

        // Made by hand they do no harm: they take turns, as two processes would.
        await using var first = new Books(new SqliteStore(BookFile));
        await using var second = new Books(new SqliteStore(BookFile));
        await first["main"].EnsureOpenAsync(Rl);
        var numbers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async at => (await (at % 2 == 0 ? first : second)["main"].CreateAsync($"A{at}", Day)).Number!.Text));
        Assert.Equal(Enumerable.Range(1, 40).Select(at => $"RL-{at:00000}"), numbers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_deferred_transaction()
    {
        await using var books = await OpenAsync();
        await using var connection = Scratch.Open(BookFile, timeout: 1);
        await using var transaction = Scratch.Begin(connection, deferred: true);
        await using (var reading = connection.CreateCommand())
        {
            (reading.Transaction, reading.CommandText) = (transaction, "SELECT COUNT(*) FROM sqlite_master");
            await reading.ExecuteScalarAsync();
        }

        await books["main"].CreateAsync("A1", Day);
        var thrown = await Assert.ThrowsAsync<StoreException>(async () => await books["main"].DoWithinAsync(transaction, new Command.Create("A2", Day)));
        Assert.Equal(StoreTrouble.Transaction, thrown.Trouble);
        Says(thrown.Message, "the transaction cannot hold the write lock", "BeginTransaction(deferred: false)", "roll back and try again");
    }

    [Fact]
    public async Task Waiting_inside_the_own_transaction()
    {
        // So short a wait must not meet the first write, which makes the file.
        await (await OpenAsync()).DisposeAsync();
        await using var books = await OpenAsync(new() { Wait = TimeSpan.FromMilliseconds(200) });
        await using var connection = Scratch.Open(BookFile);
        await using var transaction = Scratch.Begin(connection);
        var thrown = await Assert.ThrowsAsync<StoreException>(async () => await books["main"].CreateAsync("A1", Day));
        Assert.Equal(StoreTrouble.Busy, thrown.Trouble);
        Says(thrown.Message, "book 'main'", "perhaps your own open", "use DoWithinAsync", "Nothing of this was written");
    }

    [Fact]
    public async Task A_wrong_token()
    {
        await using var books = await OpenAsync();
        var book = books["main"];
        await book.DoManyAsync([.. Enumerable.Range(1, 3).Select(at => new Command.Create($"A{at}", Day))]);
        var dated = (await book.InvoicesDatedAsync(Day, Day, count: 1)).Next!;
        Says((await Assert.ThrowsAsync<ArgumentException>("after", async () => await book.InvoicesAsync(newestFirst: true, after: "A1"))).Message, "'A1' is not where a page ended", "Next", "null for the first page");
        Says((await Assert.ThrowsAsync<ArgumentException>("after", async () => await book.InvoicesInStageAsync(InvoiceStage.Draft, dated))).Message, $"'{dated}' is where a page of another list ended", "Next of this list");
        Says((await Assert.ThrowsAsync<ArgumentException>("after", async () => await book.FindingsAsync(dated))).Message, $"'{dated}' is where a page of another list ended", "Next of the findings");
        Assert.Null(Page.Problem(dated));
        Assert.Null(Page.Problem(null));
        Says(Page.Problem("d5.x.")!, "'d5.x.' is not where a page ended");
    }

    [Fact]
    public async Task A_number_as_an_id()
    {
        await using var books = await OpenAsync();
        var number = (await books["main"].CreateAsync("A1", Day)).Number!;
        var answer = await books["main"].ApproveAsync(number.Text);
        Assert.Equal(Rejection.InvoiceUnknown, answer.Rejection);
        Says(answer.Why, "'RL-00001'", "an invoice number is none");
        Assert.Null(await books["main"].InvoiceAsync(number.Text));
        Assert.Equal("A1", Assert.Single(await books["main"].FindAsync(number)).Id);
    }

    [Fact]
    public async Task Disposed_early()
    {
        var time = new Noon();
        var books = await OpenAsync(new() { Time = time });
        var book = books["main"];
        await using var connection = Scratch.Open(BookFile);
        await using var transaction = Scratch.Begin(connection);
        await books.DisposeAsync();
        Func<Task>[] calls =
        [
            async () => await book.CreateAsync("A1", Day),
            async () => await book.DoManyAsync([new Command.Recover()]),
            async () => await book.DoWithinAsync(transaction, new Command.Create("A1", Day)),
            async () => await book.EnsureOpenAsync(Rl),
            async () => await book.InvoiceAsync("A1"),
            async () => await book.InvoicesAsync(),
            async () => await book.AllInvoicesAsync().ToListAsync(),
            async () => await book.FindAsync("A1"),
            async () => await book.WhatIfAsync(new Command.Disconnect()),
            async () => await book.VerifyAsync(),
            async () => await book.RebuildAsync(),
            async () => await book.ExportAsync(Stream.Null),
            async () => await book.EraseTextOfAsync("A1"),
            async () => await book.EraseTextAtAsync(1),
            async () => await book.EraseTextByAsync("me"),
            async () => await books.NamesAsync(),
            async () => await books.SchemaProblemsAsync(),
        ];
        foreach (var call in calls)
        {
            var thrown = await Assert.ThrowsAsync<ObjectDisposedException>(call);
            Assert.Equal(typeof(Books).FullName, thrown.ObjectName);
            Says(thrown.Message, "the books were disposed at 2026-03-03 12:00:00Z", "Nothing of this was done", "AddNumberingRules");
        }
    }

    [Fact]
    public async Task Many_threads()
    {
        await using var books = await OpenAsync();
        var numbers = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Parallel.ForAsync(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (at, stop) => numbers.Add((await books["main"].CreateAsync($"A{at}", Day, cancellation: stop)).Number!));
        Assert.Equal(Enumerable.Range(1, 200).Select(at => $"RL-{at:00000}"), numbers.Order(StringComparer.Ordinal));

        // One transaction is another matter: a connection does one thing at a time.
        await using var other = Scratch.Open(BookFile);
        var held = Scratch.Begin(other);
        await using var connection = Scratch.Open(BookFile);
        await using var transaction = Scratch.Begin(connection, deferred: true);
        var waits = books["main"].DoWithinAsync(transaction, new Command.Create("B1", Day)).AsTask();
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(async () => await books["main"].DoWithinAsync(transaction, new Command.Create("B2", Day)));
        Says(thrown.Message, "book 'main': another call uses this transaction", "await each call before the next", "Nothing of this call was done");
        await held.DisposeAsync();
        Assert.Equal("RL-00201", (await waits).Number);
        Assert.Equal("RL-00202", (await books["main"].DoWithinAsync(transaction, new Command.Create("B2", Day))).Number);
    }

    [Fact]
    public async Task A_wrong_policy()
    {
        await using var books = await OpenAsync();
        var book = books["main"];
        var thrown = await Assert.ThrowsAsync<BookConfigurationException>(async () => await book.EnsureOpenAsync(Rl, new(ImportSeries: "imported")));
        Says(thrown.Message, "book 'main' cannot be as configured", "'imported'", "'rl'");
        Says((await Assert.ThrowsAsync<BookConfigurationException>(async () => await book.EnsureOpenAsync([new("rl", "RL{seq:00000}")]))).Message, "Series 'rl', format: the book has 'RL-{seq:00000}', the configuration 'RL{seq:00000}'", "add a series with another id");
        Says(Assert.Throws<ArgumentOutOfRangeException>(() => new PolicyChange(HomeNumber: (HomeNumberPolicy)7)).Message, "HomeNumber: 7 is no value of the setting; there are OnCreate, OnApproval");
        Says((await book.OpenAsync(Rl, new(Side.Home))).Why, "opened with");
    }

    [Fact]
    public async Task Null_and_default_values()
    {
        await using var books = await OpenAsync();
        var book = books["main"];
        await Assert.ThrowsAsync<ArgumentException>("invoices", async () => await book.InvoicesByIdAsync(["I1", null!]));
        await Assert.ThrowsAsync<ArgumentNullException>("prefix", async () => await book.InvoicesByIdPrefixAsync(null!));
        await Assert.ThrowsAsync<ArgumentNullException>("prefix", async () => await book.InvoicesByNumberPrefixAsync(null!));
        Says((await Assert.ThrowsAsync<ArgumentNullException>("Invoice", async () => await book.CreateAsync(null!, Day))).Message, "a command needs this value, and it is null", "Invoice");
        Says((await Assert.ThrowsAnyAsync<ArgumentException>(async () => await book.CreateAsync("A1", default))).Message, "0001-01-01 lies outside 1900-01-01 to 2199-12-31", "never set");
        Says((await Assert.ThrowsAsync<ArgumentException>(async () => await book.CreateAsync("", Day))).Message, "invoice id '' must not be empty");
        Says((await Assert.ThrowsAsync<ArgumentNullException>(async () => await book.DoAsync(null!))).Message, "commands[0]", "a command is needed here");
        Says((await Assert.ThrowsAsync<ArgumentNullException>("transaction", async () => await book.DoWithinAsync(null!, new Command.Create("A1", Day)))).Message, "book 'main'", "Begin one", "without one of your own use DoAsync");
        Says((await Assert.ThrowsAsync<ArgumentNullException>(async () => await book.VoidAsync("A1", Side.Home, null!))).Message, "a command needs this value, and it is null", "Reason");
        Says((await Assert.ThrowsAsync<BookConfigurationException>(async () => await book.EnsureOpenAsync(default))).Message, "book 'main'", "No series is configured", "new(\"rl\", \"RL-{seq:00000}\")");
        Says((await Assert.ThrowsAsync<ArgumentException>(async () => await book.EnsureOpenAsync([new("rl", null!)]))).Message, "series 0 has no id or no format");
        Says(Assert.Throws<ArgumentException>(() => books[""]).Message, "the book's name '' must not be empty");
        Says(Assert.Throws<ArgumentException>(() => books[null!]).Message, "the book's name is missing");
        Says((await Assert.ThrowsAsync<ArgumentException>("actor", async () => await book.CreateAsync("A1", Day, actor: " me"))).Message, "the actor must not begin or end with a space");
        Assert.Equal(1, (await book.HeadAsync()).Entries);
    }

    private async Task<Books> OpenAsync(BooksOptions? options = null)
    {
        var books = new Books(new SqliteStore(BookFile), options);
        await books["main"].EnsureOpenAsync(Rl);
        return books;
    }

    private void Says(string message, params string[] words)
    {
        output.WriteLine(message);
        Assert.All(words, word => Assert.Contains(word, message, StringComparison.Ordinal));
    }

    private sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);
    }
}
