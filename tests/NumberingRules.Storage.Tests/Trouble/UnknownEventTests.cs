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
        var refused = books[Troubled.Book].CreateAsync("B1", new(2026, 1, 5));
        var done = books[Troubled.Neighbour].CreateAsync("B1", new(2026, 1, 5));
        Assert.Equal("RL-0021", Troubled.Done(done).Number!.Text);
        Assert.Contains("Update NumberingRules", Assert.Throws<JournalException>(() => Troubled.Done(refused)).Message, StringComparison.Ordinal);
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

    private static void LeaveUnknownEntry(string file)
    {
        var entry = FileRows.Rows(file, $"SELECT MAX(entry) + 1 FROM numbering_journal WHERE book = (SELECT id FROM numbering_books WHERE name = '{Troubled.Book}')")[0];
        var head = FileRows.Rows(file, $"SELECT hash FROM numbering_journal WHERE entry = {entry} - 1 AND book = (SELECT id FROM numbering_books WHERE name = '{Troubled.Book}')")[0];
        var body = Encoding.UTF8.GetBytes($$$"""{"entry":{{{entry}}},"at":"2026-01-05T08:00:00.0000000Z","event":"sealed","data":{}}""");
        var hash = Chain.Link(EntryHash.FromBytes(Convert.FromHexString(head)), body);
        FileRows.Run(
            file,
            $"INSERT INTO numbering_journal (id, book, entry, body, hash) SELECT (SELECT MAX(id) + 1 FROM numbering_journal), id, {entry}, x'{Convert.ToHexString(body)}', x'{hash}' FROM numbering_books WHERE name = '{Troubled.Book}'");
    }
}
