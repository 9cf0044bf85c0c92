using NumberingRules.Storage;

namespace NumberingRules.Proof.Simulation;

/// <summary>The whole: home service with its disk, ERP, network and clock, on one thread. What was drawn decides all of it.</summary>
internal sealed class World
{
    /// <summary>After how many milliseconds what is not in the ERP will not come: more than a request is ever under way.</summary>
    internal const int Settles = 2500;

    private readonly long[] _counts = new long[Enum.GetValues<Trouble>().Length];
    private readonly Dictionary<(Trouble, string), bool> _odd = [];
    private byte _salts;
    private bool _isBetween;
    private Host? _served;

    internal World(Choices choices, Plant plant, bool keepLog)
    {
        (Choices, Plant) = (choices, plant);
        Log = new(Time, keepLog);
        Agenda = new(Time);
        Network = new(this);
        Pushes = new(this);
        Papers = new(this);
        Calls = new(this);
        LoopLaws = new(this);
        Erp = new(this, ErpTraits.Of(choices));
        Hosts = choices.Once(3) ? [new(this, 1), new(this, 2)] : [new(this, 1)];
        Operator = new(this);
        LoggersThrow = choices.Once(4);
    }

    /// <summary>Whether whatever is logged throws.</summary>
    internal bool LoggersThrow { get; }

    internal Choices Choices { get; }

    internal Plant Plant { get; }

    internal SimTime Time { get; } = new();

    internal Log Log { get; }

    internal Agenda Agenda { get; }

    internal Network Network { get; }

    internal SimErp Erp { get; }

    internal Disk Disk { get; } = new();

    internal IReadOnlyList<Host> Hosts { get; }

    internal Operator Operator { get; }

    internal Pushes Pushes { get; }

    internal Papers Papers { get; }

    internal Calls Calls { get; }

    internal LoopLaws LoopLaws { get; }

    internal IReadOnlyList<long> Counts => _counts;

    /// <summary>The first law that was broken, in words.</summary>
    internal string? Violation { get; private set; }

    /// <summary>How many laws were looked at.</summary>
    internal long Checked { get; set; }

    internal long Posts { get; set; }

    internal int Disconnects { get; set; }

    internal int Connects { get; set; }

    internal int Restores { get; private set; }

    /// <summary>Where the journal ended that was restored last.</summary>
    internal long RestoredAt { get; private set; }

    /// <summary>Whether the home service is down on purpose.</summary>
    internal bool IsDown { get; private set; }

    internal bool IsRaced { get; private set; }

    internal bool Recovering { get; set; }

    internal void Count(Trouble trouble, string about)
    {
        _counts[(int)trouble]++;
        Log.Add($"! {trouble}: {about}");
    }

    internal void Violated(string law)
    {
        Violation ??= law;
        Log.Add("VIOLATED " + law);
    }

    /// <summary>Holds a law against what is there.</summary>
    internal void Hold(bool holds, Func<string> law)
    {
        Checked++;
        if (!holds)
        {
            Violated(law());
        }
    }

    internal byte[] NewSalt()
    {
        var salt = new byte[16];
        salt[0] = unchecked(_salts++);
        return salt;
    }

    /// <summary>The same for every book and seed: attempt keys rest on it.</summary>
    internal static Guid NewIdentity() => new("5eed0000-0000-0000-0000-000000000000");

    internal Host? AnyHost()
    {
        var alive = Hosts.Where(host => host.IsAlive).ToList();
        return alive.Count == 0 ? null : Choices.Of(alive);
    }

    /// <summary>What a host does before it serves anybody.</summary>
    internal void Begin(Host host)
    {
        if (Recovering)
        {
            Recovery.Do(this, host);
        }
    }

    /// <summary>Whether the home side or the ERP throws about one invoice or record, again and again until faults cease.</summary>
    internal bool IsOdd(Trouble trouble, string about)
    {
        if (!_odd.TryGetValue((trouble, about), out var isOdd))
        {
            isOdd = _odd[(trouble, about)] = Choices.Once(20);
        }

        if (!isOdd || Choices.IsCalm)
        {
            return false;
        }

        Count(trouble, about);
        return true;
    }

    /// <summary>A person acts between two steps of the loop.</summary>
    internal void Between(Host host)
    {
        if (!_isBetween && host.IsAlive && Choices.Once(30))
        {
            (_isBetween, var served) = (true, _served);
            Count(Trouble.PersonBetweenTwoSteps, host.Name);
            Operator.DoHome(host);
            (_isBetween, _served) = (false, served);
        }
    }

    /// <summary>Another host does something between a host's decision and its commit.</summary>
    internal void Race()
    {
        if (_served is not null && Hosts.FirstOrDefault(host => host.IsAlive && host != _served) is { } rival)
        {
            IsRaced = true;
            Operator.DoHome(rival);
            IsRaced = false;
        }
    }

    /// <summary>Runs something that a host does, so that it is known whose rival is whose.</summary>
    internal void Serve(Host host, Action what)
    {
        _served = host;
        what();
        _served = null;
    }

    /// <summary>The disk is lost, an older one takes its place. Nobody is served until what was under way has arrived.</summary>
    internal void Restore(Backup backup)
    {
        Callers.Check(this);
        Count(Trouble.RestoredFromABackup, "the book");
        IsDown = true;
        foreach (var host in Hosts)
        {
            host.Crash();
        }

        var cursor = Disk.Cursor;
        Disk.Restore(backup);
        LoopLaws.Forget();
        (Restores, RestoredAt) = (Restores + 1, Disk.Book.Entries);
        Disk.Cursor = Plant == Plant.RestoresWithoutTheFeed ? cursor : 0;

        Recovering = true;
        Agenda.In(Settles, () =>
        {
            IsDown = false;
            foreach (var host in Hosts)
            {
                host.Restart();
            }
        });
    }
}
