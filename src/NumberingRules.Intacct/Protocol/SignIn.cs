using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;

namespace NumberingRules.Intacct;

/// <summary>The access token, renewed once however many ask for it.</summary>
internal sealed class SignIn(IntacctOptions options) : IDisposable
{
    // A token that ends while a request is on its way is renewed in vain.
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(1);

    private const int MostRemembered = 8;

    private readonly SemaphoreSlim _one = new(1);
    private readonly ConcurrentQueue<string> _given = [];
    private volatile Token? _token;

    /// <summary>What must not be seen by anybody: tokens that have just ended, too.</summary>
    internal IEnumerable<string> Secrets => _given.Prepend(options.ClientSecret);

    /// <summary>Gets a token.</summary>
    /// <param name="failed">The token that was not taken; null if none was tried.</param>
    /// <param name="send">Sends a request for one.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>The token, or the answer that says why there is none.</returns>
    internal async Task<(string? Token, HttpResponseMessage? Problem)> TokenAsync(
        string? failed, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancellation)
    {
        if (Valid(failed) is { } ready)
        {
            return (ready, null);
        }

        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (Valid(failed) is { } renewed)
            {
                return (renewed, null);
            }

            if (_token?.Refresh is { } refresh)
            {
                _token = null;
                using var response = await AskAsync(new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refresh }, send, cancellation).ConfigureAwait(false);
                if (response.IsSuccessStatusCode && await TakeAsync(response, refresh, cancellation).ConfigureAwait(false) is { } token)
                {
                    return (token, null);
                }
            }

            var answer = await AskAsync(new() { ["grant_type"] = "client_credentials", ["username"] = options.User }, send, cancellation).ConfigureAwait(false);
            if (!answer.IsSuccessStatusCode)
            {
                return (null, answer);
            }

            using (answer)
            {
                return (await TakeAsync(answer, null, cancellation).ConfigureAwait(false) ?? throw new HttpRequestException("Intacct's answer to the sign-in has no token in it"), null);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private string? Valid(string? failed) => _token is { } token && token.Access != failed && options.Time.GetUtcNow() < token.Until ? token.Access : null;

    private async Task<HttpResponseMessage> AskAsync(Dictionary<string, string> form, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancellation)
    {
        (form["client_id"], form["client_secret"]) = (options.ClientId, options.ClientSecret);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Address, "oauth2/token")) { Content = new FormUrlEncodedContent(form) };
        return await send(request, cancellation).ConfigureAwait(false);
    }

    private async Task<string?> TakeAsync(HttpResponseMessage response, string? refresh, CancellationToken cancellation)
    {
        TokenReply? reply;
        try
        {
            reply = await response.Content.ReadFromJsonAsync(IntacctJson.Default.TokenReply, cancellation).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            // Its message may quote what was read.
            return null;
        }

        if (string.IsNullOrEmpty(reply?.AccessToken))
        {
            return null;
        }

        foreach (var secret in new[] { reply.AccessToken, reply.RefreshToken }.Where(static secret => !string.IsNullOrEmpty(secret)))
        {
            _given.Enqueue(secret!);
        }

        while (_given.Count > MostRemembered)
        {
            _given.TryDequeue(out _);
        }

        // The newest refresh token counts, whether the ERP changes it or not.
        _token = new(reply.AccessToken, reply.RefreshToken ?? refresh, options.Time.GetUtcNow() + TimeSpan.FromSeconds(Math.Clamp(reply.ExpiresIn ?? 0, 0, 86_400 * 30)) - Early);
        return reply.AccessToken;
    }

    private sealed record Token(string Access, string? Refresh, DateTimeOffset Until)
    {
        public override string ToString() => "***";
    }
}
