namespace NumberingRules.Proof.PowerLoss;

/// <summary>What becomes of the acts that no completed sync has made last, when the power goes.</summary>
/// <param name="random">Chance; the same seed gives the same image.</param>
/// <param name="there">How many of a hundred are there whole.</param>
/// <param name="torn">How many of a hundred are there in part: each of their sectors is there or not.</param>
/// <param name="sector">The size of a sector in bytes: what is never torn itself.</param>
/// <param name="rubble">Whether a place that was never written but lies before the end holds rubble instead of zeros.</param>
internal sealed class Survival(Random random, int there, int torn, int sector, bool rubble)
{
    internal long Lost { get; private set; }

    internal long Torn { get; private set; }

    /// <summary>The kinds of images made at every boundary: all there, all lost, and these many left to chance.</summary>
    internal static Survival Of(int variant, Random random) => variant switch
    {
        0 => new(random, 100, 0, 512, false),
        1 => new(random, 0, 0, 512, false),
        _ => new(random, random.Next(4) switch { 0 => 5, 1 => 30, 2 => 60, _ => 85 }, random.Next(3) * 15, random.Next(3) == 0 ? 4096 : 512, random.Next(2) == 0),
    };

    /// <summary>How many of so many acts on the folder have reached it; they do so in their order, for each name.</summary>
    internal int Reached(int acts) => there switch { 100 => acts, 0 => 0, _ => random.Next(acts + 1) };

    /// <summary>Lays one act over a file, if it survives.</summary>
    internal void Lay(Image file, Act act)
    {
        var fate = random.Next(100);
        if (fate < there)
        {
            if (act.Kind == 'T')
            {
                file.SetLength(act.Offset);
            }
            else
            {
                file.Write(act.Offset, act.Bytes, rubble ? random : null);
            }
        }
        else if (fate < there + torn && act.Kind == 'W')
        {
            Torn++;
            Tear(file, act);
        }
        else
        {
            Lost++;
        }
    }

    private void Tear(Image file, Act act)
    {
        for (var from = act.Offset; from < act.Offset + act.Bytes.Length;)
        {
            var to = Math.Min(((from / sector) + 1) * sector, act.Offset + act.Bytes.Length);
            if (random.Next(2) == 0)
            {
                file.Write(from, act.Bytes.AsSpan((int)(from - act.Offset), (int)(to - from)), rubble ? random : null);
            }

            from = to;
        }
    }
}
