using System.Globalization;
using System.Security.Cryptography;

namespace NumberingRules.Proof.PowerLoss;

/// <summary>What was counted, and the faults found, each with where.</summary>
internal sealed class Tally
{
    internal long Boundaries, Images, Same, Lost, Torn, Acks, Acts, Syncs, Removals, LogRestarts;

    internal List<string> Faults { get; } = [];

    internal void Add(Tally other)
    {
        (Boundaries, Images, Same) = (Boundaries + other.Boundaries, Images + other.Images, Same + other.Same);
        (Lost, Torn, Acks) = (Lost + other.Lost, Torn + other.Torn, Acks + other.Acks);
        (Acts, Syncs, Removals, LogRestarts) = (Acts + other.Acts, Syncs + other.Syncs, Removals + other.Removals, LogRestarts + other.LogRestarts);
        Faults.AddRange(other.Faults);
    }
}

/// <summary>Lets the power go after every act of a recorded run, and looks at what may be found then.</summary>
/// <param name="seed">The run, and what survives.</param>
/// <param name="variants">How many images at each boundary.</param>
/// <param name="lying">The files whose syncs do nothing, as letters of <see cref="Act.File"/>: a planted fault; none for an honest disk.</param>
/// <param name="mostFaults">After so many the run is given up.</param>
internal sealed class Replay(int seed, int variants, string lying = "", int mostFaults = 3)
{
    private const int AcksLooked = 3;
    private const int GoOnEvery = 16;
    private static readonly Dictionary<char, string> Suffixes = new() { ['d'] = "", ['w'] = "-wal", ['j'] = "-journal" };

    private readonly Dictionary<Int128, Dictionary<string, long>> _seen = [];
    private readonly Dictionary<string, Ack> _highest = [];
    private readonly List<Ack> _acks = [];

    /// <param name="acts">The recorded acts.</param>
    /// <param name="left">The file the run left behind.</param>
    /// <param name="folder">Where images are made.</param>
    internal Tally Run(IReadOnlyList<Act> acts, string left, string folder)
    {
        Tally tally = new() { Acts = acts.Count, Syncs = acts.Count(act => act.Kind == 'E'), Removals = acts.Count(act => act.Kind == 'U' && act.File == 'w'), LogRestarts = acts.Count(act => act is { Kind: 'W', File: 'w', Offset: 0 }) };
        var (timeline, fault) = Timeline.OfAsync(left, acts.Where(act => act.Kind == 'O').SelectMany(Recording.Acks)).GetAwaiter().GetResult();
        if (fault is not null)
        {
            tally.Faults.Add(string.Create(CultureInfo.InvariantCulture, $"seed {seed}, without any power loss: {fault}"));
        }

        var disk = new Disk();
        for (var at = 0; at < acts.Count && tally.Faults.Count < mostFaults; at++)
        {
            var act = acts[at];
            disk.Take(act, lying.Contains(act.File, StringComparison.Ordinal));
            if (act.Kind == 'O')
            {
                Acknowledge(act);
            }

            if (act.Kind is not 'B')
            {
                tally.Boundaries++;
                LoseAll(disk, timeline, folder, at, tally);
            }
        }

        tally.Acks = _acks.Count;
        return tally;
    }

    private void Acknowledge(Act act)
    {
        foreach (var ack in Recording.Acks(act))
        {
            _acks.Add(ack);
            if (!_highest.TryGetValue(ack.Book, out var highest) || highest.Entry < ack.Entry)
            {
                _highest[ack.Book] = ack;
            }
        }
    }

    private void LoseAll(Disk disk, Timeline timeline, string folder, int at, Tally tally)
    {
        for (var variant = 0; variant < variants && tally.Faults.Count < mostFaults; variant++)
        {
            var survival = Survival.Of(variant, new(HashCode.Combine(seed, at, variant)));
            var files = disk.After(survival).ToList();
            (tally.Images, tally.Lost, tally.Torn) = (tally.Images + 1, tally.Lost + survival.Lost, tally.Torn + survival.Torn);
            var key = Key(files);
            string? fault = null;
            if (_seen.TryGetValue(key, out var found))
            {
                tally.Same++;
            }
            else
            {
                (found, fault) = Look(files, timeline, folder, tally.Images % GoOnEvery == 0);
                _seen[key] = found;
            }

            fault ??= _highest.Values.Where(ack => found.GetValueOrDefault(ack.Book) < ack.Entry).Select(ack => $"{ack} was acknowledged and is lost").FirstOrDefault();
            if (fault is not null)
            {
                tally.Faults.Add(string.Create(CultureInfo.InvariantCulture, $"seed {seed}, after act {at}, image {variant}: {fault}"));
            }
        }
    }

    private (Dictionary<string, long> Entries, string? Fault) Look(List<(char Name, Image File)> files, Timeline timeline, string folder, bool goOn)
    {
        var path = Path.Combine(folder, "image.db");
        foreach (var old in Directory.GetFiles(folder, "image.db*"))
        {
            File.Delete(old);
        }

        foreach (var (name, file) in files)
        {
            File.WriteAllBytes(path + Suffixes[name], file.Bytes);
        }

        return ImageCheck.LookAsync(path, timeline, [.. _acks.TakeLast(AcksLooked)], goOn).GetAwaiter().GetResult();
    }

    private static Int128 Key(List<(char Name, Image File)> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, file) in files)
        {
            hash.AppendData([(byte)name, .. BitConverter.GetBytes(file.Length)]);
            hash.AppendData(file.Bytes);
        }

        return BitConverter.ToInt128(hash.GetHashAndReset());
    }
}
