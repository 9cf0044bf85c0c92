using System.Net;
using NumberingRules;
using NumberingRules.Storage;
using NumberingRules.Syncing;
using PropertyHost.Erp;

namespace PropertyHost;

/// <summary>Rounds of the sync loop, and what becomes of one that the ERP cuts off.</summary>
internal sealed partial class Rounds(SyncLoop loop, BookHandle book, ILogger<Rounds> log)
{
    /// <summary>One round. Says in the log when the ERP does not answer.</summary>
    internal async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await loop.RunAsync(stop);
        }
        catch (HttpRequestException e) when (e.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            // Access was revoked: that is no disconnect, no number changes; connect goes on from here.
            await book.DoAsync(new Command.Interrupt("the ERP no longer lets us in"), null, CancellationToken.None);
        }
        catch (Exception e) when (ErpClient.IsNoAnswer(e, stop))
        {
            LogNoAnswer(e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The ERP does not answer; the next round goes on from here: {Message}")]
    private partial void LogNoAnswer(string message);
}
