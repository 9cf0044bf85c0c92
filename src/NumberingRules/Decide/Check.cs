using System.Text.Json.Serialization;

namespace NumberingRules;

/// <summary>Whether a number is free, as <see cref="Numbering.Check"/> answers it: the first that fits.</summary>
[JsonConverter(typeof(NameJsonConverter<NumberUse>))]
public enum NumberUse
{
    /// <summary>An invoice holds it, or held it.</summary>
    Held,

    /// <summary>A series issued its sequence number as another text: for another date, or in another form.</summary>
    Used,

    /// <summary>It lies below the position of its series, and no invoice holds it: it was used elsewhere.</summary>
    TakenOver,

    /// <summary>An open series could still issue it.</summary>
    Ahead,

    /// <summary>No series can print it, or only a closed one that has not come so far.</summary>
    Free,
}

/// <summary>An invoice that holds a number, or held it.</summary>
/// <param name="Invoice">The invoice.</param>
/// <param name="System">Whose number it is.</param>
/// <param name="IsNow">Whether it holds it now: home numbers are held for ever, an ERP number for as long as a record of the invoice has it.</param>
public readonly record struct NumberHolder(InvoiceId Invoice, Side System, bool IsNow);

/// <summary>Where a series prints a number, and what has become of it there.</summary>
/// <param name="Series">The series.</param>
/// <param name="Place">Scope, form, period and sequence number.</param>
/// <param name="Use">What has become of it.</param>
/// <param name="IssuedTo">The invoice to which the sequence number was issued, if it was.</param>
public sealed record NumberPlace(SeriesId Series, ParsedNumber Place, NumberUse Use, InvoiceId? IssuedTo);

/// <summary>Whether a number is free, and what belongs to that. Equality is by value.</summary>
/// <param name="Use">The answer.</param>
/// <param name="Holders">The invoices that hold it or held it, in order of appearance.</param>
/// <param name="Place">Where a series prints it, if one does.</param>
public sealed record NumberCheck(NumberUse Use, ValueList<NumberHolder> Holders, NumberPlace? Place);

/// <summary>SPEC §7a, <c>check</c>.</summary>
internal static class Check
{
    internal static NumberCheck Of(IBookView book, InvoiceNumber number)
    {
        ValueList<NumberHolder> holders = [.. book.HoldersOf(number).Select(book.Find).OfType<Invoice>()
            .OrderBy(static invoice => invoice.Appeared).SelectMany(invoice => HoldersIn(invoice, number))];
        var place = PlaceOf(book, number);
        return new(holders.Count > 0 ? NumberUse.Held : place?.Use ?? NumberUse.Free, holders, place);
    }

    /// <summary>Where a series prints a number, if one does.</summary>
    internal static NumberPlace? PlaceOf(IBookView book, InvoiceNumber number)
    {
        if (book.Header.Series.PrinterOf(number, out var place) is not { } printer)
        {
            return null;
        }

        if (place.SequenceNumber >= book.PositionOf(printer.Series, place.Scope, place.Period).Next)
        {
            return new(printer.Series.Id, place, printer.Closed ? NumberUse.Free : NumberUse.Ahead, null);
        }

        var issuedTo = book.IssuedTo(printer.Series, place.Scope, place.Period, place.SequenceNumber);
        return new(printer.Series.Id, place, issuedTo is null ? NumberUse.TakenOver : NumberUse.Used, issuedTo);
    }

    private static IEnumerable<NumberHolder> HoldersIn(Invoice invoice, InvoiceNumber number)
    {
        if (invoice.HomeNumber == number)
        {
            yield return new(invoice.Id, Side.Home, true);
        }

        if (invoice.Holds(Side.Erp, number))
        {
            yield return new(invoice.Id, Side.Erp, invoice.Records.FindIndex(record => record.Number == number) >= 0);
        }
    }
}
