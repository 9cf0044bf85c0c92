using NumberingRules.Storage.Tests.Contract;
using NumberingRules.Syncing;

namespace NumberingRules.Storage.Tests.Syncing;

/// <summary>The loop never goes on in its caller's context: a host that blocks a thread with one cannot block the loop.</summary>
public sealed class ContextTests : IDisposable
{
    private readonly SyncDesk _desk = new();
    private readonly Context _context = new();

    public static TheoryData<string> Questions => ["feed", "import erp-K1", "pass 1", "find C", "post B", "post A", "feed again"];

    public void Dispose() => _desk.Dispose();

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Whatever_the_ERP_takes_its_time_for(string question)
    {
        _desk.Submit("A", "B");
        _desk.DoAll(new Command.Send("B"), new Command.Refuse("B", "no"));
        _desk.Lose("C");
        _desk.Time.Passed += SyncDesk.Retry;
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
        var taking = Begin(() => _desk.Loop.TakeAsync(SyncDesk.Void("K1")));
        goOn.SetResult();
        await taking;
        Assert.Equal(0, _context.Posts);
    }

    /// <summary>The writer has a thread of its own here, and wherever the loop looks into the book, it is put back into the context.</summary>
    [Fact]
    public async Task Whatever_the_book_takes_its_time_for()
    {
        var kept = new MemoryStore();
        var store = new FaultyStore(kept);
        await using var books = new Books(store, new() { Watch = WaitForSome });
        using var rivals = new Books(kept, new() { OnCallersThread = true });
        var (book, rival) = (books["main"], rivals["main"]);
        await book.OpenAsync([new("a", "A-{seq}")]);
        await book.ConnectAsync("company");
        foreach (var id in new InvoiceId[] { "made", "refused", "unknown", "denied", "barred", "had", "gone", "absent", "found", "void", "voids", "going" })
        {
            await book.CreateAsync(id, SyncDesk.Day);
            await book.SubmitAsync(id);
        }

        await book.SendAsync("absent");
        await book.SendAsync("found");
        await book.ConfirmAsync("void", "K1");
        await book.ConfirmAsync("voids", "K2");
        await book.ConfirmAsync("going", "K3");
        await book.ConfirmAsync("gone", "K4");
        await book.DoAsync(new Command.Release("gone", "gone", "K4"));
        var erp = new ScriptedErp(rival) { OnFind = Find, OnPost = Post };
        erp.Tell(SyncDesk.Void("K1"), SyncDesk.Void("K2"), SyncDesk.Deleted("K6"));
        using var loop = new SyncLoop(book, erp, new() { Settles = TimeSpan.Zero, RetryAfter = TimeSpan.Zero });
        store.OnRead = () =>
        {
            SynchronizationContext.SetSynchronizationContext(_context);
            return null;
        };
        await Begin(() => loop.SendAsync("gone"));
        await Begin(() => loop.SendAsync("going"));
        await Begin(() => loop.SendAsync("had"));
        await Begin(() => loop.SendAsync("barred"));
        await book.ConnectAsync("company");
        await Begin(() => loop.RunAsync());
        store.OnRead = () => null;
        Assert.Equal(0, _context.Posts);
        Assert.Equal(
            [
                "find gone", "post gone", "find going", "find had", "find barred", "post barred", "feed", "find void", "find voids", "import erp-K6", "pass 1", "feed",
                "find absent", "find found", "find going", "post barred", "post absent", "post made", "post refused", "post unknown", "post denied", "feed",
            ],
            erp.Asked);

        // Answered at once, so that what is asked behind it is asked in the context as well.
        void WaitForSome(Request asked) => Assert.True(
            asked.Commands[0] is not (Command.Confirm { Invoice.Text: "gone" } or Command.Refuse { Invoice.Text: "barred" })
            || SpinWait.SpinUntil(() => asked.Done.IsCompleted, SyncDesk.Patience));

        IReadOnlyList<ErpNews> Find(InvoiceId id)
        {
            store.OnBegin = id.Text == "going" ? Go : () => { };
            return id.Text switch
            {
                "found" => [SyncDesk.News("K7")],
                "had" => [SyncDesk.News("K8")],
                "voids" => [SyncDesk.Void("K2"), SyncDesk.Void("K5")],
                _ => [],
            };
        }

        void Go()
        {
            store.OnBegin = () => { };
            rival.DoAsync(new Command.Release("going", "deleted in the ERP", "K3")).Now();
        }

        ErpReply Post(InvoiceId id) => id.Text switch
        {
            "made" => new ErpReply.Made(SyncDesk.News("K9")),
            "gone" => new ErpReply.Made(SyncDesk.News("K4")),
            "unknown" => new ErpReply.Unknown(),
            "denied" => new ErpReply.Denied(),
            "barred" when book.Invoice(id)!.Invoice.Attempt == 1 => new ErpReply.Denied(),
            _ => new ErpReply.Refused("no"),
        };
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
