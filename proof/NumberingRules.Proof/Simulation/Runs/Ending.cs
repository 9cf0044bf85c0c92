using NumberingRules.Storage;

namespace NumberingRules.Proof.Simulation;

/// <summary>Faults cease; people see to what was left to them; the loop does the rest. Then all has to agree.</summary>
internal static class Ending
{
    private const int MostRounds = 8;

    // More than a history makes.
    private const int All = 1000;

    private static readonly InvoiceId LeftAlone = "left-alone";

    internal static void Of(World world, Func<bool> over)
    {
        world.Choices.IsCalm = true;
        world.Log.Add("faults cease");
        for (var round = 0; round < MostRounds && !over(); round++)
        {
            world.Erp.IsClosed = false;
            Run(world, over);
            if (world.Hosts.FirstOrDefault(host => host.IsAlive) is not { } host || world.Recovering)
            {
                continue;
            }

            var isMended = MendsWhatIsTwice(world);
            if (!(LeavesOneAlone(world, host) | SeenTo(world, host)) && !isMended && !world.Network.IsBusy && !world.Network.IsAwaited)
            {
                break;
            }
        }

        if (over())
        {
            return;
        }

        Agreement.Check(world);
        HomeLaws.OfBook(world);
        world.Hosts[0].Do(new Command.Disconnect("the end"));
        HomeLaws.OfBook(world);
        foreach (var invoice in world.Disk.Book.Invoices)
        {
            world.Hold(
                Numbering.Authority(world.Disk.Book.Header, invoice).System == Side.Home || invoice.HomeNumber is null,
                () => $"C7: {invoice.Id} does not show its home number after the end");
        }

        Callers.Check(world);
    }

    private static IReadOnlyList<InvoiceView> Work(World world, WorkList list) => world.Disk.Book.Handle.WorkAsync(list, count: All).AsTask().GetAwaiter().GetResult().Items;

    private static void Run(World world, Func<bool> over) => world.Agenda.RunUntil(world.Time.Now + World.Settles + 3500, over);

    /// <summary>Two living records of one invoice: there must be a finding, and somebody voids one of them in the ERP.</summary>
    /// <returns>Whether there was one to void.</returns>
    private static bool MendsWhatIsTwice(World world)
    {
        var mended = false;
        var book = world.Disk.Book;
        foreach (var twice in world.Erp.Living.Where(record => record.ExternalId is not null).GroupBy(record => record.ExternalId!).Where(of => of.Count() > 1).ToList())
        {
            if (book.Register.Find(twice.Key) is not { } invoice || book.Header.Connection != Connection.Connected)
            {
                continue;
            }

            if (twice.Count(record => invoice.RecordWith(record.Key) >= 0) > 1)
            {
                world.Hold(
                    book.Handle.FindingsAsync(count: All).AsTask().GetAwaiter().GetResult().Items.Any(held => held.Finding == Finding.DuplicateInErp && held.Invoice.Id == invoice.Id),
                    () => $"{invoice.Id} has two records and no finding says so");
            }

            foreach (var spare in twice.Where(record => !record.IsVoid).OrderBy(record => record.Version).Skip(twice.Any(record => record.IsVoid) && invoice.ErpSaidVoid ? 0 : 1).ToList())
            {
                world.Erp.Change(spare, record => record with { IsVoid = true });
                mended = true;
            }
        }

        return mended;
    }

    /// <summary>Somebody sends an invoice past the loop, and nobody posts it or waits for an answer: the loop has to find out.</summary>
    /// <returns>Whether it may be on its way still.</returns>
    private static bool LeavesOneAlone(World world, Host host)
    {
        if (world.Disk.Book.Register.Find(LeftAlone) is { } left)
        {
            return !left.IsLinked && !left.IsVoid;
        }

        world.Operator.Connect(host, SyncFrom.None);
        return host.Do(new Command.Create(LeftAlone, new(2026, 1, 5), null, "LEFT-ALONE")) is { Outcome: Outcome.Accepted }
            && host.Do(new Command.Approve(LeftAlone)) is { Outcome: Outcome.Accepted }
            && host.Do(new Command.Send(LeftAlone)) is { Outcome: Outcome.Accepted };
    }

    /// <summary>What the lists say is for people to do.</summary>
    /// <returns>Whether there was anything left.</returns>
    private static bool SeenTo(World world, Host host)
    {
        var before = world.Disk.Book.Entries;
        world.Operator.Connect(host, SyncFrom.None);
        foreach (var kept in world.Disk.NotTaken.Values.Where(record => record.Why.StartsWith("invoice-exists", StringComparison.Ordinal)))
        {
            world.Disk.Ids[kept.Key] = "other-" + kept.Key;
        }

        foreach (var kept in world.Disk.NotTaken.Values.Where(record => record.Why.StartsWith("erp-key-released", StringComparison.Ordinal)).ToList())
        {
            Reclaim(world, host, kept.Key);
        }

        foreach (var invoice in world.Disk.Book.Invoices.ToList())
        {
            if (invoice.IsUnlinked && !invoice.IsVoid)
            {
                host.Do(new Command.Relink(invoice.Id));
            }
        }

        foreach (var owed in Work(world, WorkList.OwesNumber))
        {
            if (host.Do(new Command.Number(owed.Id)) is { Outcome: Outcome.Rejected })
            {
                world.Operator.CloseSeries(host);
                host.Do(new Command.Number(owed.Id));
            }
        }

        foreach (var deleted in Work(world, WorkList.ToSend).Concat(Work(world, WorkList.Failed)).Where(view => view.Invoice.Released.Count > 0).ToList())
        {
            host.Send(deleted.Id);
        }

        var lists = new[] { WorkList.ToSend, WorkList.ToLookUp, WorkList.Failed };
        return world.Disk.Book.Entries > before
            || world.Disk.NotTaken.Count > 0
            || world.Erp.Living.Where(record => record.ExternalId is not null && world.Disk.Book.Register.Find(record.ExternalId) is not null).GroupBy(record => record.ExternalId).Any(of => of.Count(record => !record.IsVoid) > 1)
            || lists.Any(list => Work(world, list).Any(view => list == WorkList.ToLookUp || view.Invoice.Released.Count == 0));
    }

    /// <summary>A record that was given up because it was void, and is valid again: a person takes it back in place of what is void.</summary>
    private static void Reclaim(World world, Host host, string key)
    {
        if (world.Erp.Find(key) is not { IsVoid: false, IsDeleted: false } record
            || world.Erp.Living.Count(other => other.ExternalId == record.ExternalId && !other.IsVoid) > 1
            || world.Disk.Book.Invoices.FirstOrDefault(invoice => invoice.ReleasedWith(key) >= 0) is not { } invoice)
        {
            return;
        }

        world.Count(Trouble.ReleasedIsValidAgain, key);
        host.Do(new Command.Confirm(invoice.Id, key, record.Number, record.Version, Reclaim: true));
        foreach (var other in invoice.Records.Where(other => world.Erp.Find(other.Key.Text) is { IsVoid: true }).ToList())
        {
            host.Do(new Command.Release(invoice.Id, "void, and another record is valid", other.Key));
        }
    }
}
