using Microsoft.Extensions.Logging;

namespace NumberingRules.Storage;

/// <summary>How <see cref="Books"/> work.</summary>
public sealed class BooksOptions
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>
    /// Where instants of entries come from; the machine's clock by default. An entry is never dated before the one before it,
    /// whatever the clock does: so a clock that is far ahead for one moment dates every later entry of that book ahead, for
    /// good. <see cref="NotAfter"/> limits how far. No number depends on it: document dates pick the periods.
    /// </summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>
    /// The last instant the clock may say; the year 2200 by default. Past it nothing is written and callers are told: set it
    /// to what your system will not outlive, so that a clock gone wrong is told instead of believed.
    /// </summary>
    public DateTimeOffset NotAfter { get; set; } = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Where trouble is logged, and at <c>Information</c> what is opened and brought up; nowhere by default.</summary>
    public ILoggerFactory? Logging { get; set; }

    /// <summary>The most commands in one transaction, 1 to 1 000 000; 4 096 by default. More is no faster and lets others wait longer. Commands that hold together are never parted: more of them are a batch by themselves.</summary>
    public int LargestBatch { get; set; } = 4096;

    /// <summary>How long a caller waits for its answer until a command is being written, 0 to 1 hour, or <see cref="Timeout.InfiniteTimeSpan"/>; 30 seconds by default. Then it is told <see cref="StoreTrouble.Busy"/>, and nothing of it is written.</summary>
    public TimeSpan Wait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The most calls that may wait for the writer at once, 1 to 10 000 000; 65 536 by default. A call beyond them waits, asynchronously and as long as <see cref="Wait"/>, until there is room.</summary>
    public int MostWaiting { get; set; } = 65_536;

    /// <summary>The most books whose headers are kept in memory, 1 to 10 000 000; 16 384 by default. A header grows with the book's series and with the positions that were ever advanced. A book beyond them costs a look at its entries about the book.</summary>
    public int HeadersKept { get; set; } = 16_384;

    /// <summary>Whether measurements carry the book's name, as the tag <c>numbering.book</c>. Not set by default: each book is then a time series of its own, which suits tens of books and not thousands of tenants.</summary>
    public bool TagBooks { get; set; }

    /// <summary>Whether commands are written on the thread that asks, one caller at a time: for a simulation, in which nothing may happen by itself.</summary>
    internal bool OnCallersThread { get; set; }

    /// <summary>Told of every request once the writer has it: what callers of the books saw.</summary>
    internal Action<Request>? Watch { get; set; }

    /// <summary>Where the salts of free texts come from; the machine's randomness if nothing is given.</summary>
    internal Func<byte[]>? Salt { get; set; }

    /// <summary>Where the identities of new books come from.</summary>
    internal Func<Guid> NewIdentity { get; set; } = Guid.NewGuid;

    /// <summary>What the clock says.</summary>
    /// <exception cref="StoreException">It is past <see cref="NotAfter"/>.</exception>
    internal DateTimeOffset Now() => Time.GetUtcNow() is var now && now <= NotAfter ? now : throw new StoreException(
        StoreTrouble.Other,
        $"the clock says {now:u}, which is past {nameof(BooksOptions)}.{nameof(NotAfter)} ({NotAfter:u}); nothing was written. Set the clock right: an entry dated ahead would date all later ones ahead");

    /// <summary>What keeps the options from being sound, in words; null when nothing does.</summary>
    public string? Problem() =>
        Time is null ? $"{nameof(BooksOptions)}.{nameof(Time)} is missing; leave it as it is, or give a TimeProvider"
        : LargestBatch is < 1 or > 1_000_000 ? $"{nameof(BooksOptions)}.{nameof(LargestBatch)} is {LargestBatch}; it must lie between 1 and 1000000"
        : Wait != Timeout.InfiniteTimeSpan && (Wait < TimeSpan.Zero || Wait > LongestWait) ? $"{nameof(BooksOptions)}.{nameof(Wait)} is {Wait}; it must lie between 0 and 1 hour, or be infinite"
        : MostWaiting is < 1 or > 10_000_000 ? $"{nameof(BooksOptions)}.{nameof(MostWaiting)} is {MostWaiting}; it must lie between 1 and 10000000"
        : HeadersKept is < 1 or > 10_000_000 ? $"{nameof(BooksOptions)}.{nameof(HeadersKept)} is {HeadersKept}; it must lie between 1 and 10000000"
        : null;
}
