namespace NumberingRules.Proof.Simulation;

/// <summary>Law of the loop: no invoice is pushed twice. What a network or an ERP repeats by itself is no push of ours.</summary>
internal sealed class Pushes(World world)
{
    private readonly HashSet<long> _arrived = [];
    private readonly HashSet<string> _handedInTwice = [];

    /// <summary>
    /// Told of each post that arrives. Of one that the network hands in twice, one copy may be done and the other refused, and
    /// the refusal may come home first: nobody there could know, so of that invoice nothing is asked here any more.
    /// </summary>
    internal void Arrives(Posted post)
    {
        if (!_arrived.Add(post.Number))
        {
            _handedInTwice.Add(post.Invoice);
        }
    }

    /// <summary>Told before the ERP makes a record of a post.</summary>
    internal void Note(Posted post, IEnumerable<ErpRecord> records)
    {
        var before = records.Where(record => record.ExternalId == post.Invoice).ToList();
        if (_handedInTwice.Contains(post.Invoice))
        {
            return;
        }

        if (before.Exists(record => record is { IsDeleted: false, IsVoid: false }))
        {
            world.Violated($"{post.Invoice} is pushed twice: the ERP has {string.Join(", ", before.Select(record => record.Key))}");
        }
        else if (before.Count > 0 && !post.ByPerson && !before.TrueForAll(record => LooksAsIfItNeverWas(post, record)))
        {
            world.Violated($"{post.Invoice} is gone in the ERP and is pushed again, though nobody asked");
        }
    }

    /// <summary>
    /// Made without an answer, or with one that a restore has lost, and deleted before home had it, in an ERP that does not say whose
    /// it was: nobody can tell. What home learns while the post is on its way comes too late for it.
    /// </summary>
    private bool LooksAsIfItNeverWas(Posted post, ErpRecord record) =>
        record.IsDeleted && !world.Erp.SaysWhoseIsGone && !(Has(post.Known, record.Key) && Has(world.Disk.Book.Register.Find(post.Invoice), record.Key));

    private static bool Has(Invoice? invoice, string key) => invoice is not null && (invoice.RecordWith(key) >= 0 || invoice.ReleasedWith(key) >= 0);
}
