using NumberingRules.Sqlite;

namespace NumberingRules.Storage.Tests.Contract;

/// <summary>One book of a file is damaged; the others are numbered as ever, and the damaged one says so.</summary>
public sealed class DamagedNeighbourTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 1, 5);

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("UPDATE numbering_journal SET body = CAST(replace(CAST(body AS TEXT), '\"opened\"', '\"conjured\"') AS BLOB) WHERE entry = 1 AND book = 1")]
    [InlineData("UPDATE numbering_journal SET body = x'00' WHERE entry = 1 AND book = 1")]
    [InlineData("UPDATE numbering_books SET head = zeroblob(32) WHERE name = 'bad'")]
    [InlineData("UPDATE numbering_books SET at = 3155378975999999999 WHERE name = 'bad'")]
    [InlineData("UPDATE numbering_books SET identity = x'00' WHERE name = 'bad'")]
    [InlineData("UPDATE numbering_positions SET next = 1 WHERE book = 1")]
    [InlineData("UPDATE numbering_positions SET next = 9 WHERE book = 1")]
    [InlineData("UPDATE numbering_invoices SET state = x'7b7d' WHERE book = 1")]
    [InlineData("DELETE FROM numbering_journal WHERE entry = 3 AND book = 1")]
    public async Task The_others_go_on(string damage)
    {
        var file = _scratch.NewFile();
        await using (var before = new Books(new SqliteStore(file)))
        {
            await before["bad"].OpenAsync([new("a", "A-{seq}")]);
            await before["bad"].CreateAsync("I1", Day);
            await before["good"].OpenAsync([new("a", "A-{seq}")]);
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
        var bad = books["bad"].DoManyAsync([new Command.Approve("I1"), .. Enumerable.Range(10, 20).Select(at => new Command.Create($"I{at}", Day))]).AsTask();
        const int Many = 1000;
        var answers = await books["good"].DoManyAsync([.. Enumerable.Range(1, Many).Select(at => new Command.Create($"I{at}", Day))]);
        Assert.Equal(Enumerable.Range(1, Many).Select(number => $"A-{number}"), answers.Select(answer => answer.Number!.Text));
        var trouble = await Record.ExceptionAsync(() => bad.WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.True(trouble is StoreException { Trouble: StoreTrouble.Damaged } or JournalException, $"{trouble}");
        Assert.Equal($"A-{Many + 1}", (await books["good"].CreateAsync("last", Day)).Number!.Text);
        Assert.Equal("I7", books["good"].Find("A-7")[0].Invoice.Id.Text);
        Assert.Null(books["good"].Verify().Fault?.What);
        Assert.True(await Record.ExceptionAsync(() => books["bad"].VerifyAsync()) is StoreException || (await books["bad"].VerifyAsync()).Fault is not null);
    }
}
