using NumberingRules.Storage;

namespace NumberingRules.PostgreSql.Tests;

/// <summary>What somebody has changed past the library, on a server.</summary>
public sealed class ForgedTests(ServerFixture fixture) : StoreTest(fixture)
{
    private static readonly DateOnly Day = new(2026, 3, 1);

    [PostgreSqlFact]
    public async Task Whatever_value_of_whatever_row_was_changed_verify_says_so()
    {
        await using var books = new Books(Open());
        await FillAsync(books["main"]);
        await using var source = Source();
        await using var connection = await source.OpenConnectionAsync();
        List<(string Table, string Column, string Type)> columns = [];
        await using (var command = source.CreateCommand("SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name) WHERE c.table_schema = 'numbering' AND t.table_type = 'BASE TABLE' ORDER BY 1, c.ordinal_position"))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                columns.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
            }
        }

        Assert.Equal(8, columns.Select(static one => one.Table).Distinct().Count());
        List<string> unnoticed = [];
        foreach (var (table, column, type) in columns)
        {
            var other = type switch
            {
                "bigint" or "integer" => $"{column} + 1000",
                "text" => $"coalesce({column}, '') || 'x'",
                "bytea" => $"{column} || '\\x00'",
                "boolean" => $"NOT {column}",
                "date" => $"coalesce({column}, DATE '2026-03-01') + 1",
                _ => "gen_random_uuid()",
            };
            var set = column == "id" && table == "numbering_books" ? "DEFAULT" : other;
            await RunAsync(connection, $"CREATE TEMP TABLE kept AS SELECT * FROM numbering.{table}");
            Assert.Equal(1L, await RunAsync(connection, $"WITH u AS (UPDATE numbering.{table} SET {column} = {set} WHERE ctid = (SELECT min(ctid) FROM numbering.{table}) RETURNING 1) SELECT count(*) FROM u"));
            if (await IsSoundAsync(books))
            {
                unnoticed.Add($"{table}.{column}");
            }

            await RunAsync(connection, $"DELETE FROM numbering.{table}; INSERT INTO numbering.{table} OVERRIDING SYSTEM VALUE SELECT * FROM kept; DROP TABLE kept");
        }

        Assert.Empty(unnoticed);
        Assert.True(await IsSoundAsync(books));
    }

    /// <summary>The head stands in a table of its own, so that it may be missing, or be there twice.</summary>
    [PostgreSqlTheory]
    [InlineData("DELETE FROM numbering.numbering_heads", true)]
    [InlineData("UPDATE numbering.numbering_heads SET entries = entries - 1", true)]
    [InlineData("INSERT INTO numbering.numbering_heads SELECT book, entries + 1, head, at, seal FROM numbering.numbering_heads", true)]
    [InlineData("INSERT INTO numbering.numbering_heads SELECT book, entries - 1, head, at, seal FROM numbering.numbering_heads", false)]
    public async Task A_head_that_is_missing_doubled_or_wrong_is_found_and_nothing_is_numbered_by_it(string damage, bool isRefused)
    {
        await using var books = new Books(Open());
        await FillAsync(books["main"]);
        var (_, head) = await books["main"].HeadAsync();
        Server.Execute(Database, damage);
        Assert.Equal(["main"], await books.NamesAsync());
        Assert.False(await IsSoundAsync(books));
        if (isRefused)
        {
            // Not that the journal was cut off, which is whole.
            Assert.Contains("'rebuild' makes", (await books["main"].VerifyAsync(head)).Fault!.What, StringComparison.Ordinal);
            Assert.Equal(StoreTrouble.Damaged, await TroubleAsync(async () => await books["main"].CreateAsync("I9", Day)));
        }
        else
        {
            // An older head is none: the newest counts, as the journal's end does.
            Assert.Equal("A-4", (await books["main"].CreateAsync("I9", Day)).Number!.Text);
        }
    }

    /// <summary>Something in each table.</summary>
    private static async Task FillAsync(BookHandle book)
    {
        await book.OpenAsync([new("a", "A-{seq}")]);
        await book.ConnectAsync("acme");
        Assert.All(
            await book.DoManyAsync([
                new Command.Create("I1", Day), new Command.Create("I2", Day), new Command.Create("I3", Day), new Command.Approve("I1"), new Command.Send("I1"),
                new Command.Confirm("I1", "K1", "E1"), new Command.Import("E1", "K2", "E1", Day), new Command.Void("I2", Side.Home, "made by mistake")]),
            static answer => Assert.True(answer.Outcome == Outcome.Accepted, answer.Why));
    }

    private static async Task<bool> IsSoundAsync(Books books)
    {
        try
        {
            foreach (var name in await books.NamesAsync())
            {
                if (await books[name].VerifyAsync() is { IsSound: false })
                {
                    return false;
                }
            }

            return (await books.SchemaProblemsAsync()).Count == 0;
        }
        catch (StoreException e) when (e.Trouble == StoreTrouble.Damaged)
        {
            return false;
        }
    }
}
