using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using NumberingRules.Sqlite;
using NumberingRules.Storage.Tests.Contract;
using NumberingRules.Storage.Tests.Crashes;
using NumberingRules.Storage.Tests.Trouble;

namespace NumberingRules.Storage.Tests.Faults;

/// <summary>Mistakes that no test noticed once. That nothing stays open is in <c>ClosedTests</c>, that no call stays with its token in <c>GrowthTests</c>.</summary>
public sealed class UnnoticedTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_policy_that_was_rolled_back_was_never_seen()
    {
        var file = Troubled.Make(_folder);
        await using var books = Troubled.Open(file);
        var book = books[Troubled.Book];
        var before = (await book.HeaderAsync()).Policy;
        using var connection = FileRows.Open(file, SqliteOpenMode.ReadWrite);
        await using (var transaction = (SqliteTransaction)await connection.BeginTransactionAsync())
        {
            Assert.Equal(Outcome.Accepted, (await book.DoWithinAsync(transaction, new Command.SetPolicy(new(Authority: Side.Home)))).Outcome);
            Assert.Equal(before, (await book.HeaderAsync()).Policy);
            await transaction.RollbackAsync();
        }

        Assert.Equal(before, (await book.HeaderAsync()).Policy);
        await book.CreateAsync("after", new(2026, 1, 5));
        Assert.Equal(before, (await book.HeaderAsync()).Policy);
        Assert.Null((await book.VerifyAsync()).Fault?.What);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_is_appended_to_a_journal_that_was_cut(bool whileOpen)
    {
        var file = Troubled.Make(_folder);
        await using var books = Troubled.Open(file);
        var book = books[Troubled.Book];
        if (whileOpen)
        {
            Assert.Equal(Outcome.Accepted, (await book.CreateAsync("before", new(2026, 1, 5))).Outcome);
        }

        FileRows.Run(file, "DELETE FROM numbering_journal WHERE book = 1 AND entry > (SELECT MAX(entry) - 2 FROM numbering_journal WHERE book = 1)");
        Assert.Equal(StoreTrouble.Damaged, (await Assert.ThrowsAsync<StoreException>(async () => await book.CreateAsync("after", new(2026, 1, 5)))).Trouble);
        Assert.Equal(Outcome.Accepted, (await books[Troubled.Neighbour].CreateAsync("after", new(2026, 1, 5))).Outcome);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Disposal_from_a_listener_ends_though_the_writer_called_it(bool asynchronously)
    {
        Books? books = null;
        var store = new FaultyStore(new MemoryStore());
        using var logging = new Listener(() =>
        {
            if (asynchronously)
            {
                books!.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
            else
            {
                books!.Dispose();
            }
        });
        books = new(store, new() { Logging = logging });
        await books["main"].OpenAsync([new("a", "A-{seq}")]);
        store.OnCommit = after => after ? null : new StoreException(StoreTrouble.Conflict, "another was first");
        var asked = books["main"].CreateAsync("A", new(2026, 1, 5)).AsTask();
        await Assert.ThrowsAnyAsync<Exception>(() => asked.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.True(asked.IsCompleted, "who asked waits for ever");
        await books.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

        // Answers go out before anybody is told.
        Assert.True(SpinWait.SpinUntil(() => logging.Told > 0, TimeSpan.FromSeconds(60)));
    }

    private sealed class Listener(Action told) : ILoggerFactory, ILogger
    {
        private int _told;

        internal int Told => Volatile.Read(ref _told);

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Interlocked.Increment(ref _told);
            told();
        }

        public void Dispose()
        {
        }
    }
}
