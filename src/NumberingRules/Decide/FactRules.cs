namespace NumberingRules;

/// <summary>SPEC §6, fourth table, row by row. Facts are never rejected for being inconvenient (law 12).</summary>
internal static class FactRules
{
    internal static Decision Import(IBookView book, Command.Import c) =>
        book.Find(c.Invoice) is { } invoice ? ImportAgain(book, invoice, c)
        : book.HolderOf(c.ErpKey) is { } holder ? Decision.Unchanged.HeldBy(holder)
        : !book.Header.IsLive ? Rejection.NotConnected
        : c.Date < book.Header.SyncFrom ? Rejection.BeforeSyncFrom
        : c.Series is not null && !book.Header.Series.Contains(c.Series) ? Rejection.SeriesUnknown
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

    internal static Decision Release(Invoice invoice, Command.Release c) =>
        c.ErpKey is not { } key ? (invoice.IsLinked ? new Event.RecordReleased(invoice.Id, invoice.Records[0].Key, c.Reason) : Rejection.NotSynced)
        : invoice.ReleasedWith(key) >= 0 ? Decision.Unchanged
        : invoice.RecordWith(key) < 0 ? Rejection.ErpKeyUnknown
        : new Event.RecordReleased(invoice.Id, key, c.Reason);

    internal static Decision Void(BookHeader book, Invoice invoice, Command.Void c) =>
        book.Connection == Connection.Never ? Rejection.NotConnected
        : invoice.VoidedByErp ? Decision.Unchanged
        : new Event.Voided(invoice.Id, Side.Erp, c.Reason);

    private static Decision ImportNew(IBookView book, Command.Import c)
    {
        var imported = new Event.Imported(
            c.Invoice,
            c.Date,
            c.Series,
            c.Draft ? Approval.Draft : Approval.Approved,
            new(c.ErpKey, c.ErpNumber, c.ErpVersion));
        var findings = c.ErpNumber is { } number ? Findings.OnErpNumber(book, null, c.Invoice, number) : default;
        if (book.Header.Policy.ImportedHomeNumber != ImportedHomeNumberPolicy.OnImport)
        {
            return Decision.Accepted([imported], findings);
        }

        return Issuing.Issue(book, c.Invoice, c.Date, c.Series ?? book.Header.Policy.ImportSeries, out var issued) is null
            ? Decision.Accepted([imported, issued!], [.. findings, .. Findings.OnHomeNumber(book, null, c.Invoice, issued!.Number)])
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

        List<Event> events = [];
        if (news != record)
        {
            events.Add(new Event.RecordChanged(invoice.Id, news));
        }

        if (c.Date != invoice.Date && invoice.HomeNumber is null)
        {
            events.Add(new Event.Redated(invoice.Id, c.Date, invoice.Series));
        }

        if (!c.Draft && invoice.Approval != Approval.Approved)
        {
            events.Add(new Event.Approved(invoice.Id));
        }

        return events.Count == 0
            ? Decision.Unchanged
            : Decision.Accepted([.. events], news.Number is { } number && number != record.Number ? Findings.OnErpNumber(book, invoice, invoice.Id, number) : default);
    }

    /// <summary>What the ERP's word makes of a record; null when it is old news: a lower version, or a number it had before.</summary>
    private static ErpRecord? News(Invoice invoice, ErpRecord record, InvoiceNumber? number, long? version)
    {
        var higher = version is not null && (record.Version is null || version > record.Version);
        return
            version < record.Version ? null
            : number is not null && record.Number is not null && number != record.Number && !higher && invoice.Holds(Side.Erp, number) ? null
            : record with { Number = number ?? record.Number, Version = version ?? record.Version };
    }

    private static Decision Accept(IBookView book, Invoice invoice, Event happened, InvoiceNumber? taken, ValueList<Noted> findings = default) =>
        Decision.Accepted([happened], taken is null ? findings : [.. findings, .. Findings.OnErpNumber(book, invoice, invoice.Id, taken)]);
}
