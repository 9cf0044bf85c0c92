using NumberingRules.Storage.Tests.Contract;

namespace NumberingRules.Storage.Tests.Sync;

/// <summary>The loop never goes on in its caller's context: a host that blocks a thread with one cannot block the loop.</summary>
public sealed class ContextTests : IDisposable
{
    private readonly SyncDesk _desk = new();
    private readonly Context _context = new();

    public static TheoryData<string> Questions => ["feed", "import erp-K1", "pass 1", "find C", "post A", "feed again"];

    public void Dispose() => _desk.Dispose();

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Whatever_the_ERP_takes_its_time_for(string question)
    {
        _desk.Submit("A");
        _desk.Lose("C");
        _desk.Erp.Tell(SyncDesk.News("K1"));
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _desk.Erp.OnAsked = asked => asked == question || (question == "feed again" && _desk.Erp.Posted.Count > 0 && asked == "feed") ? goOn.Task : Task.CompletedTask;
        var round = Begin(() => _desk.Loop.RunAsync());
        goOn.SetResult();
        await round;
        Assert.Equal(0, _context.Posts);
    }

    [Fact]
    public async Task A_round_that_waits_for_another()
    {
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _desk.Erp.OnAsked = _ => goOn.Task;
        var first = _desk.RunAsync();
        var second = Begin(() => _desk.Loop.RunAsync());
        goOn.SetResult();
        await Task.WhenAll(first, second);
        Assert.Equal(0, _context.Posts);
    }

    [Theory]
    [InlineData("find A")]
    [InlineData("post A")]
    public async Task An_invoice_that_is_sent_for_a_person(string question)
    {
        _desk.Submit("A");
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _desk.Erp.OnAsked = asked => asked == question ? goOn.Task : Task.CompletedTask;
        _desk.Erp.OnPost = _ => new ErpReply.Made(SyncDesk.News("K1"));
        var sending = Begin(() => _desk.Loop.SendAsync("A"));
        goOn.SetResult();
        await sending;
        Assert.Equal(0, _context.Posts);
    }

    [Fact]
    public async Task News_of_a_void_that_is_asked_about()
    {
        _desk.Submit("A");
        _desk.DoAll(new Command.Confirm("A", "K1"));
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _desk.Erp.OnAsked = _ => goOn.Task;
        var taking = Begin(() => _desk.Loop.TakeAsync(SyncDesk.News("K1") with { IsVoid = true }));
        goOn.SetResult();
        await taking;
        Assert.Equal(0, _context.Posts);
    }

    /// <summary>The writer has a thread of its own here, and wherever the loop looks into it, it is put back into the context.</summary>
    [Fact]
    public async Task Whatever_the_book_takes_its_time_for()
    {
        using var store = new FaultyStore(new MemoryStore());
        await using var books = new Books(store);
        var book = books["main"];
        await book.OpenAsync([new("a", "A-{seq}")]);
        await book.ConnectAsync("company");
        foreach (var id in new[] { "A", "B", "C", "D", "E", "F", "G" })
        {
            await book.CreateAsync(id, SyncDesk.Day);
            await book.SubmitAsync(id);
        }

        await book.SendAsync("F");
        await book.ConfirmAsync("G", "KG");
        await book.ConfirmAsync("E", "KE");
        await book.DoAsync(new Command.Release("E", "gone", "KE"));
        var erp = new ScriptedErp(book)
        {
            OnFind = id => id == new InvoiceId("G") ? [SyncDesk.News("KG") with { IsVoid = true }, SyncDesk.News("KH") with { IsVoid = true }] : [],
            OnPost = id => id.Text switch
            {
                "A" => new ErpReply.Made(SyncDesk.News("KA")),
                "B" => new ErpReply.Refused("no"),
                "C" => new ErpReply.Unknown(),
                "D" => new ErpReply.Denied(),
                _ => new ErpReply.Made(SyncDesk.News("KE")),
            },
        };
        erp.Tell(SyncDesk.News("KG") with { IsVoid = true }, SyncDesk.News("KI") with { IsDeleted = true });
        using var loop = new SyncLoop(book, erp, new() { Settles = TimeSpan.Zero });
        store.OnRead = () =>
        {
            SynchronizationContext.SetSynchronizationContext(_context);
            return null;
        };
        await Begin(() => loop.SendAsync("E"));
        await Begin(() => loop.RunAsync());
        Assert.Equal(0, _context.Posts);
        store.OnRead = () => null;
        Assert.Equal(Connection.Interrupted, book.Header().Connection);
        Assert.True(book.Invoice("G")!.Invoice.ErpSaidVoid);
    }

    /// <summary>Begins in the context; what is returned is waited for outside of it.</summary>
    private Task Begin(Func<Task> what)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_context);
        try
        {
            return what().WaitAsync(SyncDesk.Patience);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private sealed class Context : SynchronizationContext
    {
        private int _posts;

        internal int Posts => Volatile.Read(ref _posts);

        public override void Post(SendOrPostCallback d, object? state)
        {
            Interlocked.Increment(ref _posts);
            base.Post(d, state);
        }
    }
}
