namespace NumberingRules.Storage.Tests.Contract;

/// <summary>What is nothing is not looked for.</summary>
public class SqlTablesTests
{
    private readonly SqlTables _tables = new(null!, 1, new(1, "main", 0, default, default, false, 0), BookHeader.Unopened);

    [Fact]
    public void Nothing_cannot_be_looked_up()
    {
        Assert.Throws<ArgumentNullException>("id", () => _tables.Find(null!));
        Assert.Throws<ArgumentNullException>("series", () => _tables.PositionOf(null!, default));
        Assert.Throws<ArgumentNullException>("key", () => _tables.HolderOf((ErpKey)null!));
        Assert.Throws<ArgumentNullException>("homeNumber", () => _tables.HolderOf((InvoiceNumber)null!));
        Assert.Throws<ArgumentNullException>("number", () => _tables.CountWithErpNumber(null!));
        Assert.Throws<ArgumentNullException>("invoice", () => _tables.EntriesAbout(null!));
    }
}
