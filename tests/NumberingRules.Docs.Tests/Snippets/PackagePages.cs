using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NumberingRules;
using NumberingRules.PostgreSql;
using NumberingRules.Sqlite;
using NumberingRules.Storage;
using NumberingRules.Syncing;
using NumberingRules.Testing;
using MyStore = NumberingRules.Sqlite.SqliteStore;

namespace NumberingRules.Docs.Tests.Snippets;

/// <summary>The code that the packages' pages show, which is held to this file by a test. What can run without a server runs.</summary>
public sealed class PackagePages
{
    [Fact]
    public void The_core() => Assert.Equal("SI-1001", Core());

    [Fact]
    public async Task The_books() => Assert.Contains("has not been opened", await BooksPage(new MemoryStore()), StringComparison.Ordinal);

    private static string? Core()
    {
        var book = Book.Empty
            .Do(new Command.Open([new("inv", "INV-{date:yyyy}-{seq:0000}", Reset: Reset.Yearly)]), out _)
            .Do(new Command.Create("A1", new(2026, 1, 5)), out _)          // INV-2026-0001
            .Do(new Command.Connect("acme"), out _)
            .Do(new Command.Approve("A1"), out _)
            .Do(new Command.Send("A1"), out _)
            .Do(new Command.Confirm("A1", "501", "SI-1001"), out var decision);

        Console.WriteLine(book.Authority("A1").Number);                    // SI-1001
        Console.WriteLine(book.Authority("A1").Why);                       // why it counts, in a sentence
        Assert.Equal(Outcome.Accepted, decision.Outcome);
        return book.Authority("A1").Number?.ToString();
    }

    private static async Task<string?> BooksPage(IBookStore store)
    {
        await using var books = new Books(store);
        var book = books["main"];

        var answer = await book.CreateAsync("A1", new(2026, 1, 5), actor: "anna");
        if (answer.Outcome == Outcome.Rejected)
        {
            return answer.Why; // says what is wrong and what to do
        }

        var page = await book.InvoicesAsync(newestFirst: true, count: 50);
        foreach (var invoice in page.Items)
        {
            Console.WriteLine($"{invoice.Date} {invoice.Number} {invoice.Id}");
        }

        return null;
    }
}

/// <summary>Code of the packages' pages that needs a file, a server or a host: compiled here, run by the tests of that package.</summary>
internal static class CompiledOnly
{
    internal static async Task SqlitePage()
    {
        await using var books = new Books(new SqliteStore("numbering.db"));
        var book = books["main"];

        await book.OpenAsync([new("inv", "INV-{date:yyyy}-{seq:0000}", Reset: Reset.Yearly)]);
        var answer = await book.CreateAsync("A1", new(2026, 1, 5));

        Console.WriteLine(answer.Number); // INV-2026-0001, flushed to the disk
    }

    internal static async Task PostgreSqlPage(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var books = new Books(new PostgreSqlStore(source, new() { Schema = "billing" }));
        var book = books["main"];

        await book.OpenAsync([new("inv", "INV-{date:yyyy}-{seq:0000}", Reset: Reset.Yearly)]);
        var answer = await book.CreateAsync("A1", new(2026, 1, 5));
    }

    internal static async Task SyncPage(BookHandle book, IErp erp, CancellationToken stop)
    {
        using var loop = new SyncLoop(book, erp, new() { Settles = TimeSpan.FromMinutes(20) });
        await loop.RunAsync(stop); // one round: follow the feed, look up what is uncertain, send what is due
    }

    internal static void RegistrationPage((IServiceCollection Services, IConfigurationRoot Configuration) builder)
    {
        builder.Services
            .AddNumberingRules(_ => new SqliteStore("numbering.db"))
            .AddBook("main", [new("inv", "INV-{date:yyyy}-{seq:0000}", Reset: Reset.Yearly)])
            .AddBooks(builder.Configuration.GetSection("Tenants"));
    }
}

/// <summary>As a test project of an adapter has it; here nobody runs it, since the facts run where the stores are tested.</summary>
internal static class ContractPage
{
    public static TheoryData<string> Names => [.. StoreFacts.All.Select(fact => fact.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public static async Task The_store_keeps_its_contract(string name)
    {
        var database = NewEmptyDatabase();
        await StoreFacts.All.Single(fact => fact.Name == name).CheckAsync(() => new(new MyStore(database)));
    }

    private static string NewEmptyDatabase() => "new.db";
}
