// A small property manager: tenants' invoices, numbered at home, synced with an ERP. Shows how a host uses NumberingRules.
using Microsoft.EntityFrameworkCore;
using NumberingRules.Sqlite;
using NumberingRules.Storage;
using NumberingRules.Syncing;
using PropertyHost;
using PropertyHost.Api;
using PropertyHost.Data;
using PropertyHost.Erp;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls(builder.Configuration["urls"] ?? "http://127.0.0.1:5101");
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning);
var settings = builder.Configuration.GetSection("PropertyHost").Get<Settings>() ?? new();

builder.Services.AddSingleton(settings).AddSingleton(TimeProvider.System);
builder.Services.AddDbContext<HostDatabase>(database => database.UseSqlite($"Data Source={settings.Database}"));
builder.Services.AddNumberingRules(_ => new SqliteStore(new SqliteStoreOptions { File = settings.Database, ShareFile = true }));
builder.Services.AddSingleton(services => services.GetRequiredService<Books>()["main"]);
builder.Services.AddHttpClient("erp", erp => (erp.BaseAddress, erp.Timeout) = (settings.Erp, settings.ErpTimeout));
builder.Services.AddSingleton(services => new ErpClient(services.GetRequiredService<IHttpClientFactory>().CreateClient("erp")));
builder.Services.AddSingleton<IErp, PropertyErp>().AddSingleton<Rounds>().AddHostedService<NightlySync>();
builder.Services.AddSingleton(services => new SyncLoop(services.GetRequiredService<BookHandle>(), services.GetRequiredService<IErp>(), new()
{
    Settles = settings.ErpSettles,
    Logging = services.GetRequiredService<ILoggerFactory>(),
}));
builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
builder.Services.AddProblemDetails().AddExceptionHandler<Trouble>();
var app = builder.Build();

// The host's tables come first: EnsureCreated makes none in a file that has any. A real host uses migrations.
await using (var scope = app.Services.CreateAsyncScope())
{
    await scope.ServiceProvider.GetRequiredService<HostDatabase>().Database.EnsureCreatedAsync();
}

// Opening again with the same series changes nothing.
await app.Services.GetRequiredService<BookHandle>().OpenAsync([new("rl", "RL-{seq:00000}")]);

app.UseExceptionHandler();
app.MapInvoices();
app.MapBook();
await app.RunAsync();
