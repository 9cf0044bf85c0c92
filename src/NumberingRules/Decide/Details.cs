using System.Globalization;

namespace NumberingRules;

/// <summary>What a rejection is about, in words (SPEC §9): the invoice that was asked for; of a number its series, scope, period and the next that would do.</summary>
internal static class Details
{
    internal const string NotOpen = "the book has not been opened";

    /// <summary>Whether there is more to say than the command does itself. Of most rejections there is not, and then words cost nothing.</summary>
    internal static bool AreNeeded(Rejection rejection) => rejection is Rejection.AlreadyOpen or Rejection.PolicyInvalid or Rejection.SeriesExists
        or Rejection.LinkedToOtherCompany or Rejection.NotConnected or Rejection.HomeNumberTaken or Rejection.HomeNumberAhead or Rejection.NumberAlreadyUsed
        or Rejection.NumberIssued or Rejection.InvoiceExists or Rejection.BeforeSyncFrom or Rejection.AttemptUnknown || IsOfSeries(rejection);

    internal static string OfSeries(BookHeader book, SeriesId series) => $"the book has no series '{series}'; it has {Some(book.Series)}";

    /// <summary>What the command does not say itself; null when it says all.</summary>
    internal static string? Of(IBookView book, Command command, Rejection rejection) => (rejection, command) switch
    {
        (Rejection.NotConnected, Command.Interrupt or Command.Disconnect) => $"the book {(book.Header.Connection == Connection.Never ? "was never connected" : "is disconnected")}",
        (Rejection.AlreadyOpen, Command.Open c) => $"the book was opened with {OfOpening(book.Header.Opening!, c)}",
        (Rejection.PolicyInvalid, Command.Open { Policy.ImportSeries: { } series }) => $"importSeries '{series}' is none of the series of the book",
        (Rejection.PolicyInvalid, Command.SetPolicy { Policy.ImportSeries: { } series }) => $"importSeries: {OfSeries(book.Header, series)}",
        (Rejection.SeriesExists, Command.AddSeries c) => OfExisting(book.Header.Series.Find(c.Series.Id)!.Series.Definition, c.Series),
        (Rejection.SeriesUnknown, Command.CloseSeries c) => OfSeries(book.Header, book.Header.Series.Contains(c.Series) ? c.Successor! : c.Series),
        (Rejection.SeriesClosed, Command.CloseSeries c) => c.Successor == c.Series ? $"series '{c.Series}' cannot succeed itself" : $"successor '{c.Successor}' is closed",
        (Rejection.SeriesUnknown, Command.Advance c) => OfSeries(book.Header, c.Series),
        (_, Command.Advance c) => OfAdvance(book, c, rejection),
        (Rejection.LinkedToOtherCompany, Command.Connect c) => $"the book is linked to '{book.Header.Company}', not to '{c.Company}'",
        (_, Command.OnInvoice c) => OfInvoice(book, c, rejection),
        _ => null,
    };

    /// <summary>What keeps a series from issuing what is asked of it.</summary>
    internal static string? OfIssuing(IBookView book, in Asked asked, Rejection rejection)
    {
        if (book.Header.Series.Find(asked.Series) is null)
        {
            return OfSeries(book.Header, asked.Series);
        }

        var series = book.Header.Series.EndOfChain(asked.Series).Series;
        return rejection switch
        {
            Rejection.SeriesClosed => $"series '{series.Id}' is closed and has no successor",
            Rejection.DateOutOfOrder => string.Create(
                CultureInfo.InvariantCulture,
                $"{PlaceOf(series, asked.Scope, series.PeriodOf(asked.Date))} cannot number {asked.Date:yyyy-MM-dd}: the series has numbered {book.PositionOf(series, asked.Scope, series.PeriodOf(asked.Date)).Latest:yyyy-MM-dd}{(asked.Scope is null ? "" : " in this scope")} already"),
            Rejection.SeriesExhausted => string.Create(
                CultureInfo.InvariantCulture, $"{PlaceOf(series, asked.Scope, series.PeriodOf(asked.Date))} has used its last number, {series.Last}"),
            _ => OfSeries(series, asked, rejection),
        };
    }

    private static string? OfSeries(Series series, in Asked asked, Rejection rejection) => rejection switch
    {
        Rejection.ScopeMismatch => series.ScopeProblem(asked.Scope),
        Rejection.FormUnknown => $"series '{series.Id}' has no form '{asked.Form}'; it has {(series.Forms.Length == 1 ? "none by name" : string.Join(", ", series.Definition.Forms.Select(static form => $"'{form.Name}'")))}",
        Rejection.DateOutsideValidity => string.Create(
            CultureInfo.InvariantCulture,
            $"series '{series.Id}' numbers documents dated {series.Definition.ValidFrom ?? DocumentDate.Earliest:yyyy-MM-dd} to {series.Definition.ValidUntil ?? DocumentDate.Latest:yyyy-MM-dd}, not {asked.Date:yyyy-MM-dd}"),
        Rejection.DateOutOfRange => string.Create(CultureInfo.InvariantCulture, $"series '{series.Id}' prints two digits of a year, which cannot stand for {series.YearOutOfRange(asked.Date)} (of {asked.Date:yyyy-MM-dd})"),
        _ => null,
    };

    private static string? OfAdvance(IBookView book, Command.Advance c, Rejection rejection)
    {
        var series = book.Header.Series.Find(c.Series)!.Series;
        var period = series.PeriodOf(c.Date);
        return rejection switch
        {
            Rejection.NumberAlreadyUsed => string.Create(
                CultureInfo.InvariantCulture, $"{PlaceOf(series, c.Scope, period)} stands at {book.PositionOf(series, c.Scope, period).Next}; next must be at least that, not {c.Next}"),
            Rejection.SeriesExhausted => string.Create(CultureInfo.InvariantCulture, $"{PlaceOf(series, c.Scope, period)} ends at {series.Last}; next can be at most {series.Last + 1}, not {c.Next}"),
            _ => OfSeries(series, new(c.Series, c.Date, c.Scope, null), rejection),
        };
    }

    private static string? OfInvoice(IBookView book, Command.OnInvoice command, Rejection rejection)
    {
        var invoice = book.Find(command.Invoice);
        return (rejection, command) switch
        {
            (Rejection.HomeNumberTaken or Rejection.HomeNumberAhead, Command.Create { HomeNumber: { } number }) => OfGiven(book, number),
            (_, Command.Create c) when IsOfSeries(rejection) => OfAsked(book, new(c.Series ?? book.Header.Series.First, c.Date, c.Scope, c.Form), rejection),
            (_, Command.Import c) when IsOfSeries(rejection) => OfAsked(book, new(c.Series ?? invoice?.Series ?? book.Header.Policy.ImportSeries, c.Date, c.Scope, c.Form), rejection),
            (_, Command.Redate c) when IsOfSeries(rejection) => OfAsked(
                book,
                new(c.Series ?? invoice!.Series!, c.Date ?? invoice!.Date, c.Scope ?? invoice!.Scope, c.Form.IsGiven ? c.Form.Name : invoice!.Form),
                rejection),
            (Rejection.InvoiceExists, Command.Create c) => OfMade(book.Header, invoice!, c),
            (Rejection.InvoiceExists, Command.Import c) => OfMade(invoice!, c.ErpKey),
            (Rejection.NumberIssued, _) => $"invoice '{command.Invoice}' holds {invoice!.HomeNumber}{OfIssued(book, invoice)}",
            (Rejection.BeforeSyncFrom, _) => string.Create(
                CultureInfo.InvariantCulture,
                $"invoice '{command.Invoice}' is dated {(command as Command.Import)?.Date ?? invoice!.Date:yyyy-MM-dd}; the books exchange from {book.Header.SyncFrom:yyyy-MM-dd}"),
            (Rejection.AttemptUnknown, _) => string.Create(CultureInfo.InvariantCulture, $"the last attempt of invoice '{command.Invoice}' is {invoice!.Attempt}"),
            _ when IsOfSeries(rejection) && invoice is not null => OfIssuing(book, Asked.Of(book.Header, invoice), rejection),
            _ => null,
        };
    }

    /// <summary>What an invoice was made with, field by field where this request differs.</summary>
    private static string OfMade(BookHeader book, Invoice invoice, Command.Create c)
    {
        if (invoice.Origin == Side.Erp)
        {
            return $"invoice '{invoice.Id}' was created in the ERP";
        }

        var fields = Differing(
            ("date", Text(invoice.CreatedDate), Text(c.Date)),
            ("series", Quoted(invoice.CreatedSeries), Quoted(c.Series ?? book.Series.First)),
            ("scope", invoice.CreatedScope?.ToString(), c.Scope?.ToString()),
            ("form", Quoted(invoice.CreatedForm), Quoted(c.Form)),
            ("given number", (invoice.IssuedBy is null ? invoice.HomeNumber : null)?.Text, c.HomeNumber?.Text));
        return $"invoice '{invoice.Id}' was made with {fields}";

        static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static string OfMade(Invoice invoice, ErpKey asked) =>
        invoice.Origin == Side.Home ? $"invoice '{invoice.Id}' was created at home, not in the ERP"
        : $"invoice '{invoice.Id}' has {(invoice.IsLinked ? $"the ERP key {string.Join(", ", invoice.Records.Select(static record => $"'{record.Key}'"))}" : "no ERP key any more")}, not '{asked}'";

    /// <summary>What is wrong with a wish: the series named, or where its chain ends.</summary>
    private static string? OfAsked(IBookView book, in Asked asked, Rejection rejection) =>
        book.Header.Series.Find(asked.Series) is { Series: var series }
            && (rejection == Rejection.FormUnknown ? !series.HasForm(asked.Form) : Asked.Misfit(series, asked.Scope, asked.Form) == rejection)
            ? OfSeries(series, asked, rejection)
            : OfIssuing(book, asked, rejection);

    /// <summary>Where an invoice's home number was issued; nothing if it was given.</summary>
    private static string OfIssued(IBookView book, Invoice? invoice) =>
        invoice?.IssuedBy is { } issuer && book.Header.Series.Find(issuer)!.Series is var series && series.TryParse(invoice.HomeNumber!.Text, out var place)
            ? $" of {PlaceOf(series, place.Scope, place.Period).TrimEnd(',')}"
            : "";

    private static string OfGiven(IBookView book, InvoiceNumber number)
    {
        if (book.HolderOf(number) is { } holder)
        {
            return $"invoice '{holder}' has the home number {number}{OfIssued(book, book.Find(holder))}";
        }

        var place = Check.PlaceOf(book, number)!;
        var where = PlaceOf(book.Header.Series.Find(place.Series)!.Series, place.Place.Scope, place.Place.Period);
        return place.IssuedTo is { } invoice
            ? string.Create(CultureInfo.InvariantCulture, $"{where} issued number {place.Place.SequenceNumber} to invoice '{invoice}' as {book.Find(invoice)?.HomeNumber}")
            : string.Create(CultureInfo.InvariantCulture, $"{where} could still issue {number}; advance it to next {place.Place.SequenceNumber + 1}");
    }

    /// <summary>How a book was opened, where this request first differs.</summary>
    private static string OfOpening(Event.Opened opened, Command.Open c)
    {
        if (opened.Series != c.Series)
        {
            var at = opened.Series.Zip(c.Series).TakeWhile(static pair => pair.First == pair.Second).Count();
            var (made, asked) = (opened.Series.ElementAtOrDefault(at), c.Series.ElementAtOrDefault(at));
            return $"other series: {(made is not null && made.Id == asked?.Id ? OfExisting(made, asked)
                : Differing((string.Create(CultureInfo.InvariantCulture, $"no. {at + 1}"), Quoted(made?.Id), Quoted(asked?.Id))))}";
        }

        var (policy, wish) = (opened.Policy, BookRules.Opened(c).Policy);
        var settings = Differing(
            ("authority", Name.Of(policy.Authority), Name.Of(wish.Authority)),
            ("homeNumber", Name.Of(policy.HomeNumber), Name.Of(wish.HomeNumber)),
            ("importedHomeNumber", Name.Of(policy.ImportedHomeNumber), Name.Of(wish.ImportedHomeNumber)),
            ("importSeries", Quoted(policy.ImportSeries), Quoted(wish.ImportSeries)));
        return $"another policy: {settings}";
    }

    private static string Differing(params (string Field, string? Made, string? Asked)[] fields) => string.Join(
        "; ",
        fields.Where(static field => field.Made != field.Asked).Select(static field => $"{field.Field} {field.Made ?? "none"}, not {field.Asked ?? "none"}"));

    private static string? Quoted(Identifier? name) => name is null ? null : $"'{name}'";

    private static string OfExisting(SeriesDefinition existing, SeriesDefinition wish)
    {
        string[] fields =
        [
            .. new (string Field, bool Differs)[]
            {
                ("format", existing.Format != wish.Format), ("start", existing.Start != wish.Start), ("max", existing.Max != wish.Max), ("reset", existing.Reset != wish.Reset),
                ("fiscalYearStartMonth", existing.FiscalYearStartMonth != wish.FiscalYearStartMonth), ("dateOrder", existing.DateOrder != wish.DateOrder),
                ("maxLength", existing.MaxLength != wish.MaxLength), ("forms", existing.Forms != wish.Forms), ("validFrom", existing.ValidFrom != wish.ValidFrom),
                ("validUntil", existing.ValidUntil != wish.ValidUntil),
            }.Where(static field => field.Differs).Select(static field => field.Field),
        ];
        return $"series '{existing.Id}' has another {string.Join(", ", fields)}";
    }

    private static bool IsOfSeries(Rejection rejection) => rejection is Rejection.SeriesUnknown or Rejection.SeriesClosed or Rejection.SeriesExhausted
        or Rejection.ScopeMismatch or Rejection.FormUnknown or Rejection.DateOutsideValidity or Rejection.DateOutOfRange or Rejection.DateOutOfOrder;

    private static string PlaceOf(Series series, Scope? scope, Period period) =>
        $"series '{series.Id}'{(scope is null ? "" : $", scope {scope}")}, period {period},";

    private static string Some(BookSeries series) =>
        string.Join(", ", series.All.Take(5).Select(static owned => $"'{owned.Series.Id}'")) + (series.Count > 5 ? $" and {series.Count - 5} more" : "");
}
