using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using NumberingRules.Sqlite;

namespace NumberingRules.Storage.Tests.DependencyInjection;

/// <summary>Books as a service: one for the container, checked when added, opened when asked for, closed with the container.</summary>
public sealed class AddNumberingRulesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("numbering-di-");

    private string BookFile => Path.Combine(_folder.FullName, "numbering.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Three_lines_and_a_number()
    {
        var services = new ServiceCollection();
        services.AddNumberingRules(_ => new SqliteStore(BookFile));
        await using var provider = services.BuildServiceProvider();

        var book = provider.GetRequiredService<Books>()["main"];
        await book.OpenAsync([new("rl", "RL-{seq:00000}")]);
        Assert.Equal("RL-00001", (await book.CreateAsync("A1", new(2026, 1, 5))).Number?.Text);
    }

    [Fact]
    public void There_is_one_for_the_container_and_its_file_is_opened_when_first_asked_for()
    {
        using var provider = new ServiceCollection().AddNumberingRules(_ => new SqliteStore(BookFile)).Services.BuildServiceProvider();
        Assert.False(File.Exists(BookFile));

        var books = provider.GetRequiredService<Books>();
        Assert.True(File.Exists(BookFile));
        using var scope = provider.CreateScope();
        Assert.Same(books, scope.ServiceProvider.GetRequiredService<Books>());
    }

    [Fact]
    public async Task Disposing_the_container_closes_the_books()
    {
        BookHandle book;
        using (var provider = new ServiceCollection().AddNumberingRules(_ => new MemoryStore()).Services.BuildServiceProvider())
        {
            book = provider.GetRequiredService<Books>()["main"];
        }

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await book.RecoverAsync());
    }

    [Fact]
    public async Task Disposing_it_asynchronously_writes_what_is_queued_first()
    {
        var provider = new ServiceCollection().AddNumberingRules(_ => new SqliteStore(BookFile)).Services.BuildServiceProvider();
        var book = provider.GetRequiredService<Books>()["main"];
        var opened = book.OpenAsync([new("rl", "RL-{seq:00000}")]).AsTask();
        var created = Enumerable.Range(0, 100).Select(at => book.CreateAsync($"A{at}", new(2026, 1, 5)).AsTask()).ToList();
        await provider.DisposeAsync();

        // What is answered reaches who asked on a thread of the pool, which may be busy.
        await Task.WhenAll(created.Append(opened)).WaitAsync(TimeSpan.FromMinutes(1));
        using var again = new Books(new SqliteStore(BookFile));
        Assert.Equal("RL-00100", again["main"].Invoice("A99")?.Number?.Text);
    }

    [Fact]
    public void Unsound_options_fail_where_they_are_given()
    {
        var services = new ServiceCollection();
        var thrown = Assert.Throws<ArgumentException>(() => services.AddNumberingRules(_ => new MemoryStore(), options => options.LargestBatch = 0));
        Assert.Contains(new BooksOptions { LargestBatch = 0 }.Problem()!, thrown.Message, StringComparison.Ordinal);
        Assert.Empty(services);
    }

    [Fact]
    public void A_store_is_needed()
    {
        Assert.Throws<ArgumentNullException>(() => new ServiceCollection().AddNumberingRules(null!));
        using var provider = new ServiceCollection().AddNumberingRules(_ => null!).Services.BuildServiceProvider();
        Assert.Contains("AddNumberingRules", Assert.Throws<InvalidOperationException>(provider.GetRequiredService<Books>).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Trouble_with_the_file_says_what_to_do_and_may_be_mended_while_the_host_runs()
    {
        using var provider = new ServiceCollection()
            .AddNumberingRules(_ => new SqliteStore(new SqliteStoreOptions { File = BookFile, MustExist = true }))
            .Services.BuildServiceProvider();
        Assert.Equal(StoreTrouble.CannotOpen, Assert.Throws<StoreException>(provider.GetRequiredService<Books>).Trouble);

        new SqliteStore(BookFile).Close();
        Assert.NotNull(provider.GetRequiredService<Books>());
    }

    [Fact]
    public void A_second_store_without_a_key_is_refused_with_the_remedy()
    {
        var services = new ServiceCollection();
        services.AddNumberingRules(_ => new SqliteStore(BookFile));
        var thrown = Assert.Throws<InvalidOperationException>(() => services.AddNumberingRules(_ => new MemoryStore()));
        Assert.Contains("AddKeyedNumberingRules(\"archive\", …)", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("RemoveAll<Books>()", thrown.Message, StringComparison.Ordinal);
        services.AddKeyedNumberingRules("archive", _ => new MemoryStore());
        Assert.Contains("\"archive\"", Assert.Throws<InvalidOperationException>(() => services.AddKeyedNumberingRules("archive", _ => new MemoryStore())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_store_has_a_key()
    {
        var services = new ServiceCollection();
        services.AddNumberingRules(_ => new SqliteStore(BookFile));
        services.AddKeyedNumberingRules("archive", _ => new MemoryStore());
        await using var provider = services.BuildServiceProvider();
        var (books, archive) = (provider.GetRequiredService<Books>(), provider.GetRequiredKeyedService<Books>("archive"));
        await books["main"].OpenAsync([new("rl", "RL-{seq:00000}")]);
        Assert.Equal(["main"], await books.NamesAsync());
        Assert.Empty(await archive.NamesAsync());
    }

    [Fact]
    public void A_test_can_put_another_in_its_place()
    {
        var services = new ServiceCollection().AddNumberingRules(_ => new SqliteStore(BookFile)).Services;
        using var provider = services.RemoveAll<Books>().AddNumberingRules(_ => new MemoryStore()).Services.BuildServiceProvider();
        Assert.Empty(provider.GetRequiredService<Books>().Names());
        Assert.False(File.Exists(BookFile));
    }

    [Fact]
    public async Task Clock_and_log_are_the_containers()
    {
        var noon = new DateTimeOffset(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);
        var services = new ServiceCollection().AddNumberingRules(_ => new MemoryStore()).Services;
        services.AddSingleton<TimeProvider>(new Stopped(noon));
        services.AddSingleton<ILoggerFactory>(new Recording());
        await using var provider = services.BuildServiceProvider();

        Assert.Equal(noon, await OpenedAt(provider));
        Assert.Equal(["NumberingRules.Books", "NumberingRules.Writer"], ((Recording)provider.GetRequiredService<ILoggerFactory>()).Categories);
    }

    [Fact]
    public async Task Unless_others_are_given()
    {
        var (noon, midnight) = (new DateTimeOffset(2026, 3, 3, 12, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 4, 0, 0, 0, TimeSpan.Zero));
        using var own = new Recording();
        var services = new ServiceCollection().AddNumberingRules(_ => new MemoryStore(), options => (options.Time, options.Logging) = (new Stopped(midnight), own)).Services;
        services.AddSingleton<TimeProvider>(new Stopped(noon));
        services.AddSingleton<ILoggerFactory>(new Recording());
        await using var provider = services.BuildServiceProvider();

        Assert.Equal(midnight, await OpenedAt(provider));
        Assert.Equal(["NumberingRules.Books", "NumberingRules.Writer"], own.Categories);
        Assert.Empty(((Recording)provider.GetRequiredService<ILoggerFactory>()).Categories);
    }

    [Fact]
    public void The_store_may_need_the_hosts_services()
    {
        var services = new ServiceCollection().AddNumberingRules(provider => new SqliteStore(provider.GetRequiredService<SqliteStoreOptions>())).Services;
        services.AddSingleton(new SqliteStoreOptions { File = BookFile });
        using var provider = services.BuildServiceProvider();
        Assert.NotNull(provider.GetRequiredService<Books>());
        Assert.True(File.Exists(BookFile));
    }

    private static async Task<DateTimeOffset> OpenedAt(IServiceProvider provider)
    {
        var book = provider.GetRequiredService<Books>()["main"];
        await book.OpenAsync([new("rl", "RL-{seq:00000}")]).ConfigureAwait(false);
        return Assert.Single(book.Entries()).At;
    }

    private sealed class Stopped(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    private sealed class Recording : ILoggerFactory
    {
        internal List<string> Categories { get; } = [];

        public ILogger CreateLogger(string categoryName)
        {
            Categories.Add(categoryName);
            return Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;
        }

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public void Dispose()
        {
        }
    }
}
