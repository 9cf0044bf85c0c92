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
            ("many", run.ManyCallers), ("one", run.OneCaller), ("host", run.HostTransaction), ("walks", run.Walks), ("sizes", deep ? new SizesRun(folder, 15).Measure : () => { }),
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
        Report.Table("256 callers, 4 commands an invoice", "books", "µs a command", "commands/s", "bare rows, one transaction", "share of bare", "one transaction a command", "times faster");
        foreach (var (books, scattered) in new[] { (1, false), (1000, false), (1, true) })
        {
            List<double> ours = [], bare = [], each = [];
            for (var round = 0; round <= rounds; round++)
            {
                Workload.Delete(_file);
                var commands = 2048 * scale;
                double time;
                using (var opened = Workload.Open(_file, books))
                {
                    time = Workload.Run(opened, books, 256, commands, scattered: scattered);
                }

                // The first round compiles the code.
                if (round > 0 || rounds == 1)
                {
                    ours.Add(time);
                    bare.Add(Rows.Of(_file).InOneTransaction(_bare) / commands);
                    each.Add(BareTransactions(20 * scale));
                }
            }

            Report.Row(scattered ? $"{books}, ids are UUIDs" : $"{books}", Report.Median(ours), 1e6 / Report.Median(ours), Report.Median(bare), Report.Percent(Report.Median(bare) / Report.Median(ours)), Report.Median(each), Report.Median(each) / Report.Median(ours));
        }
    }

    private void OneCaller()
    {
        Report.Table("One caller, 4 commands an invoice", "books", "µs a command", "bare flushed transaction with the same rows", "ratio");
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

            Report.Row(books, Report.Median(ours), Report.Median(bare), Report.Median(ours) / Report.Median(bare));
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
        Report.Table("The host's own transaction", "what", "µs a transaction", "ratio");
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

        Report.Row("the host's row alone", Report.Median(alone), 1);
        Report.Row("the host's row and its number", Report.Median(with), Report.Median(with) / Report.Median(alone));
    }

    private double HostRows(SqliteConnection connection, int round, string kind, BookHandle? book)
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
            insert.Parameters[1].Value = book?.DoWithinAsync(transaction, new Command.Create(id, Workload.Date)).AsTask().GetAwaiter().GetResult().Number!.Text ?? "none";
            insert.ExecuteNonQuery();
            transaction.Commit();
        }

        return watch.Elapsed.TotalMicroseconds / count;
    }

    private void Walks()
    {
        Report.Table("Walks over a journal", "what", "entries", "seconds", "µs an entry", "bytes an invoice on disk");
        Workload.Delete(_file);
        using (var opened = Workload.Open(_file, 1))
        {
            Workload.Run(opened, 1, 256, 8000 * scale);
        }

        // Closed once, so that the file holds everything.
        using var books = new Books(new SqliteStore(_file));
        var book = books[Workload.Name(0)];
        var entries = book.HeadAsync().AsTask().GetAwaiter().GetResult().Entries;
        var size = new FileInfo(_file).Length / (double)book.VerifyAsync().GetAwaiter().GetResult().Invoices;
        List<double> verify = [], replay = [];
        for (var round = 0; round < rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            verify.Add(book.VerifyAsync().GetAwaiter().GetResult().IsSound ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException("a sound book was expected"));
            watch.Restart();
            replay.Add(book.ReplayAsync().AsTask().GetAwaiter().GetResult().Entries == entries ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException("an entry is missing"));
        }

        Report.Row("verify: chain, laws, every row", entries, Report.Median(verify), Report.Median(verify) * 1e6 / entries, size);
        Report.Row("replay into a register", entries, Report.Median(replay), Report.Median(replay) * 1e6 / entries, size);

        Report.Table("What a verify consists of, each part alone on one core", "what", "entries", "seconds", "µs an entry");
        VerifyParts.MeasureAsync(_file, rounds).GetAwaiter().GetResult();
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

        return Report.Median(times);
    }
}
