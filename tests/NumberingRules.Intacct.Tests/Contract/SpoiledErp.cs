using NumberingRules.Storage;
using NumberingRules.Syncing;

namespace NumberingRules.Intacct.Tests.Contract;

/// <summary>An adapter with a mistake in it, made of one without.</summary>
internal sealed class SpoiledErp(IErp sound) : IErp
{
    private string? _passed;

    internal Func<ErpReply, ErpReply> Reply { get; init; } = static reply => reply;

    internal Func<ErpNews, ErpNews?> Tell { get; init; } = static news => news;

    internal Func<IReadOnlyList<ErpNews>, IReadOnlyList<ErpNews>> Find { get; init; } = static found => found;

    internal Func<InvoiceId, InvoiceId> Ask { get; init; } = static id => id;

    internal bool KeyOfItsOwn { get; init; }

    internal bool NoAnswerIsNothing { get; init; }

    internal bool CursorFirst { get; init; }

    internal bool Forgets { get; init; }

    internal bool KeepsAgain { get; init; }

    internal bool KeepsWaiting { get; init; }

    public async Task<ErpReply> PostAsync(InvoiceView invoice, Guid attemptKey, CancellationToken cancellation) =>
        Reply(await sound.PostAsync(invoice, KeyOfItsOwn ? Guid.NewGuid() : attemptKey, KeepsWaiting ? CancellationToken.None : cancellation));

    public async Task<IReadOnlyList<ErpNews>> FindAsync(InvoiceId invoice, CancellationToken cancellation)
    {
        try
        {
            return Find([.. (await sound.FindAsync(Ask(invoice), cancellation)).Select(Tell).OfType<ErpNews>()]);
        }
        catch (InvalidOperationException) when (NoAnswerIsNothing)
        {
            return [];
        }
    }

    public async Task<ErpFeed> ReadFeedAsync(CancellationToken cancellation)
    {
        var read = await sound.ReadFeedAsync(cancellation);
        if (CursorFirst && read.Next is not null)
        {
            await sound.PassAsync(read, [], cancellation);
        }

        return read with { News = [.. read.News.Select(Tell).OfType<ErpNews>()] };
    }

    public Task PassAsync(ErpFeed read, IReadOnlyList<NotTaken> notTaken, CancellationToken cancellation)
    {
        _passed = read.Next ?? _passed;
        return CursorFirst ? Task.CompletedTask : sound.PassAsync(KeepsAgain ? read with { Next = _passed } : read, Forgets ? [] : notTaken, cancellation);
    }

    public Task<IReadOnlyList<NotTaken>> ReadNotTakenAsync(string? after, CancellationToken cancellation) => sound.ReadNotTakenAsync(after, cancellation);

    public Task<Answer> ImportAsync(Command.Import import, ErpNews news, CancellationToken cancellation) => sound.ImportAsync(import, news, cancellation);
}
