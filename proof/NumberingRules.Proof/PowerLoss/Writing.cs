using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using NumberingRules.CrashHost;
using NumberingRules.Sqlite;
using NumberingRules.Storage;

namespace NumberingRules.Proof.PowerLoss;

/// <summary>
/// The process that is recorded: some callers through the writer, a host in transactions of its own, a rebuild, an erasure,
/// checkpoints of the log. What it was answered it says in FILE-said before anything else.
/// </summary>
internal static class Writing
{
    private const int AskedAgain = 12;
    private static readonly string[] Books = ["first", "second", "host"];
    private static readonly Lock Gate = new();
    private static FileStream _said = null!;

    /// <param name="file">The file.</param>
    /// <param name="seed">The run.</param>
    /// <param name="session">Which process of the run it is, from 0; a later one first asks again for what the one before made.</param>
    /// <param name="commands">How many rounds to go.</param>
    /// <param name="end">How it ends, in the words of <see cref="Session"/>.</param>
    internal static async Task<int> RunAsync(string file, int seed, int session, int commands, string end)
    {
        await using var said = _said = new(file + "-said", FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var random = new Random((seed * 31) + session);
        var books = new Books(new SqliteStore(file));
        if (session > 0)
        {
            await AskAgainAsync(books, session - 1);
        }

        foreach (var name in Books)
        {
            await books[name].OpenAsync([new("rl", "RL-{seq:00000}"), new("year", "Y{date:yyyy}-{seq}", Reset: Reset.Yearly)]);
            await books[name].ConnectAsync("acme");
        }

        using var host = Host(file, random.Next(3) switch { 0 => 15, 1 => 60, _ => 1000 });
        for (var at = 0; at < commands; at++)
        {
            await RoundAsync(books, host, random, string.Create(CultureInfo.InvariantCulture, $"{session}.{at}"));
        }

        if (end == Session.Kill)
        {
            Process.GetCurrentProcess().Kill();
        }

        await host.DisposeAsync();
        await books.DisposeAsync();
        return 0;
    }

    private static async Task RoundAsync(Books books, SqliteConnection host, Random random, string id)
    {
        switch (random.Next(20))
        {
            case < 6:
                await InHostAsync(books["host"], host, id, random);
                break;
            case < 9:
                await Task.WhenAll([.. Enumerable.Range(0, 3).Select(caller => Task.Run(() => ByWriterAsync(books[Books[caller % 2]], $"{id}.{caller}")))]);
                break;
            case 9 when random.Next(4) == 0:
                await books[Books[random.Next(3)]].RebuildAsync();
                break;
            case 10 when random.Next(3) == 0:
                HostRows.Run(host, null, $"PRAGMA wal_checkpoint({(random.Next(2) == 0 ? "PASSIVE" : "RESTART")})");
                break;
            case 11 when random.Next(6) == 0:
                await books["first"].EraseTextByAsync("somebody");
                break;
            default:
                await ByWriterAsync(books[Books[random.Next(2)]], id);
                break;
        }
    }

    private static async Task ByWriterAsync(BookHandle book, InvoiceId id)
    {
        Command[] commands = id.Text[^1] % 3 == 0
            ? [new Command.Import(id, $"K{id}", $"E{id}", Date(id))]
            : [new Command.Create(id, Date(id)), new Command.Approve(id), new Command.Void(id, Side.Home, "made by mistake")];
        foreach (var answer in await book.DoManyAsync(commands[..(1 + (id.Text[^1] % commands.Length))], "somebody"))
        {
            Acknowledge(book, id, answer);
        }
    }

    private static async Task InHostAsync(BookHandle book, SqliteConnection host, InvoiceId id, Random random)
    {
        using var transaction = host.BeginTransaction(deferred: false);
        var answer = await book.DoWithinAsync(transaction, new Command.Create(id, Date(id)));
        HostRows.Add(transaction, id, answer.Number!);
        if (random.Next(5) == 0)
        {
            transaction.Rollback();
            return;
        }

        transaction.Commit();
        Acknowledge(book, id, answer);
    }

    /// <summary>As a host does that does not know how far the one before it came: what is there is unchanged, and that is an answer to rely on.</summary>
    private static async Task AskAgainAsync(Books books, int session)
    {
        foreach (var name in await books.NamesAsync())
        {
            var book = books[name];
            foreach (var kept in await book.AllInvoicesAsync().Where(kept => kept.Id.Text.StartsWith($"{session}.", StringComparison.Ordinal) && kept.Origin == Side.Home).TakeLast(AskedAgain).ToListAsync())
            {
                Acknowledge(book, kept.Id, await book.CreateAsync(kept.Id, Date(kept.Id)));
            }
        }
    }

    /// <summary>Told from the id, so that asking again asks for the same.</summary>
    private static DateOnly Date(InvoiceId id) => new(2024 + (id.Text[^1] % 3), 1 + (id.Text.Length % 12), 5);

    private static SqliteConnection Host(string file, int autoCheckpoint)
    {
        var connection = HostRows.Connect(file);
        HostRows.Run(connection, null, string.Create(CultureInfo.InvariantCulture, $"PRAGMA wal_autocheckpoint = {autoCheckpoint}"));
        HostRows.Prepare(connection);
        return connection;
    }

    private static void Acknowledge(BookHandle book, InvoiceId invoice, Answer answer)
    {
        if (answer.Outcome == Outcome.Rejected)
        {
            return;
        }

        var line = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"ack\t{book.Name}\t{invoice}\t{answer.Number?.Text ?? "-"}\t{answer.Entry}\n"));
        lock (Gate)
        {
            _said.Write(line);
        }
    }
}
