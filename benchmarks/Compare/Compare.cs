// One program for two commits: what a command, a walk and a page cost in processor time. See eng/compare.sh.
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using NumberingRules;
using NumberingRules.Sqlite;
using NumberingRules.Storage;

var (section, file, count) = (args[0], args[1], args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 0);
var day = new DateOnly(2026, 1, 5);
var random = new Random(17 + section.Length);
Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
switch (section)
{
    case "many":
        {
            // 256 callers in `count` books; what is compiled and cached first is not counted.
            using var books = await NewAsync(count);
            await RunAsync(books, count, 256, count == 1 ? 250_000 : 80_000, "W");
            await MeasuredAsync($"256 callers, {count} books, µs a command", 60_000, () => RunAsync(books, count, 256, 60_000, "M"));
            break;
        }

    case "one":
        {
            using var books = await NewAsync(1);
            await RunAsync(books, 1, 1, 2000, "W");
            await MeasuredAsync("one caller, µs a command", 1000, () => RunAsync(books, 1, 1, 1000, "M"));
            break;
        }

    case "host":
        {
            using var books = await NewAsync(1);
            using var connection = new SqliteConnection($"Data Source={file}");
            connection.Open();
            Sql(connection, "CREATE TABLE host_invoices (id TEXT PRIMARY KEY, number TEXT)");
            await HostAsync(books, connection, "W", 1500);
            await MeasuredAsync("the host's transaction, µs", 500, () => HostAsync(books, connection, "M", 500));
            SqliteConnection.ClearAllPools();
            break;
        }

    case "import":
        {
            using var books = await NewAsync(1);
            await MeasuredAsync("import and disconnect, µs a record", count, async () =>
            {
                for (var at = 0; at < count; at += 2000)
                {
                    await DoAsync(books, [.. Enumerable.Range(at, 2000).Select(i => new Command.Import(Id("I", i), $"K{i}", $"SI-{i}", day))]);
                }

                await DoAsync(books, [new Command.Disconnect("moved")]);
                CatchUp(books);
            });
            break;
        }

    case "fill":
    case "fillrandom":
        {
            using var books = await NewAsync(1);
            await MeasuredAsync($"{section}, µs a command", count / 5 * 4, async () =>
            {
                for (var at = 0; at < count / 5; at += 1000)
                {
                    await DoAsync(books, [.. Enumerable.Range(at, 1000).SelectMany(i => Life(section == "fill" ? Id("A", i) : NewId()))]);
                }

                CatchUp(books);
            });
            break;
        }

    case "walk":
        {
            using var books = new Books(new SqliteStore(file));
            for (var round = 0; round < count; round++)
            {
                await MeasuredAsync("verify, ms", 1000, async () =>
                {
#if OLD
                    var report = books["b0"].Verify();
#else
                    var report = await books["b0"].VerifyAsync();
#endif
                    if (!report.IsSound)
                    {
                        throw new InvalidOperationException(report.Fault!.What);
                    }
                });
                await MeasuredAsync("replay, ms", 1000, async () =>
                {
#if OLD
                    books["b0"].Replay();
#else
                    await books["b0"].ReplayAsync();
#endif
                });
            }

            break;
        }

#if !OLD
    case "grown":
    case "grownrandom":
        {
            // Commands in a book that is there already.
            using var books = new Books(new SqliteStore(file));
            var before = (await books["b0"].HeadAsync()).Entries;
            await RunAsync(books, 1, 256, 40_000, $"W{before}-", section == "grownrandom");
            await MeasuredAsync($"{section}, {before} entries, µs a command", 40_000, () => RunAsync(books, 1, 256, 40_000, $"M{before}-", section == "grownrandom"));
            break;
        }

    case "memory":
        {
            using var books = await NewAsync(1);
            for (var at = 0; at < 10_000; at++)
            {
                await books[$"m{at}"].OpenAsync([new("s0", "S0-{seq}")]);
                await books[$"m{at}"].CreateAsync("A", day);
                if ((at + 1) % 2500 == 0)
                {
                    Memory($"{at + 1} books written");
                }
            }

            for (var at = 0; at < 1_000_000; at++)
            {
                _ = await books[$"m{random.Next(10_000)}"].InvoiceAsync("A");
                if ((at + 1) % 250_000 == 0)
                {
                    Memory($"{at + 1} look-ups");
                }
            }

            break;
        }

    case "join":
        {
            using var connection = new SqliteConnection($"Data Source={file}");
            connection.Open();
            Sql(connection, "CREATE TABLE IF NOT EXISTS host_rows (id TEXT PRIMARY KEY, customer TEXT) WITHOUT ROWID");
            Sql(connection, "INSERT OR IGNORE INTO host_rows SELECT id, 'c' || (appeared % 1000) FROM numbering_invoices");
            foreach (var (what, sql) in new[]
            {
                ("host's page, CROSS JOIN", "SELECT h.id, h.customer, c.number FROM host_rows h CROSS JOIN numbering_current c ON c.book = 'b0' AND c.invoice = h.id WHERE h.id > @id ORDER BY h.id LIMIT 50"),
                ("by the view's invoice", "SELECT h.id, h.customer, c.number FROM host_rows h JOIN numbering_current c ON c.book = 'b0' AND c.invoice = h.id WHERE c.invoice > @id ORDER BY c.invoice LIMIT 50"),
                ("host's page, plain JOIN", "SELECT h.id, h.customer, c.number FROM host_rows h JOIN numbering_current c ON c.book = 'b0' AND c.invoice = h.id WHERE h.id > @id ORDER BY h.id LIMIT 50"),
                ("newest date first, with host's row", "SELECT c.number, h.customer FROM numbering_current c JOIN host_rows h ON h.id = c.invoice WHERE c.book_id = 1 ORDER BY c.date DESC LIMIT 50"),
                ("one invoice", "SELECT c.number, c.system FROM numbering_current c WHERE c.book = 'b0' AND c.invoice = @id"),
            })
            {
                List<double> times = [];
                for (var at = 0; at < 200; at++)
                {
                    var watch = Stopwatch.StartNew();
                    using var command = connection.CreateCommand();
                    command.CommandText = sql;
                    command.Parameters.AddWithValue("@id", Id("A", random.Next(100_000)));
                    using var reader = command.ExecuteReader();
                    while (reader.Read())
                    {
                        _ = reader.GetValue(0);
                    }

                    times.Add(watch.Elapsed.TotalMilliseconds);
                }

                times.Sort();
                Say($"join: {what}, ms, median", times[100]);
                Say($"join: {what}, ms, 99 of 100", times[198]);
            }

            break;
        }
#endif

    default:
        Console.Error.WriteLine($"no section '{section}'");
        return 1;
}

return 0;

static void Say(string what, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}\t{value:0.00}"));

static string Id(string prefix, int number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{number:00000000}");

string NewId()
{
    Span<byte> bytes = stackalloc byte[16];
    lock (random)
    {
        random.NextBytes(bytes);
    }

    return new Guid(bytes).ToString();
}

static void Sql(SqliteConnection connection, string sql)
{
    using var command = connection.CreateCommand();
    command.CommandText = sql;
    command.ExecuteNonQuery();
}

static Command[] Life(string id) => [new Command.Create(id, new(2026, 1, 5), "s0"), new Command.Approve(id), new Command.Send(id), new Command.Confirm(id, "K" + id, "SI-" + id)];

static void CatchUp(Books books)
{
#if OLD
    books.Store.CatchUp();
#endif
}

static void Memory(string when)
{
    GC.Collect();
    Say($"memory, MB, {when}", GC.GetTotalMemory(forceFullCollection: true) / 1048576.0);
}

// Processor time of the whole process, wall time and what was allocated, for each of `count`.
static async Task MeasuredAsync(string what, int count, Func<Task> work)
{
    var process = Process.GetCurrentProcess();
    var (processor, allocated, watch) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes(), Stopwatch.StartNew());
    await work();
    process.Refresh();
    Say($"{what}, processor", (process.TotalProcessorTime - processor).TotalMicroseconds / count);
    Say($"{what}, wall", watch.Elapsed.TotalMicroseconds / count);
    Say($"{what}, bytes", (GC.GetTotalAllocatedBytes() - allocated) / (double)count);
}

async Task<Books> NewAsync(int books)
{
    foreach (var end in new[] { "", "-wal", "-shm", "-turn" })
    {
        File.Delete(file + end);
    }

    var made = new Books(new SqliteStore(file));
    await Task.WhenAll(Enumerable.Range(0, books).Select(async at =>
    {
        await made[$"b{at}"].OpenAsync([new("s0", "S0-{seq:00000000}")]);
        await made[$"b{at}"].ConnectAsync("acme");
    }));
    return made;
}

async Task RunAsync(Books books, int among, int callers, int commands, string prefix, bool randomIds = false)
{
    var each = commands / callers / 4;
    await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
    {
        var own = new Random(caller);
        for (var at = 0; at < each; at++)
        {
            var book = books[$"b{own.Next(among)}"];
            foreach (var command in Life(randomIds ? NewId() : string.Create(CultureInfo.InvariantCulture, $"{prefix}{at:00000}-{caller:000}")))
            {
                Accept(await book.DoAsync(command));
            }
        }
    })));
    CatchUp(books);
}

static async Task DoAsync(Books books, IReadOnlyList<Command> commands)
{
    foreach (var answer in await books["b0"].DoManyAsync(commands))
    {
        Accept(answer);
    }
}

async Task HostAsync(Books books, SqliteConnection connection, string prefix, int times)
{
    for (var at = 0; at < times; at++)
    {
        using var transaction = connection.BeginTransaction();
        var create = new Command.Create($"{prefix}{at}", day);
#if OLD
        var answer = books["b0"].DoWithin(transaction, create);
#else
        var answer = await books["b0"].DoWithinAsync(transaction, create);
#endif
        using var row = connection.CreateCommand();
        (row.Transaction, row.CommandText) = (transaction, "INSERT INTO host_invoices VALUES (@id, @number)");
        row.Parameters.AddWithValue("@id", $"{prefix}{at}");
        row.Parameters.AddWithValue("@number", answer.Number!.Text);
        row.ExecuteNonQuery();
        transaction.Commit();
    }

    await Task.CompletedTask;
}

static void Accept(Answer answer)
{
    if (answer.Outcome != Outcome.Accepted)
    {
        throw new InvalidOperationException(answer.Why);
    }
}
