using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace FakeIntacct;

/// <summary>Who signed in, and for which entity.</summary>
internal sealed record Session(string User, string? Entity);

/// <summary>Tokens of OAuth 2. Callers hold the company's lock.</summary>
internal sealed class Tokens(TimeProvider clock, Func<FakeSettings> settings)
{
    private readonly Dictionary<string, (Session Session, DateTimeOffset Until)> _access = [];
    private readonly Dictionary<string, Session> _refresh = [];

    internal Reply Issue(IReadOnlyDictionary<string, StringValues> form)
    {
        var company = settings();
        if (Text(form, "client_id") != company.ClientId || Text(form, "client_secret") != company.ClientSecret)
        {
            throw new Refusal(401, "GW-0011", "The client is invalid or inactive.");
        }

        return Text(form, "grant_type") switch
        {
            "client_credentials" => Answer(SignIn(Text(form, "username")), company.RefreshForClientCredentials ? NewToken() : null),
            "refresh_token" => Refresh(Text(form, "refresh_token")),
            var other => throw new Refusal(400, "GW-0035", $"grant_type {other} is none of client_credentials, refresh_token."),
        };
    }

    internal Session? Of(string? authorization) =>
        authorization?.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) == true
        && _access.TryGetValue(authorization[7..].Trim(), out var token) && clock.GetUtcNow() < token.Until ? token.Session : null;

    /// <summary>Ends one token, or all of them; refresh tokens only if asked.</summary>
    internal void Revoke(string? token, bool refresh)
    {
        if (token is not null)
        {
            _access.Remove(token);
            _refresh.Remove(token);
            return;
        }

        _access.Clear();
        if (refresh)
        {
            _refresh.Clear();
        }
    }

    private Session SignIn(string? username)
    {
        var parts = (username ?? throw new Refusal(400, "GW-0036", "username is missing.")).Split('|', 2);
        var (user, entity) = (parts[0], parts.ElementAtOrDefault(1));
        return !settings().Users.Contains(user) ? throw new Refusal(401, "GW-0011", "The user or the company is invalid or inactive.")
            : entity is not null && !settings().Entities.Contains(entity) ? throw new Refusal(401, "GW-0011", $"The user has no entity {entity}.")
            : new(user, entity);
    }

    private Reply Refresh(string? token)
    {
        if (token is null || !_refresh.TryGetValue(token, out var session))
        {
            throw new Refusal(401, "GW-0032", "The refresh token is invalid.");
        }

        if (!settings().RefreshRotates)
        {
            return Answer(session, token);
        }

        _refresh.Remove(token);
        return Answer(session, NewToken());
    }

    private Reply Answer(Session session, string? refresh)
    {
        var (access, seconds) = (NewToken(), settings().TokenSeconds);
        _access[access] = (session, clock.GetUtcNow().AddSeconds(seconds));
        var body = new JsonObject { ["token_type"] = "Bearer", ["access_token"] = access, ["expires_in"] = seconds };
        if (refresh is not null)
        {
            _refresh[refresh] = session;
            body["refresh_token"] = refresh;
        }

        return Reply.Json(200, body);
    }

    private static string NewToken() => "tok-" + RandomNumberGenerator.GetHexString(32, lowercase: true);

    private static string? Text(IReadOnlyDictionary<string, StringValues> form, string name) =>
        form.TryGetValue(name, out var value) ? value.FirstOrDefault() : null;
}
