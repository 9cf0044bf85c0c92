// A small accounting system to sync with: gives keys and numbers, and misbehaves when told to (POST /control).
using System.Text.Json;
using System.Text.Json.Serialization;
using FakeErp;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls(builder.Configuration["urls"] ?? "http://127.0.0.1:5102");
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase)));
var app = builder.Build();

var (ledger, mood) = (new Ledger(), new Mood());
using var newsroom = new HttpClient();

var api = app.MapGroup("").AddEndpointFilter(async (context, next) => mood.Revoked ? Results.Unauthorized() : await next(context));

api.MapPost("/invoices", async (HttpContext http, NewInvoice asked) =>
{
    if (mood.Plays(Trick.Refuse))
    {
        return Results.Json(new { error = $"customer {asked.Customer} is on hold" }, statusCode: 422);
    }

    if (mood.Plays(Trick.Fail))
    {
        return Results.StatusCode(503);
    }

    // Whoever asked may have gone away meanwhile; the work is done all the same.
    await Task.Delay(mood.SlowMs, CancellationToken.None);
    var key = mood.IgnoreKeys ? null : http.Request.Headers["Idempotency-Key"].FirstOrDefault();
    var record = ledger.Post(asked, key);
    if (mood.Plays(Trick.Twice))
    {
        record = ledger.Post(asked, key);
    }

    if (mood.NewsTo is { } address)
    {
        using var told = await newsroom.PostAsJsonAsync(address, record);
    }

    if (mood.Plays(Trick.Hang))
    {
        await Task.Delay(Timeout.Infinite, http.RequestAborted);
    }

    if (mood.Plays(Trick.Break))
    {
        http.Abort();
        return Results.Empty;
    }

    return mood.Plays(Trick.FailAfter) ? Results.StatusCode(500) : Results.Json(record, statusCode: 201);
});

api.MapGet("/invoices", (string externalId) => ledger.Of(externalId));

api.MapGet("/feed", (long after, int? count) =>
{
    var page = ledger.After(after).Take(count ?? 100).ToList();
    return new { records = mood.FeedTwice ? [.. page, .. page] : page, next = page.Count > 0 ? page[^1].Version : after };
});

// What a person does at the ERP's own screen, and what a test does behind it.
app.MapPost("/control", (Control control) => mood.Take(control));
app.MapGet("/control/records", () => ledger.After(0));
app.MapPost("/control/records", (NewInvoice made) => ledger.Post(made, null));
app.MapPost("/control/records/{key}/void", (string key) => ledger.Change(key, record => record with { Voided = true }));
app.MapPost("/control/records/{key}/delete", (string key) => ledger.Change(key, record => record with { Deleted = true }));
app.MapPost("/control/records/{key}/renumber", (string key, string number) => ledger.Change(key, record => record with { Number = number }));
app.MapPost("/control/records/{key}/recreate", (string key) => ledger.Recreate(key));

await app.RunAsync();
