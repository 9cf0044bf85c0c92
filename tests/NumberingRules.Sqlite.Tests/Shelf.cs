using Microsoft.Data.Sqlite;
using NumberingRules.Storage;

namespace NumberingRules.Sqlite.Tests;

/// <summary>A store on a file of its own, gone after the test.</summary>
internal sealed class Shelf : IAsyncDisposable
{
    internal Shelf(TimeSpan? wait = null, long logLimit = 1L << 26) =>
        Store = new(new SqliteStoreOptions { File = File, WriteWait = wait ?? TimeSpan.FromSeconds(30), LogLimit = logLimit });

    internal string File { get; } = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".db");

    internal SqliteStore Store { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(File)!, Path.GetFileName(File) + "*"))
        {
            System.IO.File.Delete(file);
        }
    }

    /// <summary>Moves the open file away, and puts a copy in its place.</summary>
    internal void Replace()
    {
        System.IO.File.Move(File, File + "-moved");
        System.IO.File.Copy(File + "-moved", File);
    }

    internal async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        Store = new(File);
    }

    /// <summary>Tells a chronicle on, in a transaction of its own.</summary>
    internal async Task TellAsync(Chronicle chronicle, params Command[] commands)
    {
        var load = new BookLoad(chronicle.Name);
        await using (var session = await Store.WriteAsync([load], default))
        {
            if (load.Row is { } row)
            {
                chronicle.Know(row);
            }

            await session.CommitAsync(chronicle.Do(commands), default);
        }

        chronicle.Know((await RowAsync(chronicle.Name))!);
    }

    internal Task<BookRow?> RowAsync(string book) => ReadAsync(async session =>
    {
        var load = new BookLoad(book);
        await session.LoadAsync([load], default);
        return load.Row;
    });

    internal async Task<T> ReadAsync<T>(Func<IReadSession, Task<T>> question)
    {
        await using var session = await Store.ReadAsync(default);
        return await question(session);
    }

    /// <summary>The ids of a whole list, read in pages of a size.</summary>
    internal Task<List<string>> ListAsync(BookRow book, InvoiceList list, int page) => ReadAsync(async session =>
    {
        var ids = new List<string>();
        for (var after = default(ListPlace); ;)
        {
            var some = await session.ListAsync(book, list, after, page, default);
            ids.AddRange(some.Select(one => one.Invoice.Id.Text));
            if (some.Count < page)
            {
                return ids;
            }

            after = some[^1].Place;
        }
    });

    /// <summary>What <c>verify</c> would see of a book: the print of every table's rows, under one key.</summary>
    internal Task<List<RowPrint>> PrintsAsync(BookRow book, RowPrint key) => ReadAsync(async session =>
    {
        var prints = new List<RowPrint>();
        foreach (var table in BookTable.Derived.AsEnumerable())
        {
            var print = key.Another();
            await session.ScanAsync(table, book, print, default);
            prints.Add(print);
        }

        return prints;
    });

    internal Task<IReadOnlyList<string>> ProblemsAsync() => ReadAsync(session => session.SchemaProblemsAsync(default).AsTask());

    /// <summary>Runs statements as somebody with another program would.</summary>
    internal void Tamper(string sql)
    {
        using var connection = Connect(pooling: false);
        Run(connection, sql);
    }

    /// <summary>Looks for a text in the bytes of the file and of those beside it.</summary>
    internal void HoldsNowhere(string text) => HoldsNowhere(File, text);

    internal static void HoldsNowhere(string file, string text)
    {
        Assert.All(
            Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "*"),
            each => Assert.DoesNotContain(text, Bytes(each), StringComparison.OrdinalIgnoreCase));

        static string Bytes(string file)
        {
            using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(open, System.Text.Encoding.Latin1);
            return reader.ReadToEnd();
        }
    }

    internal SqliteConnection Connect(bool pooling)
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling={pooling}");
        connection.Open();
        return connection;
    }

    internal static object? Run(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        return command.ExecuteScalar();
    }
}
