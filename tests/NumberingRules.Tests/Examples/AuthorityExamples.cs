using static NumberingRules.AuthorityRule;
using static NumberingRules.Tests.Examples.Story;
using static NumberingRules.Tests.Examples.Words;

namespace NumberingRules.Tests.Examples;

/// <summary>Which number counts: SPEC §5, row by row.</summary>
public sealed class AuthorityExamples
{
    private static Story Synced(PolicyChange? policy = null) => GivenBook(Open(policy), Connect(), Create(), Approve(), Send(), Confirm());

    [Fact]
    public void home_always_under_the_policy_home() => Synced(HomePrevails).Shows("RL-00001").By(HomeAlways).Refers("A", "erp SI-1001");

    [Fact]
    public void home_always_says_nothing_of_an_invoice_created_in_the_erp() =>
        GivenBook(Open(HomePrevails), Connect(), Import()).Shows("SI-7001", "S").By(ErpFromTheStart, "S");

    [Fact]
    public void home_always_begins_when_the_home_number_is_taken() =>
        GivenBook(Open(HomePrevails with { HomeNumber = HomeNumberPolicy.OnApproval }), Connect(), Create(), Submit(), Send(), Confirm())
            .Shows(null)
            .When(Approve()).ThenAccepted("RL-00001").By(HomeAlways);

    [Fact]
    public void erp_from_the_start_while_connected_or_interrupted() =>
        Given(Connect(), Import(), Interrupt()).Shows("SI-7001", "S").By(ErpFromTheStart, "S");

    [Fact]
    public void erp_from_the_start_also_before_approval_and_after_a_void() =>
        Given(Connect(), Import(draft: true)).By(ErpFromTheStart, "S").When(VoidByErp("S")).ThenAccepted("SI-7001", "S");

    [Fact]
    public void erp_after_sync_once_approved_and_known() => Synced().Shows("SI-1001").By(ErpAfterSync);

    [Fact]
    public void erp_after_sync_ends_when_the_record_is_released() =>
        Synced().And(Release()).Shows("RL-00001").By(HomeUntilSynced).Refers("A", "erp SI-1001");

    [Fact]
    public void erp_after_sync_follows_the_next_record_when_the_current_one_goes() =>
        Synced().And(Confirm(key: "502", number: "SI-1002")).Shows("SI-1001").When(Release(key: "501")).ThenAccepted("SI-1002");

    [Fact]
    public void home_until_synced_before_any_connection() => Given(Create(), Approve()).Shows("RL-00001").By(HomeUntilSynced);

    [Fact]
    public void home_until_synced_while_live() => Given(Connect(), Create(), Approve(), Send()).By(HomeUntilSynced);

    [Fact]
    public void home_until_synced_when_a_synced_invoice_is_not_approved() =>
        Given(Connect(), Create(), Submit(), Send(), Confirm()).By(HomeUntilSynced);

    [Fact]
    public void home_after_disconnect_for_every_invoice_with_a_home_number() =>
        Synced().And(Import()).And(Disconnect()).Shows("RL-00001").By(HomeAfterDisconnect).Shows("RL-00002", "S").By(HomeAfterDisconnect, "S");

    [Fact]
    public void only_number_held_after_a_disconnect_without_a_home_number() =>
        GivenBook(Open(NeverImported), Connect(), Import(), Disconnect()).Shows("SI-7001", "S").By(OnlyNumberHeld, "S");

    [Fact]
    public void no_number_yet_for_a_draft_that_takes_its_number_on_approval() =>
        GivenBook(Open(OnApproval), Create()).Shows(null).By(NoNumberYet);

    [Fact]
    public void no_number_yet_for_an_import_without_a_number() => Given(Connect(), Import(number: null)).Shows(null, "S").By(NoNumberYet, "S");

    [Fact]
    public void no_number_yet_for_an_import_whose_record_is_gone() =>
        Given(Connect(), Import(), Release("S")).Shows(null, "S").By(NoNumberYet, "S").Refers("S", "erp SI-7001");

    [Fact]
    public void a_home_number_taken_on_disconnect_waits_as_a_reference_after_reconnecting() =>
        Given(Connect(), Import(), Disconnect(), Connect()).Shows("SI-7001", "S").By(ErpFromTheStart, "S").Refers("S", "home RL-00001");

    [Fact]
    public void references_are_the_other_numbers_oldest_first_each_once() =>
        Synced().And(Confirm(number: "SI-2002", version: 2)).And(Confirm(number: "SI-1001", version: 3)).And(Confirm(number: "SI-3003", version: 4))
            .Shows("SI-3003").Refers("A", "home RL-00001", "erp SI-1001", "erp SI-2002");

    [Fact]
    public void references_name_the_erp_number_first_of_two_taken_at_once() =>
        GivenBook(Open(OnImport), Connect(), Import(), Release("S")).Refers("S", "erp SI-7001", "home RL-00001");

    [Fact]
    public void the_same_text_in_both_systems_is_two_numbers() =>
        Given(Connect(), Create(), Approve(), Send(), Confirm(number: "RL-00001")).Shows("RL-00001").By(ErpAfterSync).Refers("A", "home RL-00001");

    [Fact]
    public void answers_follow_the_policy_at_once() =>
        Synced().And(SetPolicy(HomePrevails)).Shows("RL-00001").By(HomeAlways).Refers("A", "erp SI-1001");

    [Fact]
    public void claims_say_which_number_since_when_and_by_what() =>
        Given(Connect(), Create(), Approve(), Send(), Confirm(), Import())
            .Has([new(Side.Home, "RL-00001", 4, ClaimBasis.Issued), new(Side.Erp, "SI-1001", 7, ClaimBasis.Confirmed)], a => a.Claims)
            .Has([new(Side.Erp, "SI-7001", 8, ClaimBasis.Imported)], s => s.Claims, "S")
            .And(Create("B", homeNumber: "OLD-7"))
            .Has([new(Side.Home, "OLD-7", 9, ClaimBasis.Given)], b => b.Claims, "B");
}
