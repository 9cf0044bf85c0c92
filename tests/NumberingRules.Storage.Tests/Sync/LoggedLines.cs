using Microsoft.Extensions.Logging;

namespace NumberingRules.Storage.Tests.Sync;

/// <summary>What was logged, line by line.</summary>
internal sealed class LoggedLines : ILoggerFactory
{
    internal List<(string Category, LogLevel Level, string Line)> All { get; } = [];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private sealed class Logger(LoggedLines logged, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            logged.All.Add((category, logLevel, formatter(state, exception)));
    }
}
