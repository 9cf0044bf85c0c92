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

    /// <summary>What that is measured with: the timestamps, which no change of the wall clock moves. The machine's by default.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Where rejections and findings are logged; nowhere by default.</summary>
    public ILoggerFactory? Logging { get; set; }

    /// <summary>What keeps the options from being sound, in words; null when nothing does.</summary>
    public string? Problem() =>
        Time is null ? $"{nameof(SyncLoopOptions)}.{nameof(Time)} is missing; leave it as it is, or give a TimeProvider"
        : Settles < TimeSpan.Zero ? $"{nameof(SyncLoopOptions)}.{nameof(Settles)} is {Settles}; it must not be negative"
        : null;
}
