using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using NumberingRules.Sqlite;
using NumberingRules.Storage;

namespace NumberingRules.Benchmarks.Durable;

/// <summary>
/// What a durable command costs, beside what the database alone costs, in one run: <c>--durable FOLDER [--smoke|--deep] [--only many|one|host|walks|sizes]</c>.
/// Rounds of both sides alternate, and the median counts, because the machine is shared.
/// </summary>
internal sealed class DurableRun(string folder, int scale, int rounds)
{
    private readonly string _file = Path.Combine(folder, "book.db");
    private readonly string _bare = Path.Combine(folder, "bare.db");

    internal static int Run(string[] arguments)
    {
        var folder = Directory.CreateDirectory(arguments.ElementAtOrDefault(1) ?? Path.Combine(Path.GetTempPath(), "numbering-benchmarks")).FullName;
        var (smoke, deep) = (arguments.Contains("--smoke"), arguments.Contains("--deep"));
        var run = new DurableRun(folder, smoke ? 1 : 100, smoke ? 1 : 5);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores, .NET {Environment.Version}, server GC {System.Runtime.GCSettings.IsServerGC}, a flush of 4 KiB takes {run.Flush():0} µs"));
        var only = arguments.SkipWhile(word => word != "--only").ElementAtOrDefault(1);
        (string Name, Action Measure)[] sections =
        [
            ("many", run.ManyCallers), ("one", run.OneCaller), ("host", run.HostTransaction), ("walks", run.Walks), ("sizes", deep ? run.Sizes : () => { }),
        ];
        foreach (var (_, measure) in sections.Where(section => only is null || section.Name == only))
        {
            measure();
        }

        Workload.Delete(run._file);
        Workload.Delete(run._bare);
        return 0;
    }

    private void ManyCallers()
    {
        Table("256 callers, 4 commands an invoice", "books", "µs a command", "commands/s", "bare rows, one transaction", "share of bare", "one transaction a command", "times faster");
        foreach (var books in new[] { 1, 1000 })
        {
            List<double> ours = [], bare = [], each = [];
            for (var round = 0; round <= rounds; round++)
            {
                Workload.Delete(_file);
                var commands = 2048 * scale;
                double time;
                using (var opened = Workload.Open(_file, books))
                {
                    time = Workload.Run(opened, books, 256, commands);
                }

                // The first round compiles the code.
                if (round > 0 || rounds == 1)
                {
                    ours.Add(time);
                    bare.Add(Rows.Of(_file).InOneTransaction(_bare) / commands);
                    each.Add(BareTransactions(20 * scale));
                }
            }

            Row(books, Median(ours), 1e6 / Median(ours), Median(bare), Percent(Median(bare) / Median(ours)), Median(each), Median(each) / Median(ours));
        }
    }

    private void OneCaller()
    {
        Table("One caller, 4 commands an invoice", "books", "µs a command", "bare flushed transaction with the same rows", "ratio");
        foreach (var books in new[] { 1, 1000 })
        {
            List<double> ours = [], bare = [];
            Workload.Delete(_file);
            using var opened = Workload.Open(_file, books);
            Workload.Run(opened, books, 64, 100 * 64);
            for (var round = 0; round <= rounds; round++)
            {
                var commands = 20 * scale;
                var time = Workload.Run(opened, books, 1, commands);
                if (round > 0 || rounds == 1)
                {
                    ours.Add(time);
                    bare.Add(BareTransactions(commands));
                }
            }

            Row(books, Median(ours), Median(bare), Median(ours) / Median(bare));
        }
    }

    /// <summary>The rows that so many commands leave in one book, in a flushed transaction for each.</summary>
    private double BareTransactions(int commands)
    {
        var file = Path.Combine(folder, "sample.db");
        Workload.Delete(file);
        using (var opened = Workload.Open(file, 1))
        {
            Workload.Run(opened, 1, 4, commands);
        }

        var time = Rows.Of(file).InTransactions(_bare, commands);
        Workload.Delete(file);
        return time;
    }

    private void HostTransaction()
    {
        Table("The host's own transaction", "what", "µs a transaction", "ratio");
        Workload.Delete(_file);
        using var opened = Workload.Open(_file, 1);
        using var connection = new SqliteConnection($"Data Source={_file}");
        connection.Open();
        Rows.Run(connection, "CREATE TABLE host_invoices (id TEXT PRIMARY KEY, tenant TEXT NOT NULL, number TEXT)");
        List<double> alone = [], with = [];
        for (var round = 0; round <= rounds; round++)
        {
            alone.Add(HostRows(connection, round, "alone", null));
            with.Add(HostRows(connection, round, "with", opened[Workload.Name(0)]));
        }

        SqliteConnection.ClearPool(connection);

        Row("the host's row alone", Median(alone), 1);
        Row("the host's row and its number", Median(with), Median(with) / Median(alone));
    }

    private double HostRows(SqliteConnection connection, int round, string kind, KeptBook? book)
    {
        var count = 20 * scale;
        using var insert = Rows.Statement(connection, "INSERT INTO host_invoices VALUES (@id, 'a tenant', @number)");
        insert.Parameters.AddWithValue("@id", "");
        insert.Parameters.AddWithValue("@number", "");
        var watch = Stopwatch.StartNew();
        for (var at = 0; at < count; at++)
        {
            using var transaction = connection.BeginTransaction();
            var id = FormattableString.Invariant($"{kind}-{round}-{at}");
            insert.Transaction = transaction;
            insert.Parameters[0].Value = id;
            insert.Parameters[1].Value = book?.DoWithin(transaction, new Command.Create(id, Workload.Date)).Number!.Text ?? "none";
            insert.ExecuteNonQuery();
            transaction.Commit();
        }

        return watch.Elapsed.TotalMicroseconds / count;
    }

    private void Walks()
    {
        Table("Walks over a journal", "what", "entries", "seconds", "µs an entry", "bytes an invoice on disk");
        Workload.Delete(_file);
        using (var opened = Workload.Open(_file, 1))
        {
            Workload.Run(opened, 1, 256, 8000 * scale);
        }

        // Closed once, so that the file holds everything.
        using var books = new Books(new SqliteStore(_file));
        var book = books[Workload.Name(0)];
        var entries = book.Head().Entries;
        var size = new FileInfo(_file).Length / (double)book.Verify().Invoices;
        List<double> verify = [], replay = [];
        for (var round = 0; round < rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            verify.Add(book.Verify().IsSound ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException("a sound book was expected"));
            watch.Restart();
            replay.Add(book.Replay().Entries == entries ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException("an entry is missing"));
        }

        Row("verify: chain, laws, look-up tables", entries, Median(verify), Median(verify) * 1e6 / entries, size);
        Row("replay into a register", entries, Median(replay), Median(replay) * 1e6 / entries, size);
    }

    private void Sizes()
    {
        Table("256 callers, as the book grows", "series", "entries", "µs a command", "to that at 100 000");
        foreach (var series in new[] { 1, 1000 })
        {
            Workload.Delete(_file);
            using var opened = Workload.Open(_file, 1, series);
            var first = 0.0;
            foreach (var size in new[] { 10_000, 100_000, 1_000_000, 10_000_000 })
            {
                var entries = opened[Workload.Name(0)].Head().Entries;
                Workload.Run(opened, 1, 256, Math.Max(1024, (int)((size - entries) * 4 / 5)), series);
                List<double> times = [.. Enumerable.Range(0, rounds).Select(_ => Workload.Run(opened, 1, 256, 40_960, series))];
                first = size == 100_000 ? Median(times) : first;
                Row(series, opened[Workload.Name(0)].Head().Entries, Median(times), first == 0 ? "" : (Median(times) / first).ToString("0.00", CultureInfo.InvariantCulture));
            }
        }
    }

    private double Flush()
    {
        var file = Path.Combine(folder, "flush");
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        var page = new byte[4096];
        List<double> times = [];
        for (var at = 0; at < 200; at++)
        {
            var watch = Stopwatch.StartNew();
            stream.Write(page);
            stream.Flush(flushToDisk: true);
            times.Add(watch.Elapsed.TotalMicroseconds);
        }

        return Median(times);
    }

    internal static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Percent(double share) => share.ToString("0 %", CultureInfo.InvariantCulture);

    internal static void Table(string title, params string[] columns)
    {
        Console.WriteLine($"\n### {title}\n\n| {string.Join(" | ", columns)} |\n|{string.Concat(columns.Select(_ => "---:|"))}");
    }

    internal static void Row(params object[] values) =>
        Console.WriteLine($"| {string.Join(" | ", values.Select(value => value is double number ? number.ToString(number < 100 ? "0.00" : "#,0", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture)))} |");
}
