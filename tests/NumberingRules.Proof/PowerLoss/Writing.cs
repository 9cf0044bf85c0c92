using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using NumberingRules.CrashHost;
using NumberingRules.Sqlite;
using NumberingRules.Storage;

namespace NumberingRules.Proof.PowerLoss;

/// <summary>
/// The process that is recorded: some callers through the writer, a host in transactions of its own, pauses in which the
/// look-up tables catch up, checkpoints of the log. What it was answered it says in FILE-said before anything else.
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
    internal static int Run(string file, int seed, int session, int commands, string end)
    {
        using var said = _said = new(file + "-said", FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var random = new Random((seed * 31) + session);
        var books = new Books(new SqliteStore(file));
        if (session > 0)
        {
            AskAgain(books, session - 1);
        }

        foreach (var name in Books)
        {
            books[name].OpenAsync([new("rl", "RL-{seq:00000}"), new("year", "Y{date:yyyy}-{seq}", Reset: Reset.Yearly)]).Wait();
            books[name].ConnectAsync("acme").Wait();
        }

        using var host = Host(file, random.Next(3) switch { 0 => 15, 1 => 60, _ => 1000 });
        for (var at = 0; at < commands; at++)
        {
            Round(books, host, random, string.Create(CultureInfo.InvariantCulture, $"{session}.{at}"));
        }

        if (end == Session.Kill)
        {
            Process.GetCurrentProcess().Kill();
        }

        host.Dispose();
        books.Dispose();
        return 0;
    }

    private static void Round(Books books, SqliteConnection host, Random random, string id)
    {
        switch (random.Next(20))
        {
            case < 6:
                InHost(books["host"], host, id, random);
                break;
            case < 9:
                Task.WaitAll([.. Enumerable.Range(0, 3).Select(caller => Task.Run(() => ByWriter(books[Books[caller % 2]], $"{id}.{caller}")))]);
                break;
            case 9:
                // Longer than the writer waits before it brings the look-up tables up.
                Thread.Sleep(70);
                break;
            case 10 when random.Next(3) == 0:
                HostRows.Run(host, null, $"PRAGMA wal_checkpoint({(random.Next(2) == 0 ? "PASSIVE" : "RESTART")})");
                break;
            case 11 when random.Next(6) == 0:
                books["first"].EraseTextBy("somebody");
                break;
            default:
                ByWriter(books[Books[random.Next(2)]], id);
                break;
        }
    }

    private static void ByWriter(KeptBook book, InvoiceId id)
    {
        Command[] commands = id.Text[^1] % 3 == 0
            ? [new Command.Import(id, $"K{id}", $"E{id}", Date(id))]
            : [new Command.Create(id, Date(id)), new Command.Approve(id), new Command.Void(id, Side.Home, "made by mistake")];
        foreach (var answer in book.DoManyAsync(commands[..(1 + (id.Text[^1] % commands.Length))], "somebody").Result)
        {
            Acknowledge(book, id, answer);
        }
    }

    private static void InHost(KeptBook book, SqliteConnection host, InvoiceId id, Random random)
    {
        using var transaction = host.BeginTransaction(deferred: false);
        var answer = book.DoWithin(transaction, new Command.Create(id, Date(id)));
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
    private static void AskAgain(Books books, int session)
    {
        foreach (var name in books.Names())
        {
            var book = books[name];
            foreach (var kept in book.AllInvoices().Where(kept => kept.Invoice.Id.Text.StartsWith($"{session}.", StringComparison.Ordinal) && kept.Invoice.Origin == Side.Home).TakeLast(AskedAgain).ToList())
            {
                Acknowledge(book, kept.Invoice.Id, book.CreateAsync(kept.Invoice.Id, Date(kept.Invoice.Id)).Result);
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

    private static void Acknowledge(KeptBook book, InvoiceId invoice, Answer answer)
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
