namespace NumberingRules.Tests.Examples;

/// <summary>SPEC §7: one series for all branches, credit notes in the same run, and a range that ends.</summary>
public sealed class BranchExamples
{
    private static readonly DateOnly January = new(2026, 1, 5);

    private static readonly SeriesDefinition Rent = new(
        "rent", "{scope:AA}-{date:yyyy}-{seq:00}", Reset: Reset.Yearly, Forms: [new("credit", "{scope:AA}C-{date:yyyy}-{seq:00}")], ValidFrom: new(2026, 1, 1), ValidUntil: new(2027, 12, 31));

    [Fact]
    public void Each_branch_counts_apart_and_credit_notes_count_with_it()
    {
        var book = Opened();
        Assert.Equal("LS-2026-01", Number(book, new Command.Create("A", January, Scope: "LS")));
        Assert.Equal("YO-2026-01", Number(book, new Command.Create("B", January, Scope: "YO")));
        Assert.Equal("LSC-2026-02", Number(book, new Command.Create("C", January, Scope: "LS", Form: "credit")));
        Assert.Equal("LS-2026-03", Number(book, new Command.Create("D", January, Scope: "LS")));
        Assert.Equal("LS-2027-01", Number(book, new Command.Create("E", January.AddYears(1), Scope: "LS")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("L")]
    [InlineData("LSX")]
    [InlineData("ls")]
    [InlineData("Ä1")]
    [InlineData("L-")]
    public void Another_scope_does_not_fit(string? scope) =>
        Assert.Equal(Rejection.ScopeMismatch, Opened().Do(new Command.Create("A", January, Scope: scope)).Rejection);

    [Fact]
    public void A_day_before_and_a_day_after_its_validity_it_numbers_nothing()
    {
        var book = Opened();
        Assert.Equal(Rejection.DateOutsideValidity, book.Do(new Command.Create("A", new(2025, 12, 31), Scope: "LS")).Rejection);
        Assert.Equal(Rejection.DateOutsideValidity, book.Do(new Command.Create("A", new(2028, 1, 1), Scope: "LS")).Rejection);
        Assert.Equal("LS-2026-01", Number(book, new Command.Create("A", new(2026, 1, 1), Scope: "LS")));
        Assert.Equal("LS-2027-01", Number(book, new Command.Create("B", new(2027, 12, 31), Scope: "LS")));
    }

    [Fact]
    public void A_text_of_a_year_outside_its_validity_is_none_of_its_numbers()
    {
        var book = Opened();
        Assert.Equal(Outcome.Accepted, book.Do(new Command.Create("A", January, Scope: "LS", HomeNumber: "LS-2025-01")).Outcome);
        Assert.Equal(Rejection.HomeNumberAhead, book.Do(new Command.Create("B", January, Scope: "LS", HomeNumber: "LS-2026-01")).Rejection);
    }

    [Fact]
    public void A_successor_keeps_scope_and_form()
    {
        var book = Opened();
        book.Do(new Command.AddSeries(new("plain", "P{seq}")));
        book.Do(new Command.CloseSeries("rent", "plain"));
        Assert.Equal(Rejection.ScopeMismatch, book.Do(new Command.Create("A", January, Scope: "LS")).Rejection);
        book.Do(new Command.AddSeries(new("other", "O{scope:AA}{seq}")));
        book.Do(new Command.CloseSeries("plain", "other"));
        Assert.Equal("OLS1", Number(book, new Command.Create("A", January, Scope: "LS")));
        Assert.Equal(Rejection.FormUnknown, book.Do(new Command.Create("B", January, Scope: "LS", Form: "credit")).Rejection);
    }

    [Fact]
    public void The_order_of_dates_is_kept_in_each_scope_by_itself()
    {
        var book = new Register();
        book.Do(new Command.Open([new("s", "{scope:AA}{seq}", DateOrder: DateOrder.Enforced)]));
        Assert.Equal("LS1", Number(book, new Command.Create("A", January.AddMonths(2), Scope: "LS")));
        Assert.Equal(Rejection.DateOutOfOrder, book.Do(new Command.Create("B", January, Scope: "LS")).Rejection);
        Assert.Equal("YO1", Number(book, new Command.Create("B", January, Scope: "YO")));
    }

    [Fact]
    public void A_redate_to_a_series_without_forms_drops_the_form()
    {
        var book = new Register();
        book.Do(new Command.Open([new("s", "A{seq}", Forms: [new("credit", "C{seq}")]), new("plain", "P{seq}")], new(HomeNumber: HomeNumberPolicy.OnApproval)));
        book.Do(new Command.Create("A", January, Form: "credit"));
        Assert.Equal(Outcome.Accepted, book.Do(new Command.Redate("A", null, "plain")).Outcome);
        Assert.Null(book.Find("A")!.Form);
        book.Do(new Command.Approve("A"));
        Assert.Equal("P1", book.Find("A")!.HomeNumber?.Text);
    }

    [Fact]
    public void A_redate_says_nothing_of_the_form_or_names_it_or_asks_for_the_default_one()
    {
        var book = new Register();
        book.Do(new Command.Open([new("s", "A{seq}", Forms: [new("credit", "C{seq}")])], new(HomeNumber: HomeNumberPolicy.OnApproval)));
        book.Do(new Command.Create("A", January));
        Assert.Equal("credit", FormAfter("credit"));
        Assert.Equal("credit", FormAfter(default));
        Assert.Equal("credit", FormAfter((FormName?)null));
        Assert.Equal("credit", FormAfter((string?)null));
        Assert.Null(FormAfter(FormChoice.DefaultForm));
        Assert.Equal("credit", FormAfter(new FormName("credit")));
        Assert.Null(FormAfter(FormChoice.DefaultForm));
        Assert.Equal("credit", FormAfter(FormChoice.FromString("credit")));

        string? FormAfter(FormChoice form)
        {
            Assert.NotEqual(Outcome.Rejected, book.Do(new Command.Redate("A", January.AddDays((int)book.Entries), form: form)).Outcome);
            return book.Find("A")!.Form?.Text;
        }
    }

    [Fact]
    public void A_series_ends_with_the_last_number_that_fits_in_every_form()
    {
        var book = new Register();
        book.Do(new Command.Open([new("s", "A{seq}", MaxLength: 3, Forms: [new("credit", "CC{seq}")])]));
        Assert.Equal(Rejection.SeriesExhausted, book.Do(new Command.Advance("s", January, 11, "moved")).Rejection);
        book.Do(new Command.Advance("s", January, 10, "moved"));
        Assert.Equal(Rejection.SeriesExhausted, book.Do(new Command.Create("A", January)).Rejection);
    }

    [Fact]
    public void Forms_that_could_print_the_same_text_cannot_be_together() =>
        Assert.Contains("form 'credit'", new Register().Do(new Command.Open([new("s", "A{seq}", Forms: [new("credit", "A{seq:00}")])])).Detail!, StringComparison.Ordinal);

    [Fact]
    public void The_token_that_was_meant_is_named_first()
    {
        foreach (var (written, meant) in new[] { ("{yyyy}", "{date:yyyy}"), ("{year}", "{date:yyyy}"), ("{MM}", "{date:MM}"), ("{number}", "{seq}"), ("{scope}", "{scope:AAA}"), ("{seq:5}", "{seq:0000}"), ("{yy}", "{date:yy}"), ("{YY}", "{date:yy}"), ("{day}", "{date:dd}"), ("{date}", "{date:yyyy}"), ("{n}", "{seq}"), ("{no}", "{seq}"), ("{XXXX}", "{seq}"), ("{9999}", "{seq}"), ("{}", "{seq}") })
        {
            Assert.Contains($"there are {meant},", new Register().Do(new Command.Open([new("s", written + "{seq}")])).Detail!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Ten_thousand_series_are_told_apart()
    {
        var book = new Register();
        book.Do(new Command.Open([new("first", "F{seq}")]));
        for (var branch = 0; branch < 10_000; branch++)
        {
            Assert.Equal(Outcome.Accepted, book.Do(new Command.AddSeries(new($"b{branch}", $"{{date:yyyy}}/{branch:00000}/{{seq}}"))).Outcome);
        }

        Assert.Equal(Rejection.SeriesInvalid, book.Do(new Command.AddSeries(new("again", "{date:yyyy}/04711/{seq:00}"))).Rejection);
        Assert.Equal("b4711", book.Header.Series.PrinterOf("2026/04711/12", out var place)!.Series.Id.Text);
        Assert.Equal(12, place.SequenceNumber);
        Assert.Equal("2026/04711/1", Number(book, new Command.Create("A", January, "b4711")));
    }

    private static Register Opened()
    {
        var book = new Register();
        Assert.Equal(Outcome.Accepted, book.Do(new Command.Open([Rent])).Outcome);
        return book;
    }

    [Theory]
    [InlineData("{month}", "{date:MM},")]
    [InlineData("{5}", "{seq:0000},")]
    [InlineData("{year}", "{date:yyyy}, {fiscalStart:yyyy},")]
    [InlineData("{was}", "{fiscalStart:yy},")]
    public void Tokens_are_listed_by_likeness(string written, string listed) =>
        Assert.Contains($"there are {listed}", new Register().Do(new Command.Open([new("s", written + "{seq}")])).Detail!, StringComparison.Ordinal);

    private static string? Number(Register book, Command.OnInvoice command)
    {
        Assert.Equal(Outcome.Accepted, book.Do(command).Outcome);
        return book.Find(command.Invoice)!.HomeNumber?.Text;
    }
}
