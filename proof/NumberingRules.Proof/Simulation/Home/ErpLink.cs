using System.Globalization;
using NumberingRules.Storage;
using NumberingRules.Syncing;

namespace NumberingRules.Proof.Simulation;

/// <summary>The ERP as a process of the home service reaches it: what a host writes. A planted mistake is made here.</summary>
internal sealed class ErpLink(World world, Host host, int life) : IErp
{
    private readonly HashSet<string> _posting = [];

    private bool IsGone => !host.IsAlive || host.Life != life;

    internal bool IsPosting(string invoice) => _posting.Contains(invoice);

    public async Task<ErpReply> PostAsync(InvoiceView invoice, Guid attemptKey, CancellationToken cancellation)
    {
        ThrowIfGone();
        if (world.Choices.Once(40))
        {
            world.Count(Trouble.CrashBetweenCommitAndSend, host.Name);
            host.Crash();
            throw new GoneException();
        }

        var id = invoice.Invoice.Id.Text;
        var byPerson = host.AskedByHand.Contains(id);
        _posting.Add(id);
        try
        {
            return await PostOnceAsync(invoice, attemptKey, byPerson);
        }
        catch (NoAnswerException) when (world.Plant == Plant.RetriesBlindly)
        {
            return await PostOnceAsync(invoice, AttemptKey.Of("again", invoice.Invoice.Id, invoice.Invoice.Attempt), byPerson);
        }
        catch (NoAnswerException)
        {
            return world.Plant == Plant.TakesTimeoutForRefusal ? new ErpReply.Refused("timed out") : new ErpReply.Unknown();
        }
        finally
        {
            _posting.Remove(id);
        }
    }

    public async Task<IReadOnlyList<ErpNews>> FindAsync(InvoiceId invoice, CancellationToken cancellation)
    {
        ThrowIfGone();
        return await world.Network.CallAsync<IReadOnlyList<ErpNews>?>($"look-up {invoice} by {host.Name}", () => world.Erp.Lookup(invoice.Text), _ => { }) ?? throw new DeniedException();
    }

    public async Task<ErpFeed> ReadFeedAsync(CancellationToken cancellation)
    {
        ThrowIfGone();
        var after = world.Disk.Cursor;
        var read = await world.Network.CallAsync<ErpFeed?>($"feed after {after} by {host.Name}", () => world.Erp.Feed(after), _ => { }) ?? throw new DeniedException();
        if (world.Plant == Plant.MovesTheCursorFirst)
        {
            await PassAsync(read, cancellation);
        }

        return world.Plant == Plant.MatchesByNumber ? read with { News = [.. await Task.WhenAll(read.News.Select(ByNumberAsync))] } : read;
    }

    public Task PassAsync(ErpFeed read, CancellationToken cancellation)
    {
        ThrowIfGone();
        world.Disk.Cursor = read.Next is { } next ? long.Parse(next, CultureInfo.InvariantCulture) : world.Disk.Cursor;
        return Task.CompletedTask;
    }

    public Task<Answer> ImportAsync(Command.Import import, ErpNews news, CancellationToken cancellation) => host.Book.DoAsync(import, null, cancellation).AsTask();

    private async Task<ErpReply> PostOnceAsync(InvoiceView invoice, Guid attemptKey, bool byPerson)
    {
        var home = (await host.Book.HeaderAsync()).Policy.Authority == Side.Home ? invoice.Invoice.HomeNumber?.Text : null;
        var post = new Posted(world.Posts++, invoice.Invoice.Id.Text, invoice.Invoice.Date, home, attemptKey, byPerson);
        return await world.Network.CallAsync<ErpReply?>($"post {post.Invoice} by {host.Name}", () => world.Erp.Post(post), late =>
        {
            if (!IsGone && late is ErpReply.Made { News: var news })
            {
                host.Hear(news);
            }
        }) ?? throw new NoAnswerException();
    }

    private async Task<ErpNews> ByNumberAsync(ErpNews news) =>
        news.Number is { } number && await host.Book.FindAsync(number.Text) is [{ Id: var holder }, ..] ? news with { ExternalId = holder } : news;

    private void ThrowIfGone()
    {
        if (IsGone)
        {
            throw new GoneException();
        }
    }
}
