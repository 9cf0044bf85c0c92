using System.Globalization;
using NumberingRules.Storage;
using NumberingRules.Syncing;

namespace NumberingRules.Testing;

/// <summary>A host with a connected book in memory, on an <see cref="ErpStage"/>.</summary>
internal sealed class ErpScene : IAsyncDisposable
{
    internal static readonly DateOnly Day = new(2026, 1, 5);

    private const int MostStretches = 1000;

    private readonly Books _books = new(new MemoryStore());

    private ErpScene(ErpStage stage) => Stage = stage;

    internal ErpStage Stage { get; }

    internal BookHandle Book => _books["main"];

    internal IErp Erp { get; private set; } = null!;

    internal static async Task<ErpScene> OpenAsync(ErpStage stage)
    {
        var scene = new ErpScene(stage);
        await scene.Book.DoAsync(new Command.Open([new("a", "A-{seq:000}")])).ConfigureAwait(false);
        await scene.Book.DoAsync(new Command.Connect("acme")).ConfigureAwait(false);
        scene.Erp = await stage.OpenAsync(scene.Book, null).ConfigureAwait(false);
        return scene;
    }

    /// <summary>An invoice that is approved, and for which the host has what the adapter sends along.</summary>
    internal async Task<InvoiceView> ApprovedAsync(InvoiceId invoice)
    {
        await Book.CreateAsync(invoice, Day).ConfigureAwait(false);
        await Book.SubmitAsync(invoice).ConfigureAwait(false);
        await Book.ApproveAsync(invoice).ConfigureAwait(false);
        var view = (await Book.InvoiceAsync(invoice).ConfigureAwait(false))!;
        await Stage.PrepareAsync(view).ConfigureAwait(false);
        return view;
    }

    /// <summary>An invoice whose first attempt has begun.</summary>
    internal async Task<InvoiceView> SentAsync(InvoiceId invoice)
    {
        await ApprovedAsync(invoice).ConfigureAwait(false);
        await Book.SendAsync(invoice).ConfigureAwait(false);
        return (await Book.InvoiceAsync(invoice).ConfigureAwait(false))!;
    }

    internal Task<ErpReply> PostAsync(InvoiceView invoice) => Erp.PostAsync(invoice, invoice.AttemptKey!.Value, CancellationToken.None);

    internal async Task<ErpNews> MadeAsync(InvoiceView invoice) => Made(await PostAsync(invoice).ConfigureAwait(false), invoice.Id);

    internal async Task<ErpNews> MadeAsync(InvoiceId invoice) => await MadeAsync(await SentAsync(invoice).ConfigureAwait(false)).ConfigureAwait(false);

    internal static ErpNews Made(ErpReply reply, InvoiceId invoice)
    {
        Expect.True(reply is ErpReply.Made, $"the answer to the post of {invoice}: expected made, found {reply}");
        var news = ((ErpReply.Made)reply).News;
        Expect.True(news.ExternalId is null || news.ExternalId == invoice, $"the answer to the post of {invoice} tells of {news.ExternalId}");
        return news;
    }

    internal async Task<IReadOnlyList<ErpNews>> FindAsync(InvoiceId invoice) => await Erp.FindAsync(invoice, CancellationToken.None).ConfigureAwait(false);

    /// <summary>The keys of what a look-up finds and is not deleted.</summary>
    internal async Task<IReadOnlyList<ErpKey>> LivingAsync(InvoiceId invoice) =>
        [.. (await FindAsync(invoice).ConfigureAwait(false)).Where(static news => !news.IsDeleted).Select(static news => news.Key).Distinct()];

    /// <summary>Reads the feed to its end, and passes each stretch.</summary>
    internal Task<IReadOnlyList<ErpFeed>> ReadAsync() => ReadAsync(Erp);

    internal static async Task<IReadOnlyList<ErpFeed>> ReadAsync(IErp erp)
    {
        List<ErpFeed> stretches = [];
        while (await erp.ReadFeedAsync(CancellationToken.None).ConfigureAwait(false) is { Next: not null } read)
        {
            Expect.True(stretches.Count < MostStretches, $"the feed has no end: {MostStretches} stretches were read");
            stretches.Add(read);
            await erp.PassAsync(read, read.Unusable, CancellationToken.None).ConfigureAwait(false);
        }

        return stretches;
    }

    internal static InvoiceId Id(int at) => string.Create(CultureInfo.InvariantCulture, $"I{at}");

    public ValueTask DisposeAsync() => _books.DisposeAsync();
}
