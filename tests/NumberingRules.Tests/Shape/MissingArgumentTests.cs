using System.Text.Json;

namespace NumberingRules.Tests.Shape;

/// <summary>Null where a value is needed is named, and a message says in words what is wrong.</summary>
public sealed class MissingArgumentTests
{
    private static readonly Book Opened = Book.Empty.Do(new Command.Open([new("rl", "RL-{seq:00000}")]), out _).Do(new Command.Create("A", new(2026, 1, 5)), out _);
    private static readonly Series Rl = Opened.Header.Series.Find("rl")!.Series;
    private static readonly Invoice A = Opened.Find("A")!;

    public static TheoryData<string, Action> Calls => new()
    {
        { "book", () => Numbering.Authority(null!, A) },
        { "invoice", () => Numbering.Authority(Opened.Header, null!) },
        { "invoice", () => Numbering.ShownSync(Opened.Header, null!) },
        { "book", () => Numbering.EffectiveSync(null!, A) },
        { "invoice", () => Numbering.EffectiveSync(Opened.Header, null!) },
        { "series", () => Opened.PositionOf(null!, null, default) },
        { "series", () => new Register(Opened).PositionOf(null!, null, default) },
        { "number", () => Opened.Header.Series.PrinterOf(null!, out _) },
        { "policy", () => new PolicyChange().Over(null!) },
        { "decision", () => Explain.Detail(new Command.Approve("A"), null!) },
        { "say", () => Explain.Of(Rejection.Unlinked, null!) },
        { "say", () => Explain.Of(Finding.SameText, null!) },
        { "other", () => Rl.CouldPrintSameTextAs(null!) },
        { "name", () => FormChoice.FromFormName(null!) },
        { "book", () => Numbering.Decide(null!, new Command.Recover()) },
        { "command", () => Numbering.Decide(Opened, null!) },
        { "book", () => Numbering.Next(null!, new(2026, 1, 5)) },
        { "book", () => Numbering.Check(null!, "A") },
        { "number", () => Numbering.Check(Opened, null!) },
        { "series", () => Opened.IssuedTo(null!, null, default, 1) },
        { "series", () => new Register(Opened).IssuedTo(null!, null, default, 1) },
        { "under", () => _ = new Register(null!) },
        { "happened", () => new Register().Apply(null!) },
        { "id", () => Opened.Header.Series.Find(null!) },
        { "definition", () => Series.TryCreate(null!, out _, out _) },
        { "writer", () => new NameJsonConverter<Side>().Write(null!, Side.Erp, JsonSerializerOptions.Default) },
        { "writer", () => new NameJsonConverter<Side>().WriteAsPropertyName(null!, Side.Erp, JsonSerializerOptions.Default) },
        { "writer", () => new TextJsonConverter<InvoiceId>().Write(null!, "A", JsonSerializerOptions.Default) },
        { "writer", () => new TextJsonConverter<InvoiceId>().WriteAsPropertyName(null!, "A", JsonSerializerOptions.Default) },
        { "writer", () => new SeriesFormsJsonConverter().Write(null!, default, JsonSerializerOptions.Default) },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public void The_argument_is_named(string name, Action call) =>
        Assert.Equal(name, Assert.Throws<ArgumentNullException>(call).ParamName);

    [Fact]
    public void A_command_without_its_invoice_says_where_to_look() => Assert.StartsWith(
        "a command needs this value, and it is null; look at where it comes from",
        Assert.Throws<ArgumentNullException>(static () => new Command.Approve(null!)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_redate_says_what_it_needs() =>
        Assert.StartsWith("a date, a series, a scope or a form is needed", Assert.Throws<ArgumentException>(static () => new Command.Redate("A")).Message, StringComparison.Ordinal);

    [Fact]
    public void Commands_together_say_what_they_need() =>
        Assert.StartsWith("at least one command", Assert.Throws<ArgumentException>(static () => new Command.Together([])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_void_is_by_one_of_the_two() =>
        Assert.Equal("By", Assert.Throws<ArgumentOutOfRangeException>(static () => new Command.Void("A", (Side)9, "x")).ParamName);

    [Fact]
    public void A_setting_has_one_of_its_values() => Assert.Contains(
        "Authority: 9 is no value of the setting; there are Home, Erp",
        Assert.Throws<ArgumentOutOfRangeException>(static () => new PolicyChange(Authority: (Side)9)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_date_that_cannot_be_printed_is_named() => Assert.Contains(
        "is no document date",
        Assert.Throws<ArgumentOutOfRangeException>(static () => Rl.TryPrint(1, DateOnly.MinValue, new char[64], out _)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_series_that_is_not_there_is_named() => Assert.Equal(
        "the book has no series 'none'",
        Assert.Throws<KeyNotFoundException>(static () => Opened.Header.Series.EndOfChain("none")).Message);

    [Fact]
    public void A_book_that_is_not_open_says_so() => Assert.Equal(
        "the book is not open",
        Assert.Throws<InvalidOperationException>(static () => Book.Empty.Header.Policy).Message);

    [Fact]
    public void An_invoice_that_is_not_there_is_named() => Assert.Contains(
        "'B'",
        Assert.Throws<KeyNotFoundException>(static () => Opened.Authority("B")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void An_event_about_an_invoice_that_has_not_appeared_is_named() => Assert.Equal(
        "entry 4 is about invoice 'B', which has not appeared",
        Assert.Throws<InvalidOperationException>(static () => Opened.After([new Event.Submitted("B")])).Message);

    [Fact]
    public void A_series_that_cannot_be_is_named() => Assert.StartsWith(
        "the journal holds a series 'bad' that cannot be: ",
        Assert.Throws<InvalidOperationException>(static () => Opened.After([new Event.SeriesAdded(new("bad", "no number"))])).Message,
        StringComparison.Ordinal);
}
