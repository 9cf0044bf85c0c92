using NumberingRules.Storage;

namespace NumberingRules.Proof.Simulation;

/// <summary>
/// After a restore, before anybody is served: what <c>docs/hosting.md</c> says, step by step. The cursor was set to 0 and
/// what was under way has arrived. May be cut off and begun again.
/// </summary>
internal static class Recovery
{
    internal static void Do(World world, Host host)
    {
        world.Log.Add($"{host.Name} recovers");
        var opened = world.Disk.Book.Header.IsOpen;
        if (opened && TakeUpNumbers(world, host) && TakeUpErpNumbers(world, host))
        {
            world.Log.Add($"{host.Name} has recovered");
            world.Recovering = false;
        }
        else if (!opened)
        {
            world.Recovering = false;
        }
    }

    /// <summary>No number that was shown is issued again, and each finds an invoice.</summary>
    private static bool TakeUpNumbers(World world, Host host)
    {
        List<Command> commands = [.. world.Operator.Series.Select(series => new Command.AddSeries(series))];
        var papers = world.Papers.All.Where(paper => paper.System == Side.Home).OrderBy(paper => paper.Number.Text, StringComparer.Ordinal).ToList();
        if (world.Plant != Plant.RestoresWithoutAdvance)
        {
            commands.AddRange(papers.SelectMany(paper => Advances(world, paper)).GroupBy(advance => (advance.Series, advance.Period))
                .Select(of => of.MaxBy(one => one.Next)).Select(one => new Command.Advance(one.Series, one.Date, one.Next, "shown before the restore")));
        }

        if (!commands.TrueForAll(command => host.Do(command) is not null))
        {
            return false;
        }

        foreach (var paper in papers)
        {
            var book = world.Disk.Book.Register;
            if (book.HolderOf(paper.Number) is not null || world.Plant == Plant.RestoresWithoutAdvance)
            {
                continue;
            }

            var again = paper.Origin == Side.Home && book.Find(paper.Invoice) is null;
            InvoiceId id = again ? paper.Invoice : Papers.StandIn + paper.Number;
            Command[] steps =
            [
                new Command.Create(id, paper.Date, null, paper.Number),
                again ? Approved(id, paper) : new Command.Void(id, Side.Home, $"was shown for {paper.Invoice} before the restore"),
            ];
            if (!steps.All(command => host.Do(command) is not null))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What papers say of the ERP's numbers first, without a version; then the feed tells what has become of them.</summary>
    private static bool TakeUpErpNumbers(World world, Host host)
    {
        var papers = world.Papers.All.Where(paper => paper is { System: Side.Erp, Key: not null }).ToList();
        if (papers.Count > 0 && (!world.Disk.Book.Header.IsLive || world.Disk.Book.Header.SyncFrom is not null)
            && host.Do(new Command.Connect(Operator.Company, SyncFrom.None)) is null)
        {
            return false;
        }

        foreach (var paper in papers)
        {
            var book = world.Disk.Book.Register;
            if (book.Find(paper.Invoice)?.Holds(Side.Erp, paper.Number) == true)
            {
                continue;
            }

            Command told = book.Find(paper.Invoice) is not null ? new Command.Confirm(paper.Invoice, paper.Key!, paper.Number)
                : new Command.Import(paper.Origin == Side.Home ? "erp-" + paper.Key : paper.Invoice, paper.Key!, paper.Number, paper.Date);
            if (host.Do(told) is null)
            {
                return false;
            }
        }

        return true;
    }

    private static Command Approved(InvoiceId id, Paper paper) => paper.Approval switch
    {
        Approval.Approved => new Command.Approve(id),
        Approval.AwaitingApproval => new Command.Submit(id),
        _ => new Command.Withdraw(id),
    };

    private static IEnumerable<(SeriesId Series, Period Period, DateOnly Date, long Next)> Advances(World world, Paper paper)
    {
        foreach (var definition in world.Operator.Series)
        {
            if (Series.TryCreate(definition, out var series, out _) && series.TryParse(paper.Number.Text, out var place))
            {
                yield return (definition.Id, place.Period, DateIn(series, place.Period), place.SequenceNumber + 1);
            }
        }
    }

    private static DateOnly DateIn(Series series, Period period) => series.Definition.Reset switch
    {
        Reset.Yearly => new((int)period.Value, 1, 1),
        Reset.Monthly => new((int)period.Value / 100, (int)period.Value % 100, 1),
        _ => new(2026, 1, 5),
    };
}
