using System.Globalization;
using NumberingRules.Storage;

namespace NumberingRules.Proof.Simulation;

/// <summary>Everybody who does something: users at home, people at the ERP, those who run both. The moment is as bad as chance makes it.</summary>
internal sealed class Operator(World world)
{
    internal static readonly Company Company = "acme";

    private static readonly DateOnly[] Dates = [new(2026, 1, 5), new(2026, 1, 31), new(2026, 2, 3), new(2027, 1, 4)];

    private readonly List<SeriesDefinition> _series = [];
    private Backup? _backup;
    private int _invoices;

    /// <summary>The series as they are set up, wherever that is kept: not in the book alone.</summary>
    internal IReadOnlyList<SeriesDefinition> Series => _series;

    internal Command.Open Opening()
    {
        var choices = world.Choices;
        _series.Add(choices.Below(3) switch
        {
            0 => new("rl", "RL-{seq:00000}"),
            1 => new("rl", "RL-{date:yyyy}-{seq:000}", Reset: Reset.Yearly),
            _ => new("rl", "RL-{date:yyyy}{date:MM}-{seq:00}", Max: 4, Reset: Reset.Monthly),
        });
        return new([.. _series], ArbitraryPolicy());
    }

    internal void Act()
    {
        var choices = world.Choices;
        if (choices.Below(12) == 0)
        {
            world.Log.Add("nobody does anything");
        }
        else if (choices.Below(16) == 15)
        {
            Disturb();
        }
        else if (choices.Below(4) == 3)
        {
            DoErp();
        }
        else if (world.AnyHost() is { } host)
        {
            DoHome(host);
        }
    }

    /// <summary>A user or an operator asks something of a host.</summary>
    internal void DoHome(Host host) => world.Serve(host, () =>
    {
        switch (world.Choices.Below(36))
        {
            case 30 or 31 or 32 or 33 when PickToldOf(host) is { } told:
                host.Do(new Command.Refuse(told.Id, "the ERP's people say no", told.Attempt));
                break;
            // What was in flight in a backup may have been refused since, and sent again under another key.
            case 30 or 31 when world.Erp.HonoursKeys && PickInFlight(host) is { } chosen && chosen.AttemptSince > world.RestoredAt:
                host.SendAgain(chosen.Id);
                break;
            case 32 or 33 when PickInFlight(host) is { } chosen:
                if (host.Do(new Command.Lose(chosen.Id)) is { Outcome: Outcome.Accepted })
                {
                    world.Count(Trouble.PersonGivesAnAttemptUp, chosen.Id.Text);
                }

                break;
            case 34:
                Connect(host, world.Choices.Once(2) ? new DateOnly(2026, 2, 1) : SyncFrom.None);
                break;
            case 35 when world.Choices.Once(3):
                host.Do(new Command.Create("erp-" + world.Erp.NextKeyIfAny, world.Choices.Of(Dates)));
                break;
            case < 9:
                host.Do(new Command.Create(string.Create(CultureInfo.InvariantCulture, $"A{++_invoices}"), world.Choices.Of(Dates), world.Choices.Once(4) ? world.Choices.Of(_series).Id : null));
                break;
            case < 16:
                OnInvoice(host, invoice => new Command.Approve(invoice));
                break;
            case < 18:
                OnInvoice(host, invoice => new Command.Submit(invoice));
                break;
            case 18:
                OnInvoice(host, invoice => new Command.Withdraw(invoice));
                break;
            case 19:
                InFlight(host, Trouble.VoidInFlight, OnInvoice(host, invoice => new Command.Void(invoice, Side.Home, "typo")));
                break;
            case 20:
                InFlight(host, Trouble.UnlinkInFlight, OnInvoice(host, invoice => new Command.Unlink(invoice)));
                break;
            case 21:
                OnInvoice(host, invoice => new Command.Relink(invoice));
                break;
            case 22 when Pick(host) is { } chosen:
                host.Send(chosen.Id);
                break;
            case 23:
                InFlight(host, Trouble.PolicyChangedInFlight, host.Do(new Command.SetPolicy(ArbitraryPolicy())));
                break;
            case 24:
                CloseSeries(host);
                break;
            case 25 when host.Do(new Command.Disconnect("contract ended")) is { Outcome: Outcome.Accepted } done:
                world.Disconnects++;
                InFlight(host, Trouble.DisconnectInFlight, done);
                break;
            case 26:
                InFlight(host, Trouble.InterruptInFlight, host.Do(new Command.Interrupt("outage")));
                break;
            default:
                Connect(host);
                break;
        }
    });

    internal void Connect(Host host, SyncFrom syncFrom = default)
    {
        if (host.Do(new Command.Connect(Company, syncFrom)) is { Outcome: Outcome.Accepted } done)
        {
            world.Connects++;
            InFlight(host, Trouble.ReconnectInFlight, done);
        }
    }

    /// <summary>Another series takes over from one that is closed or full.</summary>
    internal void CloseSeries(Host host)
    {
        var last = _series[^1];
        var next = new SeriesDefinition(
            string.Create(CultureInfo.InvariantCulture, $"s{_series.Count}"),
            string.Create(CultureInfo.InvariantCulture, $"S{_series.Count}/{{date:yyyy}}-{{seq:000}}"), Reset: Reset.Yearly);
        if (host.Do(new Command.AddSeries(next)) is { Outcome: Outcome.Accepted })
        {
            _series.Add(next);
            InFlight(host, Trouble.SeriesClosedInFlight, host.Do(new Command.CloseSeries(last.Id, next.Id)));
        }
    }

    private void DoErp()
    {
        var living = world.Erp.Living.OrderBy(record => record.Version).ToList();
        var waiting = living.Where(record => world.Disk.NotTaken.ContainsKey(record.Key)).ToList();
        var early = waiting.Where(it => world.Disk.NotTaken[it.Key].Why.StartsWith("before-sync-from", StringComparison.Ordinal)).ToList();
        var what = world.Choices.Below(living.Count == 0 ? 3 : 12);
        if (what < 3)
        {
            world.Erp.MakeOwn(world.Choices.Of(Dates));
            return;
        }

        var record = world.Choices.Of(living);
        var voided = living.Where(it => it.IsVoid).ToList();
        var givenUp = voided.Where(it => world.Disk.Book.Invoices.Any(invoice => invoice.ReleasedWith(it.Key) >= 0)).ToList();
        switch (what)
        {
            case 9 when voided.Count > 0:
            case 3 or 8 or 11 when givenUp.Count > 0:
                record = world.Choices.Of(givenUp.Count > 0 ? givenUp : voided);
                world.Count(Trouble.ErpReinstates, record.Key);
                world.Erp.Change(record, it => it with { IsVoid = false });
                break;
            case 4 when early.Count > 0:
            case 10 or 11:
                record = early.Count > 0 ? world.Choices.Of(early) : waiting.Count > 0 ? world.Choices.Of(waiting) : record;
                world.Count(Trouble.ErpRedates, record.Key);
                var date = early.Count > 0 && world.Choices.Once(2) ? Dates[^1] : world.Choices.Of(Dates);
                if (early.Count > 0 && !(date < world.Disk.Book.Header.SyncFrom))
                {
                    world.Count(Trouble.RedatedPastSyncFrom, record.Key);
                }

                world.Erp.Change(record, it => it with { Date = date });
                break;
            case 3 or 4:
                world.Count(Trouble.ErpRenumbers, record.Key);
                world.Erp.Change(record, it => it with { Number = world.Erp.NextNumber() });
                break;
            case 5 when living.Count > 1 && living[0] != record:
                world.Count(Trouble.ErpSwapsTwoNumbers, record.Key);
                world.Erp.SwapNumbers(record, living[0]);
                break;
            case 6:
                world.Count(Trouble.ErpRecreates, record.Key);
                world.Erp.Recreate(record);
                break;
            case 7:
                world.Count(Trouble.ErpDeletes, record.Key);
                world.Erp.Change(record, it => it with { IsDeleted = true });
                break;
            default:
                world.Count(Trouble.ErpReverses, record.Key);
                world.Erp.Change(record, it => it with { IsVoid = true });
                break;
        }
    }

    private void Disturb()
    {
        var choices = world.Choices;
        switch (choices.Below(11))
        {
            case < 2:
                world.Time.Wrong += 3_600_000;
                world.Count(Trouble.ClockJumpsForward, "an hour");
                break;
            case 2 or 3:
                world.Time.Wrong -= 5_400_000;
                world.Count(Trouble.ClockJumpsBack, "an hour and a half");
                break;
            case 4:
                world.Erp.IsClosed = true;
                world.Agenda.In(400 + (200 * choices.Below(6)), () => world.Erp.IsClosed = false);
                break;
            case 5 or 6 when world.AnyHost() is { } host:
                world.Count(Trouble.CrashAnywhere, host.Name);
                host.Crash();
                break;
            case 7 or 8 when !world.IsDown && !world.Recovering:
                world.Log.Add("a backup is made");
                _backup = world.Disk.Back();
                break;
            case 9 or 10 when _backup is { } backup && !world.IsDown:
                world.Restore(backup);
                break;
            default:
                break;
        }
    }

    private PolicyChange ArbitraryPolicy()
    {
        var choices = world.Choices;
        return new(
            choices.Once(4) ? Side.Home : Side.Erp,
            choices.Once(4) ? HomeNumberPolicy.OnApproval : HomeNumberPolicy.OnCreate,
            choices.Of([ImportedHomeNumberPolicy.OnDisconnect, ImportedHomeNumberPolicy.OnDisconnect, ImportedHomeNumberPolicy.OnImport, ImportedHomeNumberPolicy.Never]));
    }

    private Invoice? Pick(Host host)
    {
        var page = host.IsAlive ? world.Disk.Book.Invoices.ToList() : [];
        return page.Count == 0 ? null : world.Choices.Of(page);
    }

    /// <summary>An invoice of which people at the ERP can say that nothing was done, and nothing is on its way.</summary>
    private Invoice? PickToldOf(Host host)
    {
        var some = host.IsAlive ? world.Disk.Book.Invoices.Where(invoice => invoice.StoredSync is Sync.Sent or Sync.Uncertain && invoice.Attempt == 1 && invoice.SentSince == invoice.AttemptSince && world.Network.IsHeld(invoice.Id.Text)).ToList() : [];
        return some.Count == 0 ? null : world.Choices.Of(some);
    }

    private Invoice? PickInFlight(Host host)
    {
        var some = host.IsAlive ? world.Disk.Book.Invoices.Where(invoice => invoice.StoredSync is Sync.Sent or Sync.Uncertain).ToList() : [];
        return some.Count == 0 ? null : world.Choices.Of(some);
    }

    private Answer? OnInvoice(Host host, Func<InvoiceId, Command> command) => Pick(host) is { } chosen ? host.Do(command(chosen.Id)) : null;

    private void InFlight(Host host, Trouble trouble, Answer? answer)
    {
        if (answer is { Outcome: Outcome.Accepted } && (world.Network.IsBusy || host.IsInRound))
        {
            world.Count(trouble, host.Name);
        }
    }
}
