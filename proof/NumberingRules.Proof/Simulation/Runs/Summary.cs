namespace NumberingRules.Proof.Simulation;

/// <summary>What many histories came to.</summary>
internal sealed class Summary
{
    private readonly long[] _counts = new long[Enum.GetValues<Trouble>().Length];

    internal long Histories { get; private set; }

    internal long Events { get; private set; }

    internal long Commands { get; private set; }

    internal long Entries { get; private set; }

    internal long Posts { get; private set; }

    internal long Checked { get; private set; }

    /// <summary>The seeds that broke a law, and which.</summary>
    internal SortedDictionary<ulong, string> Violations { get; } = [];

    internal IEnumerable<(Trouble Trouble, long Count)> Counts => Enum.GetValues<Trouble>().Select(trouble => (trouble, _counts[(int)trouble]));

    internal void Add(ulong seed, History history)
    {
        var world = history.World;
        Histories++;
        Events += world.Agenda.Done;
        Commands += world.Calls.Count;
        Entries += world.Disk.Book.Entries;
        Posts += world.Posts;
        Checked += world.Checked;
        for (var at = 0; at < _counts.Length; at++)
        {
            _counts[at] += world.Counts[at];
        }

        if (history.Violation is { } violation)
        {
            Violations[seed] = violation;
        }
    }

    internal void Add(Summary other)
    {
        Histories += other.Histories;
        Events += other.Events;
        Commands += other.Commands;
        Entries += other.Entries;
        Posts += other.Posts;
        Checked += other.Checked;
        foreach (var (trouble, count) in other.Counts)
        {
            _counts[(int)trouble] += count;
        }

        foreach (var (seed, violation) in other.Violations)
        {
            Violations[seed] = violation;
        }
    }

    /// <summary>Runs the seeds from one up to, not including, another, on some threads; each history on one.</summary>
    internal static Summary Of(ulong from, ulong to, Plant plant = Plant.None, int threads = 1)
    {
        var (all, next, gate) = (new Summary(), from, new Lock());
        var working = Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            var own = new Summary();
            while (true)
            {
                ulong seed;
                lock (gate)
                {
                    seed = next;
                    next = Math.Min(to, next + 1);
                }

                if (seed >= to)
                {
                    break;
                }

                own.Add(seed, History.Of(seed, plant));
            }

            lock (gate)
            {
                all.Add(own);
            }
        })).ToList();
        working.ForEach(thread => thread.Start());
        working.ForEach(thread => thread.Join());
        return all;
    }
}
