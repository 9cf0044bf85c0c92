using Microsoft.Data.Sqlite;
using NumberingRules.Sqlite;
using NumberingRules.Storage.Tests.Contract;

namespace NumberingRules.Storage.Tests.HostTransactions;

/// <summary>A transaction that cannot do is refused, in words that say what to do, and nothing is written.</summary>
public sealed class RefusalTests : IDisposable
{
    private static readonly Command Creating = new Command.Create("I1", new(2026, 1, 5));

    private readonly HostFile _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public void One_that_began_by_reading_and_was_overtaken()
    {
        using var connection = _host.Connect();
        using var transaction = connection.BeginTransaction(deferred: true);
        using (var reader = new SqliteCommand("SELECT COUNT(*) FROM invoices", connection, transaction).ExecuteReader())
        {
            reader.Read();
        }

        _host.CreateByWriter("W1");
        AssertRefused(StoreTrouble.Transaction, transaction, "deferred: false");
        transaction.Rollback();
        using var again = connection.BeginTransaction();
        Assert.Equal("A-002", _host.Create(again, "I1").Number!.Text);
    }

    [Fact]
    public async Task One_that_was_overtaken_is_told_so_though_it_may_wait_for_ever()
    {
        using var connection = _host.Connect(timeout: 0);
        using var transaction = Begun(connection, deferred: true);
        HostFile.Run(connection, transaction, "SELECT COUNT(*) FROM invoices");
        _host.CreateByWriter("W1");

        // No wait helps: a minute is for a test that would never end.
        await Task.Run(() => AssertRefused(StoreTrouble.Transaction, transaction, "began by reading")).WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void One_that_waits_for_another_writer_in_vain()
    {
        using var other = _host.Connect();
        using var writing = other.BeginTransaction();
        using var connection = _host.Connect(timeout: 1);
        using var transaction = connection.BeginTransaction(deferred: true);
        AssertRefused(StoreTrouble.Transaction, transaction, "write lock");
        writing.Rollback();
        Assert.Equal("A-001", _host.Create(transaction, "I1").Number!.Text);
    }

    [Fact]
    public void One_that_is_deferred_and_was_not_overtaken_does()
    {
        _host.CreateByWriter("W1");
        using var connection = _host.Connect();
        using var transaction = connection.BeginTransaction(deferred: true);
        Assert.Equal("A-002", _host.Create(transaction, "I1").Number!.Text);
        transaction.Commit();
        _host.AssertAgrees(2, everyInvoiceHasARow: false);
    }

    [Fact]
    public void One_that_is_over()
    {
        using var connection = _host.Connect();
        var transaction = connection.BeginTransaction();
        transaction.Commit();
        AssertRefused(StoreTrouble.Transaction, transaction, "over");
        using var second = connection.BeginTransaction();
        second.Rollback();
        AssertRefused(StoreTrouble.Transaction, second, "over");
    }

    [Fact]
    public void One_of_a_database_without_books()
    {
        using var connection = Scratch.Open(_host.OtherFile());
        using var transaction = connection.BeginTransaction();
        AssertRefused(StoreTrouble.Transaction, transaction, "another database");
    }

    [Fact]
    public void One_of_a_database_in_memory()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var transaction = connection.BeginTransaction();
        AssertRefused(StoreTrouble.Transaction, transaction, "another database");
    }

    [Fact]
    public void One_of_another_database_that_has_books_too()
    {
        var file = _host.OtherFile();
        using var others = new Books(new SqliteStore(file));
        using var connection = Scratch.Open(file);
        using var transaction = connection.BeginTransaction();
        AssertRefused(StoreTrouble.Transaction, transaction, "another database");
        transaction.Commit();
        Assert.Empty(others.Names());
    }

    [Fact]
    public void One_of_a_file_of_the_same_name_in_another_folder()
    {
        var file = Path.Combine(Directory.CreateDirectory(_host.OtherFile()).FullName, Path.GetFileName(_host.File));
        using var others = new Books(new SqliteStore(file));
        using var connection = Scratch.Open(file);
        using var transaction = connection.BeginTransaction();
        AssertRefused(StoreTrouble.Transaction, transaction, "another database");
    }

    [Fact]
    public void One_of_a_database_to_which_that_of_the_books_is_attached()
    {
        using var connection = Scratch.Open(_host.OtherFile());
        HostFile.Run(connection, null, "ATTACH @p0 AS numbers", _host.File);
        using var transaction = connection.BeginTransaction();
        AssertRefused(StoreTrouble.Transaction, transaction, "another database");
    }

    [Fact]
    public void The_same_file_by_another_path_is_the_same_database()
    {
        var link = _host.OtherFile();
        File.CreateSymbolicLink(link, _host.File);
        foreach (var path in new[] { link, Path.GetRelativePath(Environment.CurrentDirectory, _host.File), Path.Combine(Path.GetDirectoryName(_host.File)!, ".", Path.GetFileName(_host.File)) })
        {
            using var connection = Scratch.Open(path);
            using var transaction = connection.BeginTransaction();
            Assert.Equal("A-001", _host.Create(transaction, "I1").Number!.Text);
        }
    }

    [Fact]
    public void Any_of_a_store_that_has_no_transactions()
    {
        using var books = new Books(new MemoryStore());
        using var connection = _host.Connect();
        using var transaction = connection.BeginTransaction();
        Assert.Throws<NotSupportedException>(() => books["main"].DoWithin(transaction, Creating));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    public async Task One_that_waits_for_another_writer_does_once_that_has_ended(int timeout)
    {
        using var other = _host.Connect();
        var writing = Begun(other, deferred: false);
        using var connection = _host.Connect(timeout);
        using var transaction = Begun(connection, deferred: true);
        var ending = Task.Run(async () =>
        {
            await Task.Delay(300);
            await writing.DisposeAsync();
        });
        Assert.Equal("A-001", _host.Create(transaction, "I1").Number!.Text);
        await ending;
    }

    private static SqliteTransaction Begun(SqliteConnection connection, bool deferred) => connection.BeginTransaction(deferred);

    [Fact]
    public void One_of_a_database_whose_name_differs_in_case()
    {
        if (OperatingSystem.IsLinux())
        {
            var file = Path.Combine(Path.GetDirectoryName(_host.File)!, Path.GetFileName(_host.File).ToUpperInvariant());
            using var connection = Scratch.Open(file);
            using var transaction = connection.BeginTransaction();
            AssertRefused(StoreTrouble.Transaction, transaction, "another database");
        }
    }

    [Fact]
    public void What_is_missing_or_misspelled()
    {
        using var connection = _host.Connect();
        using var transaction = connection.BeginTransaction();
        Assert.Throws<ArgumentNullException>("transaction", () => _host.Book.DoWithin(null!, Creating));
        Assert.Throws<ArgumentNullException>("commands[0]", () => _host.Book.DoWithin(transaction, null!));
        Assert.Throws<ArgumentException>("actor", () => _host.Book.DoWithin(transaction, Creating, " Ann"));
        transaction.Commit();
        _host.AssertAgrees(0);
    }

    private void AssertRefused(StoreTrouble trouble, SqliteTransaction transaction, string says)
    {
        var refused = Assert.Throws<StoreException>(() => _host.Book.DoWithin(transaction, Creating));
        Assert.Equal(trouble, refused.Trouble);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }
}
