using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using NumberingRules.Sqlite;
using NumberingRules.Storage;

namespace NumberingRules.Benchmarks.Durable;

/// <summary>
/// Where the time of one caller's durable command goes: <c>--where FOLDER COMMANDS ROUNDS</c>. Each part is timed by itself over
/// the same commands, the whole beside them; all take turns. What the parts leave of the whole is the way to the writer's
/// thread and back.
/// </summary>
internal sealed class WhereRun(string folder, int commands)
{
    private readonly string _file = Path.Combine(folder, "where.db");
    private readonly Command[] _commands = [.. Enumerable.Range(0, commands / 4).SelectMany(at => SampleBooks.Life($"A{at}", at))];
    private readonly List<BookChange> _changes = [];
    private readonly List<List<StoredEntry>> _sealed = [];

    internal static int Run(string folder, int commands, int rounds)
    {
        var run = new WhereRun(Directory.CreateDirectory(folder).FullName, commands);
        (string Name, Func<double> Time)[] parts =
        [
            ("decide and evolve", run.Decide), ("encode", run.Encode), ("hash", run.Hash), ("SQL", () => run.Insert("OFF")), ("SQL and flush", () => run.Insert("FULL")), ("the whole", run.Whole),
        ];
        var times = parts.ToDictionary(part => part.Name, _ => new List<double>());
        run.SealAsync().GetAwaiter().GetResult();
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var (name, time) in parts)
            {
                var each = time() / commands;
                if (round > 0 || rounds == 1)
                {
                    times[name].Add(each);
                }
            }
        }

        times["flush"] = [.. times["SQL and flush"].Zip(times["SQL"], (with, without) => with - without)];
        times["what is left: to the writer's thread and back"] = [.. Enumerable.Range(0, times["the whole"].Count).Select(at =>
            times["the whole"][at] - times["SQL and flush"][at] - times["decide and evolve"][at] - times["encode"][at] - times["hash"][at])];
        Report.Table(string.Create(CultureInfo.InvariantCulture, $"Where a durable command's time goes, one caller, {commands} commands, {rounds} rounds"), "what", "µs a command", "from", "to");
        foreach (var name in new[] { "decide and evolve", "encode", "hash", "SQL", "flush", "what is left: to the writer's thread and back", "the whole" })
        {
            Report.Row(name, Report.Median(times[name]), times[name].Min(), times[name].Max());
        }

        Workload.Delete(run._file);
        return 0;
    }

    /// <summary>What each command changes, and its entries.</summary>
    private async Task SealAsync()
    {
        await using var store = new MemoryStore();
        var (headers, writer) = (new Headers(1), new EntryWriter());
        foreach (var command in SampleBooks.Opening.Concat(_commands))
        {
            var batch = new BookBatch(new("book"), Guid.NewGuid) { Commands = { (command, null) } };
            await using var session = await store.WriteAsync([batch.Load], default);
            await Decider.DecideAsync(store, session, headers, [batch], lasts: true, default);
            var change = batch.Seal(writer, DateTimeOffset.UnixEpoch)!;
            await session.CommitAsync(new([change]), default);
            headers.Learn(change.After, batch.Header);
            _changes.Add(change);
            _sealed.Add([.. change.Entries.Select(row => row.Entry)]);
        }
    }

    private double Decide()
    {
        var book = SampleBooks.Opened();
        var watch = Stopwatch.StartNew();
        foreach (var command in _commands)
        {
            book.Do(command);
            GC.KeepAlive(Numbering.Authority(book.Header, book.Find(((Command.OnInvoice)command).Invoice)!));
        }

        return watch.Elapsed.TotalMicroseconds;
    }

    private double Encode()
    {
        var events = _sealed.Skip(SampleBooks.Opening.Length).SelectMany(some => some).Select(entry => EntryReader.Read(entry.Body.Span)).ToList();
        var writer = new EntryWriter();
        var watch = Stopwatch.StartNew();
        foreach (var entry in events)
        {
            GC.KeepAlive(writer.Write(entry.Number, entry.At, entry.Event, [], null).ToArray());
        }

        return watch.Elapsed.TotalMicroseconds;
    }

    private double Hash()
    {
        var hash = _sealed[SampleBooks.Opening.Length - 1][^1].Hash;
        var watch = Stopwatch.StartNew();
        foreach (var entry in _sealed.Skip(SampleBooks.Opening.Length).SelectMany(some => some))
        {
            hash = Chain.Link(hash, entry.Body.Span);
        }

        Same.Answer(_sealed[^1][^1].Hash, hash);
        return watch.Elapsed.TotalMicroseconds;
    }

    /// <summary>The statements that a command's transaction runs, with and without waiting for the disk.</summary>
    private double Insert(string synchronous)
    {
        return InsertAsync().GetAwaiter().GetResult();

        async Task<double> InsertAsync()
        {
            Workload.Delete(_file);
            await using var store = new SqliteStore(_file);
            await (await store.WriteAsync([], default)).DisposeAsync();
            Writer(store)!.Script("PRAGMA synchronous = " + synchronous);
            var watch = new Stopwatch();
            for (var at = 0; at < _changes.Count; at++)
            {
                if (at == SampleBooks.Opening.Length)
                {
                    watch.Start();
                }

                await using var session = await store.WriteAsync([new("book")], default);
                await session.CommitAsync(new([_changes[at]]), default);
            }

            return watch.Elapsed.TotalMicroseconds;
        }
    }

    private double Whole()
    {
        Workload.Delete(_file);
        using var books = new Books(new SqliteStore(_file));
        var book = books["book"];
        var watch = new Stopwatch();
        foreach (var command in SampleBooks.Opening.Concat(_commands))
        {
            if (command == _commands[0])
            {
                watch.Start();
            }

            Same.Answer(Outcome.Accepted, book.DoAsync(command).AsTask().GetAwaiter().GetResult().Outcome);
        }

        return watch.Elapsed.TotalMicroseconds;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_writer")]
    private static extern ref SqliteLink? Writer(SqliteStore store);
}
