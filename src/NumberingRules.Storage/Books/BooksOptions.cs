using Microsoft.Extensions.Logging;

namespace NumberingRules.Storage;

/// <summary>How <see cref="Books"/> work.</summary>
public sealed class BooksOptions
{
    /// <summary>Where instants of entries come from; the machine's clock by default. An entry is never dated before the one before it, whatever the clock does.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Where trouble is logged; nowhere by default.</summary>
    public ILoggerFactory? Logging { get; set; }

    /// <summary>The most commands in one transaction, 1 to 1 000 000; 4 096 by default. More is no faster and lets others wait longer.</summary>
    public int LargestBatch { get; set; } = 4096;

    /// <summary>Whether commands are written on the thread that asks, one caller at a time: for a simulation, in which nothing may happen by itself.</summary>
    internal bool OnCallersThread { get; set; }

    /// <summary>Told of every request once the writer has it: what callers of the books saw.</summary>
    internal Action<Request>? Watch { get; set; }

    /// <summary>Where the salts of free texts come from; the machine's randomness if nothing is given.</summary>
    internal Func<byte[]>? Salt { get; set; }

    /// <summary>What keeps the options from being sound, in words; null when nothing does.</summary>
    public string? Problem() =>
        Time is null ? $"{nameof(BooksOptions)}.{nameof(Time)} is missing; leave it as it is, or give a TimeProvider"
        : LargestBatch is < 1 or > 1_000_000 ? $"{nameof(BooksOptions)}.{nameof(LargestBatch)} is {LargestBatch}; it must lie between 1 and 1000000"
        : null;
}
