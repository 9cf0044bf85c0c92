using System.Globalization;
using Npgsql;
using NumberingRules.Storage;

namespace NumberingRules.PostgreSql.Tests.Failing;

/// <summary>The connection is cut at each message of a batch, from the first of the lock to the last of the commit's answer.</summary>
[Collection(TroubledServer.Name)]
public sealed class CutTests(ServerFixture fixture) : StoreTest(fixture)
{
    private const int MostMessages = 400;

    private static readonly DateOnly Day = new(2026, 3, 1);

    [PostgreSqlFact]
    public Task A_connection_that_is_cut_at_any_message_loses_doubles_and_skips_nothing() => CutAsync(step: 1, silently: false);

    /// <summary>The client waits for its own limit; where it commits, it cannot know, and asks.</summary>
    [PostgreSqlFact]
    public Task A_connection_that_goes_silent_at_any_message_loses_doubles_and_skips_nothing() => CutAsync(step: 40, silently: true);

    private async Task CutAsync(int step, bool silently)
    {
        using var proxy = new Proxy(Server);
        await using var source = NpgsqlDataSource.Create(proxy.ConnectionTo(Database));
        await using var books = new Books(new PostgreSqlStore(source, new() { WriteWait = TimeSpan.FromSeconds(5), StandstillLimit = silently ? TimeSpan.FromMilliseconds(500) : TimeSpan.FromSeconds(30) }));
        var book = books["main"];
        await book.OpenAsync([new("a", "A-{seq}")]);
        await book.CreateAsync("I0", Day);
        var asked = 1;
        var unknown = 0;
        for (var messages = 0; messages < MostMessages; messages += step)
        {
            var id = new InvoiceId(string.Create(CultureInfo.InvariantCulture, $"I{asked}"));
            proxy.CutAfter(messages, silently);
            Answer answer;
            try
            {
                answer = await book.CreateAsync(id, Day);
                Assert.Equal(Outcome.Accepted, answer.Outcome);
            }
            catch (StoreException e) when (e.Trouble is StoreTrouble.CommitUnknown)
            {
                unknown++;
                answer = await book.CreateAsync(id, Day);
            }

            asked++;
            Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"A-{asked}"), answer.Number!.Text);
            if (!proxy.HasCut)
            {
                proxy.Stop();
                break;
            }
        }

        Assert.InRange(asked, MostMessages / 10 / step, MostMessages / step);
        Assert.InRange(unknown, 0, asked / 2);
        Assert.Equal(asked, (await book.SeriesAsync()).Single().Issued);
        var report = await book.VerifyAsync();
        Assert.True(report.IsSound, report.Fault?.What);
    }
}
