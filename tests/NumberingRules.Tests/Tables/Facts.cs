using System.Globalization;
using System.Text;

namespace NumberingRules.Tests.Tables;

/// <summary>Everything SPEC §3 and §5 say of a book, as text: written from the model and from the library, to be compared.</summary>
internal static class Facts
{
    /// <summary>What the model says: the expectation.</summary>
    public static string Of(ModelBook book)
    {
        var text = new StringBuilder();
        if (book.IsOpen)
        {
            AppendBook(text, book.Policy!, book.Connection, book.Company, book.SyncFrom, book.Exchanged);
            foreach (var stand in book.Series)
            {
                AppendSeries(text, stand.Series.Id, stand.Closed, stand.Successor, stand.Series.Scopes, stand.LatestIn, stand.Next);
            }
        }

        foreach (var invoice in book.Invoices)
        {
            var (rule, system, number) = StandTables.AnswerOf(book, invoice);
            AppendInvoice(text, new(invoice.Id, invoice.Origin, invoice.Date, (invoice.Series, invoice.Scope, invoice.Form), invoice.Approval)
            {
                Created = (invoice.Request?.Date, invoice.Request?.Series, invoice.Request?.Scope, invoice.Request?.Form),
                Voids = (invoice.VoidedByHome, invoice.ErpSaidVoid, invoice.VoidedByErp, invoice.IsVoid),
                Records = invoice.Records.Select(record => (record.Key, record.Number, record.Version)),
                Released = invoice.Released.Select(record => (record.Key, record.Number, record.Version)),
                Sync = (invoice.Attempt, invoice.Stored, StandTables.Effective(book, invoice), StandTables.Shown(book, invoice)),
                Numbers = (invoice.Home, invoice.IssuedBy, invoice.Erp),
                Claims = invoice.Claims,
                Answer = (rule, system, number),
                References = StandTables.References(book, invoice),
            });
        }

        return text.ToString();
    }

    /// <summary>What the library says.</summary>
    public static string Of(Book book)
    {
        var (text, header) = (new StringBuilder(), book.Header);
        if (header.IsOpen)
        {
            AppendBook(text, header.Policy, header.Connection, header.Company?.Text, header.SyncFrom, header.HasExchanged);
            foreach (var owned in header.Series.All)
            {
                DateOnly? Latest(string? scope) => book.PositionOf(owned.Series, scope, default).Latest;
                long Next(string? scope, DateOnly date) => book.PositionOf(owned.Series, scope, owned.Series.PeriodOf(date)).Next;
                AppendSeries(text, owned.Series.Id.Text, owned.Closed, owned.Successor?.Text, Catalogue.Find(owned.Series.Definition)!.Scopes, Latest, Next);
            }
        }

        foreach (var invoice in book.Invoices)
        {
            var answer = book.Authority(invoice.Id);
            AppendInvoice(text, new(invoice.Id.Text, invoice.Origin, invoice.Date, (invoice.Series?.Text, invoice.Scope?.Text, invoice.Form?.Text), invoice.Approval)
            {
                Created = invoice.Origin == Side.Home
                    ? (invoice.CreatedDate, invoice.CreatedSeries?.Text, invoice.CreatedScope?.Text, invoice.CreatedForm?.Text)
                    : (null, null, null, null),
                Voids = (invoice.VoidedByHome, invoice.ErpSaidVoid, invoice.VoidedByErp, invoice.IsVoid),
                Records = invoice.Records.Select(AsText),
                Released = invoice.Released.Select(AsText),
                Sync = (invoice.Attempt, invoice.StoredSync, Numbering.EffectiveSync(header, invoice), Numbering.ShownSync(header, invoice)),
                Numbers = (invoice.HomeNumber?.Text, invoice.IssuedBy?.Text, invoice.ErpNumber?.Text),
                Claims = invoice.Claims.Select(claim => (claim.System, claim.Number.Text)),
                Answer = (answer.Rule, answer.System, answer.Number?.Text),
                References = Numbering.References(header, invoice).Select(reference => (reference.System, reference.Number.Text)),
            });
        }

        return text.ToString();
    }

    private static (string Key, string? Number, long? Version) AsText(ErpRecord record) => (record.Key.Text, record.Number?.Text, record.Version);

    private static void AppendBook(StringBuilder text, Policy policy, Connection connection, string? company, DateOnly? syncFrom, bool exchanged) =>
        text.Append(CultureInfo.InvariantCulture, $"{policy.Authority} {policy.HomeNumber} {policy.ImportedHomeNumber} {policy.ImportSeries.Text}")
            .Append(CultureInfo.InvariantCulture, $" | {connection} {company} from {syncFrom:yyyyMMdd} exchanged {exchanged}\n");

    private static void AppendSeries(StringBuilder text, string id, bool closed, string? successor, string?[] scopes, Func<string?, DateOnly?> latest, Func<string?, DateOnly, long> next)
    {
        text.Append(CultureInfo.InvariantCulture, $"{id} closed {closed} {successor}");
        foreach (var scope in scopes)
        {
            text.Append(CultureInfo.InvariantCulture, $" {scope} latest {latest(scope):yyyyMMdd} next");
            foreach (var date in Catalogue.Dates)
            {
                text.Append(' ').Append(next(scope, date));
            }
        }

        text.Append('\n');
    }

    private static void AppendInvoice(StringBuilder text, InvoiceFacts facts)
    {
        text.Append(CultureInfo.InvariantCulture, $"{facts.Id} {facts.Origin} {facts.Date:yyyyMMdd} {facts.Asked} {facts.Approval}")
            .Append(CultureInfo.InvariantCulture, $" created {facts.Created.Date:yyyyMMdd} {facts.Created.Series} {facts.Created.Scope} {facts.Created.Form} void {facts.Voids} sync {facts.Sync}")
            .Append(CultureInfo.InvariantCulture, $" H {facts.Numbers.Home} of {facts.Numbers.IssuedBy} E {facts.Numbers.Erp} shows {facts.Answer}");
        Append(text, " records", facts.Records);
        Append(text, " released", facts.Released.OrderBy(record => record.Key, StringComparer.Ordinal));
        Append(text, " claims", facts.Claims);
        Append(text, " references", facts.References);
        text.Append('\n');
    }

    private static void Append<T>(StringBuilder text, string what, IEnumerable<T> items)
    {
        text.Append(what);
        foreach (var item in items)
        {
            text.Append(' ').Append(item);
        }
    }

    private sealed record InvoiceFacts(string Id, Side Origin, DateOnly Date, (string? Series, string? Scope, string? Form) Asked, Approval Approval)
    {
        public required (DateOnly? Date, string? Series, string? Scope, string? Form) Created { get; init; }

        public required (bool ByHome, bool ErpSaid, bool ByErp, bool Any) Voids { get; init; }

        public required IEnumerable<(string Key, string? Number, long? Version)> Records { get; init; }

        public required IEnumerable<(string Key, string? Number, long? Version)> Released { get; init; }

        public required (long Attempt, Sync Stored, Sync Effective, Sync Shown) Sync { get; init; }

        public required (string? Home, string? IssuedBy, string? Erp) Numbers { get; init; }

        public required IEnumerable<(Side System, string Number)> Claims { get; init; }

        public required (AuthorityRule Rule, Side? System, string? Number) Answer { get; init; }

        public required IEnumerable<(Side System, string Number)> References { get; init; }
    }
}
