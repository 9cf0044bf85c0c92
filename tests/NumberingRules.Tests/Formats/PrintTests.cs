using System.Text;

namespace NumberingRules.Tests.Formats;

/// <summary>Printing into the room there is.</summary>
public sealed class PrintTests
{
    private static readonly Series Invoices = SeriesFrom.Definition(new("s", "RL-{date:yy}{date:MM}-{seq:000}", Start: 5, Max: 12345));
    private static readonly DateOnly Date = new(2026, 3, 9);

    [Theory]
    [InlineData(5, "RL-2603-005", 0)]
    [InlineData(5, "RL-2603-005", 1)]
    [InlineData(999, "RL-2603-999", 20)]
    [InlineData(1000, "RL-2603-1000", 0)]
    [InlineData(12345, "RL-2603-12345", 0)]
    [InlineData(12345, "RL-2603-12345", 51)]
    public void It_prints_into_room_that_fits_or_is_larger(long sequence, string expected, int spare)
    {
        var text = Enumerable.Repeat('?', expected.Length + spare).ToArray();
        Assert.True(Invoices.TryPrint(sequence, Date, text, out var chars));
        Assert.Equal(expected.PadRight(text.Length, '?'), new(text));

        var utf8 = Enumerable.Repeat((byte)'?', text.Length).ToArray();
        Assert.True(Invoices.TryPrint(sequence, Date, utf8, out var bytes));
        Assert.Equal(expected.PadRight(text.Length, '?'), Encoding.UTF8.GetString(utf8));

        Assert.Equal((expected.Length, expected.Length), (chars, bytes));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    public void It_writes_nothing_into_room_too_small(int room)
    {
        var text = new char[room];
        Assert.False(Invoices.TryPrint(5, Date, text, out var chars));
        Assert.Equal(new char[room], text);

        var utf8 = new byte[room];
        Assert.False(Invoices.TryPrint(5, Date, utf8, out var bytes));
        Assert.Equal(new byte[room], utf8);

        Assert.Equal((0, 0), (chars, bytes));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(12346)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void A_number_the_series_does_not_have_is_not_printed(long sequence) => Assert.All(Prints(sequence, Date), print => Throws("sequenceNumber", print));

    [Theory]
    [InlineData(1999, 12, 31)]
    [InlineData(2100, 1, 1)]
    [InlineData(1926, 3, 9)]
    public void A_year_that_two_digits_cannot_mean_is_not_printed(int year, int month, int day) =>
        Assert.All(Prints(5, new(year, month, day)), print => Throws("date", print));

    [Theory]
    [InlineData(1899, 12, 31)]
    [InlineData(2200, 1, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(9999, 12, 31)]
    public void A_date_that_is_no_document_date_is_not_printed(int year, int month, int day)
    {
        var series = SeriesFrom.Format("{date:yyyy}-{seq}");
        Assert.False(series.CanPrint(new(year, month, day)));
        Throws("date", () => series.Print(1, new(year, month, day)));
        Throws("date", () => series.Print(series.Last, new(year, month, day)));
        Throws("date", () => series.Print(series.First, new(year, month, day)));
    }

    [Fact]
    public void A_series_is_as_wide_as_its_last_number()
    {
        Assert.Equal("RL-2603-12345".Length, Invoices.WidestText);
        Assert.Equal(64, SeriesFrom.Definition(new("s", "A{seq}" + new string('-', 50), MaxLength: 64)).WidestText);
        Assert.Equal(18, SeriesFrom.Format("{seq}").WidestText);
        Assert.Equal(20, SeriesFrom.Definition(new("s", "A-{seq:000000000000000000}", Max: 7)).WidestText);
    }

    [Fact]
    public void A_series_reads_as_its_id_and_format() => Assert.Equal("s: RL-{date:yy}{date:MM}-{seq:000}", Invoices.ToString());

    [Fact]
    public void Series_of_one_definition_are_equal()
    {
        var same = SeriesFrom.Definition(Invoices.Definition with { });
        Assert.Equal(Invoices, same);
        Assert.Equal(Invoices.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(Invoices, SeriesFrom.Definition(Invoices.Definition with { DateOrder = DateOrder.Enforced }));
        Assert.False(Invoices.Equals(null));
        Assert.False(Invoices.Equals("s"));
    }

    private static IEnumerable<Action> Prints(long sequence, DateOnly date) =>
    [
        () => Invoices.Print(sequence, date),
        () => Invoices.TryPrint(sequence, date, new char[64], out _),
        () => Invoices.TryPrint(sequence, date, new byte[64], out _),
    ];

    private static void Throws(string argument, Action print) => Assert.Throws<ArgumentOutOfRangeException>(argument, print);

    [Fact]
    public void A_form_is_read_and_counts_for_the_width_and_what_cannot_be_printed_is_named()
    {
        var series = SeriesFrom.Definition(new("s", "A{seq}", Max: 9, Forms: [new("credit", "CN-{seq}")]));
        Assert.Equal(4, series.WidestText);
        Assert.True(series.TryParse("CN-7", out var parsed));
        Assert.True(series.TryParse("CN-7"u8, out var fromUtf8));
        Assert.Equal((new(7, default, null, "credit"), new(7, default, null, "credit")), (parsed, fromUtf8));
        Assert.Contains("has no form 'debit'", Assert.Throws<ArgumentException>("form", () => series.Print(1, Date, form: "debit")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("scope", () => series.Print(1, Date, "LS"));
    }

    [Fact]
    public void Forms_stand_in_the_order_of_their_names()
    {
        var (b, c, d) = (new SeriesForm("b", "B{seq}"), new SeriesForm("c", "C{seq}"), new SeriesForm("d", "D{seq}"));
        Assert.Equal(Of(b, c), Of(c, b));
        Assert.Equal(Of(b, c, d), Of(d, c, b));
        Assert.Equal(b, Of(c, b).Forms[0]);

        static SeriesDefinition Of(params SeriesForm[] forms) => new("s", "A{seq}", Forms: [.. forms]);
    }
}
