using NumberingRules.Storage;

namespace NumberingRules.Testing;

/// <summary>The contract of a store, as facts. Whoever writes an adapter runs each against a new, empty database.</summary>
public static class StoreFacts
{
    private const int Callers = 64;

    /// <summary>All facts. They take some seconds in all.</summary>
    public static IReadOnlyList<StoreFact> All { get; } =
    [
        new("a new database has no books", NothingAsync),
        new("every command is answered as by the rules alone", CommandsAsync),
        new("what was done is there after the database was opened again", ReopenedAsync),
        new("what a book was can be read at each of its entries", HistoryAsync),
        new("lists come in their order, in pages of any size", ListsAsync),
        new("books have any name, and names come in the order of UTF-8", NamesAsync),
        new("many callers take one series without gap or duplicate", CallersAsync),
        new("many callers who ask for the same invoice get the same number", SameInvoiceAsync),
        new("two hosts by turns are one book", TurnsAsync),
        new("two hosts at once take one series without gap or duplicate", HostsAsync),
        new("a session that was not committed leaves nothing and lets the next one in", UncommittedAsync),
        new("a reader sees one moment, and holds no writer up", MomentAsync),
        new("an erased text is gone, and the journal says so", ErasedAsync),
        new("a rebuild changes nothing", RebuiltAsync),
        new("an export proves the book without the database", ExportedAsync),
    ];

    private static async Task NothingAsync(Func<ValueTask<IBookStore>> open) => await WithAsync(open, async books =>
    {
        Expect.SameList([], await books.NamesAsync().ConfigureAwait(false), "the names");
        Expect.SameList([], await books.SchemaProblemsAsync().ConfigureAwait(false), "what is wrong with the tables");
        var rejected = await books[Desk.Name].CreateAsync("I1", Desk.Day).ConfigureAwait(false);
        Expect.Same(Rejection.BookNotOpen, rejected.Rejection, "the rejection");
        Expect.SameList([], await books.NamesAsync().ConfigureAwait(false), "the names after a rejection");
    }).ConfigureAwait(false);

    private static async Task CommandsAsync(Func<ValueTask<IBookStore>> open)
    {
        for (var seed = 1; seed <= 3; seed++)
        {
            await WithAsync(open, async books =>
            {
                var desk = new Desk(books[Desk.Id(Desk.Name, seed)]);
                await desk.LiveAsync(seed, 150).ConfigureAwait(false);
                await desk.AssertSameAsync().ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
    }

    private static async Task ReopenedAsync(Func<ValueTask<IBookStore>> open)
    {
        var books = await OpenAsync(open).ConfigureAwait(false);
        var desk = new Desk(books[Desk.Name]);
        await desk.LiveAsync(4, 60, async step =>
        {
            if (step % 10 == 9)
            {
                await books.DisposeAsync().ConfigureAwait(false);
                books = await OpenAsync(open).ConfigureAwait(false);
                desk.Book = books[Desk.Name];
                await desk.AssertSameAsync().ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        await books.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task HistoryAsync(Func<ValueTask<IBookStore>> open) => await WithAsync(open, async books =>
    {
        var desk = new Desk(books[Desk.Name]);
        await desk.LiveAsync(5, 60).ConfigureAwait(false);
        var then = new Register();
        foreach (var entry in await desk.Book.EntriesAsync(count: int.MaxValue).ConfigureAwait(false))
        {
            then.Apply(entry.Event);
            foreach (var invoice in desk.Invoices)
            {
                var found = await desk.Book.InvoiceAtEntryAsync(invoice.Id, entry.Number).ConfigureAwait(false);
                Expect.Same(then.Find(invoice.Id), found?.Invoice, $"invoice {invoice.Id} at entry {entry.Number}");
            }
        }
    }).ConfigureAwait(false);

    private static async Task ListsAsync(Func<ValueTask<IBookStore>> open) => await WithAsync(open, async books =>
    {
        var desk = new Desk(books[Desk.Name]);
        await desk.LiveAsync(6, 200).ConfigureAwait(false);
        await ListFacts.CheckAsync(desk).ConfigureAwait(false);
    }).ConfigureAwait(false);

    private static async Task NamesAsync(Func<ValueTask<IBookStore>> open) => await WithAsync(open, async books =>
    {
        string[] names = [new('n', 255), "\ud83d\ude00", "\uff5e", "'; DROP TABLE numbering_journal; --", "..", "a/b", "%", "@book", "İı", "e\u0301", "é", "\"", "1", "main", "MAIN", "nul\\"];
        foreach (var name in names)
        {
            await books[name].DoAsync(Desk.Opening).ConfigureAwait(false);
            var answer = await books[name].CreateAsync("I1", Desk.Day).ConfigureAwait(false);
            Expect.Same("A-001", answer.Number?.Text, $"the first number of book '{name}'");
        }

        Expect.SameList(names.Order(Desk.Utf8), await books.NamesAsync().ConfigureAwait(false), "the names");
    }).ConfigureAwait(false);

    private static async Task CallersAsync(Func<ValueTask<IBookStore>> open) => await WithAsync(open, async books =>
    {
        await books[Desk.Name].DoAsync(Desk.Opening).ConfigureAwait(false);
        await CreateAsync([books], "I").ConfigureAwait(false);
        await AssertGaplessAsync(books[Desk.Name], Callers).ConfigureAwait(false);
    }).ConfigureAwait(false);

    private static async Task SameInvoiceAsync(Func<ValueTask<IBookStore>> open) => await WithAsync(open, async books =>
    {
        await books[Desk.Name].DoAsync(Desk.Opening).ConfigureAwait(false);
        var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => books[Desk.Name].CreateAsync("I1", Desk.Day).AsTask()))).ConfigureAwait(false);
        Expect.Same(1, answers.Count(static answer => answer.Outcome == Outcome.Accepted), "how many were accepted");
        Expect.SameList(answers.Select(static _ => "A-001"), answers.Select(static answer => answer.Number?.Text), "the numbers");
    }).ConfigureAwait(false);

    private static async Task TurnsAsync(Func<ValueTask<IBookStore>> open) => await WithAsync(open, async one => await WithAsync(open, async other =>
    {
        var desk = new Desk(one[Desk.Name]);
        await desk.LiveAsync(7, 120, step =>
        {
            desk.Book = (step % 2 == 0 ? other : one)[Desk.Name];
            return Task.CompletedTask;
        }).ConfigureAwait(false);
        foreach (var books in new[] { one, other })
        {
            desk.Book = books[Desk.Name];
            await desk.AssertSameAsync().ConfigureAwait(false);
        }
    }).ConfigureAwait(false)).ConfigureAwait(false);

    private static async Task HostsAsync(Func<ValueTask<IBookStore>> open) => await WithAsync(open, async one => await WithAsync(open, async other =>
    {
        await one[Desk.Name].DoAsync(Desk.Opening).ConfigureAwait(false);
        await CreateAsync([one, other], "I").ConfigureAwait(false);
        await CreateAsync([other, one], "I").ConfigureAwait(false);
        await AssertGaplessAsync(one[Desk.Name], Callers).ConfigureAwait(false);
        await AssertGaplessAsync(other[Desk.Name], Callers).ConfigureAwait(false);
    }).ConfigureAwait(false)).ConfigureAwait(false);

    private static async Task UncommittedAsync(Func<ValueTask<IBookStore>> open) => await WithAsync(open, async books =>
    {
        var desk = new Desk(books[Desk.Name]);
        await desk.LiveAsync(8, 20).ConfigureAwait(false);
        var store = await open().ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            var load = new BookLoad(Desk.Name);
            var session = await store.WriteAsync([load], default).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                Expect.True(load is { IsBusy: false, Row: not null }, "a book that nobody holds is there for who wants to write");
                await session.ClearAsync(load.Row!, default).ConfigureAwait(false);
            }

            var cleared = await store.WriteAsync([], default).ConfigureAwait(false);
            await cleared.DisposeAsync().ConfigureAwait(false);
        }

        await desk.AssertSameAsync().ConfigureAwait(false);
        await desk.DoAsync(new Command.Create("behind", Desk.Day)).ConfigureAwait(false);
    }).ConfigureAwait(false);

    private static async Task MomentAsync(Func<ValueTask<IBookStore>> open) => await WithAsync(open, async books =>
    {
        var desk = new Desk(books[Desk.Name]);
        await desk.LiveAsync(9, 40).ConfigureAwait(false);
        var before = desk.Invoices;
        List<Invoice> seen = [];
        await foreach (var view in desk.Book.AllInvoicesAsync().ConfigureAwait(false))
        {
            seen.Add(view.Invoice);
            await desk.DoAsync(new Command.Create(Desk.Id("meanwhile ", seen.Count), Desk.Day)).ConfigureAwait(false);
            await desk.DoAsync(new Command.Void(view.Id, Side.Home, "meanwhile")).ConfigureAwait(false);
        }

        Expect.SameList(before, seen, "what a reader sees while others write");
        await desk.AssertSameAsync().ConfigureAwait(false);
    }).ConfigureAwait(false);

    private static async Task ErasedAsync(Func<ValueTask<IBookStore>> open) => await WithAsync(open, async books =>
    {
        var book = books[Desk.Name];
        await book.DoAsync(Desk.Opening, "Ann").ConfigureAwait(false);
        await book.DoAsync(new Command.Create("I1", Desk.Day), "Bob").ConfigureAwait(false);
        await book.DoAsync(new Command.Void("I1", Side.Home, "private"), "Ann").ConfigureAwait(false);
        var (entries, head) = await book.HeadAsync().ConfigureAwait(false);
        Expect.Same(2, await book.EraseTextByAsync("Ann").ConfigureAwait(false), "how many entries lost their text");
        var journal = await book.EntriesAsync().ConfigureAwait(false);
        Expect.SameList([null, "Bob", "Bob", null, null], journal.Select(static entry => entry.Actor), "the actors");
        Expect.Same((Event)new Event.Erased([new(1, 1), new(4, 4)]), journal[(int)entries].Event, "what the journal says of it");
        await Desk.AssertSoundAsync(book, head).ConfigureAwait(false);
        Expect.Same(0, await book.EraseTextByAsync("Ann").ConfigureAwait(false), "how many lose their text again");
    }).ConfigureAwait(false);

    private static async Task RebuiltAsync(Func<ValueTask<IBookStore>> open) => await WithAsync(open, async books =>
    {
        var (desk, neighbour) = (new Desk(books[Desk.Name]), new Desk(books["neighbour"]));
        await neighbour.LiveAsync(10, 60).ConfigureAwait(false);
        await desk.LiveAsync(11, 60).ConfigureAwait(false);
        var head = await desk.Book.HeadAsync().ConfigureAwait(false);
        await desk.Book.RebuildAsync().ConfigureAwait(false);
        Expect.Same(head, await desk.Book.HeadAsync().ConfigureAwait(false), "the head");
        await desk.AssertSameAsync().ConfigureAwait(false);
        await neighbour.AssertSameAsync().ConfigureAwait(false);
        await ListFacts.CheckAsync(desk).ConfigureAwait(false);
        await desk.DoAsync(new Command.Create("behind", Desk.Day)).ConfigureAwait(false);
    }).ConfigureAwait(false);

    private static async Task ExportedAsync(Func<ValueTask<IBookStore>> open) => await WithAsync(open, async books =>
    {
        var desk = new Desk(books[Desk.Name]);
        await desk.LiveAsync(12, 60).ConfigureAwait(false);
        using var export = new MemoryStream();
        await desk.Book.ExportAsync(export).ConfigureAwait(false);
        export.Position = 0;
        var report = await JournalExport.VerifyAsync(export).ConfigureAwait(false);
        Expect.Same(null, report.Fault?.What, "what verifying the export finds");
        Expect.Same(await desk.Book.HeadAsync().ConfigureAwait(false), new JournalHead(report.Entries, report.Head), "the head of the export");
    }).ConfigureAwait(false);

    private static async Task<Books> OpenAsync(Func<ValueTask<IBookStore>> open) => new(await open().ConfigureAwait(false));

    private static async Task WithAsync(Func<ValueTask<IBookStore>> open, Func<Books, Task> check)
    {
        var books = await OpenAsync(open).ConfigureAwait(false);
        await using (books.ConfigureAwait(false))
        {
            await check(books).ConfigureAwait(false);
        }
    }

    private static Task<Answer[]> CreateAsync(Books[] hosts, string prefix) => Task.WhenAll(
        Enumerable.Range(0, Callers).Select(caller => Task.Run(() => hosts[caller % hosts.Length][Desk.Name].CreateAsync(Desk.Id(prefix, caller), Desk.Day).AsTask())));

    private static async Task AssertGaplessAsync(BookHandle book, int count)
    {
        var page = await book.InvoicesAsync(count: int.MaxValue).ConfigureAwait(false);
        Expect.SameList(
            Enumerable.Range(1, count).Select(static number => $"A-{number:000}"),
            page.Items.Select(static view => view.HomeNumber!.Text).Order(StringComparer.Ordinal), "the numbers");
        await Desk.AssertSoundAsync(book, (await book.HeadAsync().ConfigureAwait(false)).Hash).ConfigureAwait(false);
    }
}
