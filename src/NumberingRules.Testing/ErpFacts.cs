using NumberingRules.Storage;
using NumberingRules.Syncing;

namespace NumberingRules.Testing;

/// <summary>
/// What <see cref="SyncLoop"/> needs of any <see cref="IErp"/>, as facts. Whoever writes an adapter runs each against a new
/// <see cref="ErpStage"/>: a fake of the ERP, or a sandbox of it.
/// </summary>
public static class ErpFacts
{
    private const int Many = 40;

    /// <summary>All facts. Each posts and reads some dozens of records at most.</summary>
    public static IReadOnlyList<ErpFact> All { get; } =
    [
        new("a post makes one record, and the look-up finds it by the invoice id", PostedAsync),
        new("the same attempt makes one record, however often it is posted", SameAttemptAsync),
        new("posts of one attempt at the same time make one record", AtOnceAsync),
        new("what may have been done is unknown, never refused", UncertainAsync),
        new("what is refused was not done", RefusedAsync),
        new("revoked access is denied, and a question without an answer is no answer", DeniedAsync),
        new("ids are told apart to the letter", IdsAsync),
        new("a void record is found, and said to be void", VoidAsync),
        new("the feed tells of every record, theirs and ours, and ends", FeedAsync),
        new("the cursor moves only when a stretch is passed", CursorAsync),
        new("the feed goes on from any cursor", ResumedAsync),
        new("what was not taken is kept until it is told again", NotTakenAsync),
        new("changes, voids and deletions are told", ChangesAsync),
        new("versions never go back", VersionsAsync),
        new("who gives up waiting is told so", CancelledAsync),
        new("the loop brings each invoice there once, whatever the ERP does with the posts", LoopAsync),
    ];

    private static async Task PostedAsync(ErpScene scene)
    {
        var made = await scene.MadeAsync("A1").ConfigureAwait(false);
        var found = await scene.FindAsync("A1").ConfigureAwait(false);
        Expect.SameList([made.Key], found.Select(static news => news.Key), "what the look-up finds");
        Expect.True(found[0] is { Number: not null, IsVoid: false, IsDeleted: false }, $"the record of a new invoice: found {found[0]}");
        Expect.Same(ErpScene.Day, found[0].Date, "its date");
        Expect.True(made.Number is null || made.Number == found[0].Number, $"the number in the answer to the post: expected {found[0].Number} or none, found {made.Number}");
        Expect.SameList([], (await scene.FindAsync("A2").ConfigureAwait(false)).Select(static news => news.Key), "what the look-up finds of an invoice that was never posted");
    }

    private static async Task SameAttemptAsync(ErpScene scene)
    {
        var sent = await scene.SentAsync("A1").ConfigureAwait(false);
        var made = await scene.MadeAsync(sent).ConfigureAwait(false);
        var again = await scene.MadeAsync(sent).ConfigureAwait(false);
        Expect.Same(made.Key, again.Key, "the key in the second answer");
        Expect.SameList([made.Key], await scene.LivingAsync("A1").ConfigureAwait(false), "what the look-up finds");
    }

    private static async Task AtOnceAsync(ErpScene scene)
    {
        var sent = await scene.SentAsync("A1").ConfigureAwait(false);
        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => scene.PostAsync(sent)))).ConfigureAwait(false);
        await scene.Stage.SettleAsync().ConfigureAwait(false);
        var keys = await scene.LivingAsync("A1").ConfigureAwait(false);
        Expect.Same(1, keys.Count, "how many records there are");
        foreach (var reply in replies)
        {
            Expect.True(reply is ErpReply.Unknown or ErpReply.Made, $"an answer to one of several posts: expected made or unknown, found {reply}");
            Expect.True(reply is not ErpReply.Made { News.Key: var key } || key == keys[0], $"an answer to one of several posts: expected {keys[0]}, found {reply}");
        }
    }

    private static async Task UncertainAsync(ErpScene scene)
    {
        foreach (var trick in new[] { ErpTrick.Fail, ErpTrick.FailAfter, ErpTrick.Break, ErpTrick.Hang, ErpTrick.Late, ErpTrick.Twice })
        {
            InvoiceId id = $"{trick}";
            var sent = await scene.SentAsync(id).ConfigureAwait(false);
            if (!await scene.Stage.NextAsync(trick).ConfigureAwait(false))
            {
                continue;
            }

            var reply = await scene.PostAsync(sent).ConfigureAwait(false);
            Expect.True(reply is ErpReply.Unknown or ErpReply.Made, $"the answer to a post when the ERP plays {trick}: expected unknown, found {reply}");
            await scene.Stage.SettleAsync().ConfigureAwait(false);
            var keys = await scene.LivingAsync(id).ConfigureAwait(false);
            Expect.True(keys.Count == 1 || (keys.Count == 0 && trick == ErpTrick.Fail), $"what the look-up finds after {trick}: found {keys.Count} records");

            // The same attempt again brings no second record, and is not refused either: nobody knows of what this says so.
            var again = await scene.PostAsync(sent).ConfigureAwait(false);
            await scene.Stage.SettleAsync().ConfigureAwait(false);
            Expect.True(again is ErpReply.Unknown or ErpReply.Made, $"the answer to the same attempt after {trick}: found {again}");
            var now = await scene.LivingAsync(id).ConfigureAwait(false);
            Expect.True(now.Count <= 1, $"after {trick} and the same attempt again there are {now.Count} records");
            Expect.True(again is not ErpReply.Made { News.Key: var key } || now.Contains(key), $"the answer to the same attempt after {trick}: {again}, and there is {(now is [var one, ..] ? one : "nothing")}");
        }
    }

    private static async Task RefusedAsync(ErpScene scene)
    {
        var sent = await scene.SentAsync("A1").ConfigureAwait(false);
        if (!await scene.Stage.NextAsync(ErpTrick.Refuse).ConfigureAwait(false))
        {
            return;
        }

        var reply = await scene.PostAsync(sent).ConfigureAwait(false);
        Expect.True(reply is ErpReply.Refused, $"the answer to a post that the ERP does not want: expected refused, found {reply}");
        await scene.Stage.SettleAsync().ConfigureAwait(false);
        Expect.SameList([], await scene.LivingAsync("A1").ConfigureAwait(false), "what the look-up finds");

        // Somebody has mended it: another attempt goes through.
        await scene.Book.RefuseAsync("A1", ((ErpReply.Refused)reply).Reason).ConfigureAwait(false);
        await scene.Book.SendAsync("A1").ConfigureAwait(false);
        await scene.MadeAsync((await scene.Book.InvoiceAsync("A1").ConfigureAwait(false))!).ConfigureAwait(false);
    }

    private static async Task DeniedAsync(ErpScene scene)
    {
        var known = await scene.MadeAsync("A1").ConfigureAwait(false);
        var sent = await scene.SentAsync("A2").ConfigureAwait(false);
        await scene.Stage.RevokeAsync(true).ConfigureAwait(false);
        var reply = await scene.PostAsync(sent).ConfigureAwait(false);
        Expect.True(reply is ErpReply.Denied, $"the answer to a post when access is revoked: expected denied, found {reply}");
        await ThrowsAsync(() => scene.FindAsync("A1"), "the look-up when access is revoked").ConfigureAwait(false);
        await ThrowsAsync(() => scene.Erp.ReadFeedAsync(CancellationToken.None), "the feed when access is revoked").ConfigureAwait(false);

        await scene.Stage.RevokeAsync(false).ConfigureAwait(false);
        await scene.Stage.SettleAsync().ConfigureAwait(false);
        Expect.SameList([known.Key], await scene.LivingAsync("A1").ConfigureAwait(false), "what the look-up finds once access is granted again");
        Expect.SameList([], await scene.LivingAsync("A2").ConfigureAwait(false), "what the look-up finds of what was denied");
    }

    private static async Task IdsAsync(ErpScene scene)
    {
        InvoiceId[] ids = ["a1", "A1", "A%", "A_", "A'1", "A\"1", "A\\1", "A,1", "A&B", "Ä1", "1", "01"];
        Dictionary<InvoiceId, ErpKey> keys = [];
        foreach (var id in ids)
        {
            keys[id] = (await scene.MadeAsync(id).ConfigureAwait(false)).Key;
        }

        foreach (var id in ids)
        {
            Expect.SameList([keys[id]], await scene.LivingAsync(id).ConfigureAwait(false), $"what the look-up finds of '{id}'");
        }
    }

    private static async Task VoidAsync(ErpScene scene)
    {
        var made = await scene.MadeAsync("A1").ConfigureAwait(false);
        await scene.Stage.VoidAsync(made.Key).ConfigureAwait(false);
        var found = await scene.FindAsync("A1").ConfigureAwait(false);
        Expect.SameList([made.Key], found.Select(static news => news.Key), "what the look-up finds of a void invoice");
        Expect.True(found[0].IsVoid, "the look-up does not say that the record is void");
    }

    private static async Task FeedAsync(ErpScene scene)
    {
        Dictionary<ErpKey, InvoiceId?> made = [];
        for (var at = 0; at < Many; at++)
        {
            var (key, id) = at % 4 == 0
                ? ((await scene.MadeAsync(ErpScene.Id(at)).ConfigureAwait(false)).Key, ErpScene.Id(at))
                : (await scene.Stage.CreateAsync(ErpScene.Day).ConfigureAwait(false), null);
            made[key] = id;
        }

        var told = Told(await scene.ReadAsync().ConfigureAwait(false));
        foreach (var (key, id) in made)
        {
            Expect.True(told.TryGetValue(key, out var news), $"the feed does not tell of record {key}");
            Expect.Same(id, news!.ExternalId, $"the invoice id of record {key} in the feed");
            Expect.True(news is { Number: not null, IsVoid: false, IsDeleted: false }, $"record {key} in the feed: found {news}");
        }

        Expect.SameList(told.Values.Select(static news => news.Key).Order(Keys), made.Keys.Order(Keys), "the keys that the feed tells of");
        Expect.Same(told.Count, told.Values.Select(static news => news.ImportId).Distinct().Count(), "how many ids the records would be imported under");
    }

    private static async Task CursorAsync(ErpScene scene)
    {
        var key = await scene.Stage.CreateAsync(ErpScene.Day).ConfigureAwait(false);
        for (var time = 1; time <= 3; time++)
        {
            var read = await scene.Erp.ReadFeedAsync(CancellationToken.None).ConfigureAwait(false);
            Expect.True(read.Next is not null && read.News.Any(news => news.Key == key), $"the feed was read {time} times and not passed, and does not tell of record {key}");
        }

        await scene.ReadAsync().ConfigureAwait(false);
        var later = await scene.Stage.CreateAsync(ErpScene.Day).ConfigureAwait(false);
        Expect.True(Told(await scene.ReadAsync().ConfigureAwait(false)).ContainsKey(later), $"the feed was passed to its end, and does not tell of record {later}, which was made then");
    }

    private static async Task ResumedAsync(ErpScene scene)
    {
        List<ErpFeed> stretches = [];
        for (var at = 0; at < 4; at++)
        {
            for (var some = 0; some < 5; some++)
            {
                await scene.Stage.CreateAsync(ErpScene.Day).ConfigureAwait(false);
            }

            stretches.AddRange(await scene.ReadAsync().ConfigureAwait(false));
        }

        var all = Told(stretches).Keys.ToHashSet();
        Expect.Same(20, all.Count, "how many records the feed tells of");
        HashSet<ErpKey> passed = [];
        foreach (var stretch in stretches.Prepend(new ErpFeed([], null)))
        {
            passed.UnionWith(stretch.News.Select(static news => news.Key));
            var resumed = await scene.Stage.OpenAsync(scene.Book, stretch.Next).ConfigureAwait(false);
            var rest = Told(await ErpScene.ReadAsync(resumed).ConfigureAwait(false)).Keys;
            Expect.True(all.SetEquals(passed.Union(rest)), $"read from cursor '{stretch.Next}' the feed leaves out {string.Join(", ", all.Except(passed.Union(rest)))}");
        }
    }

    private static async Task NotTakenAsync(ErpScene scene)
    {
        for (var at = 0; at < 5; at++)
        {
            await scene.Stage.CreateAsync(ErpScene.Day).ConfigureAwait(false);
        }

        List<ErpKey> keys = [];
        while (await scene.Erp.ReadFeedAsync(CancellationToken.None).ConfigureAwait(false) is { Next: not null } read)
        {
            keys.AddRange(read.News.Select(static news => news.Key));
            await scene.Erp.PassAsync(read, [.. read.News.Select(static news => new NotTaken(news.Key.Text, "before sync-from", news))], CancellationToken.None).ConfigureAwait(false);
        }

        var kept = await KeptAsync().ConfigureAwait(false);
        Expect.SameList(keys.Distinct().Select(static key => key.Text).Order(StringComparer.Ordinal), kept.Select(static one => one.Key), "the keys of what was not taken");
        foreach (var one in kept)
        {
            Expect.Same("before sync-from", one.Why, $"why record {one.Key} was not taken");
            Expect.Same(one.Key, one.News?.Key.Text, "the key in the news that is kept");
        }

        // Taken after all, one by one.
        foreach (var one in kept)
        {
            await scene.Erp.PassAsync(new([one.News!], null), [], CancellationToken.None).ConfigureAwait(false);
        }

        Expect.SameList([], (await KeptAsync().ConfigureAwait(false)).Select(static one => one.Key), "what is kept once it was taken");

        // Another host, which had read what was kept before.
        await scene.Erp.PassAsync(new([kept[0].News!], null), [kept[0]], CancellationToken.None).ConfigureAwait(false);
        Expect.SameList([], (await KeptAsync().ConfigureAwait(false)).Select(static one => one.Key), "what is kept of what another host has taken");
        Expect.SameList([], Told(await scene.ReadAsync().ConfigureAwait(false)).Keys.Except(keys), "what the feed tells anew");

        async Task<List<NotTaken>> KeptAsync()
        {
            List<NotTaken> all = [];
            while (await scene.Erp.ReadNotTakenAsync(all is [.., var last] ? last.Key : null, CancellationToken.None).ConfigureAwait(false) is { Count: > 0 } page)
            {
                all.AddRange(page);
                Expect.True(all.Count < 100, "what was not taken has no end");
            }

            return all;
        }
    }

    private static async Task ChangesAsync(ErpScene scene)
    {
        var ours = await scene.MadeAsync("A1").ConfigureAwait(false);
        ErpKey[] keys = [ours.Key, await scene.Stage.CreateAsync(ErpScene.Day).ConfigureAwait(false), await scene.Stage.CreateAsync(ErpScene.Day).ConfigureAwait(false), await scene.Stage.CreateAsync(ErpScene.Day).ConfigureAwait(false)];
        var before = Told(await scene.ReadAsync().ConfigureAwait(false));
        await scene.Stage.ChangeAsync(keys[1]).ConfigureAwait(false);
        await scene.Stage.VoidAsync(keys[2]).ConfigureAwait(false);
        await scene.Stage.DeleteAsync(keys[0]).ConfigureAwait(false);
        await scene.Stage.DeleteAsync(keys[3]).ConfigureAwait(false);
        var after = Told(await scene.ReadAsync().ConfigureAwait(false));
        foreach (var key in keys)
        {
            Expect.True(before.ContainsKey(key), $"the feed does not tell of record {key}");
            Expect.True(after.ContainsKey(key), $"the feed does not tell that record {key} was changed, voided or deleted");
        }

        Expect.True(after[keys[1]] != before[keys[1]] && after[keys[1]] is { IsVoid: false, IsDeleted: false }, $"a record that was changed: found {after[keys[1]]}");
        Expect.True(after[keys[2]].IsVoid, $"a record that was voided: found {after[keys[2]]}");
        Expect.True(after[keys[0]].IsDeleted, $"a record of ours that was deleted: found {after[keys[0]]}");
        Expect.True(after[keys[3]].IsDeleted, $"a record of theirs that was deleted: found {after[keys[3]]}");
        Expect.SameList([], await scene.LivingAsync("A1").ConfigureAwait(false), "what the look-up finds of a deleted invoice, other than deleted");
    }

    private static async Task VersionsAsync(ErpScene scene)
    {
        Dictionary<ErpKey, long> last = [];
        var ours = await scene.MadeAsync("A1").ConfigureAwait(false);
        See([ours]);
        var theirs = await scene.Stage.CreateAsync(ErpScene.Day).ConfigureAwait(false);
        for (var time = 0; time < 3; time++)
        {
            See(await scene.FindAsync("A1").ConfigureAwait(false));
            See(Told(await scene.ReadAsync().ConfigureAwait(false)).Values);
            await scene.Stage.ChangeAsync(ours.Key).ConfigureAwait(false);
            await scene.Stage.ChangeAsync(theirs).ConfigureAwait(false);
        }

        await scene.Stage.VoidAsync(ours.Key).ConfigureAwait(false);
        await scene.Stage.DeleteAsync(theirs).ConfigureAwait(false);
        See(Told(await scene.ReadAsync().ConfigureAwait(false)).Values);
        See(await scene.FindAsync("A1").ConfigureAwait(false));

        void See(IEnumerable<ErpNews> told)
        {
            foreach (var news in told)
            {
                if (news.Version is { } version)
                {
                    Expect.True(version >= last.GetValueOrDefault(news.Key), $"the version of record {news.Key} went back from {last.GetValueOrDefault(news.Key)} to {version}");
                    last[news.Key] = version;
                }
            }
        }
    }

    private static async Task CancelledAsync(ErpScene scene)
    {
        var sent = await scene.SentAsync("A1").ConfigureAwait(false);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync().ConfigureAwait(false);
        await CancelledAsync(() => scene.Erp.PostAsync(sent, sent.AttemptKey!.Value, cancelled.Token), "a post").ConfigureAwait(false);
        await CancelledAsync(() => scene.Erp.FindAsync("A1", cancelled.Token), "a look-up").ConfigureAwait(false);
        await CancelledAsync(() => scene.Erp.ReadFeedAsync(cancelled.Token), "the feed").ConfigureAwait(false);
    }

    private static async Task LoopAsync(ErpScene scene)
    {
        var (random, time) = (new Random(1), new SteppingTime());
        using var loop = new SyncLoop(scene.Book, scene.Erp, new() { Settles = TimeSpan.Zero, Time = time });
        for (var at = 0; at < Many; at++)
        {
            await scene.ApprovedAsync(ErpScene.Id(at)).ConfigureAwait(false);
            if (at % 4 == 0)
            {
                if (random.Next(3) > 0)
                {
                    await scene.Stage.NextAsync((ErpTrick)random.Next(Enum.GetValues<ErpTrick>().Length)).ConfigureAwait(false);
                }

                await RoundAsync().ConfigureAwait(false);
            }
        }

        for (var round = 0; round < Many && await IsWaitingAsync().ConfigureAwait(false); round++)
        {
            await RoundAsync().ConfigureAwait(false);
        }

        for (var at = 0; at < Many; at++)
        {
            var living = await scene.LivingAsync(ErpScene.Id(at)).ConfigureAwait(false);
            Expect.Same(1, living.Count, $"how many records of {ErpScene.Id(at)} the ERP has");
            Expect.Same(living[0], (await scene.Book.InvoiceAsync(ErpScene.Id(at)).ConfigureAwait(false))!.ErpKey, $"the record of {ErpScene.Id(at)}");
        }

        async Task RoundAsync()
        {
            await loop.RunAsync().ConfigureAwait(false);
            await scene.Stage.SettleAsync().ConfigureAwait(false);
            time.Step();
        }

        async Task<bool> IsWaitingAsync()
        {
            foreach (var list in new[] { WorkList.ToSend, WorkList.ToLookUp, WorkList.Failed })
            {
                if ((await scene.Book.WorkAsync(list, count: 1).ConfigureAwait(false)).Items.Count > 0)
                {
                    return true;
                }
            }

            return false;
        }
    }

    private static Comparer<ErpKey> Keys { get; } = Comparer<ErpKey>.Create(static (one, other) => string.CompareOrdinal(one.Text, other.Text));

    /// <summary>What was told last of each record.</summary>
    private static Dictionary<ErpKey, ErpNews> Told(IReadOnlyList<ErpFeed> stretches)
    {
        Dictionary<ErpKey, ErpNews> told = [];
        foreach (var news in stretches.SelectMany(static stretch => stretch.News))
        {
            told[news.Key] = news;
        }

        return told;
    }

    private static async Task CancelledAsync(Func<Task> ask, string what)
    {
        var thrown = await ThrownAsync(ask).ConfigureAwait(false);
        Expect.True(thrown is OperationCanceledException, $"{what} that was given up: expected an OperationCanceledException, found {thrown?.GetType().Name ?? "an answer"}");
    }

    private static async Task ThrowsAsync(Func<Task> ask, string what) =>
        Expect.True(await ThrownAsync(ask).ConfigureAwait(false) is not null, $"{what}: expected an exception, found an answer");

    private static async Task<Exception?> ThrownAsync(Func<Task> ask)
    {
        try
        {
            await ask().ConfigureAwait(false);
            return null;
        }
#pragma warning disable CA1031 // Whatever an adapter throws is what is asked for.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return e;
        }
    }

    /// <summary>A clock on which an hour passes with each round.</summary>
    private sealed class SteppingTime : TimeProvider
    {
        private long _hours;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _hours) * TimeSpan.TicksPerHour;

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero).AddTicks(GetTimestamp());

        internal void Step() => Interlocked.Increment(ref _hours);
    }
}
