using NumberingRules.Storage;

namespace NumberingRules.Proof.Simulation;

/// <summary>What has to hold once nothing goes wrong any more: home and ERP say the same, and nothing was lost.</summary>
internal static class Agreement
{
    internal static void Check(World world)
    {
        var book = world.Disk.Book;
        foreach (var record in world.Erp.Living)
        {
            OfRecord(world, book, record);
        }

        foreach (var kept in world.Disk.NotTaken.Values)
        {
            world.Violated($"{kept.Key} is listed as not taken still, though no reason is left: {kept.Why}");
        }

        foreach (var invoice in book.Invoices)
        {
            OfInvoice(world, invoice);
        }

        foreach (var paper in world.Papers.All)
        {
            world.Hold(
                book.Holding(paper.Number.Text).Any(found => world.Restores > 0 || found.Id == paper.Invoice),
                () => $"{paper.System} number {paper.Number}, shown for {paper.Invoice}, is not found");
        }

        if (world.Restores == 0)
        {
            foreach (var call in world.Disk.Seen)
            {
                world.Hold(
                    call is not { Command: Command.Create { Invoice: var created }, Answer.Outcome: Outcome.Accepted } || book.Register.Find(created) is not null,
                    () => $"{((Command.Create)call.Command).Invoice} was created and is lost");
            }
        }
    }

    private static void OfRecord(World world, DiskBook book, ErpRecord record)
    {
        var holder = book.Register.HolderOf((ErpKey)record.Key) is { } id ? book.Register.Find(id) : null;
        if (record.IsVoid && holder is null)
        {
            // One record too many, voided: given up at home.
            holder = book.Holding(record.Key).FirstOrDefault();
            world.Hold(holder is not null, () => $"the ERP's void {record.Key} is unknown at home");
            return;
        }

        world.Hold(holder is not null, () => $"the ERP has {record.Key} ({record.ExternalId}, {record.Number}), home has not");
        if (holder is null)
        {
            return;
        }

        var held = holder.Records[holder.Records.FindIndex(it => it.Key.Text == record.Key)];
        world.Hold(held.Number?.Text == record.Number, () => $"{holder.Id}: the ERP's {record.Key} has number {record.Number}, at home {held.Number}");
        world.Hold(!record.IsVoid || holder.ErpSaidVoid, () => $"{holder.Id}: {record.Key} is void in the ERP, not at home");

        world.Hold(record.IsVoid || !holder.ErpSaidVoid, () => $"{holder.Id} is void at home by the ERP's word, {record.Key} is not void in the ERP");
        world.Hold(
            record.ExternalId is null || record.ExternalId == holder.Id.Text || book.Register.Find(record.ExternalId) is not { Origin: Side.Home },
            () => $"{record.Key} is {record.ExternalId} in the ERP, {holder.Id} at home");
    }

    private static void OfInvoice(World world, Invoice invoice)
    {
        foreach (var record in invoice.Records)
        {
            world.Hold(world.Erp.Find(record.Key.Text) is { IsDeleted: false }, () => $"{invoice.Id} has {record.Key} at home, which is not in the ERP");
        }

        world.Hold(invoice.Records.Count < 2, () => $"{invoice.Id} has two records still");
        world.Hold(
            invoice.Origin == Side.Erp || invoice.IsVoid || invoice.Approval == Approval.Draft || invoice.IsLinked || invoice.IsUnlinked || invoice.Released.Count > 0,
            () => $"{invoice.Id} is approved and never came to the ERP");
        world.Hold(
            invoice.IsLinked || invoice.StoredSync is not (Sync.Sent or Sync.Uncertain) || invoice.IsVoid,
            () => $"{invoice.Id} is in flight still");
    }
}
