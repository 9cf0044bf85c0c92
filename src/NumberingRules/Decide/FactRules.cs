namespace NumberingRules;

/// <summary>SPEC §6, fourth table, row by row. Facts are never rejected for being inconvenient (law 12).</summary>
internal static class FactRules
{
    internal static Decision Import(IBookView book, Command.Import c) =>
        book.Find(c.Invoice) is { } invoice ? ImportAgain(book, invoice, c)
        : book.HolderOf(c.ErpKey) is { } holder ? Decision.Unchanged.HeldBy(holder)
        : !book.Header.IsLive ? Rejection.NotConnected
        : c.Date < book.Header.SyncFrom ? Rejection.BeforeSyncFrom
        : Misfit(book.Header, c, c.Series) is { } misfit ? misfit
        : ImportNew(book, c);

    internal static Decision Confirm(IBookView book, Invoice invoice, Command.Confirm c)
    {
        if (book.Header.Connection == Connection.Never)
        {
            return Rejection.NotConnected;
        }

        if (book.HolderOf(c.ErpKey) is { } holder && holder != invoice.Id)
        {
            return Decision.Rejected(Rejection.ErpKeyTaken).HeldBy(holder);
        }

        if (invoice.RecordWith(c.ErpKey) is >= 0 and var has)
        {
            var record = invoice.Records[has];
            return News(invoice, record, c.ErpNumber, c.ErpVersion) is { } news && news != record
                ? Accept(book, invoice, new Event.RecordChanged(invoice.Id, news), news.Number == record.Number ? null : news.Number)
                : Decision.Unchanged;
        }

        if (invoice.ReleasedWith(c.ErpKey) is >= 0 and var released)
        {
            var back = invoice.Released[released];
            back = back with { Number = c.ErpNumber ?? back.Number, Version = c.ErpVersion ?? back.Version };
            return c.Reclaim ? Accept(book, invoice, new Event.RecordAdded(invoice.Id, back), back.Number) : Rejection.ErpKeyReleased;
        }

        if (c.Replaces is not null && invoice.RecordWith(c.Replaces) is >= 0 and var replaced)
        {
            var before = invoice.Records[replaced].Number;
            var record = new ErpRecord(c.ErpKey, c.ErpNumber ?? before, c.ErpVersion);
            return Accept(book, invoice, new Event.RecordReplaced(invoice.Id, c.Replaces, record), record.Number == before ? null : record.Number);
        }

        return Accept(
            book,
            invoice,
            new Event.RecordAdded(invoice.Id, new(c.ErpKey, c.ErpNumber, c.ErpVersion)),
            c.ErpNumber,
            invoice.IsLinked ? [new(Finding.DuplicateInErp, invoice.Id)] : default);
    }

    internal static Decision Release(IBookView book, Invoice invoice, Command.Release c) =>
        c.ErpKey is not { } key ? (invoice.IsLinked ? Accept(book, invoice, new Event.RecordReleased(invoice.Id, invoice.Records[0].Key, c.Reason)) : Rejection.NotSynced)
        : invoice.ReleasedWith(key) >= 0 ? Decision.Unchanged
        : invoice.RecordWith(key) < 0 ? Rejection.ErpKeyUnknown
        : Accept(book, invoice, new Event.RecordReleased(invoice.Id, key, c.Reason));

    internal static Decision Void(BookHeader book, Invoice invoice, Command.Void c) =>
        book.Connection == Connection.Never ? Rejection.NotConnected
        : invoice.VoidedByErp ? Decision.Unchanged
        : new Event.Voided(invoice.Id, Side.Erp, c.Reason);

    internal static Decision Reinstate(IBookView book, Invoice invoice, Command.Reinstate c)
    {
        if (book.Header.Connection == Connection.Never)
        {
            return Rejection.NotConnected;
        }

        if (!invoice.ErpSaidVoid)
        {
            return Decision.Unchanged;
        }

        var reinstated = new Event.Reinstated(invoice.Id, c.Reason);
        var after = Evolve.Invoice(invoice, reinstated, book.Entries + 1);
        return Accept(book, invoice, reinstated, null, after.IsVoid ? default : Findings.OnReinstated(book, after));
    }

    private static Decision ImportNew(IBookView book, Command.Import c)
    {
        var imported = new Event.Imported(
            c.Invoice,
            c.Date,
            c.Series,
            c.Draft ? Approval.Draft : Approval.Approved,
            new(c.ErpKey, c.ErpNumber, c.ErpVersion),
            c.Scope,
            c.Form);
        var findings = c.ErpNumber is { } number ? Findings.OnErpNumber(book, null, c.Invoice, number) : default;
        if (book.Header.Policy.ImportedHomeNumber != ImportedHomeNumberPolicy.OnImport)
        {
            return Decision.Accepted([imported], findings);
        }

        return Issuing.Issue(book, c.Invoice, new(c.Series ?? book.Header.Policy.ImportSeries, c.Date, c.Scope, c.Form), out var issued) is null
            ? Decision.Accepted([imported, issued!], [.. findings, .. Findings.OnHomeNumber(book, c.Invoice, issued!.Number)])
            : Decision.Accepted([imported], findings.Add(new(Finding.HomeNumberOwed, c.Invoice)));
    }

    private static Decision ImportAgain(IBookView book, Invoice invoice, Command.Import c)
    {
        if (invoice.Origin == Side.Home || invoice.RecordWith(c.ErpKey) < 0)
        {
            return invoice.ReleasedWith(c.ErpKey) >= 0 ? Rejection.ErpKeyReleased : Rejection.InvoiceExists;
        }

        var record = invoice.Records[invoice.RecordWith(c.ErpKey)];
        if (News(invoice, record, c.ErpNumber, c.ErpVersion) is not { } news)
        {
            return Decision.Unchanged;
        }

        var isNumbered = invoice.HomeNumber is not null;
        if (!isNumbered && Misfit(book.Header, c, c.Series ?? invoice.Series) is { } misfit)
        {
            return misfit;
        }

        List<Event> events = [];
        if (news != record)
        {
            events.Add(new Event.RecordChanged(invoice.Id, news));
        }

        var (series, scope, form) = (c.Series ?? invoice.Series, c.Scope ?? invoice.Scope, c.Form ?? invoice.Form);
        if (!isNumbered && (c.Date, series, scope, form) != (invoice.Date, invoice.Series, invoice.Scope, invoice.Form))
        {
            events.Add(new Event.Redated(invoice.Id, c.Date, series, scope, form));
        }

        if (!c.Draft && invoice.Approval != Approval.Approved)
        {
            events.Add(new Event.Approved(invoice.Id));
        }

        return events.Count == 0
            ? Decision.Unchanged
            : AcceptAll(book, invoice, events, news.Number is { } number && number != record.Number ? Findings.OnErpNumber(book, invoice, invoice.Id, number) : default);
    }

    /// <summary>What is named must exist and fit; what is missing is no reason to reject a fact.</summary>
    private static Rejection? Misfit(BookHeader book, Command.Import c, SeriesId? series) =>
        c is { Series: null, Scope: null, Form: null } ? null
        : book.Series.Find(series ?? book.Policy.ImportSeries) is not { Series: var asked } ? Rejection.SeriesUnknown
        : c.Scope is not null && !asked.Takes(c.Scope) ? Rejection.ScopeMismatch
        : !asked.HasForm(c.Form) ? Rejection.FormUnknown
        : null;

    /// <summary>What the ERP's word makes of a record; null when it is old news: a lower version, or a number it had before.</summary>
    private static ErpRecord? News(Invoice invoice, ErpRecord record, InvoiceNumber? number, long? version)
    {
        var higher = version is not null && (record.Version is null || version > record.Version);
        return
            version < record.Version ? null
            : number is not null && record.Number is not null && number != record.Number && !higher && invoice.Holds(Side.Erp, number) ? null
            : record with { Number = number ?? record.Number, Version = version ?? record.Version };
    }

    private static Decision AcceptAll(IBookView book, Invoice invoice, List<Event> events, ValueList<Noted> findings) =>
        MayOwe(book.Header, invoice) ? WithOwed(book, invoice, events, findings) : Decision.Accepted([.. events], findings);

    private static Decision Accept(IBookView book, Invoice invoice, Event.OnInvoice happened, InvoiceNumber? taken = null, ValueList<Noted> findings = default)
    {
        if (taken is not null)
        {
            findings = [.. findings, .. Findings.OnErpNumber(book, invoice, invoice.Id, taken)];
        }

        return MayOwe(book.Header, invoice) ? WithOwed(book, invoice, [happened], findings) : Decision.Accepted([happened], findings);
    }

    private static bool MayOwe(BookHeader book, Invoice invoice) =>
        invoice is { Origin: Side.Erp, HomeNumber: null }
        && book is { Connection: Connection.Disconnected, Policy.ImportedHomeNumber: ImportedHomeNumberPolicy.OnDisconnect };

    /// <summary>Owed at once: what the disconnect could not number, or was void then, takes its number when news of it comes (C7's <i>all</i>).</summary>
    private static Decision WithOwed(IBookView book, Invoice invoice, List<Event> events, ValueList<Noted> findings)
    {
        var after = events.Aggregate(invoice, (before, happened) => Evolve.Invoice(before, (Event.OnInvoice)happened, book.Entries + 1));
        findings = after.IsVoid ? findings : [.. findings, .. Issuing.Number(book, after, events)];
        return Decision.Accepted([.. events], findings);
    }
}
