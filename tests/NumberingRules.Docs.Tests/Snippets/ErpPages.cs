using System.Text.Json.Nodes;
using FakeIntacct;
using Microsoft.Extensions.DependencyInjection;
using NumberingRules.Intacct;
using NumberingRules.Registers;
using NumberingRules.Storage;
using NumberingRules.Syncing;
using NumberingRules.Testing;
using Fault = FakeIntacct.Fault;

namespace NumberingRules.Docs.Tests.Snippets;

/// <summary>Code of the pages about ERPs. What the pages show runs in the tests of the adapter and of the fakes.</summary>
public sealed class ErpPages
{
    [Fact]
    public async Task A_misbehaving_ERP_ends_up_with_the_invoice_once()
    {
        await using var books = new Books(new MemoryStore());
        var book = books["main"];
        await book.OpenAsync([new("a", "A-{seq}")]);
        await book.ConnectAsync("acme");
        await book.CreateAsync("A1", new(2026, 1, 5));
        await book.ApproveAsync("A1");

        var erp = new MisbehavingErp(seed: 7);          // or: erp.Next(ErpTrick.FailAfter)
        using var loop = new SyncLoop(book, erp.Open(book), new() { Settles = TimeSpan.Zero });
        await loop.RunAsync();
        erp.Settle();                                   // what was still on its way is done
        Assert.Single(erp.Of("A1"));
    }

    [Fact]
    public async Task The_fake_of_Intacct_says_whether_an_invoice_was_posted_twice()
    {
        await using var erp = await FakeIntacctServer.StartAsync(new() { Sequence = true });   // in the process of a test, on a free port
        var adapter = new HttpClient { BaseAddress = erp.Api };                                // …/ia/api/v1/
        erp.Faults.Add(new Fault(FaultKind.BreakAfter));                                       // the next post is done, and its answer is lost
        erp.Clock.Advance(TimeSpan.FromHours(48));
        var twice = erp.Truth()["postedTwice"];                                                // {} if no invoice was posted twice
        Assert.NotNull(twice);
        adapter.Dispose();
    }
}

/// <summary>Compiled only: a company in Intacct is needed, or a stage of one's own.</summary>
internal static class ErpPagesCompiledOnly
{
    internal static async Task Facts<MyErpStage>(string name)
        where MyErpStage : ErpStage, new() =>
        await ErpFacts.All.Single(fact => fact.Name == name).CheckAsync(new MyErpStage());

    internal static async Task<SyncLoop> Preset(BookHandle book, IErp erp)
    {
        await book.DoAsync(ErpPreset.Intacct.SetPolicy);
        using var loop = new SyncLoop(book, erp, new() { Settles = ErpPreset.Intacct.Settles });
        return loop;
    }

    internal static async Task<string> Round(SyncLoop loop, CancellationToken stop)
    {
        RoundReport report = await loop.RunAsync(stop);   // followed, taken, not taken, found, sent, refused, uncertain, failed, waiting
        return report.ToString();
    }

    internal static async Task Intacct((IServiceCollection Services, int) builder, IServiceProvider services, BookHandle book, string id, string secret)
    {
        builder.Services.AddIntacct(options =>
        {
            (options.ClientId, options.ClientSecret, options.User) = (id, secret, "ws@acme");   // from your configuration
            options.MoreFields = ["customer.id", "totalTxnAmount"];                             // for your own rows of what is made there
        });

        var intacct = services.GetRequiredService<IntacctConnection>().Open(book, new MyHost());
        await book.DoAsync(ErpPreset.Intacct.SetPolicy);
        using var loop = new SyncLoop(book, intacct, new() { Settles = ErpPreset.Intacct.Settles });   // 20 minutes
        await loop.RunAsync();
    }
}

internal sealed class MyHost : IntacctHost
{
    public override async ValueTask<IntacctInvoice> MapAsync(InvoiceView invoice, CancellationToken cancellation)
    {
        var row = await FindAsync(invoice.Id);
        return row.Customer is null
            ? IntacctInvoice.Refuse("the tenant is no customer there yet")
            : new()
            {
                Customer = row.Customer,
                Due = invoice.Date.AddDays(30),
                Lines = [new("4000", row.Amount) { Dimensions = new Dictionary<string, string> { ["location"] = "10" } }],
                More = new() { ["term"] = new JsonObject { ["id"] = "Net 30" } },
            };
    }

    // And four short ones: read the cursor, pass a stretch, list what was not taken; import, if you have rows of your own.
    public override ValueTask<string?> ReadCursorAsync(CancellationToken cancellation) => new((string?)null);

    public override ValueTask PassAsync(string? cursor, IReadOnlyCollection<string> told, IReadOnlyCollection<NotTaken> notTaken, CancellationToken cancellation) => default;

    public override ValueTask<IReadOnlyList<NotTaken>> ReadNotTakenAsync(string? after, CancellationToken cancellation) => new([]);

    private static Task<(string? Customer, decimal Amount)> FindAsync(InvoiceId id) => Task.FromResult<(string?, decimal)>((id.Text, 1m));
}
