using System.Diagnostics;
using System.Globalization;
using NumberingRules.Sqlite;
using NumberingRules.Storage;

namespace NumberingRules.Benchmarks.Durable;

/// <summary>
/// Where the time of one caller's durable command goes: <c>--where FOLDER COMMANDS ROUNDS</c>. Each part is timed by itself over
/// the same commands, the whole beside them; all take turns. What the parts leave of the whole is the way to the writer's
/// thread and back.
/// </summary>
internal sealed class WhereRun(string folder, int commands)
{
    private readonly string _file = Path.Combine(folder, "where.db");
    private readonly Command[] _commands = [.. Enumerable.Range(0, commands / 4).SelectMany(at => SampleBooks.Life($"A{at}", at))];
    private readonly List<List<StoredEntry>> _sealed = [];

    internal static int Run(string folder, int commands, int rounds)
    {
        var run = new WhereRun(Directory.CreateDirectory(folder).FullName, commands);
        (string Name, Func<double> Time)[] parts =
        [
            ("decide and evolve", run.Decide), ("encode", run.Encode), ("hash", run.Hash), ("SQL", () => run.Insert("OFF")), ("SQL and flush", () => run.Insert("FULL")), ("the whole", run.Whole),
        ];
        var times = parts.ToDictionary(part => part.Name, _ => new List<double>());
        run.Seal();
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var (name, time) in parts)
            {
                var each = time() / commands;
                if (round > 0 || rounds == 1)
                {
                    times[name].Add(each);
                }
            }
        }

        times["flush"] = [.. times["SQL and flush"].Zip(times["SQL"], (with, without) => with - without)];
        times["what is left: to the writer's thread and back"] = [.. Enumerable.Range(0, times["the whole"].Count).Select(at =>
            times["the whole"][at] - times["SQL and flush"][at] - times["decide and evolve"][at] - times["encode"][at] - times["hash"][at])];
        Report.Table(string.Create(CultureInfo.InvariantCulture, $"Where a durable command's time goes, one caller, {commands} commands, {rounds} rounds"), "what", "µs a command", "from", "to");
        foreach (var name in new[] { "decide and evolve", "encode", "hash", "SQL", "flush", "what is left: to the writer's thread and back", "the whole" })
        {
            Report.Row(name, Report.Median(times[name]), times[name].Min(), times[name].Max());
        }

        Workload.Delete(run._file);
        return 0;
    }

    private void Seal()
    {
        var (book, hash, number) = (new Register(), Chain.Start("book"), 0L);
        var writer = new EntryWriter();
        foreach (var command in SampleBooks.Opening.Concat(_commands))
        {
            List<StoredEntry> some = [];
            foreach (var happened in book.Do(command).Events)
            {
                some.Add(writer.Seal(hash, ++number, DateTimeOffset.UnixEpoch, happened, [], null));
                hash = some[^1].Hash;
            }

            _sealed.Add(some);
        }
    }

    private double Decide()
    {
        var book = SampleBooks.Opened();
        var watch = Stopwatch.StartNew();
        foreach (var command in _commands)
        {
            book.Do(command);
            GC.KeepAlive(Numbering.Authority(book.Header, book.Find(((Command.OnInvoice)command).Invoice)!));
        }

        return watch.Elapsed.TotalMicroseconds;
    }

    private double Encode()
    {
        var events = _sealed.Skip(SampleBooks.Opening.Length).SelectMany(some => some).Select(entry => EntryReader.Read(entry.Body.Span)).ToList();
        var writer = new EntryWriter();
        var watch = Stopwatch.StartNew();
        foreach (var entry in events)
        {
            GC.KeepAlive(writer.Write(entry.Number, entry.At, entry.Event, [], null).ToArray());
        }

        return watch.Elapsed.TotalMicroseconds;
    }

    private double Hash()
    {
        var hash = _sealed[SampleBooks.Opening.Length - 1][^1].Hash;
        var watch = Stopwatch.StartNew();
        foreach (var entry in _sealed.Skip(SampleBooks.Opening.Length).SelectMany(some => some))
        {
            hash = Chain.Link(hash, entry.Body.Span);
        }

        Same.Answer(_sealed[^1][^1].Hash, hash);
        return watch.Elapsed.TotalMicroseconds;
    }

    /// <summary>The statements that a command's transaction runs, with and without waiting for the disk.</summary>
    private double Insert(string synchronous)
    {
        Workload.Delete(_file);
        SqlLink link;
        using var store = new SqliteStore(_file);
        using (var session = (SqlSession)store.Write())
        {
            link = session.Link;
        }

        link.Run("PRAGMA synchronous = " + synchronous);
        link.Run("BEGIN IMMEDIATE");
        var book = SqlJournal.AddBook(link, "book");
        link.Run("COMMIT");
        var id = 0L;
        var watch = new Stopwatch();
        for (var at = 0; at < _sealed.Count; at++)
        {
            if (at == SampleBooks.Opening.Length)
            {
                watch.Start();
            }

            link.Run("BEGIN IMMEDIATE");
            SqlJournal.Ends(link);
            foreach (var entry in _sealed[at])
            {
                SqlJournal.Append(link, ++id, book, entry);
            }

            link.Run("COMMIT");
        }

        return watch.Elapsed.TotalMicroseconds;
    }

    private double Whole()
    {
        Workload.Delete(_file);
        using var books = new Books(new SqliteStore(_file));
        var book = books["book"];
        var watch = new Stopwatch();
        foreach (var command in SampleBooks.Opening.Concat(_commands))
        {
            if (command == _commands[0])
            {
                watch.Start();
            }

            Same.Answer(Outcome.Accepted, book.DoAsync(command).GetAwaiter().GetResult().Outcome);
        }

        return watch.Elapsed.TotalMicroseconds;
    }
}
