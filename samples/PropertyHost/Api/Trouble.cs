using Microsoft.AspNetCore.Diagnostics;
using NumberingRules.Storage;

namespace PropertyHost.Api;

/// <summary>What a caller is told when something goes wrong: what, and what to do; never where in the program.</summary>
internal sealed partial class Trouble(ILogger<Trouble> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var (status, words) = exception switch
        {
            // A name, reason or date that cannot be one; the message is made for its author.
            ArgumentException and not ArgumentNullException => (400, exception.Message),
            BadHttpRequestException bad => (bad.StatusCode, bad.Message),
            // Whatever it was, asking again with the same invoice id is safe.
            StoreException { Trouble: StoreTrouble.Busy or StoreTrouble.CommitUnknown or StoreTrouble.Conflict } => (503, exception.Message),
            StoreException => (500, exception.Message),
            _ => (500, "This was not done, and nothing of it is left. Ask again; if it fails again, look into the log."),
        };
        if (status >= 500)
        {
            LogTrouble(exception, httpContext.Request.Path);
        }

        await Results.Problem(words, statusCode: status).ExecuteAsync(httpContext);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Path} was not done.")]
    private partial void LogTrouble(Exception exception, PathString path);
}
