using NumberingRules.Storage;

namespace PropertyHost;

/// <summary>A round of the sync at the start, and then every night; sooner as long as something is uncertain.</summary>
internal sealed partial class NightlySync(Rounds rounds, BookHandle book, Settings settings, TimeProvider time, ILogger<NightlySync> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await rounds.RunAsync(stoppingToken);
            }
            catch (StoreException e)
            {
                LogTrouble(e.Message);
            }

            var uncertain = (await book.WorkAsync(WorkList.ToLookUp, count: 1, cancellation: stoppingToken)).Items.Count > 0;
            await Task.Delay(uncertain && settings.ErpSettles < settings.SyncEvery ? settings.ErpSettles : settings.SyncEvery, time, stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The round was cut off, the next one goes on from here: {Message}")]
    private partial void LogTrouble(string message);
}
