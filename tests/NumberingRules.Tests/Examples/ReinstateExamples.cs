namespace NumberingRules.Tests.Examples;

/// <summary>A cancelled document that the ERP posts again, before and after a disconnect; and what is owed at once then.</summary>
public sealed class ReinstateExamples
{
    private static readonly DateOnly January = new(2026, 1, 5);

    private readonly Register _book = new();

    public ReinstateExamples()
    {
        _book.Do(new Command.Open([new("rl", "RL-{seq}")]));
        _book.Do(new Command.Connect("acme"));
        _book.Do(new Command.Import("S", "K1", "SI-1", January));
    }

    [Fact]
    public void Void_and_reinstated_before_the_disconnect_it_takes_its_number_with_the_others()
    {
        Do(new Command.Void("S", Side.Erp, "cancelled"), new Command.Reinstate("S", "posted anew"), new Command.Disconnect());
        Assert.Equal("RL-1", _book.Find("S")!.HomeNumber?.Text);
    }

    [Fact]
    public void Void_over_the_disconnect_it_takes_the_owed_number_when_it_is_reinstated()
    {
        Do(new Command.Void("S", Side.Erp, "cancelled"), new Command.Disconnect());
        Assert.Null(_book.Find("S")!.HomeNumber);
        Do(new Command.Reinstate("S", "posted anew"));
        Assert.Equal("RL-1", _book.Find("S")!.HomeNumber?.Text);
    }

    [Fact]
    public void Void_and_reinstated_after_the_disconnect_it_keeps_its_number()
    {
        Do(new Command.Disconnect(), new Command.Void("S", Side.Erp, "cancelled"), new Command.Reinstate("S", "posted anew"));
        Assert.Equal("RL-1", _book.Find("S")!.HomeNumber?.Text);
        Assert.Equal(2, _book.PositionOf(_book.Header.Series.Find("rl")!.Series, null, default).Next);
    }

    [Fact]
    public void Where_no_number_can_be_taken_it_goes_on_owing_one()
    {
        Do(new Command.Void("S", Side.Erp, "cancelled"), new Command.Disconnect(), new Command.CloseSeries("rl"));
        Assert.Equal([new(Finding.HomeNumberOwed, "S")], _book.Do(new Command.Reinstate("S", "posted anew")).Findings);
        Do(new Command.AddSeries(new("more", "M-{seq}")), new Command.CloseSeries("rl", "more"), new Command.Number("S"));
        Assert.Equal("M-1", _book.Find("S")!.HomeNumber?.Text);
    }

    [Fact]
    public void A_void_by_home_stays_and_a_lack_of_a_record_is_nothing_to_take_back()
    {
        Do(new Command.Void("S", Side.Erp, "cancelled"), new Command.Void("S", Side.Home, "entered twice"), new Command.Reinstate("S", "posted anew"));
        Assert.True(_book.Find("S") is { IsVoid: true, VoidedByErp: false });
        Do(new Command.Import("T", "K2", null, January), new Command.Release("T", "gone"));
        Assert.Equal(Outcome.Unchanged, _book.Do(new Command.Reinstate("T", "posted anew")).Outcome);
    }

    [Fact]
    public void What_it_shares_is_found_as_if_it_were_taken_now()
    {
        Do(new Command.Void("S", Side.Erp, "cancelled"), new Command.Import("T", "K2", "SI-1", January), new Command.Create("A", January, HomeNumber: "X"));
        Assert.Equal([new(Finding.ErpNumberShared, "S")], _book.Do(new Command.Reinstate("S", "posted anew")).Findings);
    }

    [Fact]
    public void A_number_of_a_record_behind_is_held_as_well()
    {
        Do(
            new Command.Import("T", "K2", "SI-2", January),
            new Command.Confirm("S", "K3", "SI-2"),
            new Command.Void("S", Side.Erp, "cancelled"));
        Assert.Equal([new(Finding.ErpNumberShared, "S")], _book.Do(new Command.Reinstate("S", "posted anew")).Findings);
    }

    [Fact]
    public void An_ERP_number_that_the_home_series_could_still_issue_is_noted_when_it_comes()
    {
        var note = Assert.Single(_book.Do(new Command.Import("T", "K2", "RL-7", January)).Notes);
        Assert.Contains("RL-7 is one that series 'rl' could still issue", note, StringComparison.Ordinal);
        Assert.Empty(_book.Do(new Command.Import("T", "K2", "RL-7", January, ErpVersion: 2)).Notes);
        Assert.Empty(_book.Do(new Command.Import("U", "K3", "SI-9", January)).Notes);
    }

    [Fact]
    public void A_number_that_the_same_command_issues_is_none_that_the_series_could_still_issue()
    {
        var book = new Register();
        book.Do(new Command.Open([new("m", "RL-{seq}")], new(ImportedHomeNumber: ImportedHomeNumberPolicy.OnImport)));
        book.Do(new Command.Connect("acme"));
        Assert.Empty(book.Do(new Command.Import("S", "K1", "RL-1", January)).Notes);
        Assert.Equal("RL-1", book.Find("S")!.HomeNumber!.Text);
        Assert.Single(book.Do(new Command.Import("T", "K2", "RL-7", January)).Notes);
    }

    [Fact]
    public void A_yearly_format_without_a_reset_is_accepted_with_a_note()
    {
        var decision = _book.Do(new Command.AddSeries(new("inv", "INV-{date:yyyy}-{seq}")));
        Assert.Equal(Outcome.Accepted, decision.Outcome);
        Assert.Contains("series 'inv' prints a year", Assert.Single(decision.Notes), StringComparison.Ordinal);
        Assert.Empty(_book.Do(new Command.AddSeries(new("yearly", "Y-{date:yyyy}-{seq}", Reset: Reset.Yearly))).Notes);
    }

    [Fact]
    public void Still_void_by_home_it_shares_nothing()
    {
        Do(new Command.Void("S", Side.Erp, "cancelled"), new Command.Void("S", Side.Home, "entered twice"), new Command.Import("T", "K2", "SI-1", January));
        Assert.Empty(_book.Do(new Command.Reinstate("S", "posted anew")).Findings);
    }

    [Fact]
    public void A_number_is_noted_however_it_comes_and_of_commands_together()
    {
        Do(new Command.Create("A", January));
        Assert.Single(_book.Do(new Command.Confirm("A", "K2", "RL-7")).Notes);
        Assert.Single(_book.Do(new Command.Confirm("A", "K2", "RL-8")).Notes);
        Assert.Single(_book.Do(new Command.Confirm("A", "K3", "RL-9", Replaces: "K2")).Notes);
        Assert.Single(_book.Do(new Command.Together([new Command.AddSeries(new("inv", "INV-{date:yyyy}-{seq}"))])).Notes);
    }

    private void Do(params Command[] commands) => Array.ForEach(commands, command => Assert.Equal(Outcome.Accepted, _book.Do(command).Outcome));
}
