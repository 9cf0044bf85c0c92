namespace NumberingRules.Proof.Simulation;

/// <summary>Law of the loop: no invoice is pushed twice. What a network or an ERP repeats by itself is no push of ours.</summary>
internal sealed class Pushes(World world)
{
    private readonly HashSet<long> _arrived = [];
    private readonly HashSet<string> _handedInTwice = [];
    private bool _again;

    /// <summary>Told of each post that arrives, also of one that the network hands in twice.</summary>
    internal void Arrives(Posted post) => _again = !_arrived.Add(post.Number);

    /// <summary>Told before the ERP makes a record of a post.</summary>
    internal void Note(Posted post, IEnumerable<ErpRecord> records)
    {
        var before = records.Where(record => record.ExternalId == post.Invoice).ToList();
        if (_again)
        {
            _handedInTwice.Add(post.Invoice);
        }

        if (_handedInTwice.Contains(post.Invoice))
        {
            // Some gateway made one, perhaps after the first copy was refused: nobody at home could know.
            return;
        }

        if (before.Exists(record => record is { IsDeleted: false, IsVoid: false }))
        {
            world.Violated($"{post.Invoice} is pushed twice: the ERP has {string.Join(", ", before.Select(record => record.Key))}");
        }
        else if (before.Count > 0 && !post.ByPerson)
        {
            world.Violated($"{post.Invoice} is gone in the ERP and is pushed again, though nobody asked");
        }
    }
}
