using static NumberingRules.Rejection;
using static NumberingRules.Tests.Examples.Story;
using static NumberingRules.Tests.Examples.Words;

namespace NumberingRules.Tests.Examples;

/// <summary>What went wrong in other numberings, each under the name of the thread that tells it.</summary>
public sealed class RegressionsOfSeries
{
    private static readonly SeriesDefinition Fiscal = new("fy", "{fiscalStart:yyyy}-{fiscalEnd:yy}/{seq:000}", Reset: Reset.Fiscal, FiscalYearStartMonth: 4);
    private static readonly SeriesDefinition Monthly = new("month", "{date:MM}-{date:yyyy}-{seq}", Reset: Reset.Monthly);

    [Fact]
    public void Supplied_number_does_not_collide_with_the_counter_tripletex_118() =>
        Given(Create()).When(Create("B", homeNumber: "RL-00002")).ThenRejected(HomeNumberAhead)
            .And(Advance(3)).When(Create("B", homeNumber: "RL-00002")).ThenAccepted("RL-00002", "B")
            .When(Create("C")).ThenAccepted("RL-00003", "C");

    [Fact]
    public void Asking_again_gives_the_same_number_crater_1032() =>
        Given(Create()).When(Create()).ThenUnchanged().Shows("RL-00001").When(Create("B")).ThenAccepted("RL-00002", "B");

    [Fact]
    public void Drafts_consume_no_numbers_under_on_approval_erpnext_22582() =>
        GivenBook(Open(OnApproval), Create(), Create("B"), Void(), Approve("B")).Shows(null).Shows("RL-00001", "B");

    [Fact]
    public void Looking_ahead_consumes_no_numbers_repairdesk_1533()
    {
        var book = Book.Empty.Do(Open(), out _);
        var change = Assert.Single(book.WhatIf(Create(), out _));
        Assert.Equal("RL-00001", change.After.Number!.Text);
        Assert.Equal("RL-00001", book.Do(Create("B"), out _).Authority("B").Number!.Text);
    }

    [Fact]
    public void Void_is_not_a_gap_odoo_134528() => Given(Create(), Create("B"), Void("B"), Create("C")).Shows("RL-00002", "B").Shows("RL-00003", "C");

    [Fact]
    public void A_number_is_never_counted_from_the_rows_opensourcepos_1986() =>
        Given(Create(), Create("B"), Void(), Void("B"), Create("C")).Shows("RL-00003", "C");

    [Fact]
    public void A_rejected_command_takes_no_number_marten_nextval() =>
        Given().When(Together(Create(), Send())).ThenRejected(NotConnected).When(Create("B")).ThenAccepted("RL-00001", "B");

    [Fact]
    public void Padding_does_not_truncate_at_10000() =>
        GivenBook(Open(null, new SeriesDefinition("p", "P{seq:0000}")), Advance(9_999, "p"), Create()).Shows("P9999")
            .When(Create("B")).ThenAccepted("P10000", "B");

    [Fact]
    public void Numbers_count_as_numbers_not_as_text_filaops_685() =>
        GivenBook(Open(null, new SeriesDefinition("p", "P{seq:000}")), Advance(999, "p"), Create(), Create("B"))
            .When(Create("C")).ThenAccepted("P1001", "C").Shows("P999").Shows("P1000", "B");

    [Fact]
    public void The_length_limit_of_the_target_is_known_when_the_series_is_declared_billing_48() =>
        Given().When(AddSeries(new("long", "INVOIC-{seq:000}", Max: 1_000, MaxLength: 10))).ThenRejected(SeriesInvalid)
            .When(AddSeries(new("long", "INVOIC-{seq:000}", Max: 999, MaxLength: 10))).ThenAccepted();

    [Fact]
    public void Sixteen_characters_are_counted_when_the_series_is_declared_erpnext_38878() =>
        Given().When(AddSeries(new("in", "ACME/{date:yyyy}/{seq:000000}", Max: 9_999_999, MaxLength: 16))).ThenRejected(SeriesInvalid)
            .When(AddSeries(new("in", "ACME/{date:yyyy}/{seq:000000}", Max: 999_999, MaxLength: 16))).ThenAccepted();

    [Fact]
    public void An_exhausted_series_never_falls_back_silently_bcapps_1383() =>
        GivenBook(Open(null, Short, Rl), Create()).When(Create("B")).ThenRejected(SeriesExhausted)
            .And(CloseSeries("short", "rl")).When(Create("B")).ThenAccepted("RL-00001", "B");

    [Fact]
    public void A_number_never_turns_into_noise_invoiceninja_9450() =>
        GivenBook(Open(null, Short), Connect(), Import(number: "SH1"))
            .When(Create()).ThenAccepted("SH1").Finding((Finding.SameText, "A")).When(Create("B")).ThenRejected(SeriesExhausted);

    [Fact]
    public void Back_dated_31_March_gets_its_own_fiscal_year_erpnext_21596() =>
        GivenBook(Open(null, Fiscal), Create(date: April), Create("B", March)).Shows("2026-27/001").Shows("2025-26/001", "B")
            .When(Create("C", April)).ThenAccepted("2026-27/002", "C");

    [Fact]
    public void Going_back_and_forth_between_years_repeats_nothing_alappextensions_26646() =>
        GivenBook(Open(null, Yearly), Create(date: December), Create("B"), Create("C", December), Create("D")).Shows("Y2025-1")
            .Shows("Y2026-1", "B").Shows("Y2025-2", "C").Shows("Y2026-2", "D");

    [Fact]
    public void A_monthly_reset_does_not_depend_on_the_order_of_its_tokens_dolibarr_24020() =>
        GivenBook(Open(null, Monthly), Create(), Create("B", new(2027, 1, 5)), Create("C", March)).Shows("01-2026-1").Shows("01-2027-1", "B")
            .Shows("03-2026-1", "C");

    [Fact]
    public void A_reset_without_its_tokens_is_refused_dolibarr_22936() =>
        Given().When(AddSeries(Monthly with { Format = "{date:MM}-{seq}" })).ThenRejected(SeriesInvalid)
            .When(AddSeries(Yearly with { Format = "Y{date:MM}-{seq}" })).ThenRejected(SeriesInvalid);

    [Fact]
    public void A_year_of_one_digit_does_not_exist_dolibarr_29667() =>
        Given().When(AddSeries(Yearly with { Format = "Y{date:y}-{seq}" })).ThenRejected(SeriesInvalid);

    [Fact]
    public void A_year_of_two_digits_stands_for_this_century_alone() =>
        GivenBook(Open(null, TwoDigits), Create()).Shows("26/1")
            .When(Create("B", new(1926, 1, 5))).ThenRejected(DateOutOfRange).When(Create("B", new(2126, 1, 5))).ThenRejected(DateOutOfRange);

    [Fact]
    public void One_reset_per_period_and_series_invoiceninja_9093() =>
        GivenBook(Open(null, Yearly, Monthly, Rl), Create("A1"), Create("A2", March))
            .And(Create("B1", series: "month")).And(Create("B2", March, "month"))
            .And(Create("C1", series: "rl")).And(Create("C2", March, "rl"))
            .Shows("Y2026-2", "A2").Shows("03-2026-1", "B2").Shows("RL-00002", "C2");

    [Fact]
    public void Numbering_starts_after_the_last_number_of_the_old_system_invoiceshelf_295() =>
        Given(Advance(4_712)).When(Create()).ThenAccepted("RL-04712").When(Create("B", homeNumber: "RL-04711")).ThenAccepted("RL-04711", "B");

    [Fact]
    public void Invoices_and_credit_notes_may_share_one_series() =>
        Given(Create("invoice-1"), Create("credit-note-1")).Shows("RL-00001", "invoice-1").Shows("RL-00002", "credit-note-1");

    [Fact]
    public void A_brazilian_series_ends_at_999999999() =>
        GivenBook(Open(null, new SeriesDefinition("nfe", "{seq}", Max: 999_999_999)), Advance(999_999_999, "nfe"), Create()).Shows("999999999")
            .When(Create("B")).ThenRejected(SeriesExhausted);
}
