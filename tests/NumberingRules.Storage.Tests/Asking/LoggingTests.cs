using Microsoft.Extensions.Logging;
using NumberingRules.Storage.Tests.Contract;

namespace NumberingRules.Storage.Tests.Asking;

/// <summary>Trouble that nobody is told of as an exception is logged.</summary>
public sealed class LoggingTests
{
    [Fact]
    public async Task A_batch_that_is_written_again_is_logged_with_what_went_wrong()
    {
        using var logged = new LoggedLines();
        var faults = 1;
        var store = new FaultyStore(new MemoryStore()) { OnCommit = after => !after && faults-- > 0 ? new StoreException(StoreTrouble.Conflict, "met") : null };
        await using (var books = new Books(store, new() { Logging = logged }))
        {
            await books["main"].OpenAsync([new("a", "A-{seq}")]);
        }

        // A host's logger runs off the writer, so what it is told may come after the answer.
        Assert.True(SpinWait.SpinUntil(() => logged.Troubles.Any(), TimeSpan.FromSeconds(30)));
        Assert.Equal([("NumberingRules.Writer", LogLevel.Warning, "met")], logged.Troubles);
    }
}
