using Microsoft.Extensions.Logging;
using NumberingRules.Storage;

namespace NumberingRules.Syncing;

/// <summary>How <see cref="SyncLoop"/> works.</summary>
public sealed class SyncLoopOptions
{
    /// <summary>
    /// The longest a post may go on after <c>send</c> was accepted: on its way out, in the network and in the ERP, caller or
    /// no caller. Only after that is an invoice that is not found there absent for certain. Zero or more; 5 minutes by default.
    /// </summary>
    public TimeSpan Settles { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long an invoice that was refused, or a look-up or record that failed, is left alone before it is tried again; twice
    /// as long after each time, up to <see cref="RetryAtMost"/>. Zero or more; 1 minute by default.
    /// </summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The longest that it is left alone. With 6 hours, the default, an invoice that is refused for ever costs four posts and
    /// eight entries a day after the first six hours. A person who asks (<see cref="SyncLoop.SendAsync"/>) need not wait.
    /// </summary>
    public TimeSpan RetryAtMost { get; set; } = TimeSpan.FromHours(6);

    /// <summary>What that is measured with: the timestamps, which no change of the wall clock moves. The machine's by default.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Where rejections, findings and troubles are logged; nowhere by default. A logger that throws stops nothing.</summary>
    public ILoggerFactory? Logging { get; set; }

    /// <summary>What keeps the options from being sound, in words; null when nothing does.</summary>
    public string? Problem() =>
        Time is null ? $"{nameof(SyncLoopOptions)}.{nameof(Time)} is missing; leave it as it is, or give a TimeProvider"
        : Settles < TimeSpan.Zero ? $"{nameof(SyncLoopOptions)}.{nameof(Settles)} is {Settles}; it must not be negative"
        : RetryAfter < TimeSpan.Zero ? $"{nameof(SyncLoopOptions)}.{nameof(RetryAfter)} is {RetryAfter}; it must not be negative"
        : RetryAtMost < RetryAfter ? $"{nameof(SyncLoopOptions)}.{nameof(RetryAtMost)} is {RetryAtMost}; it must not be less than {nameof(RetryAfter)}, {RetryAfter}"
        : null;

    /// <summary>How long something is left alone that has failed so often.</summary>
    internal TimeSpan Wait(long times) => times < 1 ? TimeSpan.Zero
        : times > 30 || RetryAfter.Ticks > RetryAtMost.Ticks >> (int)(times - 1) ? RetryAtMost
        : TimeSpan.FromTicks(RetryAfter.Ticks << (int)(times - 1));
}
