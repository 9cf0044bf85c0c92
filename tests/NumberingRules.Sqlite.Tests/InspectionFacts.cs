using NumberingRules.Storage;

namespace NumberingRules.Sqlite.Tests;

public sealed class InspectionFacts
{
    [Fact]
    public async Task A_sound_database_has_no_problems_and_hosts_may_have_things_of_their_own()
    {
        await using var shelf = new Shelf();
        await shelf.TellAsync(new("main"), Chronicle.Open, Chronicle.Create("A"));
        shelf.Tamper(
            """
            CREATE TABLE orders (id INTEGER PRIMARY KEY, book INTEGER, invoice TEXT, FOREIGN KEY (book, invoice) REFERENCES numbering_invoices (book, id));
            CREATE VIEW orders_with_numbers AS SELECT * FROM orders JOIN numbering_invoices USING (book);
            CREATE TRIGGER orders_touched AFTER INSERT ON orders BEGIN SELECT 1; END;
            """);

        Assert.Empty(await shelf.ProblemsAsync());
    }

    [Theory]
    [InlineData("ALTER TABLE numbering_invoices ADD COLUMN note TEXT", "note")]
    [InlineData("ALTER TABLE numbering_positions DROP COLUMN latest", "latest")]
    [InlineData("CREATE TABLE numbering_extra (id INTEGER)", "numbering_extra")]
    [InlineData("CREATE TRIGGER forget AFTER INSERT ON numbering_texts BEGIN DELETE FROM numbering_texts; END", "forget")]
    [InlineData("DROP INDEX numbering_numbers_issued", "numbering_numbers_issued")]
    [InlineData("DROP INDEX numbering_numbers_issued; CREATE INDEX numbering_numbers_issued ON numbering_numbers (book, series, scope, period, ordinal) WHERE ordinal > 0", "numbering_numbers_issued")]
    [InlineData("DROP VIEW numbering_current; CREATE VIEW numbering_current AS SELECT 1 AS number", "numbering_current")]
    [InlineData("INSERT INTO numbering_findings VALUES (-1, 1, 1, 'A')", "-1")]
    [InlineData("INSERT INTO numbering_texts VALUES (9, 1, x'00', 'r', NULL)", "9")]
    [InlineData("INSERT INTO numbering_texts VALUES (1, 77, x'00', 'r', NULL)", "77")]
    [InlineData("INSERT INTO numbering_positions VALUES (0, 's', '', 0, 1, NULL)", "book 0")]
    [InlineData("UPDATE numbering_books SET id = -id", "-1")]
    public async Task What_does_not_belong_to_the_tables_is_told(string sql, string told)
    {
        await using var shelf = new Shelf();
        await shelf.TellAsync(new("main"), Chronicle.Open, Chronicle.Create("A"));
        shelf.Tamper(sql);

        Assert.Contains(await shelf.ProblemsAsync(), problem => problem.Contains(told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Looking_at_the_tables_stops_when_it_is_cancelled()
    {
        await using var shelf = new Shelf();
        await shelf.TellAsync(new("main"), Chronicle.Open);
        shelf.Tamper("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) INSERT INTO numbering_findings SELECT 1, 1, 1, 'A' || i FROM n");
        var file = new SqliteFile(new() { File = shelf.File });
        using var link = file.ConnectToRead();
        using var token = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() => link.Stoppable(
            () =>
            {
                token.Cancel();
                return SqliteInspection.Problems(file, link);
            },
            token.Token));

        Assert.Empty(SqliteInspection.Problems(file, link));
    }

    public static TheoryData<string, string> Columns
    {
        get
        {
            var columns = new TheoryData<string, string>();
            foreach (var (table, column) in BookTable.Derived.AsEnumerable().SelectMany(table => table.Columns.AsEnumerable().Where(column => column != "book").Select(column => (table.Name, column))))
            {
                columns.Add(table, column);
            }

            return columns;
        }
    }

    [Theory]
    [MemberData(nameof(Columns))]
    public async Task Every_column_of_every_derived_table_is_shown(string table, string column)
    {
        await using var shelf = new Shelf();
        var told = new Chronicle("main");
        await shelf.TellAsync(
            told, Chronicle.Open, new Command.Connect(new("c")), Chronicle.Create("A"), new Command.Confirm(new("A"), new("k"), new("E")),
            Chronicle.Import("S", "k2", "E"), Chronicle.Create("B"), new Command.Void(new("B"), Side.Home, new("wrong")));
        var key = RowPrint.New();
        var before = await shelf.PrintsAsync(told.Row!, key);
        var at = BookTable.Derived.AsEnumerable().TakeWhile(one => one.Name != table).Count();

        shelf.Tamper($"UPDATE {table} SET {column} = CASE typeof({column}) WHEN 'integer' THEN {column} + 100 WHEN 'text' THEN {column} || '!' WHEN 'blob' THEN CAST({column} || x'01' AS BLOB) ELSE {Other(column)} END{(column == "ordinal" ? " WHERE ordinal > 0" : "")}");

        var after = await shelf.PrintsAsync(told.Row!, key);
        Assert.True(before[at].Rows > 0);
        Assert.False(before[at].IsSameAs(after[at]));
    }

    private static string Other(string column) => column == "latest" ? "1" : "'x'";
}
