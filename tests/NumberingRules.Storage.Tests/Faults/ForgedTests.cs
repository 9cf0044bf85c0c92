using NumberingRules.Sqlite;
using NumberingRules.Storage.Tests.Crashes;
using NumberingRules.Storage.Tests.Trouble;

namespace NumberingRules.Storage.Tests.Faults;

/// <summary>Rows that somebody wrote who has the code: verify reads every byte of every column of every table, and finds them.</summary>
public sealed class ForgedTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("UPDATE numbering_invoices SET state = CAST(state || x'20' AS BLOB) WHERE id = 'A7'")]
    [InlineData("UPDATE numbering_invoices SET state = CAST(state || x'00' AS BLOB) WHERE id = 'A7'")]
    [InlineData("UPDATE numbering_invoices SET home_number = CASE id WHEN 'A1' THEN 'RL-0002' ELSE 'RL-0001' END WHERE id IN ('A1', 'A2')")]
    [InlineData("UPDATE numbering_invoices SET stage = 2 - stage WHERE id = 'A3'")]
    [InlineData("UPDATE numbering_numbers SET scope = 'x' WHERE text = 'RL-0001'")]
    [InlineData("UPDATE numbering_journal SET entry = 1000000 WHERE entry = 40 AND book = 1")]
    [InlineData("UPDATE numbering_journal SET book = 2, entry = 1000000 WHERE entry = 40 AND book = 1")]
    [InlineData("UPDATE numbering_journal SET invoice = 3 WHERE entry = 40 AND book = 1")]
    [InlineData("UPDATE numbering_journal SET at = at + 1 WHERE entry = 40 AND book = 1")]
    [InlineData("UPDATE numbering_journal SET at = -1 WHERE entry = 40 AND book = 1")]
    [InlineData("UPDATE numbering_journal SET at = 9223372036854775807 WHERE entry = 40 AND book = 1")]
    [InlineData("UPDATE numbering_journal SET hash = x'00' WHERE entry = 40 AND book = 1")]
    [InlineData("UPDATE numbering_books SET head = x'00' WHERE name = 'main'")]
    [InlineData("UPDATE numbering_books SET identity = x'00' WHERE name = 'main'")]
    [InlineData("UPDATE numbering_books SET at = -1 WHERE name = 'main'")]
    [InlineData("INSERT INTO numbering_journal SELECT book, -9223372036854775808, invoice, at, body, hash FROM numbering_journal WHERE entry = 1")]
    [InlineData("CREATE UNIQUE INDEX once ON numbering_invoices (book, appeared, date)")]
    [InlineData("INSERT INTO numbering_journal SELECT book, -1, invoice, at, body, hash FROM numbering_journal WHERE entry = 1")]
    [InlineData("INSERT INTO numbering_journal SELECT book, 0, invoice, at, body, hash FROM numbering_journal WHERE entry = 1")]
    [InlineData("INSERT INTO numbering_journal SELECT 99, entry, invoice, at, body, hash FROM numbering_journal WHERE entry = 1 AND book = 1")]
    [InlineData("INSERT INTO numbering_texts SELECT book, 1000000, salt, reason, actor FROM numbering_texts WHERE entry = 3 AND book = 1")]
    [InlineData("INSERT INTO numbering_positions VALUES (99, 'a', '', 0, 1, NULL)")]
    [InlineData("UPDATE numbering_books SET at = 3155378975999999999 WHERE name = 'main'")]
    [InlineData("UPDATE numbering_books SET connection = 2 WHERE name = 'main'")]
    [InlineData("UPDATE numbering_books SET identity = zeroblob(16) WHERE name = 'main'")]
    [InlineData("UPDATE numbering_books SET seal = zeroblob(32) WHERE name = 'main'")]
    [InlineData("UPDATE numbering_books SET home_prevails = 2 WHERE name = 'main'")]
    [InlineData("UPDATE numbering_books SET entries = 1000000000000000 WHERE name = 'main'")]
    [InlineData("DELETE FROM numbering_texts WHERE entry = 3 AND book = 1")]
    [InlineData("UPDATE numbering_texts SET actor = 'somebody else' WHERE entry = 3 AND book = 1")]
    [InlineData("CREATE TRIGGER later AFTER INSERT ON numbering_journal BEGIN DELETE FROM numbering_texts; END")]
    [InlineData("ALTER TABLE numbering_invoices ADD COLUMN more TEXT")]
    [InlineData("CREATE TABLE numbering_more (id INTEGER)")]
    [InlineData("UPDATE numbering_schema SET journal = 0")]
    public async Task It_is_found(string forgery)
    {
        var file = Troubled.Make(_folder);
        FileRows.Run(file, "PRAGMA foreign_keys = OFF; " + forgery);
        await using var books = Troubled.Open(file);
        Assert.NotNull((await books[Troubled.Book].VerifyAsync()).Fault);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_not_read_as_the_sign_for_them()
    {
        var file = _folder.File("signs.db");
        await using (var made = new Books(new SqliteStore(file)))
        {
            await made["main"].OpenAsync([new("a", "A-{seq}")], actor: "a\uFFFDb");
            Assert.Null((await made["main"].VerifyAsync()).Fault?.What);
        }

        FileRows.Run(file, "UPDATE numbering_texts SET actor = CAST(x'61FF62' AS TEXT)");
        await using var books = new Books(new SqliteStore(file));
        Assert.Equal(1, (await books["main"].VerifyAsync()).Fault?.Entry);
    }

    [Fact]
    public void Who_forges_rows_does_not_know_the_key_of_the_next_verification()
    {
        var (one, other) = (RowPrint.New(), RowPrint.New());
        var like = one.Another();
        foreach (var print in new[] { one, other, like })
        {
            print.Add(1);
            print.Add("A");
            print.EndRow();
        }

        Assert.True(one.IsSameAs(like));
        Assert.False(one.IsSameAs(other));
    }

    [Theory]
    [InlineData("at = -1")]
    [InlineData("at = 9223372036854775807")]
    [InlineData("hash = x'00'")]
    [InlineData("hash = CAST(hash || x'00' AS BLOB)")]
    public async Task The_entry_is_named(string damage)
    {
        var file = Troubled.Make(_folder);
        FileRows.Run(file, $"UPDATE numbering_journal SET {damage} WHERE entry = 40 AND book = 1");
        await using var books = Troubled.Open(file);
        Assert.Equal(40, (await books[Troubled.Book].VerifyAsync()).Fault?.Entry);
    }

    [Theory]
    [InlineData("index", "numbering_invoices_by_id", "(book, id)", "(book, id) WHERE id IS NULL", "REINDEX numbering_invoices_by_id", "numbering_invoices_by_id")]
    [InlineData("index", "numbering_journal_by_invoice", "(book, invoice, entry)", "(book, invoice, entry) WHERE book < 0", "REINDEX numbering_journal_by_invoice", "numbering_journal_by_invoice")]
    [InlineData("index", "numbering_numbers_issued", "period, ordinal)", "period, -ordinal)", "REINDEX numbering_numbers_issued", "numbering_numbers_issued")]
    [InlineData("table", "numbering_invoices", "STRICT, WITHOUT", "WITHOUT", "UPDATE numbering_invoices SET id = CAST(id AS BLOB) WHERE id = 'A7'", "numbering_invoices.id")]
    [InlineData("table", "numbering_journal", "STRICT, WITHOUT", "WITHOUT", "UPDATE numbering_journal SET body = CAST(body AS TEXT) WHERE entry = 40", "numbering_journal.body")]
    [InlineData("table", "numbering_texts", "salt BLOB NOT NULL", "salt BLOB", "UPDATE numbering_texts SET salt = NULL WHERE entry = 40", "numbering_texts.salt")]
    [InlineData("table", "numbering_books", ") STRICT", ")", "UPDATE numbering_books SET name = CAST(name AS BLOB) WHERE name = 'neighbour'", "numbering_books.name")]
    public async Task What_was_written_while_the_schema_was_another_is_told(string type, string name, string part, string other, string forgery, string told)
    {
        var file = Troubled.Make(_folder);
        var made = FileRows.Rows(file, $"SELECT sql FROM sqlite_master WHERE name = '{name}'")[0];
        Assert.Contains(part, made, StringComparison.Ordinal);
        Change(made.Replace(part, other, StringComparison.Ordinal));
        FileRows.Run(file, forgery);
        Change(made);
        await using var books = Troubled.Open(file);
        Assert.Contains(await books.SchemaProblemsAsync(), problem => problem.Contains(told, StringComparison.Ordinal));
        Assert.NotNull((await books[Troubled.Book].VerifyAsync()).Fault);

        void Change(string sql) =>
            FileRows.Run(file, $"PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = '{sql.Replace("'", "''", StringComparison.Ordinal)}' WHERE type = '{type}' AND name = '{name}'");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_planted_book_without_entries_is_found_from_every_book(int entries)
    {
        var file = Troubled.Make(_folder);
        FileRows.Run(
            file,
            $"""
            INSERT INTO numbering_books SELECT 3, 'planted', identity, identity_entry, {entries}, head, at, about_book, about_book_hash, exchanged, connection, epoch, home_prevails, seal
            FROM numbering_books WHERE name = 'main'
            """);
        await using var books = Troubled.Open(file);
        Assert.Contains("'planted'", (await books[Troubled.Book].VerifyAsync()).Fault!.What, StringComparison.Ordinal);
        Assert.Contains("planted", await books.NamesAsync());
        Assert.NotNull((await books["planted"].VerifyAsync()).Fault);
    }

    [Fact]
    public async Task What_belongs_to_the_host_is_no_fault()
    {
        var file = Troubled.Make(_folder);
        FileRows.Run(file, "CREATE TABLE orders (id INTEGER PRIMARY KEY); CREATE INDEX by_hand ON numbering_invoices (home_number); CREATE VIEW numbered AS SELECT invoice, number FROM numbering_current; CREATE TRIGGER mine AFTER INSERT ON orders BEGIN DELETE FROM orders; END");
        await using var books = Troubled.Open(file);
        Assert.Null((await books[Troubled.Book].VerifyAsync()).Fault?.What);
    }

    [Fact]
    public async Task A_book_that_is_gone_is_missed_with_a_head_kept_elsewhere()
    {
        var file = Troubled.Make(_folder);
        EntryHash head;
        await using (var books = Troubled.Open(file))
        {
            head = (await books[Troubled.Book].HeadAsync()).Hash;
        }

        foreach (var table in new[] { "journal", "texts", "invoices", "numbers", "positions", "findings" })
        {
            FileRows.Run(file, $"DELETE FROM numbering_{table} WHERE book = 1");
        }

        FileRows.Run(file, "DELETE FROM numbering_books WHERE id = 1");
        await using var without = Troubled.Open(file);
        Assert.Contains("the book is gone", (await without[Troubled.Book].VerifyAsync(head)).Fault!.What, StringComparison.Ordinal);
        Assert.Null((await without[Troubled.Neighbour].VerifyAsync()).Fault?.What);
    }

    [Fact]
    public async Task A_journal_that_was_shortened_is_missed_by_its_row_and_by_a_head_kept_elsewhere()
    {
        var file = Troubled.Make(_folder);
        EntryHash head;
        await using (var books = Troubled.Open(file))
        {
            head = (await books[Troubled.Book].HeadAsync()).Hash;
        }

        FileRows.Run(file, "DELETE FROM numbering_texts WHERE book = 1 AND entry > 60; DELETE FROM numbering_journal WHERE book = 1 AND entry > 60");
        await using (var cut = Troubled.Open(file))
        {
            // The row still says how long the journal was: positions must not go back with it.
            Assert.Contains("entries were cut off", (await Assert.ThrowsAsync<JournalException>(() => cut[Troubled.Book].RebuildAsync())).Message, StringComparison.Ordinal);
            Assert.Contains("entries were cut off", (await cut[Troubled.Book].VerifyAsync()).Fault!.What, StringComparison.Ordinal);
        }

        // Without a row that is to be believed a rebuild makes the rest consistent: only who kept the head can tell.
        FileRows.Run(file, "UPDATE numbering_books SET seal = zeroblob(32)");
        await using var shortened = Troubled.Open(file);
        await shortened[Troubled.Book].RebuildAsync();
        Assert.Null((await shortened[Troubled.Book].VerifyAsync()).Fault?.What);
        Assert.Contains("cut off or rewritten", (await shortened[Troubled.Book].VerifyAsync(head)).Fault!.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_about_the_book_that_is_said_to_be_about_an_invoice_is_told_and_nobody_waits_for_it()
    {
        var file = Troubled.Make(_folder);
        FileRows.Run(file, "UPDATE numbering_journal SET invoice = 3 WHERE book = 1 AND entry = (SELECT about_book FROM numbering_books WHERE id = 1)");
        await using var books = Troubled.Open(file);
        Assert.Equal(StoreTrouble.Damaged, (await Assert.ThrowsAsync<StoreException>(() => books[Troubled.Book].HeaderAsync().AsTask())).Trouble);
        var command = books[Troubled.Book].DoAsync(new Command.Recover()).AsTask();
        var neighbour = await books["newcomer"].OpenAsync([new("a", "A-{seq}")]);
        Assert.Equal(Outcome.Accepted, neighbour.Outcome);
        Assert.Equal(StoreTrouble.Damaged, (await Assert.ThrowsAsync<StoreException>(() => command)).Trouble);
    }

    [Fact]
    public async Task A_text_that_was_erased_and_is_there_again_is_told()
    {
        var file = Troubled.Make(_folder);
        FileRows.Run(file, "CREATE TABLE kept AS SELECT * FROM numbering_texts WHERE book = 1 AND entry = 3");
        await using (var books = Troubled.Open(file))
        {
            Assert.True(await books[Troubled.Book].EraseTextAtAsync(3));
        }

        FileRows.Run(file, "INSERT INTO numbering_texts SELECT * FROM kept; DROP TABLE kept");
        await using var again = Troubled.Open(file);
        Assert.Contains("the text of entry 3 was erased, and it is there", (await again[Troubled.Book].VerifyAsync()).Fault!.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_was_deleted_is_told_from_one_that_was_erased()
    {
        var file = Troubled.Make(_folder);
        await using (var books = Troubled.Open(file))
        {
            Assert.True(await books[Troubled.Book].EraseTextAtAsync(3));
            Assert.Equal((null, 1), ((await books[Troubled.Book].VerifyAsync()).Fault?.What, (await books[Troubled.Book].VerifyAsync()).Erased));
        }

        FileRows.Run(file, "DELETE FROM numbering_texts WHERE entry = 4 AND book = 1");
        await using var deleted = Troubled.Open(file);
        var fault = (await deleted[Troubled.Book].VerifyAsync()).Fault!;
        Assert.Equal(4, fault.Entry);
        Assert.Contains("somebody deleted it", fault.What, StringComparison.Ordinal);
    }
}
