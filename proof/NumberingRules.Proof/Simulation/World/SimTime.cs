namespace NumberingRules.Proof.Simulation;

/// <summary>The one clock. Timestamps only ever go on; the wall clock somebody may set.</summary>
internal sealed class SimTime : TimeProvider
{
    private static readonly DateTimeOffset Beginning = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Milliseconds since the beginning.</summary>
    internal long Now { get; set; }

    /// <summary>How far the wall clock was set forward, in milliseconds.</summary>
    internal long Wrong { get; set; }

    public override long TimestampFrequency => 1000;

    public override long GetTimestamp() => Now;

    public override DateTimeOffset GetUtcNow() => Beginning.AddMilliseconds(Now + Wrong);
}
