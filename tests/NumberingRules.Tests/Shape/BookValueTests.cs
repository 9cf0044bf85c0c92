namespace NumberingRules.Tests.Shape;

/// <summary>A book is a value: equal when header, invoices and positions are; every difference tells.</summary>
public sealed class BookValueTests
{
    private static readonly DateOnly January = new(2026, 1, 5);
    private static readonly DateOnly February = new(2026, 2, 5);

    [Fact]
    public void Made_alike_they_are_equal()
    {
        var (one, same) = (Issued(January), Issued(January));
        Assert.NotSame(one, same);
        Assert.True(one.Equals(same) && one.Equals((object)same) && one.Equals(one));
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.False(one.Equals(null));
    }

    [Fact]
    public void The_number_of_entries_tells() => Differ(Issued(January), Issued(January).After([new Event.Submitted("A"), new Event.Withdrawn("A")]));

    [Fact]
    public void The_header_tells() => Differ(
        Opened().After([new Event.Interrupted("outage")]),
        Opened().After([new Event.Disconnected("contract ended")]));

    [Fact]
    public void The_invoices_tell() => Differ(
        Opened().After([new Event.Created("A", January, "rl", null)]),
        Opened().After([new Event.Created("B", January, "rl", null)]));

    [Fact]
    public void One_position_of_several_tells() => Differ(
        Opened().After([Advanced("rl", 5), Advanced("other", 5)]),
        Opened().After([Advanced("rl", 5), Advanced("other", 6)]));

    [Fact]
    public void The_series_that_moved_tells() => Differ(
        Opened().After([Advanced("rl", 5), Advanced("other", 5)]),
        Opened().After([Advanced("rl", 4), Advanced("rl", 5)]));

    [Fact]
    public void One_latest_date_of_several_tells() => Differ(Issued(January), Issued(February));

    [Fact]
    public void It_says_what_it_holds()
    {
        Assert.Equal("Book of 1 invoices, never, series " + string.Join(", ", Opened().Header.Series.All.Select(static owned => owned.Series.Id)), Opened().After([new Event.Created("A", January, "rl", null)]).ToString());
        Assert.Equal("Book of 0 invoices, not open", Book.Empty.ToString());
    }

    [Fact]
    public void Series_are_equal_when_all_are()
    {
        var (one, same, other) = (Opened().Header.Series, Opened().Header.Series, Book.Empty.Header.Series);
        Assert.True(one.Equals(same) && one.Equals((object)same));
        Assert.False(one.Equals(other) || one.Equals(null));
    }

    [Fact]
    public void Lists_of_other_items_have_other_hash_codes() =>
        Assert.NotEqual(1, Enumerable.Range(0, 20).Select(static item => ValueList.Create([item]).GetHashCode()).Distinct().Count());

    private static Book Opened() => Book.Empty.Do(new Command.Open([new("rl", "RL-{seq}"), new("other", "O-{seq}")]), out _);

    /// <summary>Two invoices numbered from two series; only the document date by which the second was numbered is free.</summary>
    private static Book Issued(DateOnly second) => Opened().After(
    [
        new Event.Created("A", January, "rl", null),
        new Event.Issued("A", "rl", default, 1, "RL-1", January),
        new Event.Created("B", January, "other", null),
        new Event.Issued("B", "other", default, 1, "O-1", second),
    ]);

    private static Event.Advanced Advanced(string series, long next) => new(series, default, 1, next, "cut-over");

    private static void Differ(Book one, Book other)
    {
        Assert.False(one.Equals(other));
        Assert.False(other.Equals(one));
    }
}
