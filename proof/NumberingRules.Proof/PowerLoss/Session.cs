namespace NumberingRules.Proof.PowerLoss;

/// <summary>One process of a run.</summary>
/// <param name="Rounds">How many rounds it goes.</param>
/// <param name="End">How it ends then: it disposes its books, or is killed.</param>
/// <param name="KilledAt">The sync of the log, from 1, instead of which it is killed, if it comes so far; 0 for none.</param>
internal sealed record Session(int Rounds, string End, int KilledAt = 0)
{
    internal const string Dispose = "dispose";
    internal const string Kill = "kill";

    /// <summary>The processes of a run, left to chance: one to three, one after the other.</summary>
    internal static List<Session> Of(int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => random.Next(3) switch
            {
                0 => new Session(12 + random.Next(40), Dispose),
                1 => new Session(12 + random.Next(40), Kill),
                _ => new Session(12 + random.Next(40), Kill, 4 + random.Next(30)),
            }),
        ];
    }
}
