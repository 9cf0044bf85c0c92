using NumberingRules.Syncing;

namespace NumberingRules.Storage.Tests.Syncing;

/// <summary>Time that passes when a test says so.</summary>
internal sealed class TickingTime : TimeProvider
{
    internal TimeSpan Passed { get; set; } = TimeSpan.FromDays(3);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Passed.Ticks;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 3, 3, 12, 0, 0, TimeSpan.Zero) + Passed;
}
