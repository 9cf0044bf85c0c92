using Microsoft.Extensions.DependencyInjection;
using NumberingRules;
using NumberingRules.Sqlite;
using NumberingRules.Storage;
using NumberingRules.Tests;

namespace NumberingRules.Docs.Tests.Snippets;

/// <summary>The code of the README says what it says beside it; its first hour is <c>samples/Quickstart</c>.</summary>
public sealed class ReadmePage
{
    private static readonly string[] Readme = File.ReadAllLines(Checkout.PathOf("README.md"));

    [Fact]
    public void The_story_ends_as_it_says()
    {
        var book = Book.Empty
            .Do(new Command.Open([new("rl", "RL-{seq:00000}")]), out _)
            .Do(new Command.Create("A1", new(2026, 1, 5)), out _)             // RL-00001 counts (C1)
            .Do(new Command.Connect("acme"), out _)
            .Do(new Command.Approve("A1"), out _)
            .Do(new Command.Send("A1"), out _)
            .Do(new Command.Confirm("A1", "501", "SI-1001"), out _)           // SI-1001 counts (C2–C4)
            .Do(new Command.Disconnect("contract ended"), out var decision);  // RL-00001 counts again (C7)

        Console.WriteLine(book.Authority("A1").Number); // RL-00001
        Console.WriteLine(book.Authority("A1").Why);    // RL-00001 counts: the connection to the ERP has ended, …
        Assert.Equal(Outcome.Accepted, decision.Outcome);
        Assert.Equal("RL-00001", book.Authority("A1").Number?.Text);
        Assert.StartsWith("RL-00001 counts: the connection to the ERP has ended, ", book.Authority("A1").Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tenants_and_scopes_print_what_it_says()
    {
        var services = new ServiceCollection();
        services.AddNumberingRules(_ => new MemoryStore())
            .AddBooks(["north", "south"], [new("rent", "{scope:AA}-{date:yyyy}-{seq:0000}", Reset: Reset.Yearly, Forms: [new("credit", "{scope:AA}C-{date:yyyy}-{seq:0000}")])]);
        await using var provider = services.BuildServiceProvider();
        foreach (var hosted in provider.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<Microsoft.Extensions.Hosting.IHostedLifecycleService>())
        {
            await hosted.StartingAsync(default);
        }

        var books = provider.GetRequiredService<Books>();
        var today = new DateOnly(2026, 3, 1);
        var north = books["north"];
        await north.CreateAsync("R1", today, scope: "YO");                                   // YO-2026-0001
        var answer = await north.CreateAsync("R2", today, scope: "LS", form: "credit");      // LSC-2026-0001: Leeds counts apart from York
        Assert.Equal("LSC-2026-0001", answer.Number?.Text);
        Assert.Equal("YO-2026-0001", (await north.InvoiceAsync("R1"))?.Number?.Text);
    }

    [Fact]
    public void It_is_short_and_shows_code_by_line_8()
    {
        Assert.True(Readme.Length <= 150);
        Assert.True(Array.FindIndex(Readme, line => line.StartsWith("var ", StringComparison.Ordinal)) < 8);
    }
}
