using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NumberingRules.Storage;

namespace NumberingRules.Intacct;

/// <summary>The way to a company in Sage Intacct: one token and one limit of requests for all that use it. Made by <c>AddIntacct</c>.</summary>
public sealed class IntacctConnection
{
    private readonly ILogger _log;

    internal IntacctConnection(IntacctClient client, ILoggerFactory? logging)
    {
        Client = client;
        _log = logging?.CreateLogger("NumberingRules.Intacct") ?? NullLogger.Instance;
    }

    internal IntacctClient Client { get; }

    /// <summary>Opens the company for a book. Keep what it gives for as long as the book is synced: it remembers what is under way.</summary>
    /// <param name="book">The book.</param>
    /// <param name="host">The host's mapping.</param>
    public IntacctErp Open(BookHandle book, IntacctHost host)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(host);
        return new(Client, book, host, _log);
    }
}
