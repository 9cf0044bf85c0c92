using static NumberingRules.Rejection;
using static NumberingRules.Tests.Examples.Story;
using static NumberingRules.Tests.Examples.Words;

namespace NumberingRules.Tests.Examples;

/// <summary>SPEC §6, facts from the ERP: import.</summary>
public sealed class ImportExamples
{
    private static readonly SeriesDefinition Branches = new("br", "BR{scope:AA}-{seq}", Forms: [new("credit", "CN{scope:AA}-{seq}"), new("debit", "DN{scope:AA}-{seq}")]);

    private static Story Imported(params ReadOnlySpan<Command> then) => Given([Connect(), Import(version: 3), .. then]);

    [Fact]
    public void import_is_accepted_linked_and_approved() =>
        Given(Connect())
            .When(Import()).ThenAccepted("SI-7001", "S").Stands(Sync.Synced, "S").Has(Approval.Approved, s => s.Approval, "S").Records("S", "701");

    [Fact]
    public void import_of_a_draft_is_accepted_as_a_draft() =>
        Given(Connect()).When(Import(draft: true)).ThenAccepted().Has(Approval.Draft, s => s.Approval, "S");

    [Fact]
    public void import_is_accepted_while_interrupted() => Given(Connect(), Interrupt()).When(Import()).ThenAccepted("SI-7001", "S");

    [Fact]
    public void import_with_a_lower_version_is_unchanged() => Imported().When(Import(number: "SI-8000", version: 2)).ThenUnchanged();

    [Fact]
    public void import_of_a_number_it_held_before_is_unchanged_unless_the_version_is_higher() =>
        Imported(Import(number: "SI-8000", version: 4))
            .When(Import(number: "SI-7001")).ThenUnchanged()
            .When(Import(number: "SI-7001", version: 4)).ThenUnchanged()
            .When(Import(number: "SI-7001", version: 5)).ThenAccepted("SI-7001", "S");

    [Fact]
    public void import_without_news_is_unchanged() =>
        Imported().When(Import()).ThenUnchanged().When(Import(version: 3)).ThenUnchanged()
            .When(Import(number: null, draft: true)).ThenUnchanged().When(Import(series: "rl")).ThenAccepted("SI-7001", "S").When(Import(series: "rl")).ThenUnchanged();

    [Fact]
    public void import_of_news_is_accepted_number_version_and_date() =>
        Imported()
            .When(Import(number: "SI-8000", date: March, version: 4)).ThenAccepted("SI-8000", "S").Has(March, s => s.Date, "S")
            .Refers("S", "erp SI-7001");

    [Fact]
    public void import_leaves_the_date_once_a_home_number_is_held() =>
        GivenBook(Open(OnImport), Connect(), Import()).When(Import(date: March)).ThenUnchanged().Has(January, s => s.Date, "S");

    [Fact]
    public void import_of_a_draft_made_final_is_accepted_and_never_goes_back() =>
        Given(Connect(), Import(draft: true))
            .When(Import()).ThenAccepted().When(Import(draft: true)).ThenUnchanged().Has(Approval.Approved, s => s.Approval, "S");

    [Fact]
    public void import_of_news_is_accepted_after_a_disconnect_too() =>
        Imported(Disconnect()).When(Import(number: "SI-8000")).ThenAccepted("RL-00001", "S").Refers("S", "erp SI-7001", "erp SI-8000");

    [Fact]
    public void import_under_a_key_it_released_is_rejected_erp_key_released() => Imported(Release("S")).When(Import()).ThenRejected(ErpKeyReleased);

    [Fact]
    public void import_of_an_invoice_under_another_key_is_rejected_invoice_exists() =>
        Imported().When(Import(key: "702")).ThenRejected(InvoiceExists);

    [Fact]
    public void import_of_an_invoice_under_anothers_key_is_rejected_invoice_exists() =>
        Given(Connect(), Import(), Import("T", "702", "SI-7002")).When(Import("T", "701")).ThenRejected(InvoiceExists);

    [Fact]
    public void import_of_a_home_created_invoice_is_rejected_invoice_exists() =>
        Given(Connect(), Create(), Confirm()).When(Import("A", "501")).ThenRejected(InvoiceExists);

    [Fact]
    public void import_under_a_key_that_is_here_already_is_unchanged_and_names_the_holder() =>
        Given(Connect(), Create(), Confirm()).When(Import("S", "501")).ThenUnchanged().HeldBy("A");

    [Fact]
    public void import_when_not_live_is_rejected_not_connected() =>
        Given().When(Import()).ThenRejected(NotConnected).And(Connect()).And(Disconnect()).When(Import()).ThenRejected(NotConnected);

    [Fact]
    public void import_dated_before_sync_from_is_rejected_before_sync_from() =>
        Given(Connect(syncFrom: March)).When(Import()).ThenRejected(BeforeSyncFrom).When(Import(date: March)).ThenAccepted();

    [Fact]
    public void import_into_an_unknown_series_is_rejected_series_unknown() =>
        Given(Connect()).When(Import(series: "unknown")).ThenRejected(SeriesUnknown);

    [Fact]
    public void import_under_on_import_is_accepted_with_a_home_number_behind() =>
        GivenBook(Open(OnImport), Connect()).When(Import()).ThenAccepted("SI-7001", "S").Refers("S", "home RL-00001");

    [Fact]
    public void import_that_cannot_be_numbered_is_accepted_and_finds_home_number_owed() =>
        GivenBook(Open(OnImport, Short), Create(), Connect())
            .When(Import()).ThenAccepted("SI-7001", "S").Refers("S").Finding((Finding.HomeNumberOwed, "S"));

    [Fact]
    public void import_takes_its_home_number_from_the_series_named_here() =>
        Given(AddSeries(Yearly), Connect(), Import(series: "yearly")).When(Disconnect()).ThenAccepted("Y2026-1", "S");

    [Fact]
    public void import_takes_its_home_number_from_the_import_series_of_that_moment() =>
        Given(AddSeries(Yearly), Connect(), Import(), SetPolicy(new(ImportSeries: "yearly"))).When(Disconnect()).ThenAccepted("Y2026-1", "S");

    [Fact]
    public void import_again_takes_series_scope_and_form_and_keeps_what_is_left_out() =>
        Given(AddSeries(Branches), AddSeries(Yearly), Connect(), Import(series: "br"))
            .When(new Command.Import("S", "701", "SI-7001", January, Scope: "LSX")).ThenRejected(ScopeMismatch)
            .When(new Command.Import("S", "701", "SI-7001", January, Scope: "LS", Form: "credit")).ThenAccepted()
            .Has("br LS credit", s => $"{s.Series} {s.Scope} {s.Form}", "S")
            .When(new Command.Import("S", "701", "SI-7001", January, Scope: "YO", Form: "debit")).ThenAccepted()
            .Has("br YO debit", s => $"{s.Series} {s.Scope} {s.Form}", "S")
            .When(Import(series: "yearly")).ThenAccepted()
            .Has("yearly YO debit", s => $"{s.Series} {s.Scope} {s.Form}", "S")
            .When(Import(series: "unknown")).ThenRejected(SeriesUnknown);

    [Fact]
    public void import_of_news_after_a_disconnect_takes_the_number_owed() =>
        GivenBook(Open(null, Short, Rl), Connect(), Import(), Import("T", "2", "E2"), Disconnect(), CloseSeries("short", "rl"))
            .When(Import("T", "2", "E3")).ThenAccepted("RL-00001", "T");

    [Fact]
    public void import_again_with_anothers_number_finds_erp_number_shared() =>
        Given(Connect(), Import(), Import("T", "702", "SI-7002")).When(Import("T", "702", "SI-7001")).ThenAccepted().Finding((Finding.ErpNumberShared, "T"));
}
