using static NumberingRules.Tests.Examples.Words;

namespace NumberingRules.Tests.Examples;

/// <summary>A register answers for what changed in it, and for everything else as what lies beneath.</summary>
public sealed class RegisterExamples
{
    private static readonly Series RlSeries = Formats.SeriesFrom.Definition(Rl);

    [Fact]
    public void A_position_that_moved_beneath_counts_on()
    {
        var (register, _) = Laid(Create());
        Assert.Equal(new(2, January), register.PositionOf(RlSeries, null, default));
        register.Do(Create("B", March));
        Assert.Equal(new(3, March), register.PositionOf(RlSeries, null, default));
    }

    [Fact]
    public void A_position_that_nobody_moved_is_the_first()
    {
        var register = new Register();
        register.Do(Open());
        Assert.Equal(new(1, null), register.PositionOf(RlSeries, null, default));
    }

    [Fact]
    public void An_ERP_number_beneath_is_counted()
    {
        var (register, _) = Laid(Connect(), Import());
        Assert.True(register.IsShownByAnother("SI-7001", []));
        Assert.False(register.IsShownByAnother("SI-1", []));
        register.Do(Import("T", "702"));
        Assert.True(register.IsShownByAnother("SI-7001", []));
    }

    [Fact]
    public void Imports_without_a_home_number_are_listed_from_beneath_and_above()
    {
        var (register, under) = Laid(Connect(), Import(), Import("T", "702", "SI-7002"), Create());
        register.Do(Import("U", "703", "SI-7003"));
        Assert.Equal(["S", "T", "U"], Without(register));
        register.Do(Number("S"));
        Assert.Equal(["T", "U"], Without(register));
        Assert.Equal(["S", "T"], Without(under));
    }

    [Fact]
    public void One_that_lies_on_nothing_lists_its_own()
    {
        var register = new Register();
        Assert.Empty(register.WithoutHomeNumber());
        foreach (var command in (Command[])[Open(OnApproval), Connect(), Create(), Import(), Import("T", "702", "SI-7002"), Number("S")])
        {
            register.Do(command);
        }

        Assert.Equal(["T"], Without(register));
    }

    [Fact]
    public void Numbers_given_outside_every_series_are_listed_from_beneath_and_above()
    {
        var (register, _) = Laid(Advance(5), Create("A", homeNumber: "OLD-1"), Create("B", homeNumber: "RL-00003"));
        register.Do(Create("C", homeNumber: "OLD-2"));
        register.Do(Create("D", homeNumber: "RL-00004"));
        Assert.Equal(["OLD-1", "OLD-2"], register.GivenOutsideSeries("OLD-").Select(static number => number.Text));
        Assert.Empty(register.GivenOutsideSeries("RL-"));
        Assert.Equal("OLD-1", Assert.Single(register.GivenOutsideSeries("OLD-1")).Text);
    }

    [Fact]
    public void Names_with_one_hash_code_are_kept_apart()
    {
        var (one, other) = WithOneHashCode();
        var register = new Register();
        register.Do(Open());
        register.Do(Create(one, January));
        register.Do(Create(other, March));
        Assert.Equal((January, March), (register.Find(one)!.Date, register.Find(other)!.Date));
        Assert.Equal(2, register.InvoiceCount);
    }

    [Fact]
    public void Series_with_one_hash_code_count_apart()
    {
        var (one, other) = WithOneHashCode();
        var register = new Register();
        register.Do(Open(null, new SeriesDefinition(one, "A{seq}"), new SeriesDefinition(other, "B{seq}")));
        register.Do(Create("A", series: one));
        register.Do(Create("B", series: other));
        Assert.Equal("B1", register.Find("B")!.HomeNumber?.Text);
    }

    [Fact]
    public void Of_an_ERP_number_beneath_only_those_count_that_did_not_change_above()
    {
        var (register, _) = Laid(Connect(), Import(), Import("T", "702"));
        register.Do(VoidByErp("S"));
        Assert.True(register.IsShownByAnother("SI-7001", []));
        Assert.False(register.IsShownByAnother("SI-7001", ["T"]));
        register.Do(VoidByErp("T"));
        Assert.False(register.IsShownByAnother("SI-7001", []));
    }

    [Fact]
    public void An_ERP_number_of_its_own_is_not_anothers()
    {
        var register = new Register();
        foreach (var command in (Command[])[Open(), Connect(), Import()])
        {
            register.Do(command);
        }

        Assert.False(register.IsShownByAnother("SI-7001", ["S"]));
    }

    [Fact]
    public void All_who_hold_an_ERP_number_are_found_beneath_and_above_once()
    {
        var (register, under) = Laid(Connect(), Import(), Import("T", "702"), VoidByErp("S"));
        register.Do(Import("U", "703"));
        register.Do(Import("V", "704"));
        register.Do(Import("W", "705"));
        Assert.Equal(["S", "T"], Holders(under));
        Assert.Equal(["S", "T", "U", "V", "W"], Holders(register));

        static IEnumerable<string> Holders(IBookView book) => Numbering.Check(book, "SI-7001").Holders.Select(static holder => holder.Invoice.Text);
    }

    private static (Register Register, Book Under) Laid(params ReadOnlySpan<Command> commands)
    {
        var book = Book.Empty.Do(Open(), out _);
        foreach (var command in commands)
        {
            book = book.Do(command, out var decision);
            Assert.Equal(Outcome.Accepted, decision.Outcome);
        }

        return (new(book), book);
    }

    private static IEnumerable<string> Without(IBookView book) => book.WithoutHomeNumber().Select(static invoice => invoice.Id.Text).Order(StringComparer.Ordinal);

    /// <summary>Hash codes have 32 bits, so a pair is met among a hundred thousand names or so; which one differs from run to run.</summary>
    private static (string One, string Other) WithOneHashCode()
    {
        var met = new Dictionary<int, string>();
        for (var at = 0; ; at++)
        {
            var name = $"N{at}";
            if (!met.TryAdd(name.GetHashCode(StringComparison.Ordinal), name))
            {
                return (met[name.GetHashCode(StringComparison.Ordinal)], name);
            }
        }
    }
}
