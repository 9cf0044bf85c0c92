using NumberingRules.Storage;

namespace NumberingRules.Sqlite.Tests;

public sealed class ListFacts : IAsyncLifetime
{
    private static readonly DateOnly Before = Chronicle.Day.AddDays(-1);
    private readonly Shelf _shelf = new();
    private readonly Chronicle _told = new("main");

    public async Task InitializeAsync()
    {
        await _shelf.TellAsync(
            _told, Chronicle.Open, new Command.Connect(new("c")),
            Chronicle.Create("b1"), Chronicle.Create("a2", Before), Chronicle.Create("a1"), Chronicle.Create("ä", Before),
            Chronicle.Import("S", "K-1", "R-0001"), Chronicle.Import("\U0001F600", "K-2"), Chronicle.Import("\uFFFD", "K-3"),
            new Command.Approve(new("a1")), new Command.Submit(new("a2")), new Command.Send(new("a1")), new Command.Void(new("b1"), Side.Home, new("wrong")));

        // Another book of the same store, of which no list may show anything.
        await _shelf.TellAsync(new Chronicle("other"), Chronicle.Open, Chronicle.Create("a0"), Chronicle.Create("a3", Before));
    }

    public Task DisposeAsync() => _shelf.DisposeAsync().AsTask();

    public static TheoryData<string, string> Lists => new()
    {
        { "oldest", "b1 a2 a1 ä S \U0001F600 \uFFFD" },
        { "newest", "\uFFFD \U0001F600 S ä a1 a2 b1" },
        { "void", "b1" },
        { "draft", "ä" },
        { "approved", "\uFFFD \U0001F600 S a1" },
        { "dated", "\uFFFD \U0001F600 S a1 b1 ä a2" },
        { "dated before", "ä a2" },
        { "id a", "a1 a2" },
        { "id all", "S a1 a2 b1 ä \uFFFD \U0001F600" },
        { "number R-000", "b1 S a2 a1 ä" },
        { "number K", "S \U0001F600 \uFFFD" },
        { "holding R-0001", "b1 S" },
        { "holding R-000", "" },
        { "unsent", "a2" },
        { "sent", "a1" },
        { "unnumbered", "S \U0001F600 \uFFFD" },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Lists_come_in_order_whatever_the_page(string list, string expected)
    {
        var asked = Asked(list);
        string[] ids = expected.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(ids, await _shelf.ListAsync(_told.Row!, asked, 100));
        Assert.Equal(ids, await _shelf.ListAsync(_told.Row!, asked, 1));
        Assert.Equal(ids, await _shelf.ListAsync(_told.Row!, asked, 2));
    }

    [Fact]
    public async Task Series_say_what_they_issued()
    {
        var rows = await _shelf.ReadAsync(session => session.SeriesAsync(_told.Row!, default).AsTask());

        Assert.Equal([new SeriesRow(new("s"), "", default, 5, new("R-0001"), new("R-0004"))], rows);
    }

    [Fact]
    public async Task Findings_come_in_pages()
    {
        var all = await _shelf.ReadAsync(session => session.FindingsAsync(_told.Row!, null, 100, default).AsTask());
        var behind = await _shelf.ReadAsync(session => session.FindingsAsync(_told.Row!, all[0], 100, default).AsTask());

        Assert.NotEmpty(all);
        Assert.Equal(all.Skip(1), behind);
    }

    [Fact]
    public async Task Entries_come_all_or_about_one_invoice()
    {
        var all = await _shelf.ReadAsync(session => session.EntriesAsync(_told.Row!, 0, 1000, null, 1000, default).AsTask());
        var some = await _shelf.ReadAsync(session => session.EntriesAsync(_told.Row!, 2, 4, null, 1000, default).AsTask());
        var about = await _shelf.ReadAsync(session => session.EntriesAsync(_told.Row!, 0, 1000, _told.Book.Find(new("b1"))!.Appeared, 1000, default).AsTask());

        Assert.Equal(Enumerable.Range(1, (int)_told.Row!.Entries).Select(number => (long)number), all.Select(entry => entry.Entry.Number));
        Assert.Equal([3, 4], some.Select(entry => entry.Entry.Number));
        Assert.Equal([3, 4, all.Count], about.Select(entry => entry.Entry.Number));
        Assert.Equal("wrong", about[^1].Entry.Text!.Reason);
    }

    private static InvoiceList Asked(string list) => list switch
    {
        "oldest" => new InvoiceList.All(NewestFirst: false),
        "newest" => new InvoiceList.All(NewestFirst: true),
        "void" => new InvoiceList.InStage(InvoiceStage.Void),
        "draft" => new InvoiceList.InStage(InvoiceStage.Draft),
        "approved" => new InvoiceList.InStage(InvoiceStage.Approved),
        "dated" => new InvoiceList.Dated(Before, Chronicle.Day),
        "dated before" => new InvoiceList.Dated(DateOnly.MinValue, Before),
        "unsent" => new InvoiceList.ToSend(SendWork.Unsent),
        "sent" => new InvoiceList.ToSend(SendWork.Sent),
        "unnumbered" => new InvoiceList.Unnumbered(Side.Erp),
        "id all" => new InvoiceList.IdBeginsWith(""),
        _ when list.StartsWith("id ", StringComparison.Ordinal) => new InvoiceList.IdBeginsWith(list[3..]),
        _ when list.StartsWith("number ", StringComparison.Ordinal) => new InvoiceList.NumberBeginsWith(list[7..]),
        _ => new InvoiceList.Holding(list["holding ".Length..]),
    };
}
