namespace NumberingRules.Tests.Examples;

/// <summary>SPEC §9: what a rejection says it is about.</summary>
public sealed class DetailExamples
{
    private static readonly DateOnly January = new(2026, 1, 5);

    private static readonly SeriesDefinition Rl = new("rl", "RL-{seq}", Max: 9);
    private static readonly SeriesDefinition Y = new("y", "{scope:AA}{date:yyyy}-{seq:000}", Reset: Reset.Yearly, Forms: [new("credit", "{scope:AA}C{date:yyyy}-{seq:000}")]);
    private static readonly SeriesDefinition En = new("en", "EN{seq}", DateOrder: DateOrder.Enforced, ValidUntil: new(2026, 12, 31));

    private readonly Register _book = new();

    public DetailExamples()
    {
        Do(
            new Command.Open([Rl, Y, En]),
            new Command.Create("A", January),
            new Command.Create("Y", January, "y", Scope: "LS", Form: "credit"),
            new Command.Create("E", new(2026, 3, 1), "en"),
            new Command.Create("X", January, HomeNumber: "X-7"));
    }

    public static TheoryData<Command, string> Rejected => new()
    {
        { new Command.Open([new("other", "O{seq}")]), "the book was opened with other series: no. 1 'rl', not 'other'" },
        { new Command.Open([Rl, Y]), "the book was opened with other series: no. 3 'en', not none" },
        { new Command.Open([Rl, Y, En, new("other", "O{seq}")]), "the book was opened with other series: no. 4 none, not 'other'" },
        { new Command.Open([Rl, Y with { Start = 2, Forms = [] }, En]), "the book was opened with other series: series 'y' has another start, forms" },
        { new Command.Open([]), "the book was opened with other series: no. 1 'rl', not none" },
        { new Command.Open([Rl, Y, En], new(Side.Home, ImportSeries: "y")), "the book was opened with another policy: authority erp, not home; importSeries 'rl', not 'y'" },
        { new Command.Open([Rl, Y, En], new(null, HomeNumberPolicy.OnApproval, ImportedHomeNumberPolicy.Never)), "the book was opened with another policy: homeNumber on-create, not on-approval; importedHomeNumber on-disconnect, not never" },
        { new Command.AddSeries(new("rl", "RL-{seq}", Start: 2)), "series 'rl' has another start, max" },
        { new Command.AddSeries(new("x", "X-{seq}")), "series 'x': could print X-7, the home number that invoice 'X' was given" },
        { new Command.AddSeries(new("t", "T{seq}", Forms: [new("credit", "EN{seq:0}")])), "series 't': the form 'credit' and the format of series 'en' could print the same text" },
        { new Command.AddSeries(new("t", "T{date:yyyy}{date:MM}", MaxLength: 70)), "series 't': format needs {seq} once" },
        { new Command.AddSeries(new("t", "T{seq}", MaxLength: 70)), "series 't': maxLength must be 1 to 64" },
        { new Command.AddSeries(new("rl", "R-{date:yyyy}-{seq}", 2, 8, Reset.Yearly, 4, DateOrder.Enforced, 20, [new("c", "C-{date:yyyy}-{seq}")], January, January)), "series 'rl' has another format, start, max, reset, fiscalYearStartMonth, dateOrder, maxLength, forms, validFrom, validUntil" },
        { new Command.SetPolicy(new(ImportSeries: "none")), "importSeries: the book has no series 'none'; it has 'rl', 'y', 'en'" },
        { new Command.CloseSeries("none"), "the book has no series 'none'; it has 'rl', 'y', 'en'" },
        { new Command.CloseSeries("rl", "rl"), "series 'rl' cannot succeed itself" },
        { new Command.CloseSeries("rl", "none"), "the book has no series 'none'; it has 'rl', 'y', 'en'" },
        { new Command.Advance("y", January, 1, "moved", "LS"), "series 'y', scope LS, period 2026, stands at 2; next must be at least that, not 1" },
        { new Command.Advance("rl", January, 11, "moved"), "series 'rl', period all, ends at 9; next can be at most 10, not 11" },
        { new Command.Advance("y", January, 5, "moved"), "series 'y' needs a scope of 2 characters of A–Z and 0–9" },
        { new Command.Interrupt("outage"), "the book was never connected" },
        { new Command.Create("B", January, "y", Scope: "LSX"), "series 'y' needs a scope of 2 characters of A–Z and 0–9; 'LSX' is none" },
        { new Command.Create("B", January, "y", Scope: "LS", Form: "debit"), "series 'y' has no form 'debit'; it has 'credit'" },
        { new Command.Create("B", January, HomeNumber: "RL-5"), "series 'rl', period all, could still issue RL-5; advance it to next 6" },
        { new Command.Create("B", January, HomeNumber: "LS2026-001"), "series 'y', scope LS, period 2026, issued number 1 to invoice 'Y' as LSC2026-001" },
        { new Command.Create("B", January, HomeNumber: "RL-1"), "invoice 'A' has the home number RL-1 of series 'rl', period all" },
        { new Command.Create("B", January, HomeNumber: "LSC2026-001"), "invoice 'Y' has the home number LSC2026-001 of series 'y', scope LS, period 2026" },
        { new Command.Create("B", January, HomeNumber: "X-7"), "invoice 'X' has the home number X-7" },
        { new Command.Create("B", new(2027, 1, 1), "en"), "series 'en' numbers documents dated 1900-01-01 to 2026-12-31, not 2027-01-01" },
        { new Command.Create("B", January, "en"), "series 'en', period all, cannot number 2026-01-05: the series has numbered 2026-03-01 already" },
        { new Command.Create("A", January.AddDays(1)), "invoice 'A' was made with date 2026-01-05, not 2026-01-06" },
        { new Command.Create("Y", January), "invoice 'Y' was made with series 'y', not 'rl'; scope LS, not none; form 'credit', not none" },
        { new Command.Create("A", January, Scope: "LS", HomeNumber: "RL-1"), "invoice 'A' was made with scope none, not LS; given number none, not RL-1" },
        { new Command.Create("A", January, "y", Scope: "LS"), "invoice 'A' was made with series 'rl', not 'y'; scope none, not LS" },
        { new Command.Create("B", January, Scope: "LS"), "series 'rl' does not count by scope; leave the scope 'LS' out" },
        { new Command.Create("X", January, HomeNumber: "X-8"), "invoice 'X' was made with given number X-7, not X-8" },
        { new Command.Redate("Y", January.AddYears(1)), "invoice 'Y' holds LSC2026-001 of series 'y', scope LS, period 2026" },
        { new Command.Redate("X", null, "en"), "invoice 'X' holds X-7" },
        { new Command.Approve("B"), "the book has no invoice 'B'" },
        { new Command.Send("A"), "invoice 'A'" },
        { new Command.Together([new Command.Approve("A"), new Command.Send("A")]), "invoice 'A'" },
    };

    [Theory]
    [MemberData(nameof(Rejected))]
    public void A_rejection_says_what_it_is_about(Command command, string detail) => Assert.Equal(detail, Explain.Detail(command, _book.Do(command)));

    [Fact]
    public void An_invoice_that_was_made_otherwise_says_how()
    {
        Do(new Command.Connect("acme"), new Command.Import("S", "701", null, January), new Command.Redate("A", January.AddMonths(2)));
        Says(new Command.Create("A", January.AddMonths(2)), "invoice 'A' was made with date 2026-01-05, not 2026-03-05");
        Says(new Command.Create("S", January), "invoice 'S' was created in the ERP");
        Says(new Command.Import("A", "501", null, January), "invoice 'A' was created at home, not in the ERP");
        Says(new Command.Import("S", "702", null, January), "invoice 'S' has the ERP key '701', not '702'");
        Do(new Command.Release("S", "gone"));
        Says(new Command.Import("S", "702", null, January), "invoice 'S' has no ERP key any more, not '702'");

        void Says(Command command, string detail) => Assert.Equal((Rejection.InvoiceExists, detail), (_book.Do(command) is var decision ? decision.Rejection!.Value : default, Explain.Detail(command, decision)));
    }

    [Fact]
    public void What_keeps_a_date_out_is_named_as_it_is()
    {
        var book = new Register();
        Command[] commands =
        [
            new Command.Open(
            [
                new("y", "{scope:A}{date:yyyy}-{seq}", Reset: Reset.Yearly, DateOrder: DateOrder.Enforced),
                new("f", "F{fiscalEnd:yy}-{seq}", Reset: Reset.Fiscal, FiscalYearStartMonth: 4),
            ]),
            new Command.Create("A", new(2027, 1, 5), "y", Scope: "L"),
        ];
        Assert.All(commands, command => Assert.Null(book.Do(command).Rejection));
        Says(new Command.Create("B", new(2026, 12, 31), "y", Scope: "L"), "series 'y', scope L, period 2026, cannot number 2026-12-31: the series has numbered 2027-01-05 in this scope already");
        Says(new Command.Create("B", new(2099, 5, 1), "f"), "series 'f' prints two digits of a year, which cannot stand for 2100 (of 2099-05-01)");
        Says(new Command.Advance("f", new(2099, 5, 1), 7, "moved"), "series 'f' prints two digits of a year, which cannot stand for 2100 (of 2099-05-01)");

        void Says(Command command, string detail) => Assert.Equal(detail, Explain.Detail(command, book.Do(command)));
    }

    [Fact]
    public void An_opening_without_series_names_the_field() =>
        Assert.Equal("series: at least one is needed", Explain.Detail(new Command.Open([]), new Register().Do(new Command.Open([]))));

    [Fact]
    public void A_form_that_the_series_named_lacks_is_said_of_it_though_a_successor_has_it_or_takes_another_scope()
    {
        var book = new Register();
        Command[] commands =
        [
            new Command.Open([new("s", "S{scope:AA}-{seq}"), new("t", "T{scope:AA}-{seq}", Forms: [new("x", "X{scope:AA}-{seq}")]), new("p", "P-{seq}")], new(HomeNumber: HomeNumberPolicy.OnApproval)),
            new Command.Connect("acme"),
            new Command.Create("A", January, "t", Scope: "LS", Form: "x"),
            new Command.CloseSeries("s", "t"),
            new Command.CloseSeries("p", "t"),
        ];
        Assert.All(commands, command => Assert.Null(book.Do(command).Rejection));
        Says(new Command.Import("S", "501", null, January, Series: "s", Form: "x"), "series 's' has no form 'x'; it has none by name");
        Says(new Command.Redate("A", series: "p", form: "x"), "series 'p' has no form 'x'; it has none by name");

        void Says(Command command, string detail) => Assert.Equal((Rejection.FormUnknown, detail), (book.Do(command) is var decision ? decision.Rejection!.Value : default, Explain.Detail(command, decision)));
    }

    [Fact]
    public void A_book_that_has_a_name_is_called_by_it()
    {
        var early = new Command.Approve("A");
        Assert.Equal("the book has not been opened", Explain.Detail(early, new Register().Do(early)));
        Assert.Equal("book 'main' has not been opened", Explain.Detail(early, new Register().Do(early), "main"));
        Assert.Equal("book 'main' has no invoice 'B'", Explain.Detail(new Command.Approve("B"), _book.Do(new Command.Approve("B")), "main"));
    }

    [Fact]
    public void What_is_no_rejection_has_no_detail() => Assert.Null(Explain.Detail(new Command.Approve("A"), _book.Do(new Command.Approve("A"))));

    [Fact]
    public void A_name_stands_only_where_the_book_is_spoken_of()
    {
        var other = new Command.Create("A", January.AddDays(1));
        Assert.Equal("invoice 'A' was made with date 2026-01-05, not 2026-01-06", Explain.Detail(other, _book.Do(other), "main"));
        Assert.Equal("book 'main'", Explain.Detail(new Command.Recover(), Decision.FromRejection(Rejection.NotConnected), "main"));
    }

    [Fact]
    public void What_stands_in_the_way_in_a_book_is_said()
    {
        var book = new Register();
        Tells(book, new Command.Open([Rl], new(ImportSeries: "none")), "importSeries 'none' is none of the series of the book");
        Accepts(book, new Command.Open([.. Enumerable.Range(1, 5).Select(static at => new SeriesDefinition($"s{at}", $"S{at}-{{seq}}"))]));
        Tells(book, new Command.Advance("none", January, 2, "moved"), "the book has no series 'none'; it has 's1', 's2', 's3', 's4', 's5'");
        Accepts(book, new Command.AddSeries(new("s6", "S6-{seq}")), new Command.AddSeries(new("s7", "S7-{seq}")), new Command.CloseSeries("s1"), new Command.Connect("acme"));
        Tells(book, new Command.Advance("none", January, 2, "moved"), "the book has no series 'none'; it has 's1', 's2', 's3', 's4', 's5' and 2 more");
        Tells(book, new Command.Create("A", January), "series 's1' is closed and has no successor");
        Tells(book, new Command.CloseSeries("s2", "s1"), "successor 's1' is closed");
        Tells(book, new Command.Connect("other"), "the book is linked to 'acme', not to 'other'");
        Accepts(book, new Command.Disconnect());
        Tells(book, new Command.Interrupt("outage"), "the book is disconnected");
    }

    [Fact]
    public void What_stands_in_the_way_of_an_invoice_is_said()
    {
        var book = new Register();
        Accepts(
            book,
            new Command.Open([new("s", "S-{seq}"), new("v", "V-{seq}", Forms: [new("b", "B-{seq}"), new("c", "C-{seq}")], ValidFrom: January)], new(HomeNumber: HomeNumberPolicy.OnApproval)),
            new Command.Create("A", January),
            new Command.Submit("A"),
            new Command.Connect("acme", January.AddDays(1)),
            new Command.Import("S", "1", null, January.AddDays(1)),
            new Command.Confirm("S", "2"),
            new Command.CloseSeries("s"));
        Tells(book, new Command.Send("A"), "invoice 'A' is dated 2026-01-05; the books exchange from 2026-01-06");
        Tells(book, new Command.Approve("A"), "series 's' is closed and has no successor");
        Tells(book, new Command.Import("S", "3", null, January), "invoice 'S' has the ERP key '1', '2', not '3'");
        Tells(book, new Command.Create("B", January, "v", Form: "d"), "series 'v' has no form 'd'; it has 'b', 'c'");
        Tells(book, new Command.Advance("v", January.AddDays(-1), 2, "moved"), "series 'v' numbers documents dated 2026-01-05 to 2199-12-31, not 2026-01-04");
    }

    [Fact]
    public void A_scope_or_form_that_does_not_fit_is_said_of_the_series_asked()
    {
        var book = new Register();
        Accepts(
            book,
            new Command.Open(
                [
                    new("rl", "RL-{seq}"),
                    new("t", "T{scope:AA}-{seq}", Forms: [new("x", "X{scope:AA}-{seq}")]),
                    new("v", "V{scope:AA}-{seq}", Forms: [new("y", "Y{scope:AA}-{seq}")]),
                    new("w", "W{scope:AAA}-{seq}"),
                ],
                new(HomeNumber: HomeNumberPolicy.OnApproval)),
            new Command.Connect("acme"),
            new Command.Create("A", January, "t", Scope: "LS", Form: "x"),
            new Command.Import("S", "1", null, January, Series: "t"),
            new Command.CloseSeries("w", "rl"));
        Tells(book, new Command.Import("U", "2", null, January, Series: "t", Form: "z"), "series 't' has no form 'z'; it has 'x'");
        Tells(book, new Command.Import("U", "2", null, January, Form: "z"), "series 'rl' has no form 'z'; it has none by name");
        Tells(book, new Command.Import("S", "1", null, January, Form: "z"), "series 't' has no form 'z'; it has 'x'");
        Tells(book, new Command.Redate("A", scope: "LSX"), "series 't' needs a scope of 2 characters of A–Z and 0–9; 'LSX' is none");
        Tells(book, new Command.Redate("A", series: "w"), "series 'w' needs a scope of 3 characters of A–Z and 0–9; 'LS' is none");
        Tells(book, new Command.Redate("A", form: "z"), "series 't' has no form 'z'; it has 'x'");
        Tells(book, new Command.Redate("A", series: "v"), "series 'v' has no form 'x'; it has 'y'");
        Tells(book, new Command.Create("B", January, "w"), "series 'w' needs a scope of 3 characters of A–Z and 0–9");
    }

    private static void Tells(Register book, Command command, string detail) => Assert.Equal(detail, Explain.Detail(command, book.Do(command)));

    private static void Accepts(Register book, params Command[] commands) => Assert.All(commands, command => Assert.Equal(Outcome.Accepted, book.Do(command).Outcome));

    private void Do(params Command[] commands) => Assert.All(commands, command => Assert.Null(_book.Do(command).Rejection));
}
