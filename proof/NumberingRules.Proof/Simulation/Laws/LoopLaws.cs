using NumberingRules.Storage;

namespace NumberingRules.Proof.Simulation;

/// <summary>What the loop owes while it runs, whatever comes of it in the end.</summary>
internal sealed class LoopLaws(World world)
{
    private readonly Dictionary<InvoiceId, (long Attempt, long At, long Wrong)> _sent = [];
    private readonly Dictionary<(InvoiceId, long Entry), long> _threw = [];

    /// <summary>After a restore the same attempts and entries come again.</summary>
    internal void Forget()
    {
        _sent.Clear();
        _threw.Clear();
    }

    /// <summary>Told of each post about which the host's own code throws, and when it began: nobody knows whether it was done.</summary>
    internal void Threw(Invoice invoice, long began) => _threw[(invoice.Id, invoice.SentSince)] = began;

    /// <summary>Told of each round that came to its end: what was in flight when its process began has nobody who waits for it.</summary>
    internal void RoundEnds(long startedAt) => world.Hold(
        !world.Disk.Book.Invoices.Any(invoice => Numbering.EffectiveSync(world.Disk.Book.Header, invoice) == Sync.Sent && invoice.SentSince <= startedAt),
        () => "what was in flight before the process began is still, after a round");

    /// <summary>Told of each answer.</summary>
    internal void Note(Host host, Command command, Answer answer)
    {
        if (answer.Outcome != Outcome.Accepted)
        {
            return;
        }

        switch (command)
        {
            case Command.Send { Invoice: var id }:
                if (_sent.TryGetValue(id, out var before) && before.Wrong == world.Time.Wrong && !host.AskedByHand.Contains(id.Text))
                {
                    world.Hold(world.Time.Now - before.At >= Host.Wait(before.Attempt), () => $"{id} is sent again {world.Time.Now - before.At} ms after attempt {before.Attempt}");
                }

                _sent[id] = (answer.Attempt, world.Time.Now, world.Time.Wrong);
                break;
            // Without the entry it is a person who says so.
            case Command.Refuse { Invoice: var id, SentSince: not null } when world.Disk.Book.Register.Find(id) is { } refused && _threw.TryGetValue((id, refused.SentSince), out var at):
                world.Hold(world.Time.Now - at >= World.Settles, () => $"{id} counts as refused {world.Time.Now - at} ms after a post began that threw");
                break;
            // Between looking and recovering another host may have heard.
            case Command.Recover when world.Hosts.Count == 1:
                world.Hold(world.Disk.Book.Invoices.Any(invoice => invoice.StoredSync == Sync.Sent), () => "recovered though nothing was in flight");
                break;
            default:
                break;
        }
    }
}
