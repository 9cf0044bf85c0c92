using System.Diagnostics;
using Microsoft.Data.Sqlite;
using NumberingRules.Sqlite;
using NumberingRules.Storage;

namespace NumberingRules.CrashHost;

/// <summary>A host that keeps rows of its own in the same file: row and number in one transaction, beside a writer at work.</summary>
internal static class HostMode
{
    private const int Hosts = 2;

    internal static async Task RunAsync(string file, int seed)
    {
        var closed = Lines.UntilParentCloses();
        var books = new Books(new SqliteStore(file));
        await Sample.OpenAsync(books["host"]);
        await Sample.OpenAsync(books["writer"]);
        using (var connection = HostRows.Connect(file))
        {
            HostRows.Prepare(connection);
        }

        Lines.Say("ready");
        await Task.WhenAll(
        [
            .. Enumerable.Range(0, Hosts).Select(host => Task.Run(() => HostAsync(file, books["host"], new((seed * 31) + host), $"{seed}.{host}", closed), CancellationToken.None)),
            Task.Run(() => WriteAsync(books["writer"], new(seed), $"{seed}.w", closed), CancellationToken.None),
        ]);
        await books.DisposeAsync();
        Lines.Say("disposed");
    }

    private static async Task HostAsync(string file, BookHandle book, Random random, string prefix, CancellationToken closed)
    {
        using var connection = HostRows.Connect(file);
        for (var at = 0; !closed.IsCancellationRequested; at++)
        {
            var id = new InvoiceId($"{prefix}.{at}");
            List<(int Call, Answer Answer)> told = [];
            await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync(CancellationToken.None);
            var answer = await DoWithinAsync(new Command.Create(id, Sample.Date(random), random.Next(3) == 0 ? "year" : null), "somebody");
            HostRows.Add(transaction, id, answer.Number!);
            if (random.Next(4) == 0)
            {
                await transaction.RollbackAsync(CancellationToken.None);
                told.ForEach(one => Told.Undo(one.Call));
                continue;
            }

            if (random.Next(4) == 0)
            {
                answer = await DoWithinAsync(new Command.Approve(id));
            }

            await transaction.CommitAsync(CancellationToken.None);
            var ended = Stopwatch.GetTimestamp();
            told.ForEach(one => Told.Hear(one.Call, one.Answer, ended));
            Lines.Acknowledged(book.Name, id, answer);

            async Task<Answer> DoWithinAsync(Command command, string? actor = null)
            {
                var call = Told.Ask(book, command, Stopwatch.GetTimestamp());
                told.Add((call, await book.DoWithinAsync(transaction, command, actor, CancellationToken.None)));
                return told[^1].Answer;
            }
        }
    }

    private static async Task WriteAsync(BookHandle book, Random random, string prefix, CancellationToken closed)
    {
        for (var at = 0; !closed.IsCancellationRequested; at++)
        {
            var id = new InvoiceId($"{prefix}.{at}");
            Lines.Acknowledged(book.Name, id, (await Told.DoAsync(book, [new Command.Create(id, Sample.Date(random))]))[0]);
        }
    }
}
