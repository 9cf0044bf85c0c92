using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using NumberingRules.Sqlite;
using NumberingRules.Storage.Tests.Contract;
using NumberingRules.Storage.Tests.Crashes;

namespace NumberingRules.Storage.Tests.FrontDoor;

/// <summary>A store takes what a developer has at hand, a path or the connection string of the application, and says what it cannot take.</summary>
public sealed class StoreFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string BookFile => Path.Combine(_folder.Path, "app.db");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Data Source={0}")]
    [InlineData("DataSource={0}")]
    [InlineData("Filename={0};")]
    [InlineData("Cache=Shared;Data Source=\"{0}\";Foreign Keys=True;Default Timeout=5;Pooling=False")]
    [InlineData("data source={0};Mode=ReadWriteCreate")]
    [InlineData("{0}")]
    public async Task A_path_or_a_connection_string_names_the_file(string text)
    {
        await using (var books = new Books(new SqliteStore(string.Format(System.Globalization.CultureInfo.InvariantCulture, text, BookFile))))
        {
            await books["main"].EnsureOpenAsync([new("rl", "RL-{seq:00000}")]);
        }

        using var again = new Books(new SqliteStore(BookFile));
        Assert.Equal(["main"], await again.NamesAsync());
    }

    [Fact]
    public async Task The_mode_of_a_connection_string_counts()
    {
        Assert.Equal(StoreTrouble.CannotOpen, Assert.Throws<StoreException>(() => new SqliteStore($"Data Source={BookFile};Mode=ReadWrite")).Trouble);
        Assert.False(File.Exists(BookFile));
        await new SqliteStore(BookFile).DisposeAsync();
        await using var books = new Books(new SqliteStore($"Data Source={BookFile};Mode=ReadOnly"));
        Assert.Equal(StoreTrouble.ReadOnly, (await Assert.ThrowsAsync<StoreException>(async () => await books["main"].OpenAsync([new("rl", "RL-{seq}")]))).Trouble);
    }

    [Theory]
    [InlineData(":memory:", "For books in memory use MemoryStore")]
    [InlineData("Data Source=:memory:", "For books in memory use MemoryStore")]
    [InlineData("Data Source=shared;Mode=Memory;Cache=Shared", "For books in memory use MemoryStore")]
    [InlineData("file:books.db", "give the path alone")]
    [InlineData("Data Source=file:books.db", "give a path, such as 'Data Source=books.db'")]
    [InlineData("Data Source=;Mode=ReadOnly", "without a Data Source; name the file")]
    [InlineData("Data Source=books.db;Password=secret", "cannot be kept in an encrypted file")]
    [InlineData("Data Source=books.db;Mood=ReadOnly", "cannot be read")]
    [InlineData("Data Source=books.db;Mode=Sometimes", "cannot be read")]
    public void What_it_cannot_take_is_refused_with_what_to_do(string text, string says)
    {
        var message = Assert.Throws<ArgumentException>("options", () => new SqliteStore(text)).Message;
        Assert.StartsWith("SqliteStoreOptions.File is ", message, StringComparison.Ordinal);
        Assert.Contains(says, message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_application_is_left_alone_unless_told_otherwise()
    {
        using (var connection = Scratch.Open(BookFile))
        {
            FileRows.Run(BookFile, "CREATE TABLE invoices (id TEXT)");
        }

        var thrown = Assert.Throws<StoreException>(() => new SqliteStore($"Data Source={BookFile}"));
        Assert.Equal(StoreTrouble.NotABook, thrown.Trouble);
        Assert.Contains("belongs to another application (it has a table 'invoices')", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("SqliteStoreOptions.ShareFile", thrown.Message, StringComparison.Ordinal);
        new SqliteStore(new SqliteStoreOptions { File = $"Data Source={BookFile}", ShareFile = true }).Close();
    }

    /// <summary>Two hosts started together once met each other's tables half-way, and one said that they belong to another application.</summary>
    [Fact]
    public void Hosts_that_open_one_new_file_at_the_same_moment_all_open_it()
    {
        for (var at = 0; at < 50; at++)
        {
            using var start = new Barrier(4);
            var file = $"{BookFile}.{at}";
            ConcurrentQueue<StoreException> troubles = [];
            Thread[] hosts = [.. Enumerable.Range(0, start.ParticipantCount).Select(_ => new Thread(() => Open(file, start, troubles)))];
            Array.ForEach(hosts, host => host.Start());
            Array.ForEach(hosts, host => host.Join());
            Assert.Empty(troubles);
        }
    }

    [Fact]
    public async Task Making_tables_is_logged_and_opening_them_again_is_not()
    {
        using var logged = new LoggedLines();
        await new SqliteStore(new SqliteStoreOptions { File = BookFile, Logging = logged }).DisposeAsync();
        await new SqliteStore(new SqliteStoreOptions { File = BookFile, Logging = logged }).DisposeAsync();
        var (category, level, line) = Assert.Single(logged.Lines);
        Assert.Equal(("NumberingRules.Sqlite", LogLevel.Information), (category, level));
        Assert.StartsWith($"{BookFile}: the tables of the books were made (version ", line, StringComparison.Ordinal);
    }

    private static void Open(string file, Barrier start, ConcurrentQueue<StoreException> troubles)
    {
        start.SignalAndWait();
        try
        {
            new SqliteStore(file).Close();
        }
        catch (StoreException trouble)
        {
            troubles.Enqueue(trouble);
        }
    }
}
