namespace NumberingRules.Storage.Tests.Contract;

/// <content>Books have any name.</content>
public abstract partial class StoreContract
{
    private static readonly string[] OddNames =
    [
        new('n', 255), "\ud83d\ude00", "\uff5e", "'; DROP TABLE numbering_journal; --", "..", "a/b", "%", "@book", "İı", "e\u0301", "\u00e9", "\"", "1", "main", "MAIN", "nul\\",
    ];

    [Fact]
    public async Task A_book_may_have_any_name_and_names_are_in_the_order_of_UTF_8()
    {
        var store = NewStore();
        using (var books = new Books(store))
        {
            await Together(OddNames.Length, async Task<Answer> (at) =>
            {
                await books[OddNames[at]].DoAsync(Opening);
                return await books[OddNames[at]].CreateAsync("I1", Day);
            });
            Assert.Equal(OddNames.Order(Naive.Utf8), books.Names());
        }

        using var again = new Books(Reopened(store));
        Assert.Equal(OddNames.Order(Naive.Utf8), again.Names());
        foreach (var name in OddNames)
        {
            Assert.Equal("A-002", (await again[name].CreateAsync("I2", Day)).Number!.Text);
            AssertGapless(again, name, 2);
        }

        Assert.Equal(OddNames.Length, OddNames.Select(name => again[name].Head().Hash).Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" x")]
    [InlineData("a\nb")]
    [InlineData("\u200b")]
    public void What_is_no_name_names_no_book(string name)
    {
        using var books = new Books(NewStore());
        Assert.Throws<ArgumentException>(() => books[name]);
        Assert.Throws<ArgumentException>(() => books["\ud800"]);
        Assert.Throws<ArgumentException>(() => books[new('n', 256)]);
    }

    [Fact]
    public void Who_names_nobody_erases_nothing()
    {
        using var desk = NewDesk();
        desk.Do(Opening, "Ann");
        desk.Do(new Command.Create("I1", Day), "Ann");
        Assert.Throws<ArgumentNullException>(() => desk.Book.EraseTextBy(null!));
        Assert.Throws<ArgumentNullException>(() => desk.Book.EraseTextOf(null!));
        Assert.Equal(0, desk.Book.EraseTextBy(""));
        Assert.All(desk.Book.Entries(), entry => Assert.Equal("Ann", entry.Actor));
    }
}
