using System.Text;

namespace NumberingRules.Storage.Tests.Contract;

/// <summary>What a reader asks, told by walking the whole book of the core, and by nothing else.</summary>
internal static class Naive
{
    /// <summary>Compares texts by their bytes.</summary>
    internal static Comparer<string> Utf8 { get; } = Comparer<string>.Create((one, other) => Encoding.UTF8.GetBytes(one).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other)));

    internal static IEnumerable<Invoice> Work(Book book, WorkList list) => !book.Header.IsOpen ? [] : book.Invoices.Where(invoice => list switch
    {
        WorkList.ToSend => Numbering.Decide(book, new Command.Send(invoice.Id)).Outcome == Outcome.Accepted && Name.Of(Numbering.EffectiveSync(book.Header, invoice)) == "none",
        WorkList.ToLookUp => Name.Of(Numbering.EffectiveSync(book.Header, invoice)) == "uncertain",
        WorkList.InFlight => Name.Of(Numbering.EffectiveSync(book.Header, invoice)) == "sent",
        WorkList.Failed => Name.Of(Numbering.ShownSync(book.Header, invoice)) == "failed" && !invoice.IsVoid && invoice.Approval != Approval.Draft,
        _ => Owes(book, invoice),
    });

    /// <summary>Whether an invoice owes a number: it has none, and <c>number</c> would not have to wait for the policy.</summary>
    internal static bool Owes(Book book, Invoice invoice) =>
        !invoice.IsVoid && invoice.HomeNumber is null && (invoice.Origin == Side.Home
            ? Numbering.Decide(book, new Command.Number(invoice.Id)).Rejection != Rejection.NotApproved
            : book.Header.Policy.ImportedHomeNumber == ImportedHomeNumberPolicy.OnImport
                || (book.Header.Policy.ImportedHomeNumber == ImportedHomeNumberPolicy.OnDisconnect && book.Header.Connection == Connection.Disconnected));

    internal static bool Holds(Book book, Noted noted)
    {
        var invoice = book.Find(noted.Invoice);
        if (invoice is null)
        {
            return false;
        }

        var others = book.Invoices.Where(other => other.Id != invoice.Id && !other.IsVoid).ToList();
        return noted.Finding switch
        {
            Finding.DuplicateInErp => invoice.Records.Count > 1,
            Finding.ErpNumberDiffers => book.Header.Policy.Authority == Side.Home && invoice.HomeNumber is { } home && invoice.ErpNumber is { } erp && home != erp,
            Finding.ErpNumberShared => invoice.ErpNumber is { } shown && others.Exists(other => other.ErpNumber == shown),
            Finding.HomeNumberOwed => Owes(book, invoice),
            _ => others.Exists(other => (invoice.HomeNumber is { } mine && other.ErpNumber == mine) || (invoice.ErpNumber is { } its && other.HomeNumber == its)),
        };
    }

    /// <summary>Every text an invoice was ever found by.</summary>
    internal static ILookup<string, InvoiceId> Texts(IEnumerable<Book> history) => history
        .SelectMany(book => book.Invoices)
        .SelectMany(invoice => invoice.Claims.Select(claim => claim.Number.Text).Concat(invoice.Records.Select(record => record.Key.Text)).Append(invoice.Id.Text).Select(text => (text, invoice.Id)))
        .Distinct().ToLookup(one => one.text, one => one.Id);

    internal static IEnumerable<SeriesPeriod> Series(Book book, IReadOnlyList<Event> events)
    {
        foreach (var series in book.Header.Series.All.AsEnumerable().Select(owned => owned.Series))
        {
            var owed = book.Invoices.Where(invoice => Owes(book, invoice) && EndOf(book, invoice).Id == series.Id).ToLookup(invoice => (invoice.Scope, Period: series.PeriodOf(invoice.Date)));
            var issues = events.OfType<Event.Issued>().Where(e => e.Series == series.Id).ToLookup(e => (e.Scope, e.Period));
            var advances = events.Select((happened, at) => (Advanced: (happened as Event.Advanced)!, Entry: at + 1L)).Where(one => one.Advanced?.Series == series.Id).ToLookup(one => (one.Advanced.Scope, one.Advanced.Period));
            var places = owed.Select(some => some.Key).Concat(issues.Select(some => some.Key)).Concat(advances.Select(some => some.Key)).Distinct();
            foreach (var place in places.OrderBy(place => place.Scope?.Text ?? "", Utf8).ThenBy(place => place.Period.Value))
            {
                var issued = issues[place].ToList();
                var passed = advances[place].Sum(one => one.Advanced.Next - one.Advanced.From);
                yield return new(
                    series.Id, place.Scope, place.Period, series.First, series.First + issued.Count + passed - 1,
                    issued.FirstOrDefault()?.Number, issued.LastOrDefault()?.Number, issued.Count, passed,
                    [.. issued.Where(e => book.Find(e.Invoice)!.IsVoid).Select(e => new VoidNumber(e.Number, e.Invoice, ReasonOf(events, e.Invoice)))],
                    [.. owed[place].Select(invoice => invoice.Id)],
                    series.Takes(place.Scope) ? series.LeftFrom(series.First + issued.Count + passed) : null,
                    [.. advances[place].Select(one => new TakenOverNumbers(one.Advanced.From, one.Advanced.Next, one.Advanced.Reason, one.Entry))]);
            }
        }
    }

    private static Series EndOf(Book book, Invoice invoice)
    {
        var owned = book.Header.Series.Find(invoice.Series ?? book.Header.Policy.ImportSeries)!;
        while (owned.Closed && owned.Successor is { } next)
        {
            owned = book.Header.Series.Find(next)!;
        }

        return owned.Series;
    }

    private static Reason? ReasonOf(IReadOnlyList<Event> events, InvoiceId invoice)
    {
        List<(string Cause, Reason Reason)> given = [];
        var (fromErp, records) = (false, 0);
        foreach (var happened in events.OfType<Event.OnInvoice>().Where(happened => happened.Invoice == invoice))
        {
            fromErp |= happened is Event.Imported;
            records += happened is Event.Imported or Event.RecordAdded ? 1 : happened is Event.RecordReleased ? -1 : 0;
            var (cause, reason) = happened switch
            {
                Event.Voided e => (e.By == Side.Home ? "void at home" : "void in the ERP", (Reason?)e.Reason),
                Event.Reinstated => ("void in the ERP", null),
                Event.RecordReleased e when fromErp && records == 0 => ("without a record", e.Reason),
                Event.RecordAdded => ("without a record", null),
                _ => ("", (Reason?)null),
            };
            given.RemoveAll(one => one.Cause == cause);
            if (reason is not null)
            {
                given.Add((cause, reason));
            }
        }

        return given.Count == 0 ? null : given[^1].Reason;
    }
}
