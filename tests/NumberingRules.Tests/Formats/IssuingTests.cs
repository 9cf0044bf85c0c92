using System.Globalization;

namespace NumberingRules.Tests.Formats;

/// <summary>SPEC §7: each series and period counts from the start by one, whatever the order of document dates.</summary>
public sealed class IssuingTests
{
    [Theory]
    [InlineData(Reset.Never, "2025-12-31:5 2026-01-01:6 2025-06-01:7 2026-02-01:8")]
    [InlineData(Reset.Yearly, "2025-12-31:5 2026-01-01:5 2025-06-01:6 2026-02-01:6 2026-12-31:7 2024-02-29:5")]
    [InlineData(Reset.Monthly, "2025-12-31:5 2026-01-01:5 2025-12-01:6 2026-01-31:6 2026-02-01:5 2027-01-01:5")]
    [InlineData(Reset.Fiscal, "2025-03-31:5 2025-04-01:5 2026-03-31:6 2026-04-01:5 2025-01-01:6 2024-04-01:7")]
    public void The_document_date_picks_the_period(Reset reset, string script)
    {
        var book = Opened(new("s", "{date:yyyy}{date:MM}{fiscalEnd:yyyy}-{seq}", Start: 5, Reset: reset, FiscalYearStartMonth: 4));
        foreach (var step in script.Split(' '))
        {
            var (date, sequence) = (step.Split(':')[0], long.Parse(step.Split(':')[1], CultureInfo.InvariantCulture));
            Assert.Equal(sequence, Issued(Create(book, On(date))).SequenceNumber);
        }
    }

    [Fact]
    public void A_period_used_up_leaves_the_others_alone()
    {
        var book = Opened(new("s", "{date:yy}-{seq}", Max: 1, Reset: Reset.Yearly));
        Assert.Equal("26-1", Issued(Create(book, On("2026-05-05"))).Number.Text);
        Assert.Equal(Rejection.SeriesExhausted, Create(book, On("2026-01-01")).Rejection);
        Assert.Equal("25-1", Issued(Create(book, On("2025-12-31"))).Number.Text);
    }

    [Fact]
    public void Date_order_is_minded_across_periods()
    {
        var book = Opened(new("s", "{date:yyyy}-{seq}", Reset: Reset.Yearly, DateOrder: DateOrder.Enforced));
        Assert.Null(Create(book, On("2026-01-10")).Rejection);
        Assert.Null(Create(book, On("2026-01-10")).Rejection);
        Assert.Equal(Rejection.DateOutOfOrder, Create(book, On("2026-01-09")).Rejection);
        Assert.Equal(Rejection.DateOutOfOrder, Create(book, On("2025-12-31")).Rejection);
        Assert.Null(Create(book, On("2027-01-01")).Rejection);
        Assert.Equal(Rejection.DateOutOfOrder, Create(book, On("2026-12-31")).Rejection);
    }

    [Fact]
    public void The_first_thing_in_the_way_is_named()
    {
        var book = Opened(new("s", "{date:yy}-{seq}", Max: 1, DateOrder: DateOrder.Enforced));
        Assert.Null(Create(book, On("2050-01-01")).Rejection);
        Assert.Equal(Rejection.DateOutOfRange, Create(book, On("1999-12-31")).Rejection);
        Assert.Equal(Rejection.DateOutOfOrder, Create(book, On("2049-12-31")).Rejection);
        Assert.Equal(Rejection.SeriesExhausted, Create(book, On("2050-01-01")).Rejection);
        book.Do(new Command.CloseSeries("s"));
        Assert.Equal(Rejection.SeriesClosed, Create(book, On("1999-12-31")).Rejection);
    }

    [Fact]
    public void A_void_invoice_keeps_its_number()
    {
        var book = Opened(new("s", "A{seq}"));
        book.Do(new Command.Create("void", On("2026-01-01")));
        book.Do(new Command.Void("void", Side.Home, "typo"));
        Assert.Equal("A2", Issued(Create(book, On("2026-01-01"))).Number.Text);
        Assert.Equal("A1", book.Find("void")!.HomeNumber!.Text);
    }

    [Theory]
    [InlineData(0, Rejection.NumberAlreadyUsed, 5L)]
    [InlineData(4, Rejection.NumberAlreadyUsed, 5L)]
    [InlineData(5, null, 5L)]
    [InlineData(9, null, 9L)]
    [InlineData(10, null, null)]
    [InlineData(11, Rejection.SeriesExhausted, 5L)]
    [InlineData(long.MaxValue, Rejection.SeriesExhausted, 5L)]
    public void A_cut_over_moves_one_period_up(long next, Rejection? expected, long? issued)
    {
        var book = Opened(new("s", "{date:yyyy}-{seq}", Start: 5, Max: 9, Reset: Reset.Yearly));
        var decision = book.Do(new Command.Advance("s", On("2026-07-01"), next, "cut-over"));
        Assert.Equal(expected, decision.Rejection);
        Assert.Equal(next == 5, decision.Outcome == Outcome.Unchanged);

        var created = Create(book, On("2026-01-01"));
        Assert.Equal(issued, created.Events.OfType<Event.Issued>().SingleOrDefault()?.SequenceNumber);
        Assert.Equal(issued is null ? Rejection.SeriesExhausted : null, created.Rejection);
        Assert.Equal(5, Issued(Create(book, On("2025-01-01"))).SequenceNumber);
    }

    private static Register Opened(SeriesDefinition series)
    {
        var book = new Register();
        Assert.Null(book.Do(new Command.Open([series])).Rejection);
        return book;
    }

    private static Decision Create(Register book, DateOnly date) => book.Do(new Command.Create($"A{book.Entries}", date));

    private static Event.Issued Issued(Decision decision) => Assert.IsType<Event.Issued>(decision.Events[^1]);

    private static DateOnly On(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
