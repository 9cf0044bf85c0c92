using Npgsql;
using NumberingRules.PostgreSql;
using NumberingRules.Sqlite;
using NumberingRules.Storage;

namespace NumberingRules.CrashHost;

/// <summary>Eight callers at once do everything there is to do with invoices, on three books, through the writer.</summary>
internal static class WriterMode
{
    private const int Callers = 8;
    private static readonly string[] Names = ["first", "second", "third"];

    internal static async Task RunAsync(string place, int seed)
    {
        var closed = Lines.UntilParentCloses();
        var onServer = place.StartsWith("Host=", StringComparison.Ordinal);
        var books = onServer ? new Books(OnServer(place), new() { Wait = TimeSpan.FromMinutes(5) }) : new Books(new SqliteStore(place));
        foreach (var name in Names)
        {
            while (!await TryAsync(() => Sample.OpenAsync(books[name]), onServer))
            {
            }
        }

        Lines.Say("ready");
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(books, new((seed * 31) + caller), $"{seed}.{caller}", onServer, closed), CancellationToken.None)));
        await books.DisposeAsync();
        Lines.Say("disposed");
    }

    private static async Task CallAsync(Books books, Random random, string prefix, bool onServer, CancellationToken closed)
    {
        for (var at = 0; !closed.IsCancellationRequested; at++)
        {
            var id = new InvoiceId($"{prefix}.{at}");
            await TryAsync(() => LiveAsync(books[Names[random.Next(Names.Length)]], id, random), onServer);
        }
    }

    // A host that freezes is thrown out after two seconds, so that the tests need not wait for long.
    private static PostgreSqlStore OnServer(string connection)
    {
        var source = new NpgsqlSlimDataSourceBuilder(connection);
        source.EnableArrays();
        return new(source.Build(), new() { StandstillLimit = TimeSpan.FromSeconds(2), WriteWait = TimeSpan.FromSeconds(20) });
    }

    /// <summary>A server may be gone before it has answered: then this life ends, and nobody knows how.</summary>
    private static async Task<bool> TryAsync(Func<Task> doAsync, bool onServer)
    {
        try
        {
            await doAsync();
            return true;
        }
        catch (StoreException e) when (onServer && e.Trouble is StoreTrouble.CommitUnknown or StoreTrouble.CannotOpen or StoreTrouble.Busy)
        {
            return false;
        }
    }

    /// <summary>The life of an invoice, with its turns left to chance.</summary>
    private static async Task LiveAsync(BookHandle book, InvoiceId id, Random random)
    {
        var date = Sample.Date(random);
        if (random.Next(5) == 0)
        {
            await DoAsync(book, id, Wire.Import(id, date));
        }
        else
        {
            SeriesId? series = random.Next(3) == 0 ? "year" : null;
            await DoAsync(book, id, new Command.Create(id, date, series), new Command.Approve(id));
            if (random.Next(3) > 0)
            {
                await DoAsync(book, id, new Command.Send(id));
                await DoAsync(book, id, random.Next(4) switch
                {
                    0 => new Command.Refuse(id, "the period is closed"),
                    1 => new Command.Lose(id),
                    _ => new Command.Confirm(id, $"K{id}", $"E{id}", 1),
                });
            }
        }

        if (random.Next(6) == 0)
        {
            await DoAsync(book, id, new Command.Void(id, Side.Home, "made by mistake"));
        }
    }

    private static async Task DoAsync(BookHandle book, InvoiceId id, params Command[] commands)
    {
        foreach (var answer in await Told.DoAsync(book, commands, "somebody"))
        {
            Lines.Acknowledged(book.Name, id, answer);
        }
    }
}
