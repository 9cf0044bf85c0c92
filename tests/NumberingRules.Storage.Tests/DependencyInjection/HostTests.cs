using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NumberingRules.DependencyInjection;
using NumberingRules.Sqlite;

namespace NumberingRules.Storage.Tests.DependencyInjection;

/// <summary>A host has its books as configured before it starts anything else, or it does not start.</summary>
public sealed class HostTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("numbering-host-");

    private string BookFile => Path.Combine(_folder.FullName, "numbering.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Its_book_is_open_before_other_services_start()
    {
        var first = new First();
        using var host = Host(services =>
        {
            services.AddSingleton<IHostedService>(provider => first.Of(provider.GetRequiredService<Books>()));
            services.AddNumberingRules(_ => new SqliteStore(BookFile)).AddBook("main", [new("rl", "RL-{seq:00000}")], new(HomeNumber: HomeNumberPolicy.OnCreate));
        });
        await host.StartAsync();
        Assert.Equal("RL-00001", first.Number);
        await host.StopAsync();
    }

    [Fact]
    public async Task It_does_not_start_with_a_book_that_cannot_be_as_configured()
    {
        using (var host = Host(services => services.AddNumberingRules(_ => new SqliteStore(BookFile)).AddBook("main", [new("rl", "RL-{seq:00000}")])))
        {
            await host.StartAsync();
        }

        using var changed = Host(services => services.AddNumberingRules(_ => new SqliteStore(BookFile)).AddBook("main", [new("rl", "R-{seq:00000}")]));
        var thrown = await Assert.ThrowsAsync<BookConfigurationException>(() => changed.StartAsync());
        Assert.Contains("Series 'rl', format: the book has 'RL-{seq:00000}', the configuration 'R-{seq:00000}'.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_does_not_start_with_a_store_that_cannot_be_opened()
    {
        await File.WriteAllTextAsync(BookFile, "no database, and long enough that nobody takes it for an empty one; the header alone is a hundred bytes long");
        using var host = Host(services => services.AddNumberingRules(_ => new SqliteStore(BookFile)));
        Assert.Equal(StoreTrouble.NotABook, (await Assert.ThrowsAsync<StoreException>(() => host.StartAsync())).Trouble);
    }

    [Fact]
    public void What_is_wrong_in_code_is_said_where_it_is_written()
    {
        var numbering = new ServiceCollection().AddNumberingRules(_ => new MemoryStore());
        Assert.Contains("{sq}", Assert.Throws<BookConfigurationException>(() => numbering.AddBook("main", [new("rl", "RL-{sq}")])).Message, StringComparison.Ordinal);
        Assert.Contains("' main'", Assert.Throws<ArgumentException>(() => numbering.AddBook(" main", [new("rl", "RL-{seq}")])).Message, StringComparison.Ordinal);
        Assert.Throws<BookConfigurationException>(() => numbering.AddBooks(["a", "b"], []));
    }

    [Fact]
    public async Task Many_tenants_are_one_line()
    {
        using var host = Host(services => services.AddNumberingRules(_ => new SqliteStore(BookFile))
            .AddBooks(Enumerable.Range(1, 600).Select(at => $"tenant-{at}"), [new("inv", "{date:yyyy}-{seq:0000}", Reset: Reset.Yearly)]));
        await host.StartAsync();
        var books = host.Services.GetRequiredService<Books>();
        Assert.Equal(600, (await books.NamesAsync()).Count);
        Assert.Equal("2026-0001", (await books["tenant-600"].CreateAsync("A1", new(2026, 1, 5))).Number);
        Assert.Equal("2026-0001", (await books["tenant-1"].CreateAsync("A1", new(2026, 1, 5))).Number);
    }

    [Fact]
    public async Task Tenants_may_be_read_from_the_hosts_own_services()
    {
        using var host = Host(services =>
        {
            services.AddScoped(_ => new Tenants("b"));
            services.AddNumberingRules(_ => new MemoryStore()).AddBooks(provider => provider.GetRequiredService<Tenants>().NamesAsync(), new BookSettings([new("rl", "RL-{seq}")]));
        });
        await host.StartAsync();
        Assert.Equal(["a", "b"], await host.Services.GetRequiredService<Books>().NamesAsync());
    }

    [Fact]
    public async Task Each_store_has_its_own_books()
    {
        using var host = Host(services =>
        {
            services.AddNumberingRules(_ => new MemoryStore()).AddBook("main", [new("rl", "RL-{seq}")]);
            services.AddKeyedNumberingRules("archive", _ => new MemoryStore()).AddBook("old", [new("o", "O-{seq}")]);
        });
        await host.StartAsync();
        Assert.Equal(["main"], await host.Services.GetRequiredService<Books>().NamesAsync());
        Assert.Equal(["old"], await host.Services.GetRequiredKeyedService<Books>("archive").NamesAsync());
    }

    [Fact]
    public async Task A_book_is_read_from_configuration()
    {
        using var host = Host(services => services.AddNumberingRules(_ => new MemoryStore()).AddBook("main", Configured(
            """
            {
              "Series": [
                {
                  "Id": "rent", "Format": "{scope:AA}-{date:yyyy}-{seq:0000}", "Start": 100, "Max": 9999, "Reset": "yearly", "DateOrder": "enforced", "MaxLength": 20,
                  "Forms": { "credit": "{scope:AA}C-{date:yyyy}-{seq:0000}" }, "ValidFrom": "2026-01-01", "ValidUntil": "2027-12-31"
                },
                { "Id": "f", "Format": "F{fiscalStart:yyyy}-{seq}", "Reset": "fiscal", "FiscalYearStartMonth": 7 }
              ],
              "Policy": { "Authority": "home", "HomeNumber": "on-approval", "ImportedHomeNumber": "never", "ImportSeries": "f" }
            }
            """)));
        await host.StartAsync();
        var header = await host.Services.GetRequiredService<Books>()["main"].HeaderAsync();
        Assert.Equal(
            new SeriesDefinition("rent", "{scope:AA}-{date:yyyy}-{seq:0000}", 100, 9999, Reset.Yearly, 1, DateOrder.Enforced, 20, [new("credit", "{scope:AA}C-{date:yyyy}-{seq:0000}")], new(2026, 1, 1), new(2027, 12, 31)),
            header.Series.Find("rent")!.Series.Definition);
        Assert.Equal(new SeriesDefinition("f", "F{fiscalStart:yyyy}-{seq}", Reset: Reset.Fiscal, FiscalYearStartMonth: 7), header.Series.Find("f")!.Series.Definition);
        Assert.Equal(new Policy(Side.Home, HomeNumberPolicy.OnApproval, ImportedHomeNumberPolicy.Never, "f"), header.Policy);
    }

    [Fact]
    public async Task Every_mistake_in_the_configuration_is_named_with_path_and_value()
    {
        using var host = Host(services => services.AddNumberingRules(_ => new MemoryStore()).AddBook("main", Configured(
            """
            {
              "Numbering": {
                "Series": [
                  { "Id": "a", "Format": "A-{seq}", "Reset": "Yearly", "Start": "-1", "ValidFrom": "1.1.2026", "Prefix": "A" },
                  { "Id": " b", "Format": "B-{seq}", "Forms": { "c ": "C-{seq}" } },
                  { }
                ],
                "Policies": { },
                "Policy": { "HomeNumber": "OnCreate", "ImportSeries": "" }
              }
            }
            """).GetSection("Numbering")));
        var thrown = await Assert.ThrowsAsync<BookConfigurationException>(() => host.StartAsync());
        Assert.Equal(
            [
                "Numbering:Series:0:Prefix is no setting; there are Id, Format, Start, Max, Reset, FiscalYearStartMonth, DateOrder, MaxLength, Forms, ValidFrom, ValidUntil.",
                "Numbering:Series:0:Start '-1' is no whole number from 0.",
                "Numbering:Series:0:Reset 'Yearly' is none of never, yearly, monthly, fiscal.",
                "Numbering:Series:0:ValidFrom '1.1.2026' is no date; write it as 2026-01-31.",
                "Numbering:Series:1:Id ' b' must not begin or end with a space.",
                "Numbering:Series:1:Forms:c  'c ' must not begin or end with a space.",
                "Numbering:Policy:HomeNumber 'OnCreate' is none of on-create, on-approval.",
                "Numbering:Policy:ImportSeries '' must not be empty.",
            ],
            thrown.Problems.Where(static problem => !problem.Contains("Policies", StringComparison.Ordinal) && !problem.Contains("Series:2", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("{}", "Numbering:Series is missing: it is a list with at least one series, each with Id and Format.")]
    [InlineData("""{ "Numbering": { "Series": { "rl": { "Format": "RL-{seq}" } } } }""", "Numbering:Series:rl is no item of a list")]
    [InlineData("""{ "Numbering": { "Series": [ { "Id": "a", "Format": "A-{seq}" }, { "Id": "a", "Format": "B-{seq}" } ] } }""", "book 'main' cannot be as configured. Numbering: series 'a': the id is repeated")]
    public async Task So_is_what_is_missing_or_cannot_be(string json, string says)
    {
        using var host = Host(services => services.AddNumberingRules(_ => new MemoryStore()).AddBook("main", Configured(json).GetSection("Numbering")));
        Assert.Contains(says, (await Assert.ThrowsAsync<BookConfigurationException>(() => host.StartAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_tenants_the_one_whose_format_cannot_be_is_named()
    {
        using var host = Host(services => services.AddNumberingRules(_ => new MemoryStore()).AddBooks(Configured(
            """{ "Tenants": { "east": { "Series": [ { "Id": "rent", "Format": "E-{seq}" } ] }, "north": { "Series": [ { "Id": "rent", "Format": "N-" } ] } } }""").GetSection("Tenants")));
        var thrown = await Assert.ThrowsAsync<BookConfigurationException>(() => host.StartAsync());
        Assert.Equal("north", thrown.Book);
        Assert.StartsWith("book 'north' cannot be as configured. Tenants:north: series 'rent': format needs {seq} once. ", thrown.Message, StringComparison.Ordinal);
        Assert.Empty(await host.Services.GetRequiredService<Books>().NamesAsync());
    }

    [Fact]
    public async Task A_book_that_is_configured_twice_differently_is_refused_before_anything_is_written()
    {
        using var host = Host(services => services.AddNumberingRules(_ => new MemoryStore())
            .AddBook("first", [new("f", "F-{seq}")])
            .AddBook("main", [new("rl", "RL-{seq}")])
            .AddBook("main", Configured("""{ "Series": [ { "Id": "x", "Format": "X-{seq}" } ] }""")));
        var thrown = await Assert.ThrowsAsync<BookConfigurationException>(() => host.StartAsync());
        Assert.Equal(
            "book 'main' cannot be as configured. It is configured twice, differently: with series rl (RL-{seq}), and with series x (X-{seq}). Configure it once, with all of its series.",
            thrown.Message);
        Assert.Empty(await host.Services.GetRequiredService<Books>().NamesAsync());
    }

    [Theory]
    [InlineData(2, null, "the series have the same ids and formats and differ otherwise")]
    [InlineData(1, Side.Home, "the policies differ")]
    public async Task So_is_one_that_differs_in_less(long start, Side? authority, string says)
    {
        using var host = Host(services => services.AddNumberingRules(_ => new MemoryStore())
            .AddBook("main", [new("rl", "RL-{seq}")]).AddBook("main", [new("rl", "RL-{seq}", start)], authority is null ? null : new(Authority: authority)));
        Assert.Contains(says, (await Assert.ThrowsAsync<BookConfigurationException>(() => host.StartAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_book_that_is_configured_twice_alike_is_one()
    {
        using var host = Host(services => services.AddNumberingRules(_ => new MemoryStore()).AddBook("main", [new("rl", "RL-{seq}")]).AddBooks(["main", "other"], [new("rl", "RL-{seq}")]));
        await host.StartAsync();
        Assert.Equal(["main", "other"], await host.Services.GetRequiredService<Books>().NamesAsync());
    }

    [Fact]
    public async Task Books_are_read_from_configuration_by_their_names()
    {
        using var host = Host(services => services.AddNumberingRules(_ => new MemoryStore()).AddBooks(Configured(
            """{ "Books": { "north": { "Series": [ { "Id": "n", "Format": "N-{seq}" } ] }, "south": { "Series": [ { "Id": "s", "Format": "S-{seq}" } ] } } }""").GetSection("Books")));
        await host.StartAsync();
        var books = host.Services.GetRequiredService<Books>();
        Assert.Equal(["north", "south"], await books.NamesAsync());
        Assert.Equal("S-1", (await books["south"].CreateAsync("A1", new(2026, 1, 5))).Number);

        using var empty = Host(services => services.AddNumberingRules(_ => new MemoryStore()).AddBooks(Configured("{}").GetSection("Books")));
        Assert.Contains("Books has no books", (await Assert.ThrowsAsync<BookConfigurationException>(() => empty.StartAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_bind_from_configuration_and_are_checked()
    {
        var configuration = Configured("""{ "Books": { "Wait": "00:00:05", "LargestBatch": 100 }, "Store": { "File": "FILE", "WriteWait": "00:00:10" }, "Bad": { "LargestBatch": 0 } }""".Replace("FILE", BookFile, StringComparison.Ordinal));
        using var host = Host(services => services.AddNumberingRules(
            _ => new SqliteStore(configuration.GetSection("Store").Get<SqliteStoreOptions>()!), configuration.GetSection("Books").Bind));
        await host.StartAsync();
        var books = host.Services.GetRequiredService<Books>();
        Assert.Equal((TimeSpan.FromSeconds(5), 100), (books.Options.Wait, books.Options.LargestBatch));
        Assert.True(File.Exists(BookFile));
        Assert.Contains("BooksOptions.LargestBatch is 0", Assert.Throws<ArgumentException>(() => new ServiceCollection().AddNumberingRules(_ => new MemoryStore(), configuration.GetSection("Bad").Bind)).Message, StringComparison.Ordinal);
    }

    private static IHost Host(Action<IServiceCollection> set)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.ClearProviders();
        set(builder.Services);
        return builder.Build();
    }

    private static IConfigurationRoot Configured(string json) => new ConfigurationBuilder().AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json))).Build();

    private sealed class Tenants(string last)
    {
        public async IAsyncEnumerable<string> NamesAsync()
        {
            await Task.Yield();
            yield return "a";
            yield return last;
        }
    }

    /// <summary>A service that asks for a number as soon as it is started.</summary>
    private sealed class First : IHostedService
    {
        private Books? _books;

        internal string? Number { get; private set; }

        public async Task StartAsync(CancellationToken cancellationToken) => Number = (await _books!["main"].CreateAsync("A1", new(2026, 1, 5), cancellation: cancellationToken)).Number;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        internal First Of(Books books)
        {
            _books = books;
            return this;
        }
    }
}
