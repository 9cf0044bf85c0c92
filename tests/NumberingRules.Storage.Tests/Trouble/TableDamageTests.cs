using NumberingRules.Sqlite;
using NumberingRules.Storage.Tests.Crashes;

namespace NumberingRules.Storage.Tests.Trouble;

/// <summary>A row of any look-up table that is missing, or says something else than the journal: verify names the table, a rebuild mends it.</summary>
public sealed class TableDamageTests
{
    private const string Remedy = "; the journal counts: 'rebuild' makes the derived rows anew from it";

    private static readonly DateOnly Day = new(2026, 1, 5);
    private static readonly Lazy<byte[]> File = new(Made);

    [Theory]
    [InlineData("numbering_invoices", "id = 'C'")]
    [InlineData("numbering_numbers", "text = 'A-1'")]
    [InlineData("numbering_numbers", "text = 'OLD-1'")]
    [InlineData("numbering_numbers", "text = 'E-1'")]
    [InlineData("numbering_numbers", "text = 'K1'")]
    [InlineData("numbering_numbers", "text = 'K2'")]
    [InlineData("numbering_positions", "series = 'a'")]
    [InlineData("numbering_findings", "finding = 0")]
    public void A_row_that_is_missing_is_told(string table, string which)
    {
        var (should, problem) = Damaged(table, $"DELETE FROM {table} WHERE {which}");
        Assert.Equal($"table {table} has {should - 1} rows where the journal says {should}{Remedy}", problem);
    }

    [Theory]
    [InlineData("numbering_invoices", "state = CAST(state || x'20' AS BLOB) WHERE id = 'C'")]
    [InlineData("numbering_invoices", "date = '2026-01-06' WHERE id = 'C'")]
    [InlineData("numbering_invoices", "work = 1 - work")]
    [InlineData("numbering_invoices", "shows_erp = 1 - shows_erp")]
    [InlineData("numbering_invoices", "sent_epoch = 7")]
    [InlineData("numbering_numbers", "text = 'A-9' WHERE text = 'A-1'")]
    [InlineData("numbering_numbers", "ordinal = 9 WHERE ordinal = 1")]
    [InlineData("numbering_numbers", "outside = 0")]
    [InlineData("numbering_numbers", "past = invoice - past WHERE text = 'K1'")]
    [InlineData("numbering_numbers", "invoice = 99 WHERE text = 'E-1'")]
    [InlineData("numbering_positions", "next = 9")]
    [InlineData("numbering_positions", "latest = 9")]
    [InlineData("numbering_findings", "invoice = 'B' WHERE finding = 0")]
    [InlineData("numbering_findings", "entry = 1 WHERE finding = 0")]
    public void A_row_that_says_something_else_is_told_and_mended(string table, string change)
    {
        var (_, problem) = Damaged(table, $"UPDATE {table} SET {change}");
        Assert.StartsWith($"table {table} has a row (", problem, StringComparison.Ordinal);
        Assert.EndsWith($") that is not what the journal says{Remedy}", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exchanged = 0")]
    [InlineData("about_book = 1")]
    [InlineData("entries = entries - 1")]
    [InlineData("head = x'0000000000000000000000000000000000000000000000000000000000000000'")]
    public void A_book_that_says_something_else_of_itself_is_told(string change) =>
        Assert.StartsWith("table numbering_books says that book 'main' has ", Damaged("numbering_books", $"UPDATE numbering_books SET {change}").Problem, StringComparison.Ordinal);

    private static (int Rows, string Problem) Damaged(string table, string sql)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("books.db");
        System.IO.File.WriteAllBytes(file, File.Value);
        var before = FileRows.Dump(file);
        FileRows.Run(file, "PRAGMA foreign_keys = OFF; " + sql);
        using var books = Troubled.Open(file);
        var fault = books["main"].Verify().Fault!;
        Assert.Null(fault.Entry);
        books.Rebuild();
        Assert.True(books["main"].Verify().IsSound);
        Assert.Equal(before, FileRows.Dump(file));
        return (before.Count(row => row.StartsWith(table + ":", StringComparison.Ordinal)), fault.What);
    }

    /// <summary>A book with something in every table.</summary>
    private static byte[] Made()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("books.db");
        using (var books = new Books(new SqliteStore(file)))
        {
            foreach (var command in new Command[]
            {
                new Command.Open([new("a", "A-{seq}")]),
                new Command.Connect("acme"),
                new Command.Create("A", Day),
                new Command.Approve("A"),
                new Command.Send("A"),
                new Command.Confirm("A", "K1", "E-1"),
                new Command.Confirm("A", "K2", "E-2"),
                new Command.Release("A", "it was a duplicate", "K1"),
                new Command.Create("B", Day, HomeNumber: "OLD-1"),
                new Command.Import("C", "K3", "E-3", Day),
            })
            {
                Assert.Null(Troubled.Done(books["main"].DoAsync(command)).Rejection);
            }
        }

        return System.IO.File.ReadAllBytes(file);
    }
}
