using System.Globalization;
using System.Text;
using NumberingRules.Sqlite;
using NumberingRules.Storage.Tests.Crashes;

namespace NumberingRules.Storage.Tests.Trouble;

/// <summary>A newer version left an entry that this one does not know: the book refuses, and its neighbours go on.</summary>
public sealed class UnknownEventTests
{
    // More than the writer lets stand before it brings the look-up tables up.
    private const int Many = 5000;

    [Fact]
    public void Only_the_book_with_the_entry_refuses()
    {
        using var folder = new TemporaryFolder();
        var file = Troubled.Make(folder);
        LeaveUnknownEntry(file);
        using var books = Troubled.Open(file);
        var refused = books[Troubled.Book].CreateAsync("B1", new(2026, 1, 5)).AsTask();
        var done = books[Troubled.Neighbour].CreateAsync("B1", new(2026, 1, 5)).AsTask();
        Assert.Equal("RL-0021", done.Now().Number!.Text);
        Assert.Contains("Update NumberingRules", Assert.Throws<JournalException>(() => refused.Now()).Message, StringComparison.Ordinal);
        Assert.Contains("Update NumberingRules", Assert.Throws<JournalException>(() => books[Troubled.Book].Invoice("A1")).Message, StringComparison.Ordinal);
        Assert.Contains("Update NumberingRules", books[Troubled.Book].Verify().Fault!.What, StringComparison.Ordinal);
        BookCheck.IsWhole(books[Troubled.Neighbour]);
    }

    [Fact]
    public void Its_neighbours_are_not_kept_from_writing_however_much_they_write()
    {
        using var folder = new TemporaryFolder();
        var file = Troubled.Make(folder);
        LeaveUnknownEntry(file);
        using (var books = new Books(new SqliteStore(file)))
        {
            var answers = Troubled.Done(books[Troubled.Neighbour].DoManyAsync([.. Enumerable.Range(0, Many).Select(at => new Command.Create($"B{at}", new(2026, 1, 5)))]));
            Assert.All(answers, answer => Assert.Equal(Outcome.Accepted, answer.Outcome));
            Assert.Equal("RL-5021", Troubled.Done(books[Troubled.Neighbour].CreateAsync("C", new(2026, 1, 5))).Number!.Text);
        }

        using var again = new Books(new SqliteStore(file));
        BookCheck.IsWhole(again[Troubled.Neighbour]);
    }

    [Fact]
    public void A_batch_that_learns_of_it_from_another_process_is_not_lost()
    {
        using var folder = new TemporaryFolder();
        var file = Troubled.Make(folder);
        using var books = Troubled.Open(file);
        Troubled.Done(books[Troubled.Book].CreateAsync("B1", new(2026, 1, 5)));
        LeaveUnknownEntry(file);
        Assert.Equal("RL-0021", Troubled.Done(books[Troubled.Neighbour].CreateAsync("B1", new(2026, 1, 5))).Number!.Text);
        Assert.Throws<JournalException>(() => Troubled.Done(books[Troubled.Book].CreateAsync("B2", new(2026, 1, 5))));
        Assert.Equal("RL-0022", Troubled.Done(books[Troubled.Neighbour].CreateAsync("B2", new(2026, 1, 5))).Number!.Text);
    }

    /// <summary>As a newer version would: the chain goes on, and the book's row is its own.</summary>
    private static void LeaveUnknownEntry(string file)
    {
        var store = new SqliteStore(file);
        var load = new BookLoad(Troubled.Book);
        var session = store.ReadAsync(default).Now();
        session.LoadAsync([load], default).AsTask().Now();
        session.DisposeAsync().AsTask().Now();
        store.Close();
        var row = load.Row!;
        var (entry, at) = (row.Entries + 1, row.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        var body = Encoding.UTF8.GetBytes($$$"""{"entry":{{{entry}}},"at":"{{{at}}}","event":"sealed","data":{}}""");
        var hash = Chain.Link(row.Head, body);
        var after = row with { Entries = entry, Head = hash, AboutBook = entry, AboutBookHash = hash };
        FileRows.Run(
            file,
            $"""
            INSERT INTO numbering_journal (book, entry, invoice, at, body, hash) VALUES ({row.Id}, {entry}, 0, {row.At.UtcTicks}, x'{Convert.ToHexString(body)}', x'{hash}');
            UPDATE numbering_books SET entries = {entry}, head = x'{hash}', about_book = {entry}, about_book_hash = x'{hash}', seal = x'{after.Seal()}' WHERE id = {row.Id}
            """);
    }
}
