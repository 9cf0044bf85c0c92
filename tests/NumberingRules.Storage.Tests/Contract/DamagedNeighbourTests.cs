using NumberingRules.Sqlite;

namespace NumberingRules.Storage.Tests.Contract;

/// <summary>One book of a file is damaged; the others are numbered as ever, and the damaged one says so.</summary>
public sealed class DamagedNeighbourTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 1, 5);

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("UPDATE numbering_journal SET body = CAST(replace(CAST(body AS TEXT), '\"created\"', '\"conjured\"') AS BLOB) WHERE id = (SELECT MAX(id) FROM numbering_journal)", true)]
    [InlineData("UPDATE numbering_journal SET body = x'00' WHERE id = (SELECT MAX(id) FROM numbering_journal)", true)]
    [InlineData("DELETE FROM numbering_invoices", true)]
    [InlineData("DELETE FROM numbering_invoices", false)]
    [InlineData("INSERT INTO numbering_issued SELECT 1, 'a', 0, 2, 0", true)]
    [InlineData("UPDATE numbering_invoices SET state = x'7b7d'", true)]
    public async Task The_others_go_on(string damage, bool whileBehind)
    {
        var file = _scratch.NewFile();
        using (var before = new Books(new LaggingStore(file)))
        {
            await before["bad"].OpenAsync([new("a", "A-{seq}")]);
            await before["bad"].DoAsync(new Command.Create("I1", Day));
            await before["bad"].DoAsync(new Command.Create("I2", Day, HomeNumber: "GIVEN"));
            before.Store.CatchUp();
            await before["good"].OpenAsync([new("a", "A-{seq}")]);
            if (whileBehind)
            {
                // An entry about an invoice of the tables, a number, and an entry that stands alone at the end.
                await before["bad"].DoAsync(new Command.Approve("I1"));
                await before["bad"].DoAsync(new Command.Create("I3", Day));
                await before["bad"].DoAsync(new Command.SetPolicy(new(HomeNumber: HomeNumberPolicy.OnApproval)));
                await before["bad"].DoAsync(new Command.Create("I4", Day));
            }

            if (!whileBehind)
            {
                before.Store.CatchUp();
            }
        }

        using (var connection = Scratch.Open(file))
        using (var command = connection.CreateCommand())
        {
#pragma warning disable CA2100 // Constants of this test.
            command.CommandText = damage;
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync();
        }

        await using var books = new Books(new SqliteStore(file));
        var bad = books["bad"].DoManyAsync([.. Enumerable.Range(10, 20).Select(at => new Command.Create($"I{at}", Day))]);

        // More than what makes a writer bring its tables up, so that the damaged book is met in any case.
        const int Many = 3000;
        var answers = await books["good"].DoManyAsync([.. Enumerable.Range(1, Many).Select(at => new Command.Create($"I{at}", Day))]);
        Assert.Equal(Enumerable.Range(1, Many).Select(number => $"A-{number}"), answers.Select(answer => answer.Number!.Text));
        await bad.ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.Equal($"A-{Many + 1}", (await books["good"].CreateAsync("last", Day)).Number!.Text);
        Assert.Equal("I7", books["good"].Find("A-7")[0].Invoice.Id.Text);
        Assert.Null(books["good"].Verify().Fault?.What);
        Assert.False(books["bad"].Verify().IsSound);
    }
}
