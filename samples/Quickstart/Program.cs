using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NumberingRules;
using NumberingRules.Sqlite;
using NumberingRules.Storage;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddDbContext<Shop>(options => options.UseSqlite("Data Source=shop.db"));
builder.Services
    .AddNumberingRules(_ => new SqliteStore(new SqliteStoreOptions { File = "shop.db", ShareFile = true }))
    .AddBook("main", [new("inv", "INV-{date:yyyy}-{seq:0000}", Reset: Reset.Yearly)]); // opened at start, or the start fails

var app = builder.Build();
using (var scope = app.Services.CreateScope())
{
    scope.ServiceProvider.GetRequiredService<Shop>().Database.EnsureCreated(); // your own tables first
}

app.MapPost("/invoices/{id}", async (InvoiceId id, decimal amount, Shop shop, Books books, CancellationToken stop) =>
{
    await using var transaction = await shop.Database.BeginTransactionAsync(stop);
    var sale = await shop.Sales.FindAsync([id.Text], stop)
        ?? shop.Sales.Add(new Sale { Id = id.Text, Amount = amount, Date = DateOnly.FromDateTime(DateTime.Today) }).Entity;
    await shop.SaveChangesAsync(stop);

    var create = new Command.Create(id, sale.Date); // asked again, tomorrow too: the same number
    var answer = await books["main"].DoWithinAsync(transaction.GetDbTransaction(), create, cancellation: stop);
    if (answer.Outcome == Outcome.Rejected)
    {
        return Results.Conflict(answer.Why); // neither row nor number: the transaction is rolled back
    }

    await transaction.CommitAsync(stop);
    return Results.Ok(answer.Number); // "INV-2026-0001"
});

app.Run();

internal sealed class Shop(DbContextOptions<Shop> options) : DbContext(options)
{
    public DbSet<Sale> Sales => Set<Sale>();
}

internal sealed class Sale
{
    public required string Id { get; init; }

    public decimal Amount { get; init; }

    public DateOnly Date { get; init; }
}
