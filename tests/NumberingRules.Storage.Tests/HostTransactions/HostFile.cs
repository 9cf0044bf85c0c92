using Microsoft.Data.Sqlite;
using NumberingRules.Sqlite;
using NumberingRules.Storage.Tests.Contract;
using NumberingRules.Storage.Tests.Crashes;

namespace NumberingRules.Storage.Tests.HostTransactions;

/// <summary>A host's own database with its table of invoices, the books beside it, and a way to ask for numbers.</summary>
internal sealed class HostFile : IDisposable
{
    private readonly Scratch _scratch = new();

    internal HostFile()
    {
        File = _scratch.NewFile();
        using (var connection = Connect())
        {
            Run(connection, null, "PRAGMA journal_mode = WAL; CREATE TABLE invoices (id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE)");
        }

        Books = new(new SqliteStore(new SqliteStoreOptions { File = File, ShareFile = true }));
        ByWriter(new Command.Open([new("a", "A-{seq:000}")]));
    }

    internal string File { get; }

    internal Books Books { get; }

    internal BookHandle Book => Books["main"];

    internal string OtherFile() => _scratch.NewFile();

    internal SqliteConnection Connect(int timeout = 30) => Scratch.Open(File, timeout);

    /// <summary>Creates an invoice and the host's row of it in one transaction, the row with the number the answer carries.</summary>
    internal static Answer Create(BookHandle book, SqliteTransaction transaction, string id)
    {
        var answer = book.DoWithin(transaction, new Command.Create(id, new(2026, 1, 5)));
        Run(transaction.Connection!, transaction, "INSERT INTO invoices (id, number) VALUES (@p0, @p1)", id, answer.Number!.Text);
        return answer;
    }

    internal Answer Create(SqliteTransaction transaction, string id) => Create(Book, transaction, id);

    /// <summary>Does a command through the writer, and waits.</summary>
    internal Answer ByWriter(Command command, string book = "main") =>
        Books[book].DoAsync(command).Now();

    internal Answer CreateByWriter(string id) => ByWriter(new Command.Create(id, new(2026, 1, 5)));

    internal static int Run(SqliteConnection connection, SqliteTransaction? transaction, string sql, params string[] values)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of these tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = transaction;
        for (var at = 0; at < values.Length; at++)
        {
            command.Parameters.AddWithValue($"@p{at}", values[at]);
        }

        return command.ExecuteNonQuery();
    }

    /// <summary>The host's rows.</summary>
    internal List<(string Id, string Number)> Rows()
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, number FROM invoices ORDER BY number";
        using var reader = command.ExecuteReader();
        var rows = new List<(string, string)>();
        while (reader.Read())
        {
            rows.Add((reader.GetString(0), reader.GetString(1)));
        }

        return rows;
    }

    /// <summary>Host and book have the same invoices, without a gap, and everything is as a rebuild would have it.</summary>
    internal void AssertAgrees(int count, bool everyInvoiceHasARow = true)
    {
        var invoices = Book.Invoices(count: int.MaxValue).Items;
        Assert.Equal(Enumerable.Range(1, count).Select(number => $"A-{number:000}"), invoices.Select(kept => kept.Number!.Text).Order(StringComparer.Ordinal));
        var byId = invoices.ToDictionary(kept => kept.Invoice.Id.Text, kept => kept.Number!.Text);
        Assert.All(Rows(), row => Assert.Equal(byId[row.Id], row.Number));
        Assert.True(!everyInvoiceHasARow || Rows().Count == count);
        Assert.Null(Book.Verify().Fault?.What);
        var written = FileRows.Dump(File, "numbering_");
        Books.Rebuild();
        Assert.Equal(FileRows.Dump(File, "numbering_"), written);
    }

    public void Dispose()
    {
        Books.Dispose();
        _scratch.Dispose();
    }
}
