using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NumberingRules.Benchmarks.Durable;
using NumberingRules.PostgreSql;
using NumberingRules.PostgreSql.Tests;
using NumberingRules.Storage;

namespace NumberingRules.Benchmarks.Servers;

/// <summary>
/// What numbers cost on PostgreSQL, beside what people write by hand: <c>--postgres [--smoke] [--only one|books|hosts|host|tenant|sizes]</c>.
/// Server and clients share the machine. The sides of a row run one after the other, round by round, and the median counts.
/// </summary>
internal sealed class PostgresRun(Server server, bool smoke)
{
    private static readonly DateOnly Day = new(2026, 3, 1);

    private readonly ServerCpu _cpu = new(server.ProcessId);
    private readonly TimeSpan _time = TimeSpan.FromSeconds(smoke ? 0.2 : 2);
    private readonly int _rounds = smoke ? 1 : 3;
    private int _from;

    internal static async Task<int> RunAsync(string[] arguments)
    {
        using var server = new Server();
        var run = new PostgresRun(server, arguments.Contains("--smoke"));
        var only = arguments.SkipWhile(static word => word != "--only").ElementAtOrDefault(1);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"PostgreSQL {server.Version}, its defaults (every commit is flushed), reached by a socket; {Environment.ProcessorCount} cores for server and clients together, load {Load()} at the beginning; .NET {Environment.Version}."));
        (string Name, Func<Task> MeasureAsync)[] sections = [("one", run.OneSeriesAsync), ("books", run.ManyBooksAsync), ("hosts", run.HostsAsync), ("host", run.HostTransactionAsync), ("tenant", run.OpenTransactionAsync), ("sizes", run.SizesAsync)];
        foreach (var (_, measureAsync) in sections.Where(section => only is null || section.Name == only))
        {
            await measureAsync();
        }

        Console.WriteLine($"\nLoad {Load()} at the end.");
        return 0;
    }

    private async Task OneSeriesAsync()
    {
        Report.Table("One series", "callers", "side", "numbers/s", "beside ours", "µs of processor a number", "beside ours", "numbers a batch");
        foreach (var callers in smoke ? (int[])[8] : [1, 8, 64, 256])
        {
            await using var place = await PlaceAsync();
            await using var books = await OpenAsync(place, 1);
            var rivals = new Rivals(place.Source);
            var counting = new DbContextOptionsBuilder<Counting>().UseNpgsql(place.Source).Options;

            // As many as callers, as the batches are; one caller is a batch of one.
            await books["b0"].DoManyAsync([.. Enumerable.Range(0, smoke ? 512 : 20_000).Select(static at => new Command.Create($"bare {at}", Day))]);
            var bare = await BareRows.ReadAsync(place.Source, smoke ? 512 : 20_000);
            var bareAt = -1;
            await MeasureAsync(
                callers.ToString(CultureInfo.InvariantCulture),
                place.Store,
                new("ours", callers, (caller, at) => CreateAsync(books["b0"], caller, at)),
                new("row lock by hand", callers, (caller, at) => rivals.RowLockAsync("c0", $"L{caller}.{at}")),
                new("token and retry (EF Core)", callers, (caller, at) => Rivals.TokenAsync(counting, "c1", $"T{caller}.{at}")),
                new("nextval, not gapless", callers, (caller, at) => rivals.SequenceAsync($"S{caller}.{at}")),
                new($"bare insert, {callers} a transaction", 1, (_, _) => BareAsync(callers), callers),
                new("bare insert, 256 a transaction", 1, (_, _) => BareAsync(256), 256));

            async Task BareAsync(int many)
            {
                if (++bareAt * many + many > bare.Creates || many != _bareMany)
                {
                    await bare.ClearAsync();
                    (bareAt, _bareMany) = (0, many);
                }

                await bare.InsertAsync(bareAt * many, many);
            }
        }
    }

    private int _bareMany;

    private async Task ManyBooksAsync()
    {
        const int Books = 1000;
        Report.Table("1 000 books, a book at random for each number", "callers", "side", "numbers/s", "beside ours", "µs of processor a number", "beside ours", "numbers a batch");
        await using var place = await PlaceAsync();
        await using var books = await OpenAsync(place, Books);
        var rivals = new Rivals(place.Source);
        foreach (var callers in smoke ? (int[])[8] : [1, 64, 256])
        {
            await MeasureAsync(
                callers.ToString(CultureInfo.InvariantCulture),
                place.Store,
                new("ours", callers, (caller, at) => CreateAsync(books[$"b{Random.Shared.Next(Books)}"], caller, at)),
                new("row lock by hand", callers, (caller, at) => rivals.RowLockAsync($"c{Random.Shared.Next(Books)}", $"L{callers} {caller}.{at}")));
        }
    }

    private async Task HostsAsync()
    {
        const int Callers = 64;
        Report.Table("Hosts on one series, 64 callers each", "hosts", "numbers/s", "beside one host", "µs of processor a number", "least and most of a host");
        List<List<(double Rate, double Cpu)>> figures = [[], [], []];
        var shares = new string[3];
        int[] many = smoke ? [1, 2] : [1, 2, 4];
        for (var round = 0; round < _rounds; round++)
        {
            for (var at = 0; at < many.Length; at++)
            {
                await using var place = await PlaceAsync();
                List<(NpgsqlDataSource Source, Books Books)> hosts = [];
                for (var host = 0; host < many[at]; host++)
                {
                    var source = NpgsqlDataSource.Create(place.Source.ConnectionString);
                    hosts.Add((source, new(new PostgreSqlStore(source))));
                    await hosts[^1].Books["b0"].OpenAsync([new("a", "A-{seq:00000000}")]);
                }

                var side = new Side("", many[at] * Callers, (caller, number) => CreateAsync(hosts[caller % hosts.Count].Books["b0"], caller, number));
                await side.RunAsync(_time / 2, _cpu, _from += 10_000_000);
                figures[at].Add(await side.RunAsync(_time, _cpu, _from += 10_000_000));
                var each = Enumerable.Range(0, many[at]).Select(host => side.Counts.Where((_, caller) => caller % many[at] == host).Sum() / (double)side.Counts.Sum()).ToList();
                shares[at] = $"{Report.Percent(each.Min())} to {Report.Percent(each.Max())}";
                foreach (var (source, books) in hosts)
                {
                    await books.DisposeAsync();
                    await source.DisposeAsync();
                }
            }
        }

        for (var at = 0; at < many.Length; at++)
        {
            Report.Row(many[at], Rate(figures[at]), Report.Percent(Rate(figures[at]) / Rate(figures[0])), Cpu(figures[at]), shares[at]);
        }
    }

    private async Task HostTransactionAsync()
    {
        Report.Table("The host's own row and a number, in the host's transaction", "callers", "side", "numbers/s", "beside ours", "µs of processor a number", "beside ours", "numbers a batch");
        foreach (var callers in smoke ? (int[])[1] : [1, 8])
        {
            await using var place = await PlaceAsync();
            await using var books = await OpenAsync(place, 1);
            var rivals = new Rivals(place.Source);
            await MeasureAsync(
                callers.ToString(CultureInfo.InvariantCulture),
                null,
                new("ours", callers, async (caller, at) =>
                {
                    await using var connection = await place.Source.OpenConnectionAsync();
                    await using var transaction = await connection.BeginTransactionAsync();
                    var answer = await books["b0"].DoWithinAsync(transaction, new Command.Create($"{caller}.{at}", Day));
                    await Rivals.InsertAsync(connection, $"H{caller}.{at}", answer.Number!.Text);
                    await transaction.CommitAsync();
                }),
                new("row lock by hand", callers, (caller, at) => rivals.RowLockAsync("c0", $"L{caller}.{at}")));
        }
    }

    /// <summary>What others notice of one tenant's transaction that stays open, with callers who wait for its book.</summary>
    private async Task OpenTransactionAsync()
    {
        const int Others = 16;
        var open = TimeSpan.FromMinutes(1);
        Report.Table($"{Others} callers of other books, while one tenant's transaction stays open for a minute and 4 callers wait for its book", "side", "", "numbers/s", "median, ms", "99th percentile, ms", "of the first twelfth", "of the last");
        await using var place = await PlaceAsync();
        await using var books = await OpenAsync(place, Others + 1, new() { Wait = 2 * open });
        var rivals = new Rivals(place.Source);
        (string Name, Func<NpgsqlTransaction, Task> HoldAsync, Func<int, string, Task> TakeAsync)[] sides =
        [
            ("ours", async transaction => await books[$"b{Others}"].DoWithinAsync(transaction, new Command.Create($"held {_from}", Day)), async (book, id) => await books[$"b{book}"].CreateAsync(id, Day)),
            ("row lock by hand", transaction => Rivals.CountAsync(transaction.Connection!, $"c{Others}"), (book, id) => rivals.RowLockAsync($"c{book}", id)),
        ];
        for (var round = smoke ? 1 : 0; round <= 1; round++)
        {
            foreach (var (name, holdAsync, takeAsync) in sides)
            {
                foreach (var isOpen in (bool[])[false, true])
                {
                    await using var connection = await place.Source.OpenConnectionAsync();
                    await using var transaction = await connection.BeginTransactionAsync();
                    List<Task> waiting = [];
                    if (isOpen)
                    {
                        await holdAsync(transaction);
                        waiting.AddRange(Enumerable.Range(0, 4).Select(caller => takeAsync(Others, $"{name} waits {_from} {caller}")));
                    }

                    var times = Enumerable.Range(0, Others).Select(static _ => new List<(long At, double Took)>()).ToList();
                    var side = new Side("", Others, async (caller, at) =>
                    {
                        var began = System.Diagnostics.Stopwatch.GetTimestamp();
                        await takeAsync(caller, $"{name} {caller} {at}");
                        times[caller].Add((began, System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalMilliseconds));
                    });
                    var (rate, _) = await side.RunAsync(smoke ? _time : round == 0 ? open / 4 : open, _cpu, _from += 10_000_000);
                    await transaction.RollbackAsync();
                    await Task.WhenAll(waiting);
                    var all = times.SelectMany(static one => one).OrderBy(static one => one.At).ToList();
                    if (round > 0)
                    {
                        var (first, twelfth) = (all[0].At, (all[^1].At - all[0].At) / 12);
                        Report.Row(
                            name,
                            isOpen ? "one transaction open" : "none open",
                            rate,
                            At(all, 0.5),
                            At(all, 0.99),
                            At(all.Where(one => one.At < first + twelfth), 0.99),
                            At(all.Where(one => one.At > first + (11 * twelfth)), 0.99));
                    }
                }
            }
        }

        static double At(IEnumerable<(long At, double Took)> times, double share) => times.Select(static one => one.Took).Order().ToList() is var sorted ? sorted[(int)(sorted.Count * share)] : 0;
    }

    private async Task SizesAsync()
    {
        Report.Table("64 callers, at journals of several lengths", "entries before", "numbers/s", "µs of processor a number", "bytes an invoice, tables and indexes", "verify, µs an entry");
        await using var place = await PlaceAsync();
        await using var books = await OpenAsync(place, 1);
        var entries = 1L;
        foreach (var size in smoke ? (int[])[1_000] : [100_000, 1_000_000, 10_000_000])
        {
            while (entries < size)
            {
                var many = (int)Math.Min(4096, (size - entries + 1) / 2);
                var from = entries;
                await books["b0"].DoManyAsync([.. Enumerable.Range(0, many).Select(at => new Command.Create($"fill {from} {at}", Day))]);
                (entries, _) = await books["b0"].HeadAsync();
            }

            var side = new Side("", 64, (caller, at) => CreateAsync(books["b0"], caller, at));
            List<(double, double)> figures = [];
            for (var round = 0; round < _rounds; round++)
            {
                figures.Add(await side.RunAsync(_time, _cpu, _from += 10_000_000));
            }

            (entries, _) = await books["b0"].HeadAsync();
            var began = System.Diagnostics.Stopwatch.GetTimestamp();
            var report = await books["b0"].VerifyAsync();
            var took = System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalMicroseconds / entries;
            await using var asking = place.Source.CreateCommand("SELECT sum(pg_total_relation_size(c.oid))::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'numbering' AND c.relkind = 'r'");
            Report.Row(size, Rate(figures), Cpu(figures), (long)(await asking.ExecuteScalarAsync())! / report.Invoices, took);
        }
    }

    private async Task MeasureAsync(string callers, PostgreSqlStore? store, params Side[] sides)
    {
        var figures = sides.Select(static _ => new List<(double Rate, double Cpu)>()).ToList();
        var (numbers, trips) = (0.0, 0L);
        for (var round = smoke ? 1 : 0; round <= _rounds; round++)
        {
            for (var at = 0; at < sides.Length; at++)
            {
                var before = store?.RoundTrips ?? 0;

                // The first round compiles the code, which goes on for a while.
                var figure = await sides[at].RunAsync(round == 0 ? 4 * _time : _time, _cpu, _from += 10_000_000);
                if (round > 0)
                {
                    figures[at].Add(figure);
                    if (at == 0)
                    {
                        numbers += sides[at].Counts.Sum();
                        trips += (store?.RoundTrips ?? 0) - before;
                    }
                }
            }
        }

        for (var at = 0; at < sides.Length; at++)
        {
            Report.Row(
                callers,
                sides[at].Name,
                Rate(figures[at]),
                Times(Rate(figures[at]) / Rate(figures[0])),
                Cpu(figures[at]),
                Times(Cpu(figures[at]) / Cpu(figures[0])),
                at == 0 && trips > 0 ? (numbers / trips * 2).ToString("0.0", CultureInfo.InvariantCulture) : sides[at].Each > 1 ? sides[at].Each : "");
        }
    }

    private static double Rate(List<(double Rate, double Cpu)> figures) => Report.Median([.. figures.Select(static one => one.Rate)]);

    private static double Cpu(List<(double Rate, double Cpu)> figures) => Report.Median([.. figures.Select(static one => one.Cpu)]);

    private static string Times(double ratio) => ratio.ToString(ratio < 10 ? "0.00 ×" : "0.0 ×", CultureInfo.InvariantCulture);

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static async Task CreateAsync(BookHandle book, int caller, int at)
    {
        var answer = await book.CreateAsync(string.Create(CultureInfo.InvariantCulture, $"{caller}.{at}"), Day);
        if (answer.Outcome != Outcome.Accepted)
        {
            throw new InvalidOperationException(answer.Why);
        }
    }

    private static async Task<Books> OpenAsync(Place place, int many, BooksOptions? options = null)
    {
        var books = new Books(place.Store, options);
        foreach (var some in Enumerable.Range(0, many).Chunk(100))
        {
            await Task.WhenAll(some.Select(at => books[$"b{at}"].OpenAsync([new("a", "A-{seq:00000000}")]).AsTask()));
        }

        return books;
    }

    private async Task<Place> PlaceAsync()
    {
        var source = NpgsqlDataSource.Create(server.ConnectionTo(server.NewDatabase()) + ";Max Auto Prepare=20;Maximum Pool Size=230");
        await BareRows.RunAsync(source, Rivals.Tables);
        return new(source, new PostgreSqlStore(source));
    }

    /// <summary>A new database.</summary>
    private sealed record Place(NpgsqlDataSource Source, PostgreSqlStore Store) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Store.DisposeAsync();
            await Source.DisposeAsync();
        }
    }
}
