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
        var began = world.Time.Now;
        if (world.Choices.Once(40))
        {
            world.Count(Trouble.CrashBetweenCommitAndSend, host.Name);
            host.Crash();
            throw new GoneException();
        }

        var id = invoice.Invoice.Id.Text;
        var byPerson = host.AskedByHand.Contains(id);
        _posting.Add(id);
        world.Between(host);
        ThrowIfGone();
        try
        {
            if (world.IsOdd(Trouble.PostThrowsForOneInvoice, id))
            {
                // Before it goes or after: nobody can tell.
                if (world.Choices.Once(2))
                {
                    await PostOnceAsync(invoice, attemptKey, byPerson);
                }

                world.LoopLaws.Threw(invoice.Invoice, began);
                throw new OddException(id);
            }

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
        if (world.IsOdd(Trouble.LookUpThrowsForOneInvoice, invoice.Text))
        {
            throw new OddException(invoice.Text);
        }

        var found = await LookUpAsync(invoice);
        world.Between(host);
        return found;
    }

    private async Task<IReadOnlyList<ErpNews>> LookUpAsync(InvoiceId invoice)
    {
        var began = world.Time.Now;
        var late = world.Choices.Once(5) ? World.Settles : 0;
        var found = await world.Network.CallAsync(
            $"look-up {invoice} by {host.Name}", () => world.Erp.Lookup(invoice.Text) with { After = late }, _ => { }, late > 0 ? Network.LongPatience : Network.Patience) ?? throw new DeniedException();
        if (world.Time.Now - began >= World.Settles)
        {
            world.Count(Trouble.LookUpAnsweredAfterItsTime, invoice.Text);
        }

        return found;
    }

    public async Task<ErpFeed> ReadFeedAsync(CancellationToken cancellation)
    {
        ThrowIfGone();
        var after = world.Disk.Cursor;
        var read = await world.Network.CallAsync<ErpFeed?>($"feed after {after} by {host.Name}", () => world.Erp.Feed(after), _ => { }) ?? throw new DeniedException();
        if (world.Plant == Plant.MovesTheCursorFirst)
        {
            await PassAsync(read, [], cancellation);
        }

        return world.Plant == Plant.MatchesByNumber ? read with { News = [.. await Task.WhenAll(read.News.Select(ByNumberAsync))] } : read;
    }

    public Task PassAsync(ErpFeed read, IReadOnlyList<NotTaken> notTaken, CancellationToken cancellation)
    {
        ThrowIfGone();
        world.Between(host);
        ThrowIfGone();
        var before = world.Disk.NotTaken.Keys.ToHashSet();
        foreach (var news in read.News.Where(news => !IsOld(news)).ToList())
        {
            if (world.Disk.NotTaken.Remove(news.Key.Text, out var kept) && !notTaken.Any(record => record.Key == kept.Key))
            {
                world.Count(Trouble.TakenUpLater, kept.Key);
            }
        }

        foreach (var record in notTaken.Where(record => !IsOld(record.News!) && (read.Next is not null || before.Contains(record.Key))))
        {
            world.Count(Trouble.NotTaken, $"{record.Key}: {record.Why}");
            if (record.Why.StartsWith("invoice-exists", StringComparison.Ordinal))
            {
                world.Count(Trouble.ImportIdTakenAtHome, record.Key);
            }

            world.Disk.NotTaken[record.Key] = record;
        }

        bool IsOld(ErpNews news) => world.Disk.NotTaken.TryGetValue(news.Key.Text, out var kept) && kept.News!.Version > news.Version;
        world.Disk.Cursor = read.Next is { } next ? long.Parse(next, CultureInfo.InvariantCulture) : world.Disk.Cursor;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<NotTaken>> ReadNotTakenAsync(string? after, CancellationToken cancellation)
    {
        ThrowIfGone();
        return Task.FromResult<IReadOnlyList<NotTaken>>(
        [
            .. world.Disk.NotTaken.Values.Where(record => string.CompareOrdinal(record.Key, after) > 0).Take(3)
                .Select(record => world.Disk.Ids.TryGetValue(record.Key, out var id) ? record with { News = record.News! with { ImportId = id } } : record),
        ]);
    }

    public async Task<Answer> ImportAsync(Command.Import import, ErpNews news, CancellationToken cancellation)
    {
        world.Between(host);
        return world.IsOdd(Trouble.ImportThrowsForOneRecord, news.Key.Text) ? throw new OddException(news.Key.Text) : await host.Book.DoAsync(import, null, cancellation);
    }

    private async Task<ErpReply> PostOnceAsync(InvoiceView invoice, Guid attemptKey, bool byPerson)
    {
        var home = (await host.Book.HeaderAsync()).Policy.Authority == Side.Home ? invoice.Invoice.HomeNumber?.Text : null;
        var post = new Posted(world.Posts++, invoice.Invoice.Id.Text, invoice.Invoice.Date, home, attemptKey, byPerson, world.Disk.Book.Register.Find(invoice.Id));
        var slowly = world.Network.LetGo(post.Invoice) && world.Choices.Once(2);
        var reply = await world.Network.CallAsync<ErpReply?>($"post {post.Invoice} by {host.Name}", () => world.Erp.Post(post), late =>
        {
            if (!IsGone && late is ErpReply.Made { News: var news })
            {
                host.Hear(news);
            }
        }, world.Choices.Below(4) > 0 ? Network.LongPatience : Network.Patience, slowly) ?? throw new NoAnswerException();
        if (reply is not ErpReply.Made && world.Disk.Book.Register.Find(invoice.Id)?.Attempt > invoice.Attempt)
        {
            world.Count(Trouble.AnswerAfterTheNextAttempt, post.Invoice);
        }

        return reply;
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

/// <summary>Something about this one invoice or record that nobody had thought of.</summary>
internal sealed class OddException(string about) : Exception($"{about} is odd");
