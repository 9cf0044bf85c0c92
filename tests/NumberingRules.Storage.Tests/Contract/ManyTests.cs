using NumberingRules.Sqlite;
using NumberingRules.Storage.Tests.Crashes;
using NumberingRules.Storage.Tests.Trouble;

namespace NumberingRules.Storage.Tests.Contract;

/// <summary>More than a store reads at a time: lists, the journal and what is verified go on where the piece before ended.</summary>
public sealed class ManyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(600)]
    public void Nothing_is_missing_or_twice(int invoices)
    {
        using var books = new Books(new SqliteStore(Troubled.Make(_folder, invoices)));
        var book = books[Troubled.Book];
        var (total, entries) = (2 * invoices, 2 + (4 * invoices));
        Assert.Equal((entries, total), (book.Verify().Entries, book.Verify().Invoices));
        Assert.Null(book.Verify(book.Head().Hash).Fault);
        var all = book.Invoices(count: int.MaxValue).Items;
        Assert.Equal(Enumerable.Range(1, invoices).SelectMany(at => new[] { $"A{at}", $"SA{at}" }), all.Select(one => one.Invoice.Id.Text));
        Assert.Equal(all.Skip(255), book.Invoices(book.Invoices(count: 255).Next, int.MaxValue).Items);
        Assert.Equal(Enumerable.Range(1, entries).Select(at => (long)at), book.Entries(count: int.MaxValue).Select(one => one.Number));

        // The neighbour has as many of everything, in the same tables.
        Assert.Equal(total, books[Troubled.Neighbour].AllInvoices().Count);

        Troubled.Done(book.DisconnectAsync());
        Troubled.Done(book.ConnectAsync("other"));
        Assert.Equal(total, book.AllInvoices().Select(one => one.Number).Distinct().Count());
        Assert.Null(book.Verify().Fault);
    }

    [Fact]
    public void A_work_list_goes_on_where_the_piece_before_ended()
    {
        using var books = new Books(new SqliteStore(_folder.File("books.db")));
        var book = books["main"];
        Troubled.Done(book.OpenAsync([new("rl", "RL-{seq:0000}")]));
        Troubled.Done(book.ConnectAsync("acme"));
        Troubled.Done(book.DoManyAsync([.. Enumerable.Range(1, 1_300).SelectMany(at => new Command[] { new Command.Create($"A{at}", new(2026, 1, 5)), new Command.Approve($"A{at}"), new Command.Send($"A{at}") })]));
        books.Rebuild();
        Troubled.Done(book.DoManyAsync([.. Enumerable.Range(1, 1_300).Select(at => new Command.Lose($"A{at}"))]));
        books.Rebuild();
        Assert.Equal(
            Enumerable.Range(1, 1_300).Select(at => $"A{at}"),
            book.Work(WorkList.ToLookUp, count: int.MaxValue).Items.Select(one => one.Invoice.Id.Text));
    }
}
