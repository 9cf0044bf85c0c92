namespace NumberingRules.Proof.Enumeration;

/// <summary>What must hold of every step (SPEC §8), each law by its number; null when it does.</summary>
internal static class StepLaws
{
    /// <summary>Law 2 and the first half of law 12, of a command that is not accepted.</summary>
    internal static string? NotAccepted(Model book, Command command, Decision decision) =>
        decision.Events.Count > 0 || decision.Findings.Count > 0 || (decision.Outcome == Outcome.Rejected) != decision.Rejection.HasValue
            ? "law 2: what is not accepted brings events, findings or no reason"
            : decision.Rejection is { } reason && command is Command.OnInvoice about && book.Find(about.Invoice) is { } invoice
                && IsFact(command) && !IsForWhatItNames(book, invoice, about, decision, reason)
                ? $"law 12: a fact is rejected as {Name.Of(reason)}"
                : null;

    /// <summary>All that must hold between a state and the one an accepted command leads to.</summary>
    internal static string? Accepted(Rules rules, Model before, Command command, Decision decision, Register after) =>
        decision.Events.Count == 0 || decision.Rejection is not null ? "law 2: accepted without events"
        : Epochs(before, decision, after) ?? Numbers(before, decision) ?? Changes(before, command, decision, after) ?? Answers(rules, before, command, after)
            ?? LookUps(before, after) ?? Positions(before, decision, after) ?? Parts(rules, before, decision, after);

    private static string? Epochs(Model before, Decision decision, Register after)
    {
        var starts = false;
        foreach (var happened in decision.Events)
        {
            starts |= happened is Event.Recovered || (happened is Event.Connected && before.Header.Connection != Connection.Connected);
        }

        return starts == after.Header.Epoch > before.Header.Epoch && after.Header.Epoch >= before.Header.Epoch
            ? null
            : "§3: an epoch starts with every entry into connected and every recover, and never else";
    }

    /// <summary>Laws 4 and 10, by the events in turn.</summary>
    private static string? Numbers(Model before, Decision decision)
    {
        var places = before.Places;
        foreach (var happened in decision.Events)
        {
            switch (happened)
            {
                case Event.Issued e:
                    var owned = before.Header.Series.Find(e.Series);
                    if (owned is { Closed: true } || (owned is not null && (places.Of(owned.Series, e.Scope, e.Period).Next != e.SequenceNumber
                        || (owned.Series.Definition.DateOrder == DateOrder.Enforced && e.Date < places.LatestOf(e.Series, e.Scope)))))
                    {
                        return $"law 4: {e.Number} is not what {e.Series} issues next";
                    }

                    break;
                case Event.Advanced e when places.Of(before.Header.Series.Find(e.Series)!.Series, e.Scope, e.Period).Next != e.From || e.Next <= e.From:
                    return $"law 4: {e.Series} does not stand where its numbers are taken over from";
                case Event.Sent e when before.Find(e.Invoice) is { } invoice && e.Attempt != invoice.Attempt && SpecTable.IsInFlight(before.Header, invoice):
                    return $"law 10: a new attempt of {e.Invoice} begins while the outcome of the last is unknown";
            }

            places = places.After([happened]);
        }

        return null;
    }

    /// <summary>Law 3, and that a command touches no other invoice.</summary>
    private static string? Changes(Model before, Command command, Decision decision, Register after)
    {
        foreach (var invoice in after.Changed)
        {
            if (command is Command.OnInvoice about && about.Invoice != invoice.Id)
            {
                return $"frame: {command.Name} of {about.Invoice} changes {invoice.Id}";
            }

            var was = before.Find(invoice.Id);
            var held = was?.Claims ?? default;
            if (invoice.Claims.Count < held.Count || !invoice.Claims.AsSpan()[..held.Count].SequenceEqual(held.AsSpan()))
            {
                return $"law 3: a claim of {invoice.Id} is changed or removed";
            }

            for (var at = held.Count; at < invoice.Claims.Count; at++)
            {
                var claim = invoice.Claims[at];
                if (claim.Since <= Model.EntriesSoFar || claim.Since > Model.EntriesSoFar + decision.Events.Count)
                {
                    return $"law 3: a claim of {invoice.Id} names an entry that did not make it";
                }
            }

            foreach (var record in was?.Records ?? default)
            {
                if (invoice.RecordWith(record.Key) < 0 && invoice.ReleasedWith(record.Key) < 0)
                {
                    return $"law 3: the key {record.Key} no longer finds {invoice.Id}";
                }
            }

            foreach (var record in was?.Released ?? default)
            {
                if (invoice.ReleasedWith(record.Key) < 0 && command is not (Command.Confirm { Reclaim: true } or Command.Together))
                {
                    return $"law 3: the released key {record.Key} of {invoice.Id} goes without a reclaim";
                }
            }
        }

        return null;
    }

    /// <summary>The second halves of laws 8 and 9.</summary>
    private static string? Answers(Rules rules, Model before, Command command, Register after)
    {
        var harmless = command is Command.Interrupt or Command.Recover || (command is Command.Connect && before.Header.Connection != Connection.Disconnected);
        foreach (var invoice in before.Invoices)
        {
            if ((harmless || (command is Command.Confirm && before.Header.Connection == Connection.Disconnected && invoice.HomeNumber is not null))
                && rules.Answer(before.Header, invoice) != rules.Answer(after.Header, after.Find(invoice.Id)!))
            {
                return $"law {(harmless ? 8 : 9)}: {command.Name} changes the answer of {invoice.Id}";
            }
        }

        return null;
    }

    /// <summary>The register finds by look-up what looking at every invoice finds (law 3).</summary>
    private static string? LookUps(Model before, Register after)
    {
        foreach (var invoice in after.Changed)
        {
            foreach (var record in invoice.Records)
            {
                if (after.HolderOf(record.Key) != invoice.Id)
                {
                    return $"law 3: the key {record.Key} does not find {invoice.Id}";
                }
            }

            foreach (var record in invoice.Released)
            {
                if (after.HolderOf(record.Key) == invoice.Id)
                {
                    return $"law 3: the key {record.Key} finds {invoice.Id}, which released it";
                }
            }

            foreach (var claim in invoice.Claims)
            {
                var shown = false;
                foreach (var other in before.Invoices)
                {
                    shown |= other.Id != invoice.Id && !other.IsVoid && other.ErpNumber == claim.Number;
                }

                if ((after.Changed.Count == 1 && (after.IsShownByAnother(claim.Number, [invoice.Id]) != shown
                        || after.IsShownByAnother(claim.Number, []) != (shown || (!invoice.IsVoid && invoice.ErpNumber == claim.Number))))
                    || (claim.System == Side.Home && after.HolderOf(claim.Number) != invoice.Id))
                {
                    return $"law 3: who has the number {claim.Number} is not told";
                }
            }
        }

        return null;
    }

    /// <summary>Law 4: the book stands where the events say.</summary>
    private static string? Positions(Model before, Decision decision, Register after)
    {
        var places = before.Places.After(decision.Events);
        foreach (var happened in decision.Events)
        {
            (SeriesId? id, NumberingRules.Scope? scope, Period period) = happened switch
            {
                Event.Issued e => (e.Series, e.Scope, e.Period),
                Event.Advanced e => (e.Series, e.Scope, e.Period),
                _ => (null, null, default),
            };
            if (id is not null && after.Header.Series.Find(id) is { Series: var series }
                && after.PositionOf(series, scope, period) != new Position(places.Of(series, scope, period).Next, places.LatestOf(id, scope)))
            {
                return $"law 4: {id} stands at {after.PositionOf(series, scope, period).Next}; the events say {places.Of(series, scope, period).Next}";
            }
        }

        return null;
    }

    /// <summary>Law 2: folding in parts equals folding once.</summary>
    private static string? Parts(Rules rules, Model before, Decision decision, Register after)
    {
        if (decision.Events.Count == 1)
        {
            return null;
        }

        IBookView book = before;
        foreach (var happened in decision.Events)
        {
            var part = new Register(book);
            rules.Fold(part, happened);
            book = part;
        }

        return book.Header == after.Header && after.Changed.All(invoice => book.Find(invoice.Id) == invoice)
            ? null
            : "law 2: folding in parts is not folding once";
    }

    private static bool IsFact(Command command) => command is Command.Import or Command.Confirm or Command.Release or Command.Void { By: Side.Erp } or Command.Reinstate;

    private static bool IsForWhatItNames(Model book, Invoice invoice, Command.OnInvoice command, Decision decision, Rejection reason) => reason switch
    {
        Rejection.BookNotOpen => !book.Header.IsOpen,
        Rejection.NotConnected => book.Header.Connection == Connection.Never,
        Rejection.ErpKeyTaken => decision.Holder is { } holder && holder != invoice.Id && book.HolderOf(KeyOf(command)!) == holder,
        Rejection.ErpKeyReleased => invoice.ReleasedWith(KeyOf(command)!) >= 0,
        Rejection.ErpKeyUnknown or Rejection.NotSynced => Lacks(invoice, KeyOf(command)),
        Rejection.SeriesUnknown or Rejection.ScopeMismatch or Rejection.FormUnknown => command is Command.Import && invoice.HomeNumber is null,
        Rejection.InvoiceExists => invoice.Origin == Side.Home || Lacks(invoice, KeyOf(command)),
        _ => false,
    };

    private static bool Lacks(Invoice invoice, ErpKey? key) => key is null ? !invoice.IsLinked : invoice.RecordWith(key) < 0;

    private static ErpKey? KeyOf(Command command) => command switch
    {
        Command.Import c => c.ErpKey,
        Command.Confirm c => c.ErpKey,
        Command.Release c => c.ErpKey,
        _ => null,
    };
}
