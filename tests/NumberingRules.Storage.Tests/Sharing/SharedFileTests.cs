using System.Collections.Concurrent;
using System.Globalization;
using NumberingRules.Proof.Histories;
using NumberingRules.Sqlite;
using NumberingRules.Storage.Tests.Contract;
using NumberingRules.Tests.Laws;

namespace NumberingRules.Storage.Tests.Sharing;

/// <summary>Several stores on one file: each keeps what it read, and follows what the others and hosts append.</summary>
public sealed class SharedFileTests : IDisposable
{
    private const int Names = 3;
    private static readonly DateOnly Day = new(2026, 1, 5);
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Law(MaxTest = 30)]
    public void Scripts_done_by_turns_in_several_stores_are_the_scripts_of_the_core(Script script) => Check(script.Commands, script.Commands.Count);

    [Fact]
    public void Nasty_scripts_done_by_turns_in_several_stores_are_the_scripts_of_the_core()
    {
        foreach (var commands in NastyScripts.All.Values)
        {
            for (var seed = 0; seed < 6; seed++)
            {
                Check(commands, seed);
            }
        }
    }

    [Fact]
    public async Task Two_stores_of_one_process_write_one_series_at_the_same_time()
    {
        const int Tasks = 8;
        const int Each = 25;
        var file = _scratch.NewFile();
        using var one = new Books(new SqliteStore(file));
        using var other = new Books(new SqliteStore(file));
        ConcurrentBag<SeenCall> seen = [];
        await Watched.DoAsync(seen, one["main"], new Command.Open([new("a", "A-{seq:000}")]), "opening");
        await Task.WhenAll(Enumerable.Range(0, Tasks).Select(task => Task.Run(async () =>
        {
            var (books, others) = task % 2 == 0 ? (one, other) : (other, one);
            for (var at = 0; at < Each; at++)
            {
                InvoiceId id = string.Create(CultureInfo.InvariantCulture, $"I{task}-{at}");
                var answer = await Watched.DoAsync(seen, books["main"], new Command.Create(id, Day), id.Text);
                Assert.Equal(answer.Number, others["main"].Invoice(id)!.Number);
            }
        }))).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Null(History.Check(seen, [Watched.Read(one["main"]), Watched.Read(other["main"])]));
        foreach (var books in new[] { one, other })
        {
            Assert.Equal(
                Enumerable.Range(1, Tasks * Each).Select(number => string.Create(CultureInfo.InvariantCulture, $"A-{number:000}")),
                books["main"].Invoices(count: int.MaxValue).Items.Select(kept => kept.Number!.Text));
            Assert.Null(books["main"].Verify(one["main"].Head().Hash).Fault?.What);
        }
    }

    /// <summary>
    /// Each command of each book is done by a store that chance picks, or in a host's transaction, sometimes after another
    /// that was rolled back; now and then some store rebuilds, erases or looks.
    /// </summary>
    private void Check(IReadOnlyList<Command> commands, int seed)
    {
        var random = new Random(seed);
        var file = _scratch.NewFile();
        Books[] stores = [new(new SqliteStore(file)), new(new SqliteStore(file)), new(new SqliteStore(file))];
        var cores = Enumerable.Range(0, Names).Select(_ => Book.Empty).ToArray();
        var at = new int[Names];
        try
        {
            while (at.Any(done => done < commands.Count))
            {
                var name = random.Next(Names);
                if (at[name] < commands.Count)
                {
                    var command = commands[at[name]++];
                    var book = stores[random.Next(stores.Length)][Name(name)];
                    cores[name] = cores[name].Do(command, out var expected);
                    Assert.Equal(expected, random.Next(3) > 0 ? book.DoAsync(command).Now().Decision : InHost(file, book, command, random));
                }

                Disturb(stores, random);
                var (looked, who) = (random.Next(Names), stores[random.Next(stores.Length)]);
                Assert.Equal(cores[looked].Header, who[Name(looked)].Header());
                Assert.Equal(cores[looked].Invoices, who[Name(looked)].AllInvoices().Select(kept => kept.Invoice));
            }

            Assert.All(stores, books => Assert.All(books.Names(), name => Assert.Null(books[name].Verify(stores[0][name].Head().Hash).Fault?.What)));
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"seed {seed}", e);
        }
        finally
        {
            Array.ForEach(stores, books => books.Dispose());
        }
    }

    private static Decision InHost(string file, BookHandle book, Command command, Random random)
    {
        using var connection = Scratch.Open(file);
        if (random.Next(2) == 0)
        {
            using var gone = connection.BeginTransaction();
            book.DoWithin(gone, new Command.SetPolicy(new(Side.Home)));
            book.DoWithin(gone, command);
        }

        using var transaction = connection.BeginTransaction();
        var decision = book.DoWithin(transaction, command).Decision;
        transaction.Commit();
        return decision;
    }

    private static void Disturb(Books[] stores, Random random)
    {
        var books = stores[random.Next(stores.Length)];
        switch (random.Next(12))
        {
            case 0:
                books.Rebuild();
                break;
            case 1:
                books[Name(random.Next(Names))].EraseTextBy("nobody");
                break;
        }
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"book {number}");
}
