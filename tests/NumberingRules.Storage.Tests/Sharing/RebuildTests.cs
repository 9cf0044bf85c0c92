using Microsoft.Data.Sqlite;
using NumberingRules.Sqlite;
using NumberingRules.Storage.Tests.Contract;

namespace NumberingRules.Storage.Tests.Sharing;

/// <summary>Whoever keeps what it read of the look-up tables notices that they were made anew.</summary>
public sealed class RebuildTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 1, 5);
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_rebuild_is_seen_by_who_has_read_the_damaged_tables()
    {
        var file = _scratch.NewFile();
        using var books = new Books(new SqliteStore(file));
        using var others = new Books(new SqliteStore(file));
        var book = books["main"];
        await book.OpenAsync([new("a", "A-{seq:000}")]);
        await book.CreateAsync("I1", Day);
        await book.CreateAsync("I2", Day);
        using (var connection = Scratch.Open(file))
        {
            Run(connection, "UPDATE numbering_invoices SET state = (SELECT CAST(REPLACE(CAST(state AS TEXT), 'A-001', 'A-999') AS BLOB)) WHERE id = 'I1'");
            Run(connection, "UPDATE numbering_positions SET next = 7");
        }

        Assert.Equal("A-999", book.Invoice("I1")!.Number!.Text);
        Assert.Equal("A-999", others["main"].Invoice("I1")!.Number!.Text);
        Assert.False(book.Verify().IsSound);
        books.Rebuild();
        Assert.True(book.Verify().IsSound);
        Assert.Equal("A-001", book.Invoice("I1")!.Number!.Text);
        Assert.Equal("A-003", (await book.CreateAsync("I3", Day)).Number!.Text);
        Assert.Equal("A-001", others["main"].Invoice("I1")!.Number!.Text);
        Assert.Equal("A-004", (await others["main"].CreateAsync("I4", Day)).Number!.Text);
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of these tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        Assert.True(command.ExecuteNonQuery() > 0);
    }
}
