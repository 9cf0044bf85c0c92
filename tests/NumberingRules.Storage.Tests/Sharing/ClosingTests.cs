using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using NumberingRules.Sqlite;
using NumberingRules.Storage.Tests.Contract;

namespace NumberingRules.Storage.Tests.Sharing;

/// <summary>Books and stores are closed while others use them: what runs ends, what waits is told, nothing stays open.</summary>
public sealed class ClosingTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 1, 5);

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task No_connection_stays_open_whoever_gives_one_back_meanwhile()
    {
        for (var round = 0; round < 40; round++)
        {
            var file = _scratch.NewFile();
            var store = new SqliteStore(file);
            using var go = new Barrier(5);
            var readers = Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    var session = store.ReadAsync(default).AsTask().GetAwaiter().GetResult();
                    go.SignalAndWait();
                    session.DisposeAsync().AsTask().GetAwaiter().GetResult();
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)).ToList();
            go.SignalAndWait();
            await store.DisposeAsync();
            await Task.WhenAll(readers);
            Assert.Empty(OpenHandles(file));
        }
    }

    [Fact]
    public async Task Callers_without_a_limit_are_told_when_the_books_are_closed_and_the_file_is_held()
    {
        var file = _scratch.NewFile();
        var books = new Books(new SqliteStore(new SqliteStoreOptions { File = file, WriteWait = TimeSpan.FromMilliseconds(200) }), new() { Wait = Timeout.InfiniteTimeSpan });
        await books["main"].OpenAsync([new("a", "A-{seq}")]);
        await using (var holder = Scratch.Open(file))
        await using (await holder.BeginTransactionAsync())
        {
            var calls = Enumerable.Range(0, 3).Select(at => books["main"].CreateAsync($"I{at}", Day).AsTask()).ToList();
            await books.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));
            foreach (var call in calls)
            {
                Assert.Equal(StoreTrouble.Busy, (await Assert.ThrowsAsync<StoreException>(() => call)).Trouble);
            }
        }
    }

    [Fact]
    public async Task A_call_that_comes_too_late_leaves_nothing_with_its_token()
    {
        var file = _scratch.NewFile();
        var books = new Books(new SqliteStore(new SqliteStoreOptions { File = file, WriteWait = TimeSpan.FromMilliseconds(200) }), new() { MostWaiting = 1 });
        await books["main"].OpenAsync([new("a", "A-{seq}")]);
        using var giveUp = new CancellationTokenSource();
        Task first;
        WeakReference late;
        await using (var holder = Scratch.Open(file))
        await using (await holder.BeginTransactionAsync())
        {
            first = books["main"].CreateAsync("I1", Day).AsTask();
            late = await LateAsync(books, () => books.DisposeAsync().AsTask(), giveUp.Token);
        }

        await Assert.ThrowsAsync<StoreException>(() => first);
        for (var tries = 0; late.IsAlive && tries < 50; tries++)
        {
            await Task.Delay(20);
            GC.Collect();
        }

        Assert.False(late.IsAlive);
        Assert.False(giveUp.IsCancellationRequested);
    }

    [Fact]
    public async Task A_session_in_the_hosts_transaction_outlives_its_store()
    {
        var file = _scratch.NewFile();
        await using (var before = new Books(new SqliteStore(file)))
        {
            await before["main"].OpenAsync([new("a", "A-{seq}")]);
        }

        var store = new SqliteStore(file);
        var connection = new SqliteConnection($"Data Source={file}");
        await using (connection)
        {
            await connection.OpenAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            var session = await store.JoinAsync(transaction, new BookLoad("main"), default);
            await store.DisposeAsync();
            var again = new BookLoad("main");
            await session.LoadAsync([again], default);
            Assert.Equal(1, again.Row?.Entries);
            await session.DisposeAsync();
            await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.JoinAsync(transaction, new BookLoad("main"), default));
        }

        SqliteConnection.ClearPool(connection);
        Assert.Empty(OpenHandles(file));
    }

    /// <summary>Waits for room, and gets it when the books are closed; in a method of its own, so that nothing of it stays on the stack.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> LateAsync(Books books, Func<Task> close, CancellationToken token)
    {
        var actor = new string("late".AsSpan());
        var call = books["main"].CreateAsync("I2", Day, actor: actor, cancellation: token).AsTask();
        await close();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => call);
        return new(actor);
    }

    private static IEnumerable<string> OpenHandles(string file) => !OperatingSystem.IsLinux() ? [] : Directory.GetFiles("/proc/self/fd")
        .Select(static handle => new FileInfo(handle).LinkTarget ?? "").Where(target => target.StartsWith(file, StringComparison.Ordinal));
}
