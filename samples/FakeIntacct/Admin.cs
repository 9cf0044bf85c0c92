using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FakeIntacct;

/// <summary>What the real system lacks, under <c>/_fake</c>: the truth, the clock, faults, and what people do at the ERP's own screen.</summary>
internal static class Admin
{
    private const string Screen = "screen";

    internal static void Map(WebApplication app, FakeIntacctServer server)
    {
        var admin = app.MapGroup("/_fake").AddEndpointFilter(async (context, next) =>
        {
            try
            {
                return await next(context);
            }
            catch (Refusal refusal)
            {
                return Results.Json(new { error = refusal.Message }, statusCode: refusal.Status);
            }
            catch (Exception wrong) when (wrong is JsonException or ArgumentException or InvalidOperationException or OverflowException)
            {
                return Results.Json(new { error = wrong.Message }, statusCode: 400);
            }
        });

        admin.MapGet("/ledger", () => server.Truth());
        admin.MapGet("/requests", () => server.Company.Requests());
        admin.MapGet("/meter", () => server.Company.Meter());
        admin.MapGet("/webhooks", () => server.Company.Webhooks.Deliveries());

        admin.MapGet("/settings", () => Json(server.Settings));
        admin.MapPost("/settings", async (HttpRequest request) => Json(server.Settings = server.Settings.With(await ObjectAsync(request))));
        admin.MapPost("/reset", async (HttpRequest request) =>
        {
            await server.ResetAsync(new FakeSettings().With(await ObjectAsync(request)));
            return Json(server.Settings);
        });

        admin.MapGet("/clock", () => Time(server.Clock));
        admin.MapPost("/clock", async (HttpRequest request) =>
        {
            Move(server.Clock, await ReadAsync<ClockMove>(request));
            server.Company.RunDue();
            server.Company.Webhooks.Hurry();
            return Time(server.Clock);
        });

        admin.MapGet("/faults", () => Json(new { left = server.Faults.Left, played = server.Faults.Played, seeded = server.Faults.Seeded }));
        admin.MapPost("/faults", async (HttpRequest request) => server.Faults.Add(await ReadAsync<Fault>(request)));
        admin.MapPost("/faults/seed", async (HttpRequest request) => server.Faults.Seed(await ReadAsync<SeededFaults>(request)));
        admin.MapDelete("/faults", () => server.Faults.Clear());

        admin.MapPost("/tokens/revoke", (bool? refresh) =>
        {
            lock (server.Company.Gate)
            {
                server.Company.Tokens.Revoke(null, refresh ?? false);
            }
        });
        admin.MapPost("/audit/{key:int}/break", (int key) =>
        {
            lock (server.Company.Gate)
            {
                server.Company.Ledger.Break(key);
            }
        });
        admin.MapPost("/invoices", async (HttpRequest request) => At(server.Company, await ObjectAsync(request), Make));
        admin.MapPost("/invoices/{key}/{deed}", async (string key, string deed, HttpRequest request) =>
            At(server.Company, await ObjectAsync(request), (company, body) => Do(company, key, deed, body)));
    }

    private static Invoice Make(Company company, JsonObject body)
    {
        var (module, order, entity) = (Draft.OptionalText(body, "moduleKey"), Draft.OptionalText(body, "salesDocument"), Draft.OptionalText(body, "entity"));
        body.Remove("moduleKey");
        body.Remove("salesDocument");
        body.Remove("entity");
        var wish = Draft.Read(body, company.Settings);
        return company.Ledger.Create(
            wish with { Module = module ?? (order is null ? wish.Module : "orderEntry"), SalesDocument = order, Entity = entity, Maker = Maker.Screen }, Screen);
    }

    private static Invoice Do(Company company, string key, string deed, JsonObject body)
    {
        var ledger = company.Ledger;
        switch (deed)
        {
            case "submit": return ledger.Submit(key, Screen);
            case "reverse": return ledger.Reverse(key, Screen);
            case "pay": return ledger.Pay(key, Invoice.Paid, Screen);
            case "partlyPay": return ledger.Pay(key, Invoice.PartiallyPaid, Screen);
            case "unpay": return ledger.Pay(key, Invoice.Posted, Screen);
            case "edit": return ledger.Update(key, old => Draft.Change(old, body, company.Settings), Screen);
            case "recreate": return ledger.Recreate(key, old => Draft.Change(old, body, company.Settings), Screen);
            case "delete":
                var gone = ledger.Get(key);
                ledger.Delete(key, Screen);
                return gone with { Deleted = true };
            case "duplicate":
                var copied = ledger.Get(key);
                return ledger.Create(Draft.Change(copied with { Number = copied.Number + " copy", Maker = Maker.Screen, IdempotencyKey = null }, body, company.Settings), Screen);
            default: throw Refusal.Absent($"{deed} is none of submit, reverse, pay, partlyPay, unpay, edit, recreate, delete, duplicate.");
        }
    }

    private static JsonObject At(Company company, JsonObject body, Func<Company, JsonObject, Invoice> deed)
    {
        lock (company.Gate)
        {
            company.RunDue();
            var done = deed(company, body).Truth(company.Settings);
            company.Webhooks.Hurry();
            return done;
        }
    }

    private static void Move(SandboxClock clock, ClockMove move)
    {
        if (move.At is not null || move.Frozen == true)
        {
            clock.Freeze(move.At);
        }

        if (move.AdvanceSeconds is { } by)
        {
            clock.Advance(TimeSpan.FromSeconds(by));
        }

        if (move.Frozen == false)
        {
            clock.Flow();
        }
    }

    private static JsonObject Time(SandboxClock clock) => new() { ["now"] = clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture) };

    private static IResult Json<T>(T value) => Results.Json(value, FakeSettings.Json);

    private static async Task<T> ReadAsync<T>(HttpRequest request) =>
        await JsonSerializer.DeserializeAsync<T>(request.Body, FakeSettings.Json) ?? throw new JsonException("A JSON object is expected.");

    private static async Task<JsonObject> ObjectAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return body.Length == 0 ? [] : JsonNode.Parse(body.ToArray()) as JsonObject ?? throw new JsonException("A JSON object is expected.");
    }

    /// <summary>The body of <c>POST /_fake/clock</c>.</summary>
    /// <param name="At">A time to stand still at; not in the past of the clock.</param>
    /// <param name="AdvanceSeconds">How far to go forward.</param>
    /// <param name="Frozen">Whether to stand still from now on, or to go on.</param>
    private sealed record ClockMove(DateTimeOffset? At = null, double? AdvanceSeconds = null, bool? Frozen = null);
}
