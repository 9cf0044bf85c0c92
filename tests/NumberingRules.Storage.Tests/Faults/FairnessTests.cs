using System.Data.Common;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using NumberingRules.Sqlite;
using NumberingRules.Storage.Tests.Contract;
using NumberingRules.Storage.Tests.HostTransactions;
using NumberingRules.Tests.Shape;

namespace NumberingRules.Storage.Tests.Faults;

/// <summary>One caller, book, reader or listener does not stop the others.</summary>
public sealed class FairnessTests
{
    private static readonly DateOnly Day = new(2026, 1, 5);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongPatience = TimeSpan.FromMinutes(5);

    public static TheoryData<string> CommandNames => [.. Samples.Commands.Select(command => command.Name)];

    /// <summary>It was cubic: 2 000 took 17 s, and so many would have taken weeks.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hundred_thousand_findings_in_one_command_cost_no_more_than_their_number(bool byImports)
    {
        const int Count = 100_000;
        await using var books = new Books(new MemoryStore());
        var book = books["main"];
        await book.OpenAsync([new("a", "A-{seq}", Max: 1)]);
        await book.ConnectAsync("acme");
        await book.ImportAsync("first", "K", "shared", Day);
        Command[] imports = [.. Enumerable.Range(0, Count).Select(at => new Command.Import(Id("I", at), Id("K", at), byImports ? "shared" : Id("E", at), Day))];
        var answer = await book.DoAsync(new Command.Together([.. imports])).WaitAsync(LongPatience);
        if (!byImports)
        {
            // One takes the only number of the series.
            answer = await book.DoAsync(new Command.Disconnect()).WaitAsync(LongPatience);
        }

        Assert.Equal((Outcome.Accepted, Count), (answer.Outcome, answer.Findings.Count));
        Assert.Equal(Count, (await book.EntriesAsync(count: int.MaxValue)).Sum(entry => entry.Findings.Count));
    }

    /// <summary>Deciding a large command takes long before the store is asked anything; were that the writer's own time, this would not end.</summary>
    [Fact]
    public async Task What_a_batch_does_before_it_first_waits_keeps_no_other_book_waiting()
    {
        using var ready = new ManualResetEventSlim();
        using var thinking = new SemaphoreSlim(0);
        await using var books = new Books(new ThinkingStore(asked =>
        {
            if (asked.Any(static load => load.Book == "slow"))
            {
                thinking.Release();
                Assert.True(ready.Wait(Patience));
            }
        }));
        await books["quick"].OpenAsync([new("a", "A-{seq}")]);
        var slow = books["slow"].OpenAsync([new("a", "A-{seq}")]);
        Assert.True(await thinking.WaitAsync(Patience));
        Assert.Equal("A-1", (await books["quick"].CreateAsync("1", Day)).Number!.Text);
        Assert.False(slow.IsCompleted);
        ready.Set();
        Assert.Equal(Outcome.Accepted, (await slow).Outcome);
    }

    [Theory]
    [MemberData(nameof(CommandNames))]
    public async Task What_lacks_a_part_is_refused_before_it_is_queued_or_is_answered(string name)
    {
        List<Request> queued = [];
        await using var books = new Books(new MemoryStore(), new() { Watch = queued.Add });
        var book = books["main"];
        await book.OpenAsync([new("a", "A-{seq}")]);
        await book.CreateAsync("invoice 1", Day);
        queued.Clear();
        var type = Samples.Commands.Single(command => command.Name == name).GetType();
        var constructor = type.GetConstructors().Single(one => one.GetParameters().Length == Samples.PlacesOf(type).Count);
        for (var at = 0; at < constructor.GetParameters().Length; at++)
        {
            if (constructor.GetParameters()[at].ParameterType.IsValueType)
            {
                continue;
            }

            object?[] parts = [.. Samples.PlacesOf(type).Select((_, place) => place == at ? null : PartOf(type, place))];
            var before = queued.Count;
            var refused = await Record.ExceptionAsync(async () => await book.DoAsync((Command)constructor.Invoke(parts)).WaitAsync(Patience));
            refused = refused is TargetInvocationException { InnerException: { } inner } ? inner : refused;
            Assert.True(refused is null or ArgumentException, $"{refused}");
            Assert.Equal(refused is null ? before + 1 : before, queued.Count);
        }
    }

    [Fact]
    public async Task A_series_or_a_command_that_is_missing_is_refused_before_it_is_queued()
    {
        List<Request> queued = [];
        await using var books = new Books(new MemoryStore(), new() { Watch = queued.Add });
        SeriesDefinition whole = new("a", "A-{seq}");
        foreach (var command in new Func<Command?>[]
        {
            () => null,
            () => new Command.Open([whole, null!]),
            () => new Command.Open([whole with { Id = null! }]),
            () => new Command.Open([whole, whole with { Format = null! }]),
            () => new Command.AddSeries(whole with { Id = null! }),
            () => new Command.Together([new Command.Recover(), null!]),
            () => new Command.Together([new Command.Recover(), new Command.AddSeries(whole with { Format = null! })]),
        })
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(async () => await books["main"].DoManyAsync([new Command.Recover(), command()!]));
        }

        Assert.Empty(queued);
    }

    [Fact]
    public async Task Loggers_meters_and_activities_that_throw_keep_no_answer_back()
    {
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == Diagnostics.Name)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meters.SetMeasurementEventCallback<long>((_, _, _, _) => throw new InvalidOperationException("a meter"));
        meters.SetMeasurementEventCallback<int>((_, _, _, _) => throw new InvalidOperationException("a meter"));
        meters.SetMeasurementEventCallback<double>((_, _, _, _) => throw new InvalidOperationException("a meter"));
        meters.Start();
        using var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Diagnostics.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = _ => throw new InvalidOperationException("an activity"),
            ActivityStopped = _ => throw new InvalidOperationException("an activity"),
        };
        ActivitySource.AddActivityListener(activities);
        using var logging = new ThrowingLog();
        var faults = 1;
        var store = new FaultyStore(new MemoryStore()) { OnCommit = after => !after && faults-- > 0 ? new StoreException(StoreTrouble.Conflict, "met") : null };
        await using var books = new Books(store, new() { Logging = logging });
        Assert.Equal(Outcome.Accepted, (await books["main"].OpenAsync([new("a", "A-{seq}")]).WaitAsync(Patience)).Outcome);
        for (var at = 1; at <= 20; at++)
        {
            Assert.Equal($"A-{at}", (await books["main"].CreateAsync(Id("I", at), Day).WaitAsync(Patience)).Number!.Text);
        }

        store.OnCommit = _ => new StoreException(StoreTrouble.Full, "full");
        await Assert.ThrowsAsync<StoreException>(async () => await books["main"].CreateAsync("full", Day).WaitAsync(Patience));
        store.OnCommit = _ => null;
        Assert.Equal("A-21", (await books["main"].CreateAsync("again", Day).WaitAsync(Patience)).Number!.Text);
        Assert.True(logging.Thrown > 0);
        using var host = new HostFile();
        using var connection = host.Connect();
        await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync();
        Assert.Equal("A-001", host.Create(transaction, "hosted").Number!.Text);
        await transaction.CommitAsync();
        host.AssertAgrees(1);
    }

    [Fact]
    public async Task A_listener_that_hangs_holds_one_thread_and_nobody_up()
    {
        using var goOn = new ManualResetEventSlim();
        var hanging = 0;
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument is { Meter.Name: Diagnostics.Name, Name: "numbering.commands" })
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meters.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            if (tags.Contains(KeyValuePair.Create("numbering.book", (object?)"hangs")))
            {
                Interlocked.Increment(ref hanging);
                goOn.Wait(Patience);
            }
        });
        meters.Start();
        await using var books = new Books(new MemoryStore(), new() { TagBooks = true });
        await books["hangs"].OpenAsync([new("a", "A-{seq}")]).WaitAsync(Patience);
        for (var at = 1; at <= 50; at++)
        {
            Assert.Equal($"A-{at}", (await books["hangs"].CreateAsync(Id("I", at), Day).WaitAsync(Patience)).Number!.Text);
        }

        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref hanging) > 0, Patience));
        Assert.Equal(1, Volatile.Read(ref hanging));
        goOn.Set();
    }

    [Fact]
    public async Task Loggers_that_throw_keep_no_file_from_being_made_and_no_book_from_being_as_configured()
    {
        using var logging = new ThrowingLog();
        using var scratch = new Scratch();
        var file = scratch.NewFile();
        for (var at = 1; at <= 2; at++)
        {
            await using var books = new Books(new SqliteStore(new SqliteStoreOptions { File = file, Logging = logging }), new() { Logging = logging });
            var header = await books["main"].EnsureOpenAsync([.. Enumerable.Range(1, at).Select(static one => new SeriesDefinition($"s{one}", $"S{one}-{{seq}}"))]);
            Assert.Equal(at, header.Series.All.Count());
        }

        Assert.True(logging.Thrown >= 3);
    }

    /// <summary>The last of 500 waited six times the limit: here that would be many minutes.</summary>
    [Fact]
    public async Task Behind_a_held_lock_everybody_waits_as_long_as_its_own_limit()
    {
        var store = new MemoryStore();
        await using var books = new Books(store, new() { Wait = TimeSpan.FromSeconds(1) });
        await books["main"].OpenAsync([new("a", "A-{seq}")]);
        await using (await store.WriteAsync([], default))
        {
            var waiting = Enumerable.Range(0, 500).Select(at => Record.ExceptionAsync(async () => await books["main"].CreateAsync(Id("I", at), Day))).ToList();
            var told = await Task.WhenAll(waiting).WaitAsync(Patience);
            Assert.All(told, one => Assert.Equal(StoreTrouble.Busy, Assert.IsType<StoreException>(one).Trouble));
        }

        Assert.Empty((await books["main"].InvoicesAsync()).Items);
        Assert.Equal("A-1", (await books["main"].CreateAsync("I", Day)).Number!.Text);
    }

    [Fact]
    public async Task Behind_a_held_lock_everybody_can_give_up_and_so_can_who_closes()
    {
        var store = new MemoryStore();
        var books = new Books(store, new() { Wait = Timeout.InfiniteTimeSpan });
        await books["main"].OpenAsync([new("a", "A-{seq}")]);
        using var giveUp = new CancellationTokenSource();
        Task closing;
        await using (await store.WriteAsync([], default))
        {
            var patient = books["main"].CreateAsync("patient", Day).AsTask();
            var given = Enumerable.Range(0, 100).Select(at => books["main"].CreateAsync(Id("I", at), Day, cancellation: giveUp.Token).AsTask()).ToList();
            await giveUp.CancelAsync();
            Assert.All(await Task.WhenAll(given.Select(one => Record.ExceptionAsync(() => one))).WaitAsync(Patience), told => Assert.IsType<OperationCanceledException>(told, exactMatch: false));
            Assert.False(patient.IsCompleted);
            closing = books.DisposeAsync().AsTask();
            _ = patient.ContinueWith(_ => { }, TaskScheduler.Default);
        }

        await closing.WaitAsync(Patience);
    }

    [Fact]
    public async Task Nobody_waits_for_more_than_one_batch_of_another_book()
    {
        const int Batch = 100;
        var store = new FaultyStore(new MemoryStore());
        await using var books = new Books(store, new() { LargestBatch = Batch });
        await books["big"].OpenAsync([new("a", "A-{seq}")]);
        await books["small"].OpenAsync([new("a", "A-{seq}")]);
        using var asked = new ManualResetEventSlim();
        using var first = new ManualResetEventSlim();
        var (batches, begun) = (0, 0);
        store.OnBegin = () =>
        {
            if (++batches == 1)
            {
                first.Set();
                Assert.True(asked.Wait(Patience));
            }
        };
        store.OnAppend = happened =>
        {
            begun = happened is Event.Created { Invoice.Text: "small" } ? batches : begun;
            return null;
        };
        var big = books["big"].DoManyAsync([.. Enumerable.Range(0, 50 * Batch).Select(at => new Command.Create(Id("I", at), Day))]).AsTask();
        Assert.True(first.Wait(Patience));
        var small = books["small"].CreateAsync("small", Day).AsTask();
        asked.Set();
        Assert.Equal("A-1", (await small.WaitAsync(Patience)).Number!.Text);
        Assert.Equal(2, begun);
        Assert.Equal(50 * Batch, (await big.WaitAsync(Patience)).Count);
    }

    [Fact]
    public async Task A_book_that_was_waited_for_in_vain_is_asked_for_alone_until_it_is_free()
    {
        var store = new FaultyStore(new MemoryStore());
        await using var books = new Books(store);
        await books["held"].OpenAsync([new("a", "A-{seq}")]);
        await books["free"].OpenAsync([new("a", "A-{seq}")]);
        List<int> together = [];
        var free = Task.CompletedTask;
        store.OnWant = wanted =>
        {
            if (wanted.All(static load => load.Book != "held"))
            {
                return null;
            }

            together.Add(wanted.Count);
            if (together.Count > 1)
            {
                return null;
            }

            free = books["free"].CreateAsync("I1", Day).AsTask();
            return new StoreException(StoreTrouble.Busy, "held");
        };
        await books["held"].CreateAsync("I1", Day).WaitAsync(Patience);
        await free.WaitAsync(Patience);
        Assert.Equal([1, 1], together);
    }

    [Fact]
    public async Task A_damaged_book_keeps_nothing_from_the_others()
    {
        using var scratch = new Scratch();
        var file = scratch.NewFile();
        await using (var before = new Books(new SqliteStore(file)))
        {
            foreach (var name in new[] { "bad", "good" })
            {
                await before[name].OpenAsync([new("a", "A-{seq}")], actor: "Ann");
                await before[name].CreateAsync("I1", Day, actor: "Ann");
            }
        }

        Crashes.FileRows.Run(file, "UPDATE numbering_journal SET body = x'7b7d' WHERE book = 1 AND entry = 1; UPDATE numbering_books SET head = zeroblob(32) WHERE id = 1");
        await using var books = new Books(new SqliteStore(file));
        Assert.Equal(["bad", "good"], await books.NamesAsync());
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await Assert.ThrowsAnyAsync<Exception>(async () => await books["bad"].ApproveAsync("I1").WaitAsync(Patience));
        }

        await Assert.ThrowsAnyAsync<Exception>(() => books["bad"].RebuildAsync());
        Assert.Equal(3, await books["good"].EraseTextByAsync("Ann"));
        await books["good"].RebuildAsync();
        Assert.Equal("A-2", (await books["good"].CreateAsync("I2", Day)).Number!.Text);
        Assert.Null((await books["good"].VerifyAsync()).Fault?.What);
        Assert.Equal(["bad", "good"], await books.NamesAsync());
    }

    [Fact]
    public async Task Who_reads_holds_neither_writers_nor_an_erasure_up()
    {
        using var scratch = new Scratch();
        await using var books = new Books(new SqliteStore(scratch.NewFile()));
        var book = books["main"];
        await book.OpenAsync([new("a", "A-{seq}")], actor: "Ann");
        await book.DoManyAsync([.. Enumerable.Range(0, 1000).Select(at => new Command.Create(Id("I", at), Day))]);
        var before = await book.HeadAsync();
        await using (var reading = book.AllInvoicesAsync().GetAsyncEnumerator())
        {
            Assert.True(await reading.MoveNextAsync());
            var erasing = Record.ExceptionAsync(() => book.EraseTextByAsync("Ann"));
            while (!erasing.IsCompleted && !(await book.EntriesAsync(after: before.Entries)).Any(static entry => entry.Event is Event.Erased))
            {
                await Task.Yield();
            }

            // From here on it waits two seconds for the reader.
            var written = 0;
            for (; !erasing.IsCompleted; written++)
            {
                Assert.Equal(Outcome.Accepted, (await book.CreateAsync(Id("J", written), Day).WaitAsync(Patience)).Outcome);
            }

            Assert.True(written >= 3, $"{written} invoices were created while an erasure waited for a reader");

            // The text is gone; only old pages of the file are kept for who still reads.
            Assert.Equal(StoreTrouble.Busy, Assert.IsType<StoreException>(await erasing.WaitAsync(Patience)).Trouble);
            Assert.DoesNotContain(await book.EntriesAsync(count: int.MaxValue), entry => entry.Actor is not null);
        }

        Assert.Equal(0, await book.EraseTextByAsync("Ann"));
    }

    [Fact]
    public async Task Many_verifies_at_once_take_turns()
    {
        var store = new SlowStore();
        await using var books = new Books(store);
        await books["main"].OpenAsync([new("a", "A-{seq}")]);
        await books["main"].DoManyAsync([.. Enumerable.Range(0, 2000).Select(at => new Command.Create(Id("I", at), Day))]);
        var reports = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => books["main"].VerifyAsync())).WaitAsync(Patience);
        Assert.All(reports, report => Assert.Null(report.Fault?.What));

        // Two at a time, each with a session for the tables and one for each piece of the journal that a core has in hand.
        Assert.InRange(store.MostReading, 1, 2 * (Environment.ProcessorCount + 2));
    }

    private static object PartOf(Type type, int place)
    {
        var whole = Samples.Make(type);
        return type.GetProperties().First(property => string.Equals(property.Name, type.GetConstructors().Single(one => one.GetParameters().Length == Samples.PlacesOf(type).Count).GetParameters()[place].Name, StringComparison.OrdinalIgnoreCase)).GetValue(whole)!;
    }

    private static string Id(string prefix, int at) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{at}");

    private sealed class ThrowingLog : ILoggerFactory, ILogger
    {
        private int _thrown;

        internal int Thrown => Volatile.Read(ref _thrown);

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => throw Thrower();

        public bool IsEnabled(LogLevel logLevel) => throw Thrower();

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => throw Thrower();

        public void Dispose()
        {
        }

        private InvalidOperationException Thrower()
        {
            Interlocked.Increment(ref _thrown);
            return new("a log");
        }
    }

    /// <summary>Books in memory; whoever wants to write them thinks first, on the thread that asks.</summary>
    private sealed class ThinkingStore(Action<IReadOnlyList<BookLoad>> think) : IBookStore
    {
#pragma warning disable CA2213 // What it is connected to goes on when it is closed.
        private readonly MemoryStore _inner = new();
#pragma warning restore CA2213

        public bool LoadsAtOnce => false;

        public ValueTask<IReadSession> ReadAsync(CancellationToken cancellation) => _inner.ReadAsync(cancellation);

        public ValueTask<IWriteSession> WriteAsync(IReadOnlyList<BookLoad> books, CancellationToken cancellation)
        {
            think(books);
            return _inner.WriteAsync(books, cancellation);
        }

        public ValueTask<IJoinSession> JoinAsync(DbTransaction transaction, BookLoad book, CancellationToken cancellation) => _inner.JoinAsync(transaction, book, cancellation);

        public ValueTask ScrubAsync(CancellationToken cancellation) => _inner.ScrubAsync(cancellation);

        public ValueTask DisposeAsync() => default;
    }
}
