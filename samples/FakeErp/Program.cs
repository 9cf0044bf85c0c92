// A small accounting system to sync with, over HTTP: gives keys and numbers, and misbehaves when told to (POST /control).
using System.Text.Json;
using System.Text.Json.Serialization;
using FakeErp;
using NumberingRules;
using NumberingRules.Testing;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls(builder.Configuration["urls"] ?? "http://127.0.0.1:5102");
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase)));
var app = builder.Build();

var erp = new MisbehavingErp();
var mood = new Mood(erp);
using var newsroom = new HttpClient();

var api = app.MapGroup("").AddEndpointFilter(async (context, next) => erp.IsRevoked ? Results.Unauthorized() : await next(context));

api.MapPost("/invoices", async (HttpContext http, NewInvoice asked) =>
{
    InvoiceId? external = asked.ExternalId;
    var key = Guid.TryParse(http.Request.Headers["Idempotency-Key"].FirstOrDefault(), out var given) ? given : (Guid?)null;
    var trick = erp.Play();
    switch (trick)
    {
        case ErpTrick.Refuse:
            return Results.Json(new { error = $"customer {asked.Customer} is on hold" }, statusCode: 422);
        case ErpTrick.Fail:
            return Results.StatusCode(503);
        case ErpTrick.Late:
            erp.MakeLate(external, asked.Date, key, asked);
            return Results.StatusCode(504);
        default:
            break;
    }

    // Whoever asked may have gone away meanwhile; the work is done all the same.
    await Task.Delay(mood.SlowMs, CancellationToken.None);
    var record = erp.Make(external, asked.Date, key, asked);
    if (trick == ErpTrick.Twice)
    {
        record = erp.Make(external, asked.Date, key, asked);
    }

    if (mood.NewsTo is { } address)
    {
        using var told = await newsroom.PostAsJsonAsync(address, Shown.Of(record));
    }

    if (trick == ErpTrick.Hang)
    {
        await Task.Delay(Timeout.Infinite, http.RequestAborted);
    }

    if (trick == ErpTrick.Break)
    {
        http.Abort();
        return Results.Empty;
    }

    return trick == ErpTrick.FailAfter ? Results.StatusCode(500) : Results.Json(Shown.Of(record), statusCode: 201);
});

api.MapGet("/invoices", (string externalId) => erp.Of(externalId).Select(Shown.Of));

api.MapGet("/feed", (long after, int? count) =>
{
    var page = erp.After(after).Take(count ?? erp.PageSize).Select(Shown.Of).ToList();
    return new { records = erp.TellsTwice ? [.. page, .. page] : page, next = page.Count > 0 ? page[^1].Version : after };
});

// What a person does at the ERP's own screen, and what a test does behind it.
app.MapPost("/control", (Control control) => mood.Take(control));
app.MapPost("/control/settle", () => erp.Settle());
app.MapPost("/control/reset", () => { mood = new(erp = new()); });
app.MapGet("/control/records", () => erp.Records.Select(Shown.Of));
app.MapPost("/control/records", (NewInvoice made) => Shown.Of(erp.Make(made.ExternalId, made.Date, null, made)));
app.MapPost("/control/records/{key}/void", (string key) => Changed(erp.Change(key, record => record with { IsVoid = true })));
app.MapPost("/control/records/{key}/delete", (string key) => Changed(erp.Change(key, record => record with { IsDeleted = true })));
app.MapPost("/control/records/{key}/renumber", (string key, string number) => Changed(erp.Change(key, record => record with { Number = number })));
app.MapPost("/control/records/{key}/recreate", (string key) => Changed(erp.Recreate(key)));

await app.RunAsync();

static Shown? Changed(LedgerRecord? record) => record is null ? null : Shown.Of(record);
