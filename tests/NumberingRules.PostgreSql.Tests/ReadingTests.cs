using System.Transactions;
using NumberingRules.Storage;

namespace NumberingRules.PostgreSql.Tests;

public sealed class ReadingTests(ServerFixture fixture) : StoreTest(fixture)
{
    private static readonly string[] Ids = ["b", "A", "a", "Z", "ä", "a1", "\uFFFD", "\U0001F600", "a\U0010FFFFz", "aa"];

    [PostgreSqlFact]
    public async Task Questions_are_answered()
    {
        var erp = Imported("e1", 3, "k1", "E-1", new(2026, 1, 2));
        var late = Imported("e2", 4, "k2", "E-1", new(2026, 1, 1));
        await CommitAsync("other", static before => Hand.Creates("other", before, 1, "i1", "e1"));
        await CommitAsync("acme", static before => Hand.Creates("acme", before, 1, "i1", "i2"));
        await CommitAsync("acme", before => Hand.Change("acme", before, _ => Hand.Rows([(null, new(erp))], taken: Numbers(erp))));
        await CommitAsync("acme", before => Hand.Change("acme", before, _ => Hand.Rows([(null, new(late))], taken: [.. Numbers(late), new(NumberKind.Home, "OLD-1", 2, true, Outside: true)])));
        await CommitAsync("acme", before => Hand.Change(
            "acme",
            before,
            _ => Hand.Rows(positions: [new(new("RL"), "", new(2025), 7, new(2026, 7, 1)), new(new("RL"), "s", new(0), 1, null)])));

        var book = await LoadAsync("acme", static load =>
        {
            Ask(load.Invoices, new("i1"), new("e1"), new("missing"));
            Ask(load.Positions, (new("RL"), "", new(0)), (new("RL"), "", new(2024)), (new("RL"), "s", new(0)), (new("XX"), "", new(0)));
            Ask(
                load.Holders,
                (HolderQuestion.HomeNumber, "RL-00002"), (HolderQuestion.HomeNumber, "E-1"), (HolderQuestion.ErpKey, "k2"),
                (HolderQuestion.ErpNumber, "E-1"), (HolderQuestion.Ever, "E-1"), (HolderQuestion.Ever, "k1"));
            Ask(load.Issued, (new("RL"), "", new(0), 2), (new("RL"), "", new(0), 3));
            Ask(load.GivenOutside, "", "OLD", "OLE");
            Ask(load.Entries, 1, 5, 99);
            load.AboutBookAfter = 3;
            load.WantsUnnumbered = true;
        });

        Assert.Equal(Hand.Created("i1", 1, 1), Invoice("i1"));
        Assert.Equal(erp, Invoice("e1"));
        Assert.Null(Invoice("missing"));
        Assert.Equal(new PositionRow(new("RL"), "", new(0), 3, Hand.Day) { LastIssued = 2, LatestOfScope = new(2026, 7, 1) }, Position("RL", "", 0));
        Assert.Equal(new PositionRow(new("RL"), "", new(2024), 0, null) { LatestOfScope = new(2026, 7, 1) }, Position("RL", "", 2024));
        Assert.Equal(new PositionRow(new("RL"), "s", new(0), 1, null), Position("RL", "s", 0));
        Assert.Null(Position("XX", "", 0));
        Assert.Equal(["i2"], Holders(HolderQuestion.HomeNumber, "RL-00002"));
        Assert.Empty(Holders(HolderQuestion.HomeNumber, "E-1"));
        Assert.Equal(["e2"], Holders(HolderQuestion.ErpKey, "k2"));
        Assert.Equal(["e1", "e2"], Holders(HolderQuestion.ErpNumber, "E-1"));
        Assert.Equal(["e1", "e2"], Holders(HolderQuestion.Ever, "E-1"));
        Assert.Empty(Holders(HolderQuestion.Ever, "k1"));
        Assert.True(book.Issued.TryGet((new("RL"), "", new(0), 2), out var holder));
        Assert.Equal(new("i2"), holder);
        Assert.True(book.Issued.TryGet((new("RL"), "", new(0), 3), out holder));
        Assert.Null(holder);
        Assert.Equal([new("OLD-1")], Outside(""));
        Assert.Equal([new("OLD-1")], Outside("OLD"));
        Assert.Empty(Outside("OLE"));
        Assert.True(book.Entries.TryGet(5, out var entry));
        Assert.Equal(book.Row!.Head, entry!.Hash);
        Assert.True(book.Entries.TryGet(99, out entry));
        Assert.Null(entry);
        Assert.Equal([4, 5], book.AboutBook.Select(static one => one.Number));
        Assert.Equal([late, erp], book.Unnumbered);

        Invoice? Invoice(string id) => book.Invoices.TryGet(new(id), out var invoice) ? invoice : throw new InvalidOperationException(id);
        PositionRow? Position(string series, string scope, int period) => book.Positions.TryGet((new(series), scope, new(period)), out var row) ? row : throw new InvalidOperationException(series);
        IEnumerable<string> Holders(HolderQuestion question, string text) => book.Holders.TryGet((question, text), out var found) ? (found ?? []).Select(static one => one.Text).Order() : throw new InvalidOperationException(text);
        IReadOnlyList<InvoiceNumber> Outside(string prefix) => book.GivenOutside.TryGet(prefix, out var found) ? found ?? [] : throw new InvalidOperationException(prefix);

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

    [PostgreSqlFact]
    public async Task Lists_come_in_pages_and_in_the_order_of_UTF8()
    {
        await CommitAsync("acme", static before => Hand.Creates("acme", before, 1, Ids));
        var erp = Imported("erp", 11, "a-key", "RL-00002", new(2026, 2, 1));
        await CommitAsync("acme", before => Hand.Change("acme", before, _ => Hand.Rows([(null, new(erp))], taken: Numbers(erp))));
        var sent = Hand.Created("b", 1, 1) with { Approval = Approval.Approved, StoredSync = Sync.Sent, SentEpoch = 1 };
        await CommitAsync("acme", before => Hand.Change("acme", before, _ => Hand.Rows([(new(Hand.Created("b", 1, 1)), new(sent))])));

        var inBytes = Ids.OrderBy(static id => id, Comparer<string>.Create(static (one, other) =>
            System.Text.Encoding.UTF8.GetBytes(one).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(other)))).ToList();
        await ListsAsync(new InvoiceList.All(NewestFirst: false), [.. Ids, "erp"]);
        await ListsAsync(new InvoiceList.All(NewestFirst: true), ["erp", .. Ids.Reverse()]);
        await ListsAsync(new InvoiceList.InStage(InvoiceStage.Draft), [.. Ids.Skip(1).Reverse()]);
        await ListsAsync(new InvoiceList.InStage(InvoiceStage.Approved), ["erp", "b"]);
        await ListsAsync(new InvoiceList.Dated(new(2026, 2, 1), Hand.Day), [.. Ids.Reverse(), "erp"]);
        await ListsAsync(new InvoiceList.Dated(new(2026, 2, 2), Hand.Day), [.. Ids.Reverse()]);
        await ListsAsync(new InvoiceList.Dated(DateOnly.MinValue, new(2026, 2, 28)), ["erp"]);
        await ListsAsync(new InvoiceList.IdBeginsWith(""), [.. inBytes.TakeWhile(static id => string.CompareOrdinal(id, "erp") < 0), "erp", .. inBytes.SkipWhile(static id => string.CompareOrdinal(id, "erp") < 0)]);
        await ListsAsync(new InvoiceList.IdBeginsWith("a"), [.. inBytes.Where(static id => id.StartsWith('a'))]);
        await ListsAsync(new InvoiceList.IdBeginsWith("a\U0010FFFF"), ["a\U0010FFFFz"]);
        await ListsAsync(new InvoiceList.NumberBeginsWith("RL-0000"), ["b", "A", "erp", .. Ids.Skip(2).Take(7)]);
        await ListsAsync(new InvoiceList.NumberBeginsWith("a-"), ["erp"]);
        await ListsAsync(new InvoiceList.Holding("RL-00002"), ["A", "erp"]);
        await ListsAsync(new InvoiceList.ToSend(SendWork.Sent), ["b"]);
        await ListsAsync(new InvoiceList.ToSend(SendWork.Unsent), []);
        await ListsAsync(new InvoiceList.Unnumbered(Side.Erp), ["erp"]);
        await ListsAsync(new InvoiceList.Unnumbered(Side.Home), []);
    }

    [PostgreSqlFact]
    public async Task A_session_sees_one_moment()
    {
        await CommitAsync("acme", static before => Hand.Creates("acme", before, 1, "i1"));
        await using var session = await Store.ReadAsync(default);
        var book = new BookLoad("acme");
        await session.LoadAsync([book], default);
        await CommitAsync("acme", static before => Hand.Creates("acme", before, 2, "i2"));
        await CommitAsync("new", static before => Hand.Creates("new", before, 1, "i1"));
        Assert.Equal(["acme"], await session.NamesAsync(default));
        Assert.Single(await session.EntriesAsync(book.Row!, 0, 100, null, 100, default));
        book.Invoices.Ask(new("i2"));
        await session.LoadAsync([book], default);
        Assert.False(book.Invoices.TryGet(new("i2"), out _));
    }

    /// <summary>The store's connections do not take part in the host's transaction: they would end it.</summary>
    [PostgreSqlTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_book_that_is_read_leaves_the_hosts_ambient_transaction_alone(bool completes)
    {
        await CommitAsync("acme", static before => Hand.Creates("acme", before, 1, "i1"));
        await using var source = Source();
        await using var store = new PostgreSqlStore(source);
        await RunAsync("CREATE TABLE hosts_own (one bigint)");
        using (var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            await RunAsync("INSERT INTO hosts_own VALUES (1)");
            Assert.NotNull(await RowAsync("acme", store));
            await RunAsync("INSERT INTO hosts_own VALUES (2)");
            if (completes)
            {
                scope.Complete();
            }
        }

        Assert.Equal(completes ? 2L : 0L, await RunAsync("SELECT count(*) FROM hosts_own"));

        async Task<object?> RunAsync(string sql)
        {
            await using var command = source.CreateCommand(sql);
            return await command.ExecuteScalarAsync();
        }
    }

    [PostgreSqlFact]
    public async Task Entries_findings_and_series_are_read_in_order()
    {
        var text = new FreeText(new byte[16], "why", "anna");
        await CommitAsync("acme", before => Hand.Creates("acme", before, 1, "i1", "i2", "i3"));
        await CommitAsync("acme", before => Hand.Change(
            "acme", before, entry => Hand.Rows(findings: [new(entry, Finding.SameText, new("i2")), new(entry, Finding.DuplicateInErp, new("i3")), new(entry, Finding.SameText, new("Z"))]), text));
        await CommitAsync("acme", before => Hand.Change("acme", before, entry => Hand.Rows(findings: [new(entry, Finding.SameText, new("i2")), new(entry, Finding.SameText, new("i1"))])));
        var row = (await RowAsync("acme"))!;
        await using var session = await Store.ReadAsync(default);

        Assert.Equal([2, 3], Numbers(await session.EntriesAsync(row, 1, 4, null, 2, default)));
        Assert.Equal([2], Numbers(await session.EntriesAsync(row, 0, 9, 2, 9, default)));
        var about = await session.EntriesAsync(row, 0, 9, 0, 9, default);
        Assert.Equal([4, 5], Numbers(about));
        Assert.Equal(text, about[0].Entry.Text);
        Assert.Equal(Hand.Now, about[0].At);

        List<FindingRow> findings = [];
        for (IReadOnlyList<FindingRow> page; (page = await session.FindingsAsync(row, findings.Count > 0 ? findings[^1] : null, 2, default)).Count > 0;)
        {
            findings.AddRange(page);
        }

        Assert.Equal(
            [(4, Finding.DuplicateInErp, "i3"), (4, Finding.SameText, "Z"), (4, Finding.SameText, "i2"), (5, Finding.SameText, "i1")],
            findings.Select(static one => (one.Entry, one.Finding, one.Invoice.Text)));
        Assert.Equal([new SeriesRow(new("RL"), "", new(0), 4, new("RL-00001"), new("RL-00003"))], await session.SeriesAsync(row, default));

        static IEnumerable<long> Numbers(IReadOnlyList<EntryRow> entries) => entries.Select(static entry => entry.Entry.Number);
    }

    [PostgreSqlFact]
    public async Task A_scan_shows_every_value()
    {
        var first = DateOnly.MinValue;
        await CommitAsync("acme", before => Hand.Change("acme", before, _ => Hand.Rows(
            [(null, new(Hand.Created("i1", 1, 1, first))), (null, new(Hand.Created("i2", 2, 2, DateOnly.MaxValue)))],
            positions: [new(new("RL"), "", new(0), 3, DateOnly.MaxValue), new(new("RL"), "s", new(0), 3, null)])));
        var row = (await RowAsync("acme"))!;
        await using var session = await Store.ReadAsync(default);
        List<string> words = [];
        var print = RowPrint.New().Another((_, text) => words.Add(text));
        await session.ScanAsync(BookTable.Positions, row, print, default);
        await session.ScanAsync(BookTable.Invoices, row, print, default);
        var state = System.Text.Encoding.UTF8.GetString(new InvoiceRow(Hand.Created("i1", 1, 1, first)).State());
        Assert.Equal(4, print.Rows);
        Assert.Contains($"{row.Id}, RL, , 0, 3, {DateOnly.MaxValue.DayNumber}", words);
        Assert.Contains($"{row.Id}, RL, s, 0, 3, null", words);
        Assert.Contains($"{row.Id}, 1, i1, 0, 0, 0, 0, 0, 0, 0, RL-00001, null, null, 0, 0, 0, {state}", words);
    }

    private static Invoice Imported(string id, long appeared, string key, string number, DateOnly date) => new(new(id), Side.Erp, date, null, appeared)
    {
        Approval = Approval.Approved,
        Records = [new ErpRecord(new(key), new(number))],
        Claims = [new Claim(Side.Erp, new(number), appeared, ClaimBasis.Imported)],
    };

    private static NumberRow[] Numbers(Invoice imported) =>
    [
        new(NumberKind.Erp, imported.ErpNumber!.Text, imported.Appeared, Held: false),
        new(NumberKind.Key, imported.Records[0].Key.Text, imported.Appeared, Held: true),
    ];

    private async Task ListsAsync(InvoiceList list, params string[] expected)
    {
        var row = (await RowAsync("acme"))!;
        await using var session = await Store.ReadAsync(default);
        foreach (var size in (int[])[1, 3, 100])
        {
            List<string> found = [];
            ListPlace? after = null;
            for (IReadOnlyList<(Invoice Invoice, ListPlace Place)> page; (page = await session.ListAsync(row, list, after, size, default)).Count > 0;)
            {
                Assert.True(page.Count <= size);
                found.AddRange(page.Select(static one => one.Invoice.Id.Text));
                after = page[^1].Place;
            }

            Assert.Equal(expected, found);
        }
    }
}
