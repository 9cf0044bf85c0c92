// A small property manager: tenants' invoices, numbered at home, synced with an ERP. Shows how a host uses NumberingRules.
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NumberingRules.PostgreSql;
using NumberingRules.Sqlite;
using NumberingRules.Storage;
using NumberingRules.Syncing;
using PropertyHost;
using PropertyHost.Api;
using PropertyHost.Data;
using PropertyHost.Erp;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls(builder.Configuration["urls"] ?? "http://127.0.0.1:5101");
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning).AddFilter("Polly", LogLevel.Error);
var settings = builder.Configuration.GetSection("PropertyHost").Get<Settings>() ?? new();

builder.Services.AddSingleton(settings).AddSingleton(TimeProvider.System);
if (settings.Server is { } server)
{
    builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(server));
    builder.Services.AddDbContext<HostDatabase>((services, database) => database.UseNpgsql(services.GetRequiredService<NpgsqlDataSource>()));
    builder.Services.AddNumberingRules(services => new PostgreSqlStore(services.GetRequiredService<NpgsqlDataSource>()))
        .AddBook("main", [new("rl", "RL-{seq:00000}")]);
}
else
{
    builder.Services.AddDbContext<HostDatabase>(database => database.UseSqlite($"Data Source={settings.Database}"));
    builder.Services.AddNumberingRules(_ => new SqliteStore(new SqliteStoreOptions { File = settings.Database, ShareFile = true }))
        .AddBook("main", [new("rl", "RL-{seq:00000}")]);
}

builder.Services.AddSingleton(services => services.GetRequiredService<Books>()["main"]);
builder.Services.AddErp(builder.Configuration, settings);
builder.Services.AddSingleton<Rounds>().AddHostedService<NightlySync>();
builder.Services.AddSingleton(services => new SyncLoop(services.GetRequiredService<BookHandle>(), services.GetRequiredService<IErp>(), new()
{
    Settles = settings.ErpSettles,
    RetryAfter = settings.ErpRetryAfter,
    Logging = services.GetRequiredService<ILoggerFactory>(),
}));
builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
builder.Services.AddProblemDetails().AddExceptionHandler<Trouble>();
var app = builder.Build();

// The host's tables come first: EnsureCreated makes none in a database that has any. A real host uses migrations.
await using (var scope = app.Services.CreateAsyncScope())
{
    await scope.ServiceProvider.GetRequiredService<HostDatabase>().Database.EnsureCreatedAsync();
}

app.UseExceptionHandler();
app.MapInvoices();
app.MapBook();
app.MapErp();
await app.RunAsync();
