using Npgsql;
using NumberingRules.Storage;

namespace NumberingRules.PostgreSql.Tests;

public sealed class WritingTests(ServerFixture fixture) : StoreTest(fixture)
{
    [PostgreSqlFact]
    public async Task A_book_is_there_once_it_has_an_entry()
    {
        var (book, session) = await WriteAsync(Store, "acme");
        Assert.True(book.HasRow);
        Assert.Null(book.Row);
        Assert.False(book.IsBusy);
        await session.DisposeAsync();
        await using (var reading = await Store.ReadAsync(default))
        {
            Assert.Empty(await reading.NamesAsync(default));
        }

        var change = Hand.Creates("acme", null, 1, "i1", "i2");
        var row = await CommitAsync("acme", _ => change);

        Assert.True(row.Id > 0);
        Assert.Equal(change.After with { Id = row.Id, JournalEnd = row.JournalEnd, FoundSeal = row.FoundSeal }, row);
        Assert.Equal((2L, change.After.Head), row.JournalEnd);
        Assert.Equal(row.Seal(), row.FoundSeal);
        await using var names = await Store.ReadAsync(default);
        Assert.Equal(["acme"], await names.NamesAsync(default));
    }

    [PostgreSqlFact]
    public async Task A_batch_in_known_books_takes_two_round_trips_whatever_its_size()
    {
        var names = Enumerable.Range(0, 30).Select(static at => $"book {at}").ToList();
        foreach (var name in names)
        {
            await CommitAsync(name, before => Hand.Creates(name, before, 1, "first"));
        }

        var asked = Store.RoundTrips;
        var books = names.Select(static name => new BookLoad(name)).ToList();
        foreach (var book in books)
        {
            Enumerable.Range(0, 20).ToList().ForEach(at => book.Invoices.Ask(new($"new {at}")));
            book.Positions.Ask((new("RL"), "", new(0)));
        }

        await using (var session = await Store.WriteAsync(books, default))
        {
            await session.CommitAsync(new([.. books.Select(static book => Hand.Creates(book.Book, book.Row, 2, [.. Enumerable.Range(0, 20).Select(static at => $"new {at}")]))]), default);
        }

        Assert.Equal(2, Store.RoundTrips - asked);
        Assert.Equal(21, (await RowAsync(names[7]))!.Entries);
    }

    /// <summary>Whatever else the pool holds: each other connection would have to prepare every statement first.</summary>
    [PostgreSqlFact]
    public async Task Batch_after_batch_goes_over_one_connection()
    {
        await using var source = Source();
        await using (await source.OpenConnectionAsync())
        await using (await source.OpenConnectionAsync())
        {
        }

        await using var store = new PostgreSqlStore(source);
        HashSet<int> servers = [];
        for (var at = 0; at < 3; at++)
        {
            var (_, session) = await WriteAsync(store, "acme");
            await using (session)
            {
                servers.Add(((WriteSession)session).Connection.ProcessID);
                await session.CommitAsync(new([]), default);
            }
        }

        Assert.Single(servers);
    }

    [PostgreSqlFact]
    public async Task A_session_that_is_ended_twice_leaves_the_next_one_alone()
    {
        var (_, first) = await WriteAsync(Store, "acme");
        await first.CommitAsync(new([]), default);
        await first.DisposeAsync();
        var (book, second) = await WriteAsync(Store, "acme");
        await using (second)
        {
            await first.DisposeAsync();
            var (_, third) = await WriteAsync(Store, "other");
            await using (third)
            {
                Assert.NotSame(((WriteSession)second).Connection, ((WriteSession)third).Connection);
            }

            await second.CommitAsync(new([Hand.Creates("acme", book.Row, 1, "i1")]), default);
        }

        Assert.Equal(1, (await RowAsync("acme"))!.Entries);
    }

    [PostgreSqlFact]
    public async Task The_only_connection_of_a_pool_is_given_back_after_each_batch()
    {
        await using var source = NpgsqlDataSource.Create(Server.ConnectionTo(Database) + ";Maximum Pool Size=1;Timeout=30");
        await using var store = new PostgreSqlStore(source);
        var (_, session) = await WriteAsync(store, "acme");
        await using (session)
        {
            await session.CommitAsync(new([]), default);
        }

        await using var others = await source.OpenConnectionAsync();
    }

    [PostgreSqlFact]
    public async Task A_head_that_has_moved_is_a_conflict_and_nothing_is_left()
    {
        var before = await CommitAsync("acme", static row => Hand.Creates("acme", row, 1, "i1"));
        var other = await CommitAsync("other", static row => Hand.Creates("other", row, 1, "i1"));
        var now = await CommitAsync("acme", static row => Hand.Creates("acme", row, 2, "i2"));

        // Of the second and third no entry is there already: only the head says that they follow on nothing.
        foreach (var decidedOn in (BookRow[])[before, now with { Head = before.Head }, now with { Entries = 7 }])
        {
            var books = new[] { new BookLoad("acme"), new BookLoad("other") };
            await using var session = await Store.WriteAsync(books, default);
            Assert.Equal(StoreTrouble.Conflict, await TroubleAsync(
                async () => await session.CommitAsync(new([Hand.Creates("acme", decidedOn, 3, "i3"), Hand.Creates("other", books[1].Row, 2, "i2")]), default)));
        }

        Assert.Equal(2, (await RowAsync("acme"))!.Entries);
        Assert.Equal(other, await RowAsync("other"));
    }

    [PostgreSqlFact]
    public async Task A_number_is_held_once_and_a_key_moves()
    {
        NumberRow Key(long invoice, bool held = true) => new(NumberKind.Key, "k1", invoice, held);
        var first = await CommitAsync("acme", before => Hand.Creates("acme", before, 1, "i1", "i2"));
        await CommitAsync("acme", before => Hand.Change("acme", before, _ => Hand.Rows(taken: [Key(1)])));
        Assert.Equal(StoreTrouble.Conflict, await TroubleAsync(() => CommitAsync("acme", before => Hand.Change("acme", before, _ => Hand.Rows(taken: [Key(2)])))));
        Assert.Equal(StoreTrouble.Conflict, await TroubleAsync(() => CommitAsync("acme", before => Hand.Creates("acme", before, 2, "i3"))));
        Assert.Equal(StoreTrouble.Conflict, await TroubleAsync(() => CommitAsync("acme", before => Hand.Creates("acme", before, 3, "i1"))));
        Assert.Equal(StoreTrouble.Conflict, await TroubleAsync(() => CommitAsync("acme", before => Hand.Change("acme", before, _ => Hand.Rows(freed: [Key(3)])))));
        Assert.Equal(first.Entries + 1, (await RowAsync("acme"))!.Entries);

        await CommitAsync("acme", before => Hand.Change("acme", before, _ => Hand.Rows(freed: [Key(1)], taken: [Key(2)])));
        await CommitAsync("acme", before => Hand.Change("acme", before, _ => Hand.Rows(freed: [Key(2)], taken: [Key(1)])));
        var book = await LoadAsync("acme", static load => load.Holders.Ask((HolderQuestion.ErpKey, "k1")));
        Assert.True(book.Holders.TryGet((HolderQuestion.ErpKey, "k1"), out var holders));
        Assert.Equal([new("i1")], holders);
    }

    [PostgreSqlFact]
    public async Task A_row_that_should_have_changed_and_is_not_there_is_a_conflict()
    {
        await CommitAsync("acme", static before => Hand.Creates("acme", before, 1, "i1"));
        var missing = new InvoiceRow(Hand.Created("i9", 9, 9));
        Assert.Equal(StoreTrouble.Conflict, await TroubleAsync(() => CommitAsync("acme", before => Hand.Change("acme", before, _ => Hand.Rows([(missing, missing)])))));
    }

    [PostgreSqlFact]
    public async Task A_busy_book_does_not_hold_up_the_others()
    {
        await CommitAsync("busy", static before => Hand.Creates("busy", before, 1, "i1"));
        await CommitAsync("free", static before => Hand.Creates("free", before, 1, "i1"));
        var (_, holding) = await WriteAsync(Store, "busy");
        var other = Open();
        var books = new[] { new BookLoad("busy"), new BookLoad("free") };
        books[0].Invoices.Ask(new("i1"));
        books[1].Invoices.Ask(new("i1"));
        await using (var session = await other.WriteAsync(books, default))
        {
            Assert.True(books[0].IsBusy);
            Assert.False(books[0].HasRow);
            Assert.False(books[0].Invoices.TryGet(new("i1"), out _));
            Assert.True(books[1].Invoices.TryGet(new("i1"), out _));
            await session.CommitAsync(new([Hand.Creates("free", books[1].Row, 2, "i2")]), default);
        }

        await holding.DisposeAsync();
        Assert.Equal(2, (await RowAsync("free"))!.Entries);
    }

    [PostgreSqlFact]
    public async Task Who_wants_one_busy_book_waits_for_it_and_sees_what_was_written_meanwhile()
    {
        await CommitAsync("acme", static before => Hand.Creates("acme", before, 1, "i1"));
        var (book, holding) = await WriteAsync(Store, "acme");
        var other = Open();
        var waiting = WriteAsync(other, "acme", static load => load.Invoices.Ask(new("i2")));
        await WaitingAsync(1);
        await holding.CommitAsync(new([Hand.Creates("acme", book.Row, 2, "i2")]), default);
        await holding.DisposeAsync();
        var (later, session) = await waiting;
        await using (session)
        {
            Assert.Equal(2, later.Row!.Entries);
            Assert.Equal((2, later.Row.Head), later.Row.JournalEnd);
            Assert.True(later.Invoices.TryGet(new("i2"), out var invoice));
            Assert.NotNull(invoice);
        }
    }

    [PostgreSqlFact]
    public async Task Of_several_busy_books_none_is_waited_for()
    {
        await CommitAsync("one", static before => Hand.Creates("one", before, 1, "i1"));
        await CommitAsync("two", static before => Hand.Creates("two", before, 1, "i1"));
        var held = new[] { new BookLoad("one"), new BookLoad("two") };
        await using var holding = await Store.WriteAsync(held, default);
        var wanted = new[] { new BookLoad("one"), new BookLoad("two") };
        await using var session = await Open().WriteAsync(wanted, default);
        Assert.All(wanted, static book => Assert.True(book.IsBusy));
    }

    [PostgreSqlFact]
    public async Task Waiting_has_an_end_and_can_be_cancelled()
    {
        await CommitAsync("acme", static before => Hand.Creates("acme", before, 1, "i1"));
        var (_, holding) = await WriteAsync(Store, "acme");
        var hasty = Open(new() { WriteWait = TimeSpan.FromMilliseconds(50) });
        Assert.Equal(StoreTrouble.Busy, await TroubleAsync(() => WriteAsync(hasty, "acme")));

        var patient = Open();
        using var cancelling = new CancellationTokenSource();
        var waiting = patient.WriteAsync([new BookLoad("acme")], cancelling.Token).AsTask();
        await WaitingAsync(1);
        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await holding.DisposeAsync();
        var (book, session) = await WriteAsync(patient, "acme");
        Assert.NotNull(book.Row);
        await session.DisposeAsync();
    }

    [PostgreSqlFact]
    public async Task Hosts_that_make_the_same_book_take_turns()
    {
        var hosts = Enumerable.Range(0, 4).Select(_ => Open()).ToList();
        await Task.WhenAll(hosts.Select((host, at) => Task.Run(async () =>
        {
            for (var round = 0; round < 10; round++)
            {
                var (book, session) = await WriteAsync(host, $"book {round}");
                await using (session)
                {
                    await session.CommitAsync(new([Hand.Creates(book.Book, book.Row, 1 + (book.Row?.Entries ?? 0), $"{at}")]), default);
                }
            }
        })));
        for (var round = 0; round < 10; round++)
        {
            Assert.Equal(4, (await RowAsync($"book {round}"))!.Entries);
        }
    }

    /// <summary>
    /// A third one is making the book in the middle, so that each makes those before it in its own order and waits. Had one
    /// made the last and the other the first by then, they would wait for each other for ever.
    /// </summary>
    [PostgreSqlFact]
    public async Task Hosts_that_make_the_same_books_at_once_in_opposite_order_do_not_wait_for_each_other()
    {
        var names = Enumerable.Range(0, 50).Select(static at => $"book {at:00}").ToList();
        await using (await Store.ReadAsync(default))
        {
        }

        await using var source = Source();
        await using var connection = await source.OpenConnectionAsync();
        await using var third = await connection.BeginTransactionAsync();
        await using (var making = new NpgsqlCommand(new Sql("numbering").NewBooks, connection) { Parameters = { new() { Value = new[] { names[25] } } } })
        {
            await making.ExecuteNonQueryAsync();
        }

        var hosts = new[] { names, [.. names.AsEnumerable().Reverse()] }.Select(order => TakeAsync([.. order.Select(static name => new BookLoad(name))])).ToList();
        await WaitingAsync(2);
        await third.RollbackAsync();
        await Task.WhenAll(hosts);
        Assert.Equal((long)names.Count, await RunAsync(connection, "SELECT count(*) FROM numbering.numbering_books"));

        async Task TakeAsync(BookLoad[] books)
        {
            await using var session = await Open().WriteAsync(books, default);
            Assert.All(books, static book => Assert.True(book.HasRow || book.IsBusy, book.Book));
        }
    }

    [PostgreSqlFact]
    public async Task What_was_not_committed_is_gone()
    {
        var (book, session) = await WriteAsync(Store, "acme");
        await session.AppendAsync(new([Hand.Creates("acme", book.Row, 1, "i1")]), default);
        await session.DisposeAsync();
        Assert.Null(await RowAsync("acme"));

        (book, session) = await WriteAsync(Store, "acme");
        await using (session)
        {
            await session.AppendAsync(new([Hand.Creates("acme", book.Row, 1, "i1")]), default);
            await session.CommitAsync(ChangeSet.Empty, default);
        }

        Assert.Equal(1, (await RowAsync("acme"))!.Entries);
    }

    [PostgreSqlFact]
    public async Task Any_text_is_kept_and_erased()
    {
        var text = new FreeText(new byte[16], "a\0b\u001A0\u001A\u001A\0 ä \U0001F600 \uFFFF", "anna");
        var other = new FreeText(new byte[16], null, "ben");
        await CommitAsync("acme", before => Hand.Change("acme", before, _ => Hand.Rows(), text));
        await CommitAsync("acme", before => Hand.Change("acme", before, _ => Hand.Rows(), other));
        var book = await LoadAsync("acme", static wanted => wanted.AboutBookAfter = 0);
        Assert.Equal([text, other], book.AboutBook.Select(static entry => entry.Text));

        await CommitAsync("acme", before => Hand.Change("acme", before, _ => Hand.Rows(erased: [new(1, 1)])));
        await Store.ScrubAsync(default);
        book = await LoadAsync("acme", static wanted => wanted.AboutBookAfter = 0);
        Assert.Equal([null, other, null], book.AboutBook.Select(static entry => entry.Text));
    }

    [PostgreSqlFact]
    public async Task A_cleared_book_is_written_anew_in_the_same_transaction()
    {
        var row = await CommitAsync("acme", static before => Hand.Creates("acme", before, 1, "i1", "i2"));
        await CommitAsync("other", static before => Hand.Creates("other", before, 1, "i1"));
        var (_, session) = await WriteAsync(Store, "acme");
        await using (session)
        {
            await session.ClearAsync(row, default);
            await session.CommitAsync(new([Hand.Creates("acme", null, 1, "i2", "i1")]), default);
        }

        Assert.Equal(row.Id, (await RowAsync("acme"))!.Id);
        var book = await LoadAsync("acme", static load => load.Invoices.Ask(new("i2")));
        Assert.True(book.Invoices.TryGet(new("i2"), out var invoice));
        Assert.Equal(1, invoice!.Appeared);
        Assert.Equal(1, (await RowAsync("other"))!.Entries);
    }
}
