using NumberingRules.Syncing;

namespace NumberingRules.Storage.Tests.Syncing;

/// <summary>An ERP that does what a test says, and remembers what it was asked.</summary>
internal sealed class ScriptedErp(BookHandle book) : IErp
{
    /// <summary>What it was asked, in order: <c>feed</c>, <c>pass 1</c>, <c>find A</c>, <c>post A</c>, <c>import erp-K1</c>.</summary>
    internal List<string> Asked { get; } = [];

    internal List<(InvoiceView Invoice, Guid Key)> Posted { get; } = [];

    internal List<(Command.Import Import, ErpNews News)> Imported { get; } = [];

    internal List<CancellationToken> Tokens { get; } = [];

    /// <summary>What the feed still has to tell; passing takes a stretch away.</summary>
    internal Queue<ErpFeed> Feed { get; } = [];

    /// <summary>What was not taken, as a host keeps it.</summary>
    internal SortedDictionary<string, NotTaken> Kept { get; } = new(StringComparer.Ordinal);

    /// <summary>What it waits for before it answers.</summary>
    internal Func<string, Task> OnAsked { get; set; } = _ => Task.CompletedTask;

    internal Func<InvoiceId, ErpReply> OnPost { get; set; } = _ => new ErpReply.Unknown();

    internal Func<InvoiceId, IReadOnlyList<ErpNews>> OnFind { get; set; } = _ => [];

    public async Task<ErpReply> PostAsync(InvoiceView invoice, Guid attemptKey, CancellationToken cancellation)
    {
        Posted.Add((invoice, attemptKey));
        await Ask($"post {invoice.Invoice.Id}", cancellation).ConfigureAwait(false);
        return OnPost(invoice.Invoice.Id);
    }

    public async Task<IReadOnlyList<ErpNews>> FindAsync(InvoiceId invoice, CancellationToken cancellation)
    {
        await Ask($"find {invoice}", cancellation).ConfigureAwait(false);
        return OnFind(invoice);
    }

    public async Task<ErpFeed> ReadFeedAsync(CancellationToken cancellation)
    {
        await Ask("feed", cancellation).ConfigureAwait(false);
        return Feed.TryPeek(out var next) ? next : new([], null);
    }

    public async Task PassAsync(ErpFeed read, IReadOnlyList<NotTaken> notTaken, CancellationToken cancellation)
    {
        await Ask($"pass {read.Next}", cancellation).ConfigureAwait(false);
        if (read.Next is not null)
        {
            Assert.Same(read, Feed.Dequeue());
        }

        var before = Kept.Keys.ToHashSet();
        foreach (var news in read.News.Where(news => !IsOld(news)).ToList())
        {
            Kept.Remove(news.Key.Text);
        }

        foreach (var record in notTaken.Where(record => (record.News is not { } news || !IsOld(news)) && (read.Next is not null || before.Contains(record.Key))))
        {
            Kept[record.Key] = record;
        }

        bool IsOld(ErpNews news) => Kept.TryGetValue(news.Key.Text, out var kept) && kept.News?.Version > news.Version;
    }

    public async Task<IReadOnlyList<NotTaken>> ReadNotTakenAsync(string? after, CancellationToken cancellation)
    {
        // Every round asks; it says something only where there is something.
        if (Kept.Count > 0)
        {
            await Ask($"not taken after {after}", cancellation).ConfigureAwait(false);
        }

        return [.. Kept.Values.Where(record => after is null || string.CompareOrdinal(record.Key, after) > 0).Take(2)];
    }

    public async Task<Answer> ImportAsync(Command.Import import, ErpNews news, CancellationToken cancellation)
    {
        Imported.Add((import, news));
        await Ask($"import {import.Invoice}", cancellation).ConfigureAwait(false);
        return await book.DoAsync(import, null, cancellation).ConfigureAwait(false);
    }

    /// <summary>Tells more with the feed: a stretch for each call.</summary>
    internal void Tell(params ErpNews[] news) => Feed.Enqueue(new(news, $"{Told += 1}"));

    private int Told { get; set; }

    private Task Ask(string what, CancellationToken cancellation)
    {
        Asked.Add(what);
        Tokens.Add(cancellation);
        return OnAsked(what);
    }
}
