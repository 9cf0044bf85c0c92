using System.Globalization;
using NumberingRules.Syncing;

namespace NumberingRules.Proof.Simulation;

/// <summary>The ERP: its records, and what it does to them when asked, or by itself.</summary>
internal sealed class SimErp(World world, ErpTraits traits)
{
    private const int PageSize = 4;

    private readonly Dictionary<string, ErpRecord> _records = [];
    private readonly Dictionary<Guid, string> _keysOfPosts = [];
    private long _version;
    private int _last = 500;

    internal bool IsClosed { get; set; }

    internal bool HonoursKeys => traits.HonoursKeys;

    internal bool SaysWhoseIsGone => traits.SaysWhoseIsGone;

    internal IEnumerable<ErpRecord> All => _records.Values;

    internal IEnumerable<ErpRecord> Living => _records.Values.Where(record => !record.IsDeleted);

    internal ErpRecord? Find(string key) => _records.GetValueOrDefault(key);

    /// <summary>Takes a post; what is done is done, whether the answer arrives or not.</summary>
    internal Served<ErpReply?> Post(Posted post)
    {
        world.Pushes.Arrives(post);
        if (IsClosed)
        {
            world.Count(Trouble.ErpDeniesAccess, post.Invoice);
            return new(new ErpReply.Denied());
        }

        switch (world.Choices.Below(27))
        {
            case 24 or 25 or 26:
                world.Count(Trouble.ErpRefuses, post.Invoice);
                return new(new ErpReply.Refused("422 customer on hold"), 1, Late(), post.Invoice);
            case 20 or 21 or 22 or 23:
                world.Count(Trouble.ErpFailsWithNothingDone, post.Invoice);
                return new(new ErpReply.Unknown(), 1, Late(), post.Invoice);
            case 19:
                world.Count(Trouble.ErpTimesOutAfterTheWork, post.Invoice);
                Make(post);
                return new(null, 0);
            case 18:
                world.Count(Trouble.ErpAnswersTwice, post.Invoice);
                return new(Made(post), 2);
            case 17:
                world.Count(Trouble.ErpSlow, post.Invoice);
                return new(Made(post), 1, 100 + (100 * world.Choices.Below(8)));
            case 16:
                world.Count(Trouble.ErpPostsASecondRecord, post.Invoice);
                var made = Made(post);
                Keep(Fresh(post.Invoice, post.Date, null));
                return new(made);
            default:
                return new(Made(post));
        }
    }

    /// <summary>Looks up by external id.</summary>
    internal Served<IReadOnlyList<ErpNews>?> Lookup(string invoice) => new(IsClosed ? null
        : [.. _records.Values.Where(record => record.ExternalId == invoice && (traits.FindsDeleted || !record.IsDeleted)).Select(record => News(record))]);

    internal Served<ErpFeed?> Feed(long after)
    {
        if (IsClosed)
        {
            return new(null);
        }

        var page = _records.Values.Where(record => record.Version > after).OrderBy(record => record.Version).Take(PageSize).ToList();
        return new(new([.. page.Select(News)], page.Count > 0 ? page[^1].Version.ToString(CultureInfo.InvariantCulture) : null));
    }

    /// <summary>What the host makes of a record: the id it gets at home is the host's to choose.</summary>
    internal ErpNews News(ErpRecord record)
    {
        if (record is { IsDeleted: true, ExternalId: not null } && !traits.SaysWhoseIsGone)
        {
            world.Count(Trouble.DeletedWithoutItsId, record.Key);
            record = record with { ExternalId = null };
        }

        return record.ToNews() is var news && world.Disk.Ids.TryGetValue(record.Key, out var id) ? news with { ImportId = id } : news;
    }

    /// <summary>The key that the next record will have, as far as can be told.</summary>
    internal string NextKeyIfAny => string.Create(CultureInfo.InvariantCulture, $"K{_last + 1 + world.Choices.Below(3)}");

    /// <summary>Somebody there makes an invoice.</summary>
    internal void MakeOwn(DateOnly date) => Keep(Fresh(null, date, null));

    internal void Change(ErpRecord record, Func<ErpRecord, ErpRecord> change) => Keep(change(_records[record.Key]));

    /// <summary>The record goes, and one with another key takes its place.</summary>
    internal void Recreate(ErpRecord record)
    {
        Keep(_records[record.Key] with { IsDeleted = true });
        Keep(record with { Key = NextKey(), Replaces = traits.SaysWhatItReplaces ? record.Key : null });
    }

    internal void SwapNumbers(ErpRecord one, ErpRecord other)
    {
        Keep(one with { Number = other.Number });
        Keep(other with { Number = one.Number });
    }

    internal string NextNumber()
    {
        var number = ++_last;
        return traits.NumbersLikeHome
            ? string.Create(CultureInfo.InvariantCulture, $"RL-{number - 500:00000}")
            : string.Create(CultureInfo.InvariantCulture, $"SI-{number + 500}");
    }

    /// <summary>Nothing is done, and that may be said long after the next attempt has begun.</summary>
    private int Late() => world.Choices.Below(4) > 0 ? 1000 * (3 + world.Choices.Below(10)) : 0;

    private ErpReply.Made Made(Posted post) => new(News(Make(post)));

    private ErpRecord Make(Posted post)
    {
        if (traits.HonoursKeys && _keysOfPosts.TryGetValue(post.AttemptKey, out var key))
        {
            return _records[key];
        }

        world.Pushes.Note(post, _records.Values);
        var record = Keep(Fresh(post.Invoice, post.Date, post.HomeNumber));
        _keysOfPosts[post.AttemptKey] = record.Key;
        return record;
    }

    private ErpRecord Fresh(string? externalId, DateOnly date, string? homeNumber)
    {
        if (homeNumber is not null && world.Choices.Once(3))
        {
            world.Count(Trouble.ErpIgnoresTheNumber, homeNumber);
            homeNumber = null;
        }

        return new(NextKey(), homeNumber ?? NextNumber(), externalId, date);
    }

    private ErpRecord Keep(ErpRecord record)
    {
        record = record with { Version = ++_version };
        _records[record.Key] = record;
        world.Log.Add($"ERP {record.Key} {record.Number} of {record.ExternalId} v{record.Version}{(record.IsVoid ? " void" : "")}{(record.IsDeleted ? " deleted" : "")}");
        if (traits.PushesNews && !world.Choices.Once(3))
        {
            world.Network.Send(false, "webhook " + record.Key, () => world.AnyHost()?.Hear(News(record)));
        }

        return record;
    }

    private string NextKey() => string.Create(CultureInfo.InvariantCulture, $"K{++_last}");
}

/// <summary>A post as it travels.</summary>
/// <param name="Number">Which post of the whole history it is.</param>
/// <param name="Invoice">The invoice id.</param>
/// <param name="Date">The document date.</param>
/// <param name="HomeNumber">The home number, where it prevails.</param>
/// <param name="AttemptKey">The idempotency key.</param>
/// <param name="ByPerson">Whether a person asked for it.</param>
/// <param name="Known">The invoice as the book had it when the post left.</param>
internal sealed record Posted(long Number, string Invoice, DateOnly Date, string? HomeNumber, Guid AttemptKey, bool ByPerson, Invoice? Known);
