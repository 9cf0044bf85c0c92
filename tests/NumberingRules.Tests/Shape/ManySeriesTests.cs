namespace NumberingRules.Tests.Shape;

/// <summary>Ten thousand series are no burden to each other: without a clock, told by what is allocated.</summary>
public sealed class ManySeriesTests
{
    private const int Some = 50;

    [Fact]
    public void The_ten_thousandth_series_costs_about_what_the_thousandth_cost()
    {
        var book = new Register();
        book.Do(new Command.Open([new("s0", "S0-{seq}")]));
        Add(book, 1, 1000 - Some);
        var thousandth = Allocated(() => Add(book, 1001 - Some, 1000));
        Add(book, 1001, 10_000 - Some);
        var tenThousandth = Allocated(() => Add(book, 10_001 - Some, 10_000));
        Assert.Equal(10_001, book.Header.Series.Count);
        Assert.InRange(tenThousandth, 1, 3 * thousandth);
    }

    [Fact]
    public void An_invoice_costs_no_more_among_ten_thousand_series_than_in_a_book_with_one()
    {
        var (one, many) = (new Register(), new Register());
        one.Do(new Command.Open([new("s0", "S0-{seq}")]));
        many.Do(new Command.Open([.. Enumerable.Range(0, 10_000).Select(Series)]));
        Assert.InRange(Allocated(() => Create(many, "s9999")), 1, 3 * Allocated(() => Create(one, "s0")));
    }

    private static void Add(Register book, int from, int until)
    {
        for (var at = from; at <= until; at++)
        {
            Assert.Equal(Outcome.Accepted, book.Do(new Command.AddSeries(Series(at))).Outcome);
        }
    }

    private static void Create(Register book, SeriesId series)
    {
        for (var at = 0; at < Some; at++)
        {
            Assert.Equal(Outcome.Accepted, book.Do(new Command.Create($"{series}-{at}", new(2026, 1, 5), series)).Outcome);
        }
    }

    private static SeriesDefinition Series(int at) => new($"s{at}", $"S{at}-{{seq}}");

    private static long Allocated(Action done)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        done();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
