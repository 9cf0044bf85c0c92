using System.Diagnostics;

namespace NumberingRules;

/// <content>Invoices.</content>
internal static partial class Evolve
{
    /// <summary>The invoice after an event.</summary>
    /// <param name="before">The invoice before it; none when it appears.</param>
    /// <param name="happened">The event.</param>
    /// <param name="entry">The journal entry that holds the event, from 1.</param>
    internal static Invoice Invoice(Invoice? before, Event.OnInvoice happened, long entry) => happened switch
    {
        Event.Created e => new(e.Invoice, Side.Home, e.Date, e.Series, entry, e.Scope, e.Form)
        {
            HomeNumber = e.HomeNumber,
            Claims = With(default, Side.Home, e.HomeNumber, entry, ClaimBasis.Given),
        },
        Event.Imported e => new(e.Invoice, Side.Erp, e.Date, e.Series, entry, e.Scope, e.Form)
        {
            Approval = e.Approval,
            Records = [e.Record],
            Claims = With(default, Side.Erp, e.Record.Number, entry, ClaimBasis.Imported),
        },
        _ => InvoiceAfter(before ?? throw new InvalidOperationException($"entry {entry} is about invoice '{happened.Invoice}', which has not appeared"), happened, entry),
    };

    private static Invoice InvoiceAfter(Invoice invoice, Event.OnInvoice happened, long entry) => happened switch
    {
        Event.Redated e => invoice with { Date = e.Date, Series = e.Series, Scope = e.Scope, Form = e.Form },
        Event.Submitted => invoice with { Approval = Approval.AwaitingApproval },
        Event.Withdrawn => invoice with { Approval = Approval.Draft },
        Event.Approved => invoice with { Approval = Approval.Approved },
        Event.Voided e => e.By == Side.Home ? invoice with { VoidedByHome = true } : invoice with { ErpSaidVoid = true },
        Event.Reinstated => invoice with { ErpSaidVoid = false },
        Event.Issued e => invoice with
        {
            HomeNumber = e.Number,
            IssuedBy = e.Series,
            Claims = With(invoice.Claims, Side.Home, e.Number, entry, ClaimBasis.Issued),
        },
        Event.Sent e => invoice with
        {
            StoredSync = Sync.Sent,
            Attempt = e.Attempt,
            AttemptSince = e.Attempt == invoice.Attempt ? invoice.AttemptSince : entry,
            SentSince = entry,
            SentEpoch = e.Epoch,
        },
        Event.Lost => invoice with { StoredSync = Sync.Uncertain },
        Event.Refused => invoice with { StoredSync = Sync.Failed },
        Event.Unlinked => invoice with { IsUnlinked = true },
        Event.Relinked => invoice with { IsUnlinked = false },
        Event.RecordAdded e => invoice with
        {
            Records = invoice.Records.Add(e.Record),
            Released = Without(invoice.Released, invoice.ReleasedWith(e.Record.Key)),
            StoredSync = Sync.None,
            Claims = Confirmed(invoice, e.Record, entry),
        },
        Event.RecordChanged e => invoice with
        {
            Records = invoice.Records.SetAt(invoice.RecordWith(e.Record.Key), e.Record),
            StoredSync = Sync.None,
            Claims = Confirmed(invoice, e.Record, entry),
        },
        Event.RecordReplaced e => invoice with
        {
            Records = invoice.Records.SetAt(invoice.RecordWith(e.Replaced), e.Record),
            Released = invoice.Released.Add(invoice.Records[invoice.RecordWith(e.Replaced)]),
            StoredSync = Sync.None,
            Claims = Confirmed(invoice, e.Record, entry),
        },
        Event.RecordReleased e => invoice with
        {
            Records = invoice.Records.RemoveAt(invoice.RecordWith(e.ErpKey)),
            Released = invoice.Released.Add(invoice.Records[invoice.RecordWith(e.ErpKey)]),
        },
        _ => throw new UnreachableException(),
    };

    private static ValueList<Claim> Confirmed(Invoice invoice, ErpRecord record, long entry) =>
        With(invoice.Claims, Side.Erp, record.Number, entry, ClaimBasis.Confirmed);

    /// <summary>One more claim, unless there is no number, or it is held or was held already.</summary>
    private static ValueList<Claim> With(ValueList<Claim> claims, Side system, InvoiceNumber? number, long entry, ClaimBasis by) =>
        number is null || NumberingRules.Invoice.Holds(claims, system, number) ? claims : claims.Add(new(system, number, entry, by));

    private static ValueList<ErpRecord> Without(ValueList<ErpRecord> records, int at) => at < 0 ? records : records.RemoveAt(at);
}
