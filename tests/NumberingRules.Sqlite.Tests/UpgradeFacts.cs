using Microsoft.Data.Sqlite;
using NumberingRules.Storage;

namespace NumberingRules.Sqlite.Tests;

/// <summary>A database as version 0.1 left it: two invoices voided with a reason, of which one was erased.</summary>
public sealed class UpgradeFacts : IDisposable
{
    private const string OfThirteenEntries =
        """
        DELETE FROM numbering_free_texts WHERE id > 13;
        DELETE FROM numbering_journal WHERE id > 13;
        UPDATE numbering_books SET entries = 13, about_book = 8, head = (SELECT hash FROM numbering_journal WHERE id = 13);
        """;

    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".db");

    public UpgradeFacts()
    {
        Run(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Databases", "version-0.1.sql")));
        Run("CREATE TABLE host (id INTEGER PRIMARY KEY, number TEXT); INSERT INTO host VALUES (1, 'RL-00001'); CREATE VIEW host_books AS SELECT h.id, b.name FROM host h JOIN numbering_books b");
    }

    public void Dispose()
    {
        foreach (var file in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(_file) + "*"))
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task The_journal_is_kept_and_the_tables_are_made_anew()
    {
        var head = (byte[])Run("SELECT hash FROM numbering_journal ORDER BY id DESC LIMIT 1")!;
        var entries = (long)Run("SELECT COUNT(*) FROM numbering_journal")!;
        await using var books = new Books(new SqliteStore(_file));
        var name = Assert.Single(await books.NamesAsync());
        var book = books[name];

        var report = await book.VerifyAsync(EntryHash.FromBytes(head));

        Assert.Null(report.Fault);
        Assert.Equal(entries + 1, report.Entries);
        Assert.Equal("RL-00002", (await book.InvoiceAsync("A3"))!.Number!.Text);
        Assert.Equal("SI-1001", (await book.InvoiceAsync("A1"))!.Number!.Text);
        Assert.Equal("Y2026-001", Run("SELECT number FROM numbering_current WHERE invoice = 'A2'"));
        Assert.Equal(1L, Run("SELECT COUNT(*) FROM host_books"));
        Assert.Equal(0L, Run("SELECT COUNT(*) FROM sqlite_master WHERE name LIKE '%old%' OR name LIKE '%watermark%'"));
        Assert.Equal("typed twice", Run("SELECT reason FROM numbering_texts WHERE reason LIKE 'typed%'"));
        Assert.Equal("RL-00003", (await book.CreateAsync("B1", new(2026, 1, 7))).Number!.Text);
    }

    [Fact]
    public void A_journal_that_is_damaged_is_left_as_it_was()
    {
        Run("UPDATE numbering_journal SET hash = zeroblob(32) WHERE id = 4");

        var trouble = Assert.Throws<StoreException>(() => new SqliteStore(_file));

        Assert.Equal(StoreTrouble.Damaged, trouble.Trouble);
        Assert.Contains("'main'", trouble.Message, StringComparison.Ordinal);
        Assert.Equal(1L, Run("SELECT COUNT(*) FROM numbering_watermark"));
        Assert.Equal(2L, Run("SELECT COUNT(*) FROM numbering_free_texts"));
    }

    [Theory]
    [InlineData("DELETE FROM numbering_free_texts WHERE id > 13; DELETE FROM numbering_journal WHERE id > 13")]
    [InlineData("DELETE FROM numbering_free_texts WHERE id > 13; DELETE FROM numbering_journal WHERE id > 13; DELETE FROM numbering_watermark")]
    [InlineData("UPDATE numbering_books SET head = zeroblob(32)")]
    public void A_journal_that_was_cut_or_rewritten_is_left_as_it_was(string sql)
    {
        Run(sql);

        var trouble = Assert.Throws<StoreException>(() => new SqliteStore(_file));

        Assert.Equal(StoreTrouble.Damaged, trouble.Trouble);
        Assert.Contains("book 'main' had 15 entries", trouble.Message, StringComparison.Ordinal);
        Assert.Equal(15L, Run("SELECT entries FROM numbering_books"));
    }

    [Theory]
    [InlineData("UPDATE numbering_books SET entries = 13, about_book = 8, head = (SELECT hash FROM numbering_journal WHERE id = 13)")]
    [InlineData("UPDATE numbering_books SET entries = 0, about_book = 0, head = zeroblob(32)")]
    public async Task Tables_that_had_not_come_so_far_when_the_process_ended_do_not_matter(string sql)
    {
        Run(sql);
        await using var books = new Books(new SqliteStore(_file));
        Assert.Equal("RL-00003", (await books["main"].CreateAsync("B1", new(2026, 1, 7))).Number!.Text);
    }

    [Fact]
    public async Task A_text_deleted_after_the_upgrade_is_not_taken_for_an_erased_one()
    {
        // Of a book that had every text, the upgrade writes no entry: nothing tells of an identity yet.
        Run(OfThirteenEntries);
        await using var books = new Books(new SqliteStore(_file));
        Assert.Null((await books["main"].VerifyAsync()).Fault?.What);
        Run("DELETE FROM numbering_texts WHERE entry = 13");
        Assert.Contains("somebody deleted it", (await books["main"].VerifyAsync()).Fault!.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x'00'")]
    [InlineData("x''")]
    public async Task Bytes_that_are_no_identity_are_found_in_a_book_that_has_none(string bytes)
    {
        Run(OfThirteenEntries);
        await using var books = new Books(new SqliteStore(_file));
        Run($"UPDATE numbering_books SET identity = {bytes}");
        Assert.NotNull((await books["main"].VerifyAsync()).Fault);
    }

    [Fact]
    public async Task Texts_that_are_erased_after_the_upgrade_are_nowhere_in_the_file()
    {
        await AddBookOfAPersonAsync("big");
        await using var books = new Books(new SqliteStore(_file));

        Assert.Equal(300, await books["big"].EraseTextByAsync("Confidential Person"));

        Assert.True((await books["big"].VerifyAsync()).IsSound);
        Shelf.HoldsNowhere(_file, "confidential");
    }

    /// <summary>Adds a book with many texts, as version 0.1 kept it: the journal's entries are the same.</summary>
    private async Task AddBookOfAPersonAsync(string name)
    {
        var made = _file + "-made";
        await using (var books = new Books(new SqliteStore(made)))
        {
            await books[name].OpenAsync([new("a", "A-{seq}")]);
            await books[name].DoManyAsync(
                [.. Enumerable.Range(0, 100).SelectMany(at => new Command[] { new Command.Create($"I{at}", new(2026, 1, 5)), new Command.Void($"I{at}", Side.Home, "confidential") })],
                "Confidential Person");
        }

        Run(
            $"""
            ATTACH '{made}' AS made;
            INSERT INTO numbering_books SELECT 2, name, entries, head, at, exchanged, about_book FROM made.numbering_books;
            INSERT INTO numbering_journal SELECT 1000 + entry, 2, entry, body, hash FROM made.numbering_journal;
            INSERT INTO numbering_free_texts SELECT 1000 + entry, salt, reason, actor FROM made.numbering_texts;
            """);
        File.Delete(made);
    }

    private object? Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_file};Pooling=False");
        connection.Open();
        return Shelf.Run(connection, sql);
    }
}
