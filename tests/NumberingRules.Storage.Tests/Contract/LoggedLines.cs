using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace NumberingRules.Storage.Tests.Contract;

/// <summary>What was logged, line by line, and the trouble that was logged with it.</summary>
internal sealed class LoggedLines : ILoggerFactory
{
    internal ConcurrentQueue<(string Category, LogLevel Level, string Line, string? Trouble)> All { get; } = [];

    /// <summary>What rounds of the loop say of themselves at their end; told apart from the lines, which are about invoices.</summary>
    internal ConcurrentQueue<(string Category, LogLevel Level, string Line)> Rounds { get; } = [];

    internal IEnumerable<(string Category, LogLevel Level, string Line)> Lines => All.Select(logged => (logged.Category, logged.Level, logged.Line));

    internal IEnumerable<(string Category, LogLevel Level, string? Trouble)> Troubles => All.Select(logged => (logged.Category, logged.Level, logged.Trouble));

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private sealed class Logger(LoggedLines logged, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var line = formatter(state, exception);
            if (line.StartsWith("Round: ", StringComparison.Ordinal))
            {
                logged.Rounds.Enqueue((category, logLevel, line));
            }
            else
            {
                logged.All.Enqueue((category, logLevel, line, exception?.Message));
            }
        }
    }
}
