using static NumberingRules.Rejection;
using static NumberingRules.Tests.Examples.Story;
using static NumberingRules.Tests.Examples.Words;

namespace NumberingRules.Tests.Examples;

/// <summary>SPEC §6, the book: open, policy and connection. Its series are in <see cref="SeriesExamples"/>.</summary>
public sealed class BookExamples
{
    [Fact]
    public void before_open_everything_else_is_rejected_book_not_open()
    {
        Command[] others = [SetPolicy(OnImport), AddSeries(Rl), CloseSeries(), Advance(2), Connect(), Recover(), Create(), Send(), Import(), Together(Create())];
        foreach (var command in others)
        {
            GivenUnopened().When(command).ThenRejected(BookNotOpen);
        }
    }

    [Fact]
    public void open_is_accepted_with_the_articles_policy() =>
        GivenUnopened().When(Open()).ThenAccepted()
            .BookHas(new Policy(Side.Erp, HomeNumberPolicy.OnCreate, ImportedHomeNumberPolicy.OnDisconnect, "rl"), book => book.Policy)
            .BookHas(Connection.Never, book => book.Connection);

    [Fact]
    public void open_again_with_the_same_content_is_unchanged() => Given(Create(), SetPolicy(OnImport)).When(Open()).ThenUnchanged();

    [Fact]
    public void open_again_with_the_defaults_spelled_out_is_unchanged() =>
        Given()
            .When(Open(new(Side.Erp, HomeNumberPolicy.OnCreate, ImportedHomeNumberPolicy.OnDisconnect, "rl"), Rl with { Start = 1, MaxLength = 64 }))
            .ThenUnchanged();

    [Fact]
    public void open_again_with_other_content_is_rejected_already_open()
    {
        Command[] others = [Open(OnImport), Open(null, Yearly), Open(null, Rl, Yearly), Open(null, Rl with { Max = 9 }), Open(new(ImportSeries: "unknown"))];
        foreach (var other in others)
        {
            Given().When(other).ThenRejected(AlreadyOpen);
        }
    }

    [Fact]
    public void open_without_series_is_rejected_series_invalid() => GivenUnopened().When(new Command.Open(default)).ThenRejected(SeriesInvalid);

    [Fact]
    public void open_with_a_repeated_series_id_is_rejected_series_invalid() =>
        GivenUnopened().When(Open(null, Rl, Yearly with { Id = "rl" })).ThenRejected(SeriesInvalid);

    [Fact]
    public void open_with_a_bad_series_is_rejected_series_invalid() =>
        GivenUnopened().When(Open(null, Rl, new("bad", "no number"))).ThenRejected(SeriesInvalid);

    [Fact]
    public void open_with_two_series_that_could_print_the_same_is_rejected_series_invalid() =>
        GivenUnopened().When(Open(null, Rl, new("rl-2", "RL-{seq}"))).ThenRejected(SeriesInvalid);

    [Fact]
    public void open_with_an_unknown_import_series_is_rejected_policy_invalid() =>
        GivenUnopened().When(Open(new(ImportSeries: "unknown"))).ThenRejected(PolicyInvalid);

    [Fact]
    public void setPolicy_is_accepted_and_leaves_out_what_is_left_out() =>
        GivenBook(Open(OnApproval)).When(SetPolicy(HomePrevails)).ThenAccepted()
            .BookHas(new Policy(Side.Home, HomeNumberPolicy.OnApproval, ImportedHomeNumberPolicy.OnDisconnect, "rl"), book => book.Policy);

    [Fact]
    public void setPolicy_that_differs_in_nothing_is_unchanged() =>
        Given().When(SetPolicy(new())).ThenUnchanged().When(SetPolicy(new(Authority: Side.Erp))).ThenUnchanged();

    [Fact]
    public void setPolicy_with_an_unknown_import_series_is_rejected_policy_invalid() =>
        Given().When(SetPolicy(new(ImportSeries: "unknown"))).ThenRejected(PolicyInvalid);

    [Fact]
    public void setPolicy_leaves_issued_numbers() => Given(Create()).When(SetPolicy(OnApproval)).ThenAccepted("RL-00001");

    [Fact]
    public void connect_is_accepted_and_starts_an_epoch() => Given().When(Connect()).ThenAccepted().BookHas(1L, book => book.Epoch);

    [Fact]
    public void connect_again_is_unchanged() =>
        Given(Connect(syncFrom: January)).When(Connect(syncFrom: January)).ThenUnchanged().When(Connect()).ThenUnchanged();

    [Fact]
    public void connect_with_another_sync_from_is_accepted_in_the_same_epoch() =>
        Given(Connect(syncFrom: January))
            .When(Connect(syncFrom: March)).ThenAccepted().BookHas(((DateOnly?)March, 1L), book => (book.SyncFrom, book.Epoch));

    [Fact]
    public void connect_with_sync_from_null_lifts_it() =>
        Given(Connect(syncFrom: January)).When(Connect(syncFrom: SyncFrom.None)).ThenAccepted().BookHas(null, book => book.SyncFrom);

    [Fact]
    public void connect_without_sync_from_keeps_it_over_a_disconnect() =>
        Given(Connect(syncFrom: January), Disconnect()).When(Connect()).ThenAccepted().BookHas(January, book => book.SyncFrom);

    [Fact]
    public void connect_after_an_interruption_or_a_disconnect_starts_an_epoch() =>
        Given(Connect(), Interrupt(), Connect()).BookHas(2L, book => book.Epoch).And(Disconnect()).And(Connect()).BookHas(3L, book => book.Epoch);

    [Fact]
    public void connect_to_another_company_while_live_is_rejected_linked_to_other_company() =>
        Given(Connect())
            .When(Connect("other")).ThenRejected(LinkedToOtherCompany).And(Interrupt()).When(Connect("other")).ThenRejected(LinkedToOtherCompany);

    [Fact]
    public void connect_to_another_company_after_an_exchange_is_rejected_linked_to_other_company()
    {
        foreach (var exchange in new[] { Send(), Confirm(), Import() })
        {
            Given(Create(), Submit(), Connect(), exchange, Disconnect()).When(Connect("other")).ThenRejected(LinkedToOtherCompany);
        }
    }

    [Fact]
    public void connect_to_another_company_before_any_exchange_is_accepted_without_sync_from() =>
        Given(Create(), Connect(syncFrom: January), Disconnect()).When(Connect("other")).ThenAccepted()
            .BookHas(("other", null), book => (book.Company!.Text, book.SyncFrom));

    [Fact]
    public void interrupt_is_accepted_and_changes_no_number() =>
        Given(Connect(), Create(), Approve(), Send(), Confirm(), Import()).When(Interrupt()).ThenAccepted("SI-1001").Shows("SI-7001", "S");

    [Fact]
    public void interrupt_again_is_unchanged() => Given(Connect(), Interrupt()).When(Interrupt()).ThenUnchanged();

    [Fact]
    public void interrupt_when_not_connected_is_rejected_not_connected() =>
        Given().When(Interrupt()).ThenRejected(NotConnected).And(Connect()).And(Disconnect()).When(Interrupt()).ThenRejected(NotConnected);

    [Fact]
    public void disconnect_again_is_unchanged() => Given(Connect(), Disconnect()).When(Disconnect()).ThenUnchanged();

    [Fact]
    public void disconnect_before_any_connection_is_rejected_not_connected() => Given().When(Disconnect()).ThenRejected(NotConnected);

    [Fact]
    public void disconnect_from_an_interruption_is_accepted() => Given(Connect(), Interrupt()).When(Disconnect()).ThenAccepted();

    [Fact]
    public void disconnect_numbers_imports_by_date_then_by_appearance() =>
        Given(Connect(), Import("S", "1", "E3", March), Import("T", "2", "E2", January), Import("U", "3", "E1", January))
            .When(Disconnect()).ThenAccepted("RL-00001", "T").Shows("RL-00002", "U").Shows("RL-00003", "S");

    [Fact]
    public void disconnect_passes_over_void_imports() =>
        Given(Connect(), Import(), VoidByErp("S"), Import("T", "2", "E2"), Release("T"))
            .When(Disconnect()).ThenAccepted("SI-7001", "S").Shows(null, "T").FindingNothing();

    [Fact]
    public void disconnect_finds_home_number_owed_for_imports_that_cannot_be_numbered() =>
        GivenBook(Open(null, Short), Connect(), Import(), Import("T", "2", "E2"))
            .When(Disconnect()).ThenAccepted("SH1", "S").Shows("E2", "T").Finding((Finding.HomeNumberOwed, "T"));

    [Fact]
    public void disconnect_under_on_import_or_never_numbers_nothing() =>
        GivenBook(Open(NeverImported), Connect(), Import()).When(Disconnect()).ThenAccepted("SI-7001", "S").FindingNothing();

    [Fact]
    public void recover_is_accepted_while_connected_and_starts_an_epoch() =>
        Given(Connect()).When(Recover()).ThenAccepted().BookHas(2L, book => book.Epoch);

    [Fact]
    public void recover_while_not_connected_is_unchanged() =>
        Given()
            .When(Recover()).ThenUnchanged().And(Connect()).And(Interrupt()).When(Recover()).ThenUnchanged().And(Disconnect())
            .When(Recover()).ThenUnchanged();
}
