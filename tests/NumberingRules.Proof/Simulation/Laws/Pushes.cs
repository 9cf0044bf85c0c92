namespace NumberingRules.Proof.Simulation;

/// <summary>Law of the loop: no invoice is pushed twice. What a network or an ERP repeats by itself is no push of ours.</summary>
internal sealed class Pushes(World world)
{
    /// <summary>Told before the ERP makes a record of a post.</summary>
    internal void Note(Posted post, bool again, IEnumerable<ErpRecord> records)
    {
        var before = records.Where(record => record.ExternalId == post.Invoice).ToList();
        if (again)
        {
            return;
        }

        if (before.Exists(record => !record.IsDeleted))
        {
            world.Violated($"{post.Invoice} is pushed twice: the ERP has {string.Join(", ", before.Select(record => record.Key))}");
        }
        else if (before.Count > 0 && !post.ByPerson)
        {
            world.Violated($"{post.Invoice} was deleted in the ERP and is pushed again, though nobody asked");
        }
    }
}
