using System.Globalization;
using System.Runtime.CompilerServices;
using NumberingRules.Sqlite;
using NumberingRules.Storage.Tests.Contract;

namespace NumberingRules.Storage.Tests.Faults;

[CollectionDefinition(nameof(GrowthTests), DisableParallelization = true)]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "xunit calls it so")]
public sealed class AloneCollection;

/// <summary>Every queue and cache has its bound. Alone, for memory is that of the process.</summary>
[Collection(nameof(GrowthTests))]
public sealed class GrowthTests
{
    private static readonly DateOnly Day = new(2026, 1, 5);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task No_more_calls_wait_for_the_writer_than_the_option_says()
    {
        const int Most = 10;
        var watched = 0;
        var store = new MemoryStore();
        await using var books = new Books(store, new() { MostWaiting = Most, Watch = _ => Interlocked.Increment(ref watched) });
        await books["main"].OpenAsync([new("a", "A-{seq}")]);
        List<Task<Answer>> asked;
        await using (await store.WriteAsync([], default))
        {
            asked = [.. Enumerable.Range(0, 50).Select(at => books["main"].CreateAsync(Id(at), Day).AsTask())];
            Assert.Equal(1 + Most, Volatile.Read(ref watched));
        }

        Assert.Equal(Enumerable.Range(1, 50).Select(at => $"A-{at}").Order(StringComparer.Ordinal), (await Task.WhenAll(asked).WaitAsync(Patience)).Select(answer => answer.Number!.Text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Who_finds_no_room_is_told_so_once_its_limit_is_over()
    {
        var store = new MemoryStore();
        await using var books = new Books(store, new() { MostWaiting = 1, Wait = TimeSpan.FromMilliseconds(300) });
        await books["main"].OpenAsync([new("a", "A-{seq}")]);
        await using (await store.WriteAsync([], default))
        {
            var told = await Task.WhenAll(Enumerable.Range(0, 20).Select(at => Record.ExceptionAsync(async () => await books["main"].CreateAsync(Id(at), Day)))).WaitAsync(Patience);
            Assert.All(told, one => Assert.Equal(StoreTrouble.Busy, Assert.IsType<StoreException>(one).Trouble));
        }

        Assert.Empty((await books["main"].InvoicesAsync()).Items);
    }

    [Fact]
    public async Task Memory_does_not_grow_with_the_invoices_written_and_looked_up()
    {
        const int Count = 20_000;
        using var scratch = new Scratch();
        await using var books = new Books(new SqliteStore(scratch.NewFile()));
        var book = books["main"];
        await book.OpenAsync([new("a", "A-{seq}")]);
        await WriteAndLookUp(0, Count);
        var before = Memory();
        await WriteAndLookUp(Count, 2 * Count);

        // It was 238 bytes for each written and 694 for each looked up, 18 MB in all.
        Assert.InRange(Memory() - before, long.MinValue, 4_000_000);

        async Task WriteAndLookUp(int from, int until)
        {
            await book.DoManyAsync([.. Enumerable.Range(from, until - from).Select(at => new Command.Create(Id(at), Day))]);
            for (var at = from; at < until; at++)
            {
                Assert.NotNull(await book.InvoiceAsync(Id(at)));
            }
        }
    }

    [Fact]
    public async Task Memory_does_not_grow_with_the_books_beyond_the_headers_kept()
    {
        const int Count = 2_000;
        using var scratch = new Scratch();
        await using var books = new Books(new SqliteStore(scratch.NewFile()), new() { HeadersKept = 10 });
        await Open(0);
        var before = Memory();
        await Open(Count);
        Assert.InRange(Memory() - before, long.MinValue, 2_000_000);

        async Task Open(int from)
        {
            await Task.WhenAll(Enumerable.Range(from, Count).Select(at => books[Id(at).Text].OpenAsync([.. Enumerable.Range(0, 20).Select(series => new SeriesDefinition($"s{series}", $"S{series}-{{seq}}"))]).AsTask())).WaitAsync(Patience);

            // Of the last batch something stays until the next one.
            await books["last"].RecoverAsync();
        }
    }

    [Fact]
    public async Task Readers_at_once_leave_few_connections_behind()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var scratch = new Scratch();
        var file = scratch.NewFile();
        var store = new SqliteStore(file);
        await using var books = new Books(store);
        await books["main"].OpenAsync([new("a", "A-{seq}")]);
        for (var round = 0; round < 3; round++)
        {
            var sessions = new List<IReadSession>();
            for (var at = 0; at < 60; at++)
            {
                sessions.Add(await store.ReadAsync(default));
            }

            Assert.True(Handles(file + "-wal") >= 60);
            foreach (var session in sessions)
            {
                await session.DisposeAsync();
            }

            // Eight are kept, and the writer's. SQLite keeps the handles of the file itself for whoever comes next.
            Assert.InRange(Handles(file + "-wal"), 1, 9);
            Assert.InRange(Handles(file), 1, 61);
        }

        static int Handles(string file) => Directory.GetFiles("/proc/self/fd").Count(handle => File.ResolveLinkTarget(handle, returnFinalTarget: false)?.FullName == file);
    }

    [Fact]
    public async Task A_page_of_findings_costs_its_own_findings()
    {
        const int Count = 3_000;
        var store = new SlowStore();
        await using var books = new Books(store);
        var book = books["main"];
        await book.OpenAsync([new("a", "A-{seq}")]);
        await book.ConnectAsync("acme");
        await book.DoManyAsync([.. Enumerable.Range(0, Count).Select(at => new Command.Import(Id(at), $"K{at}", "shared", Day))]);
        var (before, seen, pages) = (store.Steps, 0, 0);
        for (string? after = null; after is not null || pages == 0; pages++)
        {
            var page = await book.FindingsAsync(after, 50);
            seen += page.Items.Count;
            after = page.Next;
        }

        Assert.Equal((Count - 1, 60), (seen, pages));
        Assert.InRange((store.Steps - before) / pages, 1, 8);
    }

    [Fact]
    public async Task A_call_that_is_over_is_forgotten_though_its_token_lives()
    {
        using var token = new CancellationTokenSource();
        await using var books = new Books(new MemoryStore());
        var calls = await AskAsync(books["main"], token.Token);
        Memory();
        Assert.DoesNotContain(calls, call => call.IsAlive);
        GC.KeepAlive(token);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<List<WeakReference>> AskAsync(BookHandle book, CancellationToken token)
    {
        List<WeakReference> calls = [];
        foreach (var name in new[] { "open", "rejected", "refused" })
        {
            var command = name == "open" ? (Command)new Command.Open([new("a", "A-{seq}")]) : new Command.Approve(name);
            calls.Add(new(command));
            if (name == "refused")
            {
                await Assert.ThrowsAsync<ArgumentException>(async () => await book.DoAsync(command, " Ann", token));
            }
            else
            {
                await book.DoAsync(command, null, token);
            }
        }

        // Written last, so that nobody still has the ones before in hand.
        await book.DoAsync(new Command.Recover(), null, CancellationToken.None);
        return calls;
    }

    private static long Memory()
    {
        for (var round = 0; round < 3; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static InvoiceId Id(int at) => string.Create(CultureInfo.InvariantCulture, $"I{at}");
}
