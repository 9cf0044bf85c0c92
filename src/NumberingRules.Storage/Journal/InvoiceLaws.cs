using System.Globalization;

namespace NumberingRules.Storage;

/// <summary>What must hold of an invoice for an event to have happened to it, in words when it does not: "entry 12 …".</summary>
internal static class InvoiceLaws
{
    internal static string? Problem(Register book, Event.OnInvoice happened) => (book.Find(happened.Invoice), happened) switch
    {
        (not null, Event.Created or Event.Imported) => $"lets invoice '{happened.Invoice}' appear, which has appeared",
        (_, Event.Created e) => BookLaws.Unknown(book, e.Series) ?? (e.HomeNumber is null ? null : HomeNumberTaken(book, e.HomeNumber)),
        (_, Event.Imported e) =>
            book.Header.IsLive ? BookLaws.Unknown(book, e.Series) ?? KeyTaken(book, e.Record.Key) : "imports an invoice into a book that is not connected",
        (null, _) => $"is about invoice '{happened.Invoice}', which has not appeared",
        ({ } invoice, _) => Problem(book, invoice, happened),
    };

    private static string? Problem(Register book, Invoice invoice, Event.OnInvoice happened) => happened switch
    {
        Event.Redated e => BookLaws.Unknown(book, e.Series),
        Event.Issued e => invoice.HomeNumber is { } held ? $"issues {e.Number} to invoice '{invoice.Id}', which holds {held}"
            : BookLaws.Unknown(book, e.Series) ?? Issued(book, invoice, e) ?? HomeNumberTaken(book, e.Number),
        Event.Reinstated => invoice.ErpSaidVoid ? null : $"reinstates invoice '{invoice.Id}', which the ERP did not void",
        Event.Sent e => Sent(book.Header, invoice, e),
        Event.Lost e => Attempt(invoice, e.Attempt),
        Event.Refused e => Attempt(invoice, e.Attempt),
        Event.RecordAdded e => KeyTaken(book, e.Record.Key),
        Event.RecordChanged e => NoRecord(invoice, e.Record.Key),
        Event.RecordReplaced e => NoRecord(invoice, e.Replaced) ?? KeyTaken(book, e.Record.Key),
        Event.RecordReleased e => NoRecord(invoice, e.ErpKey),
        _ => null,
    };

    /// <summary>Laws 4 and 11: what is issued is the position's number, printed for that date, in that period.</summary>
    private static string? Issued(Register book, Invoice invoice, Event.Issued e)
    {
        var (series, closed, _) = book.Header.Series.Find(e.Series)!;
        if (closed)
        {
            return $"issues {e.Number} from the series '{e.Series}', which is closed";
        }

        if (e.Scope != invoice.Scope || e.Form != invoice.Form || !series.Takes(e.Scope) || !series.HasForm(e.Form))
        {
            return $"issues {e.Number} in a scope or form that the invoice or the series does not have";
        }

        if (e.Date != invoice.Date || !series.CanPrint(e.Date, e.Form))
        {
            return string.Create(CultureInfo.InvariantCulture, $"issues {e.Number} for {e.Date:yyyy-MM-dd}; the invoice is dated {invoice.Date:yyyy-MM-dd}");
        }

        var period = series.PeriodOf(e.Date);
        var position = book.PositionOf(series, e.Scope, period);
        if (e.Period != period || e.SequenceNumber != position.Next || e.SequenceNumber > series.Last)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"issues number {e.SequenceNumber} of '{e.Series}', period {e.Period}; it should be {position.Next} of period {period}, and at most {series.Last}");
        }

        if (series.Definition.DateOrder == DateOrder.Enforced && e.Date < position.Latest)
        {
            return string.Create(CultureInfo.InvariantCulture, $"issues {e.Number} for {e.Date:yyyy-MM-dd}, after one for {position.Latest:yyyy-MM-dd}, out of order");
        }

        Span<char> text = stackalloc char[Series.LongestNumber];
        return !series.TryPrint(e.SequenceNumber, e.Date, e.Scope, e.Form, text, out var width) || !text[..width].SequenceEqual(e.Number.Text)
            ? string.Create(CultureInfo.InvariantCulture, $"issues number {e.SequenceNumber} of '{e.Series}' as {e.Number}; it is printed {text[..width]}")
            : series.TryParse(text[..width], out var parsed) && parsed == new ParsedNumber(e.SequenceNumber, period, e.Scope, e.Form) ? null
            : $"issues {e.Number}, which does not read back as what it was printed from";
    }

    /// <summary>Law 10: a new attempt never begins while the outcome of the last is unknown.</summary>
    private static string? Sent(BookHeader book, Invoice invoice, Event.Sent e)
    {
        var sync = Numbering.EffectiveSync(book, invoice);
        var follows = sync == Sync.Uncertain ? e.Attempt == invoice.Attempt
            : sync is Sync.None or Sync.Failed && e.Attempt == invoice.Attempt + 1;
        return
            book.Connection != Connection.Connected ? "sends while the book is not connected"
            : !follows ? string.Create(CultureInfo.InvariantCulture, $"begins attempt {e.Attempt}; the last was {invoice.Attempt}, and it stands at '{Name.Of(sync)}'")
            : BookLaws.Epoch(e.Epoch, book.Epoch);
    }

    private static string? Attempt(Invoice invoice, long attempt) =>
        attempt == invoice.Attempt ? null : string.Create(CultureInfo.InvariantCulture, $"is about attempt {attempt}; the last is {invoice.Attempt}");

    private static string? HomeNumberTaken(Register book, InvoiceNumber number) =>
        book.HolderOf(number) is { } holder ? $"gives the home number {number} away, which invoice '{holder}' holds" : null;

    private static string? KeyTaken(Register book, ErpKey key) =>
        book.HolderOf(key) is { } holder ? $"gives the ERP key {key} away, which invoice '{holder}' holds" : null;

    private static string? NoRecord(Invoice invoice, ErpKey key) =>
        invoice.RecordWith(key) < 0 ? $"names the record {key}, which invoice '{invoice.Id}' does not have" : null;
}
