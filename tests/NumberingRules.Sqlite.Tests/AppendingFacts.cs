using NumberingRules.Storage;

namespace NumberingRules.Sqlite.Tests;

public sealed class AppendingFacts
{
    [Fact]
    public async Task What_was_committed_is_read_also_by_a_store_opened_later()
    {
        await using var shelf = new Shelf();
        var told = new Chronicle("main");
        await shelf.TellAsync(told, Chronicle.Open, Chronicle.Create("A"), Chronicle.Create("B"));
        await shelf.ReopenAsync();

        var row = await shelf.RowAsync("main");

        Assert.Equal((told.Row!.Head, told.Row.Entries), (row!.Head, row.Entries));
        Assert.Equal((row.Entries, row.Head), row.JournalEnd);
        Assert.Equal(row.Seal(), row.FoundSeal);
        Assert.Equal(told.Row.Identity, row.Identity);
        Assert.Equal(["main"], await shelf.ReadAsync(session => session.NamesAsync(default).AsTask()));
    }

    [Fact]
    public async Task Questions_are_answered()
    {
        await using var shelf = new Shelf();
        var told = new Chronicle("main");
        await shelf.TellAsync(
            told, Chronicle.Open, new Command.Connect(new("c")), Chronicle.Create("A"), new Command.Create(new("B"), Chronicle.Day, new("y")), new Command.Create(new("G"), Chronicle.Day, HomeNumber: new("X%1")),
            Chronicle.Import("S", "k1", "E-1"), Chronicle.Import("T", "k2", "E-1", new DateOnly(2025, 12, 1)));
        var load = new BookLoad("main");
        var year = new Period(2026);
        Ask(load.Invoices, new("A"), new("missing"));
        Ask(load.Positions, (new("y"), "", year), (new("y"), "", new(2025)));
        Ask(load.Holders, (HolderQuestion.HomeNumber, "R-0001"), (HolderQuestion.ErpKey, "k1"), (HolderQuestion.ErpNumber, "E-1"), (HolderQuestion.Ever, "E-1"), (HolderQuestion.Ever, "k1"));
        Ask(load.Issued, (new("y"), "", year, 1), (new("y"), "", year, 2));
        Ask(load.GivenOutside, "X%", "R");
        load.Entries.Ask(1);
        load.AboutBookAfter = 0;
        load.WantsUnnumbered = true;

        await shelf.ReadAsync(async session =>
        {
            await session.LoadAsync([load], default);
            return 0;
        });

        Assert.True(load.Invoices.TryGet(new("A"), out var invoice));
        Assert.Equal(told.Book.Find(new("A")), invoice);
        Assert.False(load.Invoices.TryGet(new("missing"), out _));
        Assert.True(load.Positions.TryGet((new("y"), "", year), out var position));
        Assert.Equal(new PositionRow(new("y"), "", year, 2, Chronicle.Day) { LatestOfScope = Chronicle.Day, LastIssued = 1 }, position);
        Assert.True(load.Positions.TryGet((new("y"), "", new(2025)), out position));
        Assert.Equal(new PositionRow(new("y"), "", new(2025), 0, null) { LatestOfScope = Chronicle.Day }, position);
        Assert.Equal(["A"], Holders(HolderQuestion.HomeNumber, "R-0001"));
        Assert.Equal(["S"], Holders(HolderQuestion.ErpKey, "k1"));
        Assert.Equal(["S", "T"], Holders(HolderQuestion.ErpNumber, "E-1"));
        Assert.Equal(["S", "T"], Holders(HolderQuestion.Ever, "E-1"));
        Assert.Empty(Holders(HolderQuestion.Ever, "k1"));
        Assert.True(load.Issued.TryGet((new("y"), "", year, 1), out var holder));
        Assert.Equal(new InvoiceId("B"), holder);
        Assert.False(load.Issued.TryGet((new("y"), "", year, 2), out _));
        Assert.True(load.GivenOutside.TryGet("X%", out var outside));
        Assert.Equal([new InvoiceNumber("X%1")], outside!);
        Assert.True(load.GivenOutside.TryGet("R", out outside));
        Assert.Empty(outside!);
        Assert.True(load.Entries.TryGet(1, out var first));
        Assert.Equal([1, 2], load.AboutBook.Select(entry => entry.Number));
        Assert.Equal(load.AboutBook[0].Hash, first!.Hash);
        Assert.Equal([new InvoiceId("T"), new InvoiceId("S")], load.Unnumbered.Select(one => one.Id));

        List<string> Holders(HolderQuestion question, string text) => load.Holders.TryGet((question, text), out var found) ? found!.ConvertAll(id => id.Text) : throw new InvalidOperationException(text);

        static void Ask<TKey, T>(Asked<TKey, T> asked, params ReadOnlySpan<TKey> keys)
            where TKey : notnull
            where T : class
        {
            foreach (var key in keys)
            {
                asked.Ask(key);
            }
        }
    }

    [Fact]
    public async Task A_writer_that_was_overtaken_writes_nothing()
    {
        await using var shelf = new Shelf();
        var told = new Chronicle("main");
        await shelf.TellAsync(told, Chronicle.Open);
        var late = told.Do(Chronicle.Create("A"));
        var other = new Chronicle("main");
        other.Do(Chronicle.Open);
        await shelf.TellAsync(other, Chronicle.Create("B"));

        await using (var session = await shelf.Store.WriteAsync([], default))
        {
            var trouble = await Assert.ThrowsAsync<StoreException>(() => session.CommitAsync(late, default).AsTask());
            Assert.Equal(StoreTrouble.Conflict, trouble.Trouble);
        }

        Assert.Equal(other.Row!.Head, (await shelf.RowAsync("main"))!.Head);
        Assert.Equal(["B"], await shelf.ListAsync(other.Row, new InvoiceList.All(NewestFirst: false), 10));
    }

    [Fact]
    public async Task A_number_that_is_held_trips_a_unique_key()
    {
        await using var shelf = new Shelf();
        var told = new Chronicle("main");
        await shelf.TellAsync(told, Chronicle.Open, Chronicle.Create("A"));
        var change = told.Change(Chronicle.Create("B"));
        var wrong = new BookChange(change.Before, change.After) { Entries = change.Entries, Invoices = change.Invoices, Taken = [change.Taken[0] with { Text = "R-0001", Ordinal = 1 }] };

        await using (var session = await shelf.Store.WriteAsync([], default))
        {
            var trouble = await Assert.ThrowsAsync<StoreException>(() => session.AppendAsync(new([wrong]), default).AsTask());
            Assert.Equal(StoreTrouble.Conflict, trouble.Trouble);
            await Assert.ThrowsAsync<StoreException>(() => session.CommitAsync(ChangeSet.Empty, default).AsTask());
        }

        Assert.Equal(change.Before!.Head, (await shelf.RowAsync("main"))!.Head);
    }

    [Fact]
    public async Task A_key_moves_to_another_invoice_and_comes_back()
    {
        await using var shelf = new Shelf();
        var told = new Chronicle("main");
        await shelf.TellAsync(told, Chronicle.Open, new Command.Connect(new("c")), Chronicle.Create("A"), Chronicle.Create("B"), new Command.Confirm(new("A"), new("k")));
        await shelf.TellAsync(told, new Command.Release(new("A"), new("gone")), new Command.Confirm(new("B"), new("k")));
        await shelf.TellAsync(told, new Command.Release(new("B"), new("gone")), new Command.Confirm(new("A"), new("k"), Reclaim: true));
        var load = new BookLoad("main");
        load.Holders.Ask((HolderQuestion.ErpKey, "k"));

        await shelf.ReadAsync(async session =>
        {
            await session.LoadAsync([load], default);
            return 0;
        });

        Assert.True(load.Holders.TryGet((HolderQuestion.ErpKey, "k"), out var holders));
        Assert.Equal([new InvoiceId("A")], holders!);
        Assert.Equal(["A", "B"], await shelf.ListAsync(told.Row!, new InvoiceList.Holding("k"), 1));
    }

    [Fact]
    public async Task Sessions_that_end_without_a_commit_leave_nothing()
    {
        await using var shelf = new Shelf();
        var told = new Chronicle("main");
        await using (var session = await shelf.Store.WriteAsync([], default))
        {
            await session.AppendAsync(told.Do(Chronicle.Open), default);
        }

        Assert.Null(await shelf.RowAsync("main"));
    }

    [Fact]
    public async Task A_book_is_cleared_and_written_anew()
    {
        await using var shelf = new Shelf();
        var (told, again) = (new Chronicle("main"), new Chronicle("main"));
        var key = RowPrint.New();
        Command[] commands = [Chronicle.Open, Chronicle.Create("A"), Chronicle.Create("B")];
        await shelf.TellAsync(told, commands);
        var before = await shelf.PrintsAsync(told.Row!, key);
        var rows = again.Change(commands);

        await using (var session = await shelf.Store.WriteAsync([], default))
        {
            await session.ClearAsync(told.Row!, default);
            await session.CommitAsync(new([rows]), default);
        }

        var row = await shelf.RowAsync("main");
        var after = await shelf.PrintsAsync(row!, key);
        Assert.Equal(told.Row!.Head, row!.Head);
        Assert.Equal(before.Select(print => print.Rows), after.Select(print => print.Rows));
        Assert.Equal([2, 2, 1, 0], after.Select(print => print.Rows));
    }

    [Fact]
    public async Task Erased_texts_leave_no_copy()
    {
        await using var shelf = new Shelf();
        var told = new Chronicle("main");
        var secret = string.Concat(Enumerable.Repeat("erase-me ", 100)).TrimEnd();
        await shelf.TellAsync(told, Chronicle.Open, Chronicle.Create("A"), new Command.Void(new("A"), Side.Home, new(secret)));
        await using (var session = await shelf.Store.WriteAsync([], default))
        {
            var change = told.Change(Chronicle.Create("B"));
            await session.CommitAsync(new([new(change.Before, change.After) { Entries = change.Entries, Invoices = change.Invoices, Taken = change.Taken, Positions = change.Positions, Erased = [new(1, 4)] }]), default);
        }

        await shelf.Store.ScrubAsync(default);

        shelf.HoldsNowhere("erase-me");
    }

    [Fact]
    public async Task Texts_of_a_book_that_was_cleared_leave_no_copy()
    {
        await using var shelf = new Shelf();
        var told = new Chronicle("main");
        var secret = string.Concat(Enumerable.Repeat("erase-me ", 100)).TrimEnd();
        await shelf.TellAsync(told, [Chronicle.Open, .. Enumerable.Range(0, 20).SelectMany(at => new Command[] { Chronicle.Create($"A{at}"), new Command.Void(new($"A{at}"), Side.Home, new(secret)) })]);
        await using (var session = await shelf.Store.WriteAsync([], default))
        {
            await session.ClearAsync(told.Row!, default);
            await session.CommitAsync(ChangeSet.Empty, default);
        }

        await shelf.Store.ScrubAsync(default);

        shelf.HoldsNowhere("erase-me");
    }

    [Fact]
    public async Task Scrubbing_says_that_a_reader_keeps_a_copy_and_holds_nobody_up()
    {
        await using var shelf = new Shelf();
        var told = new Chronicle("main");
        await shelf.TellAsync(told, Chronicle.Open);
        await using (await shelf.Store.ReadAsync(default))
        {
            await shelf.TellAsync(told, Chronicle.Create("A"));
            var scrubbing = shelf.Store.ScrubAsync(default).AsTask();
            await shelf.TellAsync(told, Chronicle.Create("B"));

            var trouble = await Assert.ThrowsAsync<StoreException>(() => scrubbing);

            Assert.Equal(StoreTrouble.Busy, trouble.Trouble);
        }

        await shelf.Store.ScrubAsync(default);
    }

    [Fact]
    public async Task The_log_stays_bounded_though_somebody_always_reads()
    {
        const long Limit = 1 << 18;
        await using var shelf = new Shelf(logLimit: Limit);
        var told = new Chronicle("main");
        await shelf.TellAsync(told, Chronicle.Open);
        using var stop = new CancellationTokenSource();
        var reading = Task.Run(async () =>
        {
            var last = await shelf.Store.ReadAsync(default);
            while (!stop.IsCancellationRequested)
            {
                var next = await shelf.Store.ReadAsync(default);
                await last.DisposeAsync();
                last = next;
            }

            await last.DisposeAsync();
        });
        var longest = 0L;
        for (var done = 0; done < 200; done++)
        {
            await shelf.TellAsync(told, Chronicle.Create($"I{done}"));
            longest = Math.Max(longest, new FileInfo(shelf.File + "-wal").Length);
        }

        await stop.CancelAsync();
        await reading;

        // Two hundred commits write some ten times as much.
        Assert.InRange(longest, 1, 4 * Limit);
    }
}
