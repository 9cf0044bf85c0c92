using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NumberingRules.Storage.Tests.Contract;

namespace NumberingRules.Storage.Tests.Asking;

/// <summary>Trouble that nobody is told of as an exception is logged.</summary>
public sealed class LoggingTests
{
    [Fact]
    public async Task A_batch_that_is_written_again_is_logged_with_what_went_wrong()
    {
        using var logged = new Logged();
        var faults = 1;
        var store = new FaultyStore(new MemoryStore()) { OnCommit = after => !after && faults-- > 0 ? new StoreException(StoreTrouble.Conflict, "met") : null };
        await using (var books = new Books(store, new() { Logging = logged }))
        {
            await books["main"].OpenAsync([new("a", "A-{seq}")]);
        }

        Assert.Equal([("NumberingRules.Writer", LogLevel.Warning, "met")], logged.All);
    }

    [Fact]
    public async Task Tables_that_cannot_be_brought_up_are_logged()
    {
        using var logged = new Logged();
        var store = new FaultyStore(new MemoryStore()) { Lags = true, OnCatchUp = () => new InvalidOperationException("a look-up table is damaged") };
        await using (var books = new Books(store, new() { Logging = logged }))
        {
            await books["main"].OpenAsync([new("a", "A-{seq}")]);
        }

        Assert.Contains(("NumberingRules.Writer", LogLevel.Warning, "a look-up table is damaged"), logged.All);
    }

    private sealed class Logged : ILoggerFactory
    {
        internal ConcurrentQueue<(string Category, LogLevel Level, string? Trouble)> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public void Dispose()
        {
        }

        private sealed class Logger(Logged logged, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                logged.All.Enqueue((category, logLevel, exception?.Message));
        }
    }
}
