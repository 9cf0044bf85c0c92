using System.Collections.Concurrent;

namespace NumberingRules.Storage.Tests.Asking;

/// <summary>What was decided over a damaged book is looked into beside the writer, and once, however many met it.</summary>
public sealed class TroublesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_book_is_looked_into_once_and_who_says_so_does_not_wait_for_it()
    {
        ConcurrentQueue<string> asked = [];
        TaskCompletionSource<VerifyReport> looking = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var troubles = new Troubles(book =>
        {
            asked.Enqueue(book);
            return looking.Task;
        });
        var told = Enumerable.Range(0, 3).Select(_ => new TaskCompletionSource<Exception>()).ToList();

        told.ForEach(one => troubles.Tell("main", new InvalidOperationException("odd"), one.SetResult));

        Assert.Equal(["main"], asked);
        Assert.All(told, one => Assert.False(one.Task.IsCompleted));
        looking.SetResult(new("main", 2, 0, 0, default, new(3, "entry 3 is missing")));
        Assert.All(await Task.WhenAll(told.Select(static one => one.Task)).WaitAsync(Patience), static trouble =>
        {
            Assert.Equal(StoreTrouble.Damaged, Assert.IsType<StoreException>(trouble).Trouble);
            Assert.Contains("entry 3 is missing", trouble.Message, StringComparison.Ordinal);
            Assert.IsType<InvalidOperationException>(trouble.InnerException);
        });
    }

    [Fact]
    public async Task Who_waits_is_told_also_where_memory_is_too_short_to_look()
    {
        var troubles = new Troubles(static _ => Task.FromException<VerifyReport>(new InsufficientMemoryException()));
        var met = new InvalidOperationException("odd");
        TaskCompletionSource<Exception> told = new();
        troubles.Tell("main", met, told.SetResult);
        Assert.Same(met, await told.Task.WaitAsync(Patience));
    }

    [Fact]
    public async Task Where_the_book_is_sound_what_was_met_is_told()
    {
        var troubles = new Troubles(static book => Task.FromResult(new VerifyReport(book, 2, 0, 0, default, null)));
        var met = new InvalidOperationException("odd");
        Assert.Same(met, await troubles.LookIntoAsync("main", met));
    }
}
