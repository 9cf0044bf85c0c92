using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using NumberingRules.CrashHost;
using NumberingRules.Sqlite;
using NumberingRules.Storage;

namespace NumberingRules.Proof.DiskFaults;

/// <summary>
/// One run, again and again, each time with the fault one act later, until the run is over before the fault. Whatever the
/// disk did: callers are told, what was acknowledged is there, host rows and numbers agree one to one, the book verifies,
/// and once the disk is well again the same books go on.
/// </summary>
internal sealed class FaultyRuns
{
    private static readonly (int Kind, string Name)[] Kinds =
        [(1, "full"), (2, "full after half a write"), (3, "fails"), (4, "syncs fail"), (5, "slow"), (6, "folder closed"), (7, "lies")];

    private static readonly string[] Header = ["| the disk | for how long | runs | acts that failed | callers told | answers acknowledged | wrong |", "|---|---|---:|---:|---:|---:|---:|"];

    private readonly string _folder;
    private readonly string _template;
    private readonly FaultAt _fault;
    private readonly List<string> _wrong = [];
    private int _files;

    private FaultyRuns(string folder)
    {
        _folder = folder;
        _template = Path.Combine(folder, "template.db");
        _fault = Marshal.GetDelegateForFunctionPointer<FaultAt>(NativeLibrary.GetExport(NativeLibrary.Load(Path.Combine(folder, "faults.so")), "numbering_fault"));
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate long FaultAt(long at, long times, int kind);

    internal static async Task<int> AllAsync(string folder, int every, int only)
    {
        var runs = new FaultyRuns(folder);
        await runs.MakeTemplateAsync();
        Console.WriteLine(string.Join('\n', Header));
        foreach (var (kind, name) in Kinds.Where(kind => only == 0 ? kind.Kind < 7 : kind.Kind == only))
        {
            foreach (var times in new[] { 1, 4, 0 })
            {
                await runs.OneKindAsync(kind, name, times, every);
            }
        }

        runs._wrong.ForEach(Console.Error.WriteLine);
        return runs._wrong.Count == 0 ? 0 : 1;
    }

    private async Task OneKindAsync(int kind, string name, int times, int every)
    {
        var (began, count, hits, told, acknowledged) = (_wrong.Count, 0, 0L, 0, 0);

        // Slow disks change nothing but the time: a few of them will do.
        for (long at = 1; ; at += kind == 5 ? Math.Max(every, 20) : every)
        {
            var run = new FaultyRun(Copy(), (times == 0 ? "from " : "at ") + string.Create(CultureInfo.InvariantCulture, $"act {at}: {name}"), _wrong);
            _fault(at, times == 0 && kind == 5 ? 20 : times, kind);
            await run.GoAsync();
            hits += _fault(-1, 0, 0);
            var acts = _fault(0, 0, 0);
            await run.CheckAsync();
            (count, told, acknowledged) = (count + 1, told + run.Told, acknowledged + run.Acknowledged);
            if (acts < at)
            {
                break;
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {(times == 0 ? "from then on" : times == 1 ? "once" : $"{times} acts")} | {count} | {hits} | {told} | {acknowledged} | {_wrong.Count - began} |"));
    }

    private async Task MakeTemplateAsync()
    {
        _fault(0, 0, 0);
        await using (var books = new Books(new SqliteStore(_template)))
        {
            await books["main"].OpenAsync([new("rl", "RL-{seq:0000}")]);
            await books["main"].CreateAsync("first", FaultyRun.Day);
        }

        using var host = HostRows.Connect(_template);
        HostRows.Prepare(host);
        HostRows.Run(host, null, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private string Copy()
    {
        var file = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"books{_files++}.db"));
        File.Copy(_template, file);
        return file;
    }
}

/// <summary>A run on a file: what it did, and whether what is left is right.</summary>
internal sealed class FaultyRun(string file, string what, List<string> wrong)
{
    internal static readonly DateOnly Day = new(2026, 1, 5);

    private readonly Dictionary<string, string?> _acknowledged = [];
    private readonly HashSet<string> _undone = [];
    private bool _isLong;

    internal int Told { get; private set; }

    internal int Acknowledged => _acknowledged.Count;

    internal async Task GoAsync()
    {
        var began = Stopwatch.GetTimestamp();
        Books? books = null;
        SqliteConnection? host = null;
        try
        {
            await TryAsync("open", () =>
            {
                books = new(new SqliteStore(new SqliteStoreOptions { File = file, WriteWait = TimeSpan.FromSeconds(1) }), new() { OnCallersThread = true });
                return Task.CompletedTask;
            });
            if (books is null)
            {
                return;
            }

            var book = books["main"];
            await TryAsync("create A", () => CreateAsync(book, "A"));
            await TryAsync("create and approve B", async () =>
            {
                await CreateAsync(book, "B");
                await book.ApproveAsync("B", "a person");
            });
            await TryAsync("many", async () =>
            {
                var answers = await book.DoManyAsync([.. Enumerable.Range(0, 40).Select(at => new Command.Create($"M{at}", Day))]);
                for (var at = 0; at < answers.Count; at++)
                {
                    _acknowledged[$"M{at}"] = answers[at].Number?.Text;
                }
            });
            await TryAsync("connect as host", () =>
            {
                host = HostRows.Connect(file);
                return Task.CompletedTask;
            });
            if (host is not null)
            {
                await TryAsync("host H1", () => HostAsync(book, host, "H1", rollback: false));
                await TryAsync("host H2, rolled back", () => HostAsync(book, host, "H2", rollback: true));
                await TryAsync("checkpoint", () =>
                {
                    HostRows.Run(host, null, "PRAGMA wal_checkpoint(TRUNCATE)");
                    return Task.CompletedTask;
                });
                await TryAsync("host H3", () => HostAsync(book, host, "H3", rollback: false));
            }

            await TryAsync("void with a reason", async () => await book.VoidAsync("A", Side.Home, "a reason to be erased"));
            await TryAsync("erase", () => book.EraseTextOfAsync("A"));
            await TryAsync("create Z", () => CreateAsync(book, "Z"));
        }
        finally
        {
            await TryAsync("close", async () =>
            {
                if (host is not null)
                {
                    await host.DisposeAsync();
                }

                if (books is not null)
                {
                    await books.DisposeAsync();
                }
            });
            _isLong = Stopwatch.GetElapsedTime(began) > TimeSpan.FromMinutes(1);
        }
    }

    /// <summary>The disk is well again.</summary>
    internal async Task CheckAsync()
    {
        Hold(!_isLong, "the run took more than a minute");
        try
        {
            await using var books = new Books(new SqliteStore(file), new() { OnCallersThread = true });
            var book = books["main"];
            Hold((await book.CreateAsync("well again", Day)).Outcome == Outcome.Accepted, "the book does not go on");
            var report = await book.VerifyAsync();
            Hold(report.IsSound, $"verify: {report.Fault?.What}");
            Dictionary<string, string?> numbers = [];
            await foreach (var invoice in book.AllInvoicesAsync())
            {
                numbers[invoice.Id.Text] = invoice.HomeNumber?.Text;
            }

            foreach (var (id, number) in _acknowledged)
            {
                Hold(numbers.TryGetValue(id, out var kept) && kept == number, $"{id} was answered {number} and has {kept ?? "nothing"}");
            }

            foreach (var id in _undone)
            {
                Hold(!numbers.ContainsKey(id), $"{id} was rolled back and is there");
            }

            using var host = HostRows.Connect(file);
            using var rows = host.CreateCommand();
            rows.CommandText = "SELECT id, number FROM host_invoices";
            using var reader = rows.ExecuteReader();
            HashSet<string> kept2 = [];
            while (reader.Read())
            {
                kept2.Add(reader.GetString(0));
                Hold(numbers.GetValueOrDefault(reader.GetString(0)) == reader.GetString(1), $"the host's row {reader.GetString(0)} has {reader.GetString(1)}, the book {numbers.GetValueOrDefault(reader.GetString(0))}");
            }

            foreach (var id in numbers.Keys.Where(static id => id[0] == 'H'))
            {
                Hold(kept2.Contains(id), $"{id} is in the book, and the host has no row");
            }

            Hold((await book.SeriesAsync()).All(static line => line.AddsUp), "the series does not add up");
        }
#pragma warning disable CA1031 // Whatever it is, it is what this is here to find.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Hold(false, e.ToString());
        }
    }

    private async Task CreateAsync(BookHandle book, string id) => _acknowledged[id] = (await book.CreateAsync(id, Day)).Number?.Text;

    private async Task HostAsync(BookHandle book, SqliteConnection host, string id, bool rollback)
    {
        await using var transaction = host.BeginTransaction(deferred: false);
        var number = (await book.DoWithinAsync(transaction, new Command.Create(id, Day))).Number!;
        HostRows.Add(transaction, id, number);
        if (rollback)
        {
            await transaction.RollbackAsync();
            _undone.Add(id);
            return;
        }

        await transaction.CommitAsync();
        _acknowledged[id] = number.Text;
    }

    /// <summary>A caller is told by an exception of the library or of the provider, and by no other.</summary>
    private async Task TryAsync(string step, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception e) when (e is StoreException or SqliteException)
        {
            Told++;
            Hold(e is SqliteException || e.Message.Length > 20, $"{step}: {e.Message}");
        }
        catch (InvalidOperationException e) when (e.Message.Contains("ransaction", StringComparison.Ordinal))
        {
            // SQLite ended the host's transaction, and its provider says that there is none.
            Told++;
        }
#pragma warning disable CA1031 // Whatever it is, it is what this is here to find.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Hold(false, $"{step}: {e}");
        }
    }

    private void Hold(bool holds, string law)
    {
        if (!holds)
        {
            wrong.Add($"{what}: {law}");
        }
    }
}
