using static NumberingRules.Rejection;
using static NumberingRules.Tests.Examples.Story;
using static NumberingRules.Tests.Examples.Words;

namespace NumberingRules.Tests.Examples;

/// <summary>SPEC §6, together: all or none.</summary>
public sealed class TogetherExamples
{
    [Fact]
    public void together_is_accepted_each_seeing_those_before() =>
        Given(Connect()).When(Together(Create(), Approve(), Send(), Confirm())).ThenAccepted("SI-1001");

    [Fact]
    public void together_with_one_rejected_is_rejected_with_its_reason_and_index_and_changes_nothing() =>
        Given().When(Together(Create(), Submit(), Send())).ThenRejected(NotConnected).At(2).When(Create()).ThenAccepted("RL-00001");

    [Fact]
    public void together_with_some_unchanged_is_accepted() => Given(Create()).When(Together(Create(), Submit())).ThenAccepted();

    [Fact]
    public void together_with_all_unchanged_is_unchanged() => Given(Create(), Submit()).When(Together(Create(), Submit())).ThenUnchanged();

    [Fact]
    public void together_unites_the_findings() =>
        Given(Connect(), Create(), Create("B"))
            .When(Together(Confirm(), Confirm("B", "502"), Confirm(key: "503", number: "SI-3003"), Confirm(key: "504", number: "SI-4004")))
            .ThenAccepted()
            .Finding((Finding.ErpNumberShared, "B"), (Finding.DuplicateInErp, "A"));

    [Fact]
    public void together_takes_at_least_one_command_and_neither_open_nor_together()
    {
        Assert.Throws<ArgumentException>(() => Together());
        Assert.Throws<ArgumentException>(() => Together(Open()));
        Assert.Throws<ArgumentException>(() => Together(Together(Create())));
    }

    [Fact]
    public void a_series_added_together_with_something_rejected_is_not_there() =>
        Given().When(Together(AddSeries(Yearly), Send())).ThenRejected(InvoiceUnknown).At(1).When(AddSeries(Yearly)).ThenAccepted();
}
