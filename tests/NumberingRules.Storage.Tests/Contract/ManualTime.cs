namespace NumberingRules.Storage.Tests.Contract;

/// <summary>A clock that shows what it is told to.</summary>
internal sealed class ManualTime : TimeProvider
{
    internal DateTimeOffset Now { get; set; } = new(2026, 3, 3, 12, 0, 0, 123, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
