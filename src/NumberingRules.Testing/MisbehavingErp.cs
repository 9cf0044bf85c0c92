using System.Globalization;
using NumberingRules.Storage;
using NumberingRules.Syncing;

namespace NumberingRules.Testing;

/// <summary>
/// An accounting system in memory to test a host and its <see cref="SyncLoop"/> with: it gives keys and numbers, keeps a
/// feed, and misbehaves as told (<see cref="Next"/>) or as a seed says. Safe for use by several threads.
/// </summary>
public sealed class MisbehavingErp
{
    private static readonly ErpTrick[] Tricks = Enum.GetValues<ErpTrick>();

    private readonly Lock _gate = new();
    private readonly Random? _random;
    private readonly Dictionary<ErpKey, LedgerRecord> _records = [];
    private readonly Dictionary<Guid, ErpKey> _keysOfAttempts = [];
    private readonly Dictionary<ErpTrick, int> _next = [];
    private readonly List<Action> _late = [];
    private long _version;
    private int _last = 500;

    /// <summary>Makes an ERP without records.</summary>
    /// <param name="seed">If given, about one post in three meets a trick; the same seed, the same tricks in the same order.</param>
    public MisbehavingErp(int? seed = null) => _random = seed is { } given ? new(given) : null;

    /// <summary>Whether it ignores idempotency keys, so that each post makes a record.</summary>
    public bool IgnoresKeys { get; set; }

    /// <summary>Whether its feed tells everything twice.</summary>
    public bool TellsTwice { get; set; }

    /// <summary>Whether access is revoked: posts are denied, questions throw.</summary>
    public bool IsRevoked { get; set; }

    /// <summary>Told of a record that was posted before the post is answered, as a webhook may be; nobody by default.</summary>
    public Func<LedgerRecord, Task>? OnPosted { get; set; }

    /// <summary>How many records a stretch of the feed has at most, from 1; 100 by default.</summary>
    public int PageSize { get; set; } = 100;

    /// <summary>Every record, in the order of its last change.</summary>
    public IReadOnlyList<LedgerRecord> Records => After(0);

    /// <summary>Plays a trick with the next posts, each of them one.</summary>
    /// <param name="trick">The trick.</param>
    /// <param name="times">With how many posts, from 0.</param>
    public void Next(ErpTrick trick, int times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        lock (_gate)
        {
            _next[trick] = times;
        }
    }

    /// <summary>Says which trick the next post meets, and counts it as played; null if none.</summary>
    public ErpTrick? Play()
    {
        lock (_gate)
        {
            foreach (var trick in Tricks)
            {
                if (_next.GetValueOrDefault(trick) is > 0 and var left)
                {
                    _next[trick] = left - 1;
                    return trick;
                }
            }

            return _random?.Next(3) == 0 ? Tricks[_random.Next(Tricks.Length)] : null;
        }
    }

    /// <summary>Makes a record, unless an attempt with the same key has made one already.</summary>
    /// <param name="externalId">The invoice id it is posted with; null for a record made in the ERP.</param>
    /// <param name="date">Its document date.</param>
    /// <param name="attemptKey">The idempotency key; null if there is none.</param>
    /// <param name="content">What else is kept with it.</param>
    public LedgerRecord Make(InvoiceId? externalId, DateOnly date, Guid? attemptKey = null, object? content = null)
    {
        lock (_gate)
        {
            if (!IgnoresKeys && attemptKey is { } known && _keysOfAttempts.TryGetValue(known, out var made))
            {
                return _records[made];
            }

            var record = Keep(new(NextKey(), Number(_last), externalId, date, 0) { Content = content });
            if (attemptKey is { } key)
            {
                _keysOfAttempts[key] = record.Key;
            }

            return record;
        }
    }

    /// <summary>Makes a record some time after the caller has given up: when <see cref="Settle"/> is called.</summary>
    /// <inheritdoc cref="Make"/>
    public void MakeLate(InvoiceId? externalId, DateOnly date, Guid? attemptKey = null, object? content = null)
    {
        lock (_gate)
        {
            _late.Add(() => Make(externalId, date, attemptKey, content));
        }
    }

    /// <summary>Does what was left for later (<see cref="ErpTrick.Late"/>): afterwards nothing is on its way.</summary>
    public void Settle()
    {
        lock (_gate)
        {
            _late.ForEach(static make => make());
            _late.Clear();
        }
    }

    /// <summary>Changes a record as somebody at the ERP's own screen does; its version grows.</summary>
    /// <param name="key">The record.</param>
    /// <param name="change">What it becomes.</param>
    /// <returns>The record as it is then; null if there is none with that key.</returns>
    public LedgerRecord? Change(ErpKey key, Func<LedgerRecord, LedgerRecord> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_gate)
        {
            return _records.TryGetValue(key, out var record) ? Keep(change(record)) : null;
        }
    }

    /// <summary>What some ERPs do when an order is edited: the record goes, and one with another key and the same number takes its place.</summary>
    /// <param name="key">The record.</param>
    /// <returns>The new record; null if there is none with that key.</returns>
    public LedgerRecord? Recreate(ErpKey key)
    {
        lock (_gate)
        {
            return Change(key, static record => record with { IsDeleted = true }) is { } old
                ? Keep(old with { Key = NextKey(), IsDeleted = false, Replaces = key })
                : null;
        }
    }

    /// <summary>The feed: the records changed after a version, in the order of their last change.</summary>
    /// <param name="version">The version; 0 for all.</param>
    public IReadOnlyList<LedgerRecord> After(long version)
    {
        lock (_gate)
        {
            return [.. _records.Values.Where(record => record.Version > version).OrderBy(static record => record.Version)];
        }
    }

    /// <summary>The look-up: every record that was posted with an invoice id, void and deleted ones included.</summary>
    /// <param name="externalId">The invoice id.</param>
    public IReadOnlyList<LedgerRecord> Of(InvoiceId externalId) => [.. After(0).Where(record => record.ExternalId == externalId)];

    /// <summary>The ERP as <see cref="SyncLoop"/> needs it, in this process. The cursor of its feed is kept in memory.</summary>
    /// <param name="book">The book that records made in the ERP are imported into.</param>
    /// <param name="cursor">Where the feed is read from: what <see cref="ErpFeed.Next"/> said before; null for the beginning.</param>
    public IErp Open(BookHandle book, string? cursor = null)
    {
        ArgumentNullException.ThrowIfNull(book);
        return new MisbehavingLink(this, book, cursor is null ? 0 : long.Parse(cursor, CultureInfo.InvariantCulture));
    }

    private LedgerRecord Keep(LedgerRecord record) => _records[record.Key] = record with { Version = ++_version };

    private ErpKey NextKey() => (++_last).ToString(CultureInfo.InvariantCulture);

    private static InvoiceNumber Number(int key) => string.Create(CultureInfo.InvariantCulture, $"SI-{key + 500}");
}
