using System.Globalization;
using NumberingRules.Sqlite;

namespace NumberingRules.Storage.Tests.Crashes;

/// <summary>Starts a child, kills it at a moment left to chance, and looks at what it leaves behind; again and again.</summary>
internal sealed class CrashRun(string mode, int seed, Action<BookHandle, string>? alsoHolds = null)
{
    // Then the file has seen enough: books stay small, and files that are just being made are killed often.
    private const int KillsPerFile = 20;

    // The most answers to wait for before a kill.
    private const int MostAnswers = 30;

    private readonly Random _random = new(seed);
    private readonly Dictionary<string, JournalHead> _heads = [];
    private readonly List<Acknowledged> _saidOfFile = [];
    private Told _told = new();

    // Part of the ids of a run, so that none comes twice.
    private int _starts;

    internal int Kills { get; private set; }

    internal int WhileStarting { get; private set; }

    internal int WhileDisposing { get; private set; }

    internal long Answers { get; private set; }

    internal void Kill(int times)
    {
        while (Kills < times)
        {
            using var folder = new TemporaryFolder();
            var file = folder.File("crash.db");
            _heads.Clear();
            _saidOfFile.Clear();
            _told = new();
            for (var until = Math.Min(times, Kills + KillsPerFile); Kills < until;)
            {
                try
                {
                    var said = KillOnce(file);
                    Answers += said.Count;
                    _saidOfFile.AddRange(said);
                    Check(file, said);
                }
                catch (Exception e)
                {
                    throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{mode}, seed {seed}, after kill {Kills}: {e.Message}"), e);
                }
            }

            CheckTables(file);
            _told.IsExplained();
        }
    }

    private List<Acknowledged> KillOnce(string file)
    {
        using var child = Child.Start(mode, file, (seed % 500 * 100_000) + _starts++);
        var moment = (Moment)_random.Next((int)Moment.Count);
        List<Acknowledged> said = [];
        string? last = null;
        Task reader;
        if (moment <= Moment.LastWhileStarting)
        {
            reader = Task.Run(ReadOn);
            Pause(250);
        }
        else
        {
            // So many answers first, however fast the machine is.
            for (var answers = _random.Next(MostAnswers); said.Count < answers && Read();)
            {
            }

            reader = Task.Run(ReadOn);
            Pause(10);
            if (moment >= Moment.FirstWhileDisposing)
            {
                child.CloseInput();
                Pause(15);
            }
        }

        child.Kill();
        var (code, errors) = child.WaitForExit();
        reader.Wait();
        _told.Dead();
        Assert.True(errors.Length == 0 && code is 0 or Child.Killed, $"the child ended with {code}: {errors}");
        if (code == Child.Killed)
        {
            Kills++;
            WhileStarting += moment <= Moment.LastWhileStarting && said.Count == 0 ? 1 : 0;
            WhileDisposing += moment >= Moment.FirstWhileDisposing && last != "disposed" ? 1 : 0;
        }

        return said;

        void ReadOn()
        {
            while (Read())
            {
            }
        }

        bool Read()
        {
            if (child.Next() is not { } line)
            {
                return false;
            }

            last = line[0];
            _told.Hear(_starts, line);
            if (last == "ack")
            {
                said.Add(Acknowledged.Of(line));
            }

            return true;
        }
    }

    private void Pause(double mostMilliseconds) => Thread.Sleep(TimeSpan.FromMilliseconds(_random.NextDouble() * mostMilliseconds));

    private void Check(string file, List<Acknowledged> said)
    {
        using var books = new Books(new SqliteStore(file));
        foreach (var name in books.Names())
        {
            var earlier = _heads.TryGetValue(name, out var head) ? head.Hash : default(EntryHash?);
            _heads[name] = BookCheck.IsWhole(books[name], earlier);
            alsoHolds?.Invoke(books[name], file);
        }

        _told.Look(books);
        foreach (var one in said)
        {
            BookCheck.Has(books[one.Book], one);
        }
    }

    /// <summary>At the end of a file: the tables are what they would be if they were made anew, and nothing said in its time was lost.</summary>
    private void CheckTables(string file)
    {
        using (var books = new Books(new SqliteStore(file)))
        {
            Assert.All(_saidOfFile, one => BookCheck.Has(books[one.Book], one));
        }

        var before = FileRows.Dump(file);
        using (var books = new Books(new SqliteStore(file)))
        {
            books.Rebuild();
        }

        Assert.Equal(before, FileRows.Dump(file));
    }

    /// <summary>When to kill, out of ten: 3 while it starts, 5 while it works, 2 while it disposes.</summary>
    private enum Moment
    {
        LastWhileStarting = 2,
        FirstWhileDisposing = 8,
        Count = 10,
    }
}
