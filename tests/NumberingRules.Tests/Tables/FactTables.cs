using static NumberingRules.Connection;
using static NumberingRules.Outcome;
using static NumberingRules.Rejection;

namespace NumberingRules.Tests.Tables;

/// <summary>SPEC §6, facts from the ERP.</summary>
internal static class FactTables
{
    public static CommandTable<Command.Import> Import { get; } = new CommandTable<Command.Import>("import")
        .If("exists, has a record with this key: a version lower", c => Known(c) is { } record && Lower(c.Command.ErpVersion, record), Unchanged)
        .If("exists, has a record with this key: old news", c => Known(c) is { } record && IsOld(c, record), Unchanged)
        .If("exists, has a record with this key, no H: series unknown", c => IsOpenFor(c) && SeriesOf(c) is null, SeriesUnknown)
        .If("exists, has a record with this key, no H: a named scope does not fit", c => IsOpenFor(c) && NamesOtherScope(c), ScopeMismatch)
        .If("exists, has a record with this key, no H: a named form is none of its", c => IsOpenFor(c) && !SeriesOf(c)!.Series.HasForm(c.Command.Form?.Text), FormUnknown)
        .If("exists, has a record with this key: nothing is news", c => Known(c) is { } record && News(c, record) == record && SameDateAndApproval(c), Unchanged)
        .Then("exists, has a record with this key: take over what is news", c => Known(c) is not null, c =>
        {
            (c.Invoice.Date, c.Invoice.Series, c.Invoice.Scope, c.Invoice.Form) = Asked(c);
            c.Invoice.Approval = NewApproval(c);
            c.ChangeRecord(Known(c)!, News(c, Known(c)!));
        })
        .If("exists, a key it released", c => c.Found?.ReleasedWith(c.Command.ErpKey.Text) is not null, ErpKeyReleased)
        .If("exists", c => !c.Unknown, InvoiceExists)
        .IfHeld("new: key taken", c => c.HolderOfTaken(c.Command.ErpKey), Expected.Unchanged)
        .If("new: not live", c => !c.Book.Live, NotConnected)
        .If("new: dated before sync-from", c => c.Command.Date < c.Book.SyncFrom, BeforeSyncFrom)
        .If("new: series unknown", c => SeriesOf(c) is null, SeriesUnknown)
        .If("new: a named scope does not fit", NamesOtherScope, ScopeMismatch)
        .If("new: a named form is none of its", c => !SeriesOf(c)!.Series.HasForm(c.Command.Form?.Text), FormUnknown)
        .Then("new: created; on-import: takes an H", c => c.Book.Policy!.ImportedHomeNumber == ImportedHomeNumberPolicy.OnImport, c =>
        {
            Appear(c);
            c.IssueOrOwe(c.Invoice);
        })
        .Then("new: created", Appear);

    public static CommandTable<Command.Confirm> Confirm { get; } = new CommandTable<Command.Confirm>("confirm")
        .If("unknown", c => c.Unknown, InvoiceUnknown)
        .If("never", c => c.Is(Never), NotConnected)
        .IfHeld("key taken", c => c.HolderOfTaken(c.Command.ErpKey), Expected.Rejected(ErpKeyTaken))
        .If("a record it has: a version lower", c => Had(c) is { } record && Lower(c.Command.ErpVersion, record), Unchanged)
        .If("a record it has: old news", c => Had(c) is { } record && IsOld(c, record), Unchanged)
        .If("a record it has: nothing differs", c => Had(c) is { } record && News(c, record) == record, Unchanged)
        .Then("a record it has: takes over number and version", c => Had(c) is not null, c => c.ChangeRecord(Had(c)!, News(c, Had(c)!)))
        .If("a record it released, without reclaim", c => GivenUp(c) is not null && !c.Command.Reclaim, ErpKeyReleased)
        .Then("a record it released, reclaimed: comes back behind the others", c => GivenUp(c) is not null, c =>
        {
            var record = GivenUp(c)!;
            c.Invoice.Released.Remove(record);
            Confirmed(c, () => c.AddRecord(News(c, record)));
        })
        .Then("another record, replaces one it has", c => Replaced(c) is not null, c =>
            Confirmed(c, () => c.ReplaceRecord(Replaced(c)!, NewRecord(c), c.Command.ErpNumber?.Text == Replaced(c)!.Number ? null : c.Command.ErpNumber?.Text)))
        .Then("another record beside those it has", c => c.Invoice.Linked, c =>
        {
            c.Note(Finding.DuplicateInErp, c.Invoice);
            Confirmed(c, () => c.AddRecord(NewRecord(c)));
        })
        .Then("another record, the first", c => Confirmed(c, () => c.AddRecord(NewRecord(c))));

    public static CommandTable<Command.Release> Release { get; } = new CommandTable<Command.Release>("release")
        .If("unknown", c => c.Unknown, InvoiceUnknown)
        .If("no key given and not linked", c => c.Command.ErpKey is null && !c.Invoice.Linked, NotSynced)
        .If("key given: released already", c => c.Command.ErpKey is { } key && c.Invoice.ReleasedWith(key.Text) is not null, Unchanged)
        .If("key given: not one of its records", c => c.Command.ErpKey is { } key && c.Invoice.RecordWith(key.Text) is null, ErpKeyUnknown)
        .Then("given up; the next becomes current", c =>
        {
            var record = c.Command.ErpKey is { } key ? c.Invoice.RecordWith(key.Text)! : c.Invoice.Records[0];
            c.Invoice.Records.Remove(record);
            c.Invoice.Released.Add(record);
        });

    public static CommandTable<Command.Void> Void { get; } = new CommandTable<Command.Void>("void by erp")
        .If("unknown", c => c.Unknown, InvoiceUnknown)
        .If("never", c => c.Is(Never), NotConnected)
        .If("voided by the ERP", c => c.Invoice.VoidedByErp, Unchanged)
        .Then("voided by the ERP", c => c.Invoice.ErpSaidVoid = true);

    public static CommandTable<Command.Reinstate> Reinstate { get; } = new CommandTable<Command.Reinstate>("reinstate")
        .If("unknown", c => c.Unknown, InvoiceUnknown)
        .If("never", c => c.Is(Never), NotConnected)
        .If("not voided by the ERP", c => !c.Invoice.VoidedByErp, Unchanged)
        .If("voided by the ERP only for want of a record", c => !c.Invoice.ErpSaidVoid, Unchanged)
        .Then("no longer voided by the ERP", c => c.Reinstate());

    private static bool Lower(long? version, ModelRecord record) => version < record.Version;

    private static bool Higher(long? version, ModelRecord record) => version is not null && (record.Version is null || version > record.Version);

    private static bool OldNews(ModelInvoice invoice, ModelRecord record, InvoiceNumber? number, long? version) =>
        record.Number is not null
        && number is not null
        && number.Text != record.Number
        && invoice.Claims.Contains((Side.Erp, number.Text))
        && !Higher(version, record);

    private static bool IsOld(Case<Command.Import> c, ModelRecord record) => OldNews(c.Invoice, record, c.Command.ErpNumber, c.Command.ErpVersion);

    private static bool IsOld(Case<Command.Confirm> c, ModelRecord record) => OldNews(c.Invoice, record, c.Command.ErpNumber, c.Command.ErpVersion);

    private static bool SameDateAndApproval(Case<Command.Import> c) =>
        Asked(c) == (c.Invoice.Date, c.Invoice.Series, c.Invoice.Scope, c.Invoice.Form) && NewApproval(c) == c.Invoice.Approval;

    /// <summary>Known, and without an H that would settle what it is asked of.</summary>
    private static bool IsOpenFor(Case<Command.Import> c) => Known(c) is not null && c.Invoice.Home is null;

    /// <summary>The series that is named now or was before, else the import series; none if there is no such series.</summary>
    private static ModelStand? SeriesOf(Case<Command.Import> c) =>
        c.Book.FindSeries(c.Command.Series?.Text ?? c.Found?.Series ?? c.Book.Policy!.ImportSeries.Text);

    private static bool NamesOtherScope(Case<Command.Import> c) => c.Command.Scope is { } scope && !SeriesOf(c)!.Series.Takes(scope.Text);

    private static ModelRecord News(Case<Command.Confirm> c, ModelRecord record) => News(record, c.Command.ErpNumber, c.Command.ErpVersion);

    private static ModelRecord News(Case<Command.Import> c, ModelRecord record) => News(record, c.Command.ErpNumber, c.Command.ErpVersion);

    private static ModelRecord News(ModelRecord record, InvoiceNumber? number, long? version) =>
        record with { Number = number?.Text ?? record.Number, Version = version ?? record.Version };

    private static ModelRecord? Known(Case<Command.Import> c) =>
        c.Found is { IsHome: false } invoice ? invoice.RecordWith(c.Command.ErpKey.Text) : null;

    private static (DateOnly Date, string? Series, string? Scope, string? Form) Asked(Case<Command.Import> c) =>
        c.Invoice.Home is not null ? (c.Invoice.Date, c.Invoice.Series, c.Invoice.Scope, c.Invoice.Form)
        : (c.Command.Date, c.Command.Series?.Text ?? c.Invoice.Series, c.Command.Scope?.Text ?? c.Invoice.Scope, c.Command.Form?.Text ?? c.Invoice.Form);

    private static Approval NewApproval(Case<Command.Import> c) => c.Command.Draft ? c.Invoice.Approval : Approval.Approved;

    private static ModelRecord? Had(Case<Command.Confirm> c) => c.Invoice.RecordWith(c.Command.ErpKey.Text);

    private static ModelRecord? GivenUp(Case<Command.Confirm> c) => c.Invoice.ReleasedWith(c.Command.ErpKey.Text);

    private static ModelRecord? Replaced(Case<Command.Confirm> c) => c.Command.Replaces is { } key ? c.Invoice.RecordWith(key.Text) : null;

    private static ModelRecord NewRecord(Case<Command.Confirm> c) => new(c.Command.ErpKey.Text, c.Command.ErpNumber?.Text, c.Command.ErpVersion);

    private static void Confirmed(Case<Command.Confirm> c, Action change)
    {
        change();
        c.Invoice.Stored = Sync.None;
        c.Book.Exchanged = true;
    }

    private static void Appear(Case<Command.Import> c)
    {
        c.Appear(new(c.Command.Invoice.Text, Side.Erp)
        {
            Date = c.Command.Date,
            Series = c.Command.Series?.Text,
            Scope = c.Command.Scope?.Text,
            Form = c.Command.Form?.Text,
            Approval = c.Command.Draft ? Approval.Draft : Approval.Approved,
        });
        c.AddRecord(new(c.Command.ErpKey.Text, c.Command.ErpNumber?.Text, c.Command.ErpVersion));
        c.Book.Exchanged = true;
    }
}
