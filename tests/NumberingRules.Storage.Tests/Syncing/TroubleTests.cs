using Microsoft.Extensions.Logging;
using NumberingRules.Syncing;

namespace NumberingRules.Storage.Tests.Syncing;

/// <summary>Trouble stays with its invoice and backs off; what is refused for ever costs a bounded number of posts; the loop ends in order.</summary>
public sealed class TroubleTests : IDisposable
{
    private static readonly DateTimeOffset Morning = new(2026, 3, 3, 6, 0, 0, TimeSpan.Zero);

    private readonly SyncDesk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task One_invoice_whose_look_up_throws_keeps_nobody_from_being_looked_up_or_sent()
    {
        await _desk.BeginAsync();
        _desk.Lose("A", "B");
        _desk.Submit("C");
        _desk.Erp.OnFind = id => id == new InvoiceId("A") ? throw new HttpRequestException("414") : [SyncDesk.News("KB")];
        _desk.Erp.OnPost = _ => new ErpReply.Made(SyncDesk.News("KC"));
        var report = await _desk.RunAsync();
        Assert.Equal((1, 1, 1, true), (report.Found, report.Sent, report.Failed, report.IsComplete));
        Assert.Equal([new InvoiceTrouble("A", "414", 1)], report.Troubles);

        // It is left alone for a while, longer each time.
        report = await _desk.RunAsync();
        Assert.Equal((0, 1), (report.Failed, report.Waiting));
        _desk.Time.Passed += SyncDesk.Retry;
        Assert.Equal([new InvoiceTrouble("A", "414", 2)], (await _desk.RunAsync()).Troubles);
        _desk.Time.Passed += SyncDesk.Retry;
        Assert.Empty((await _desk.RunAsync()).Troubles);
        _desk.Time.Passed += SyncDesk.Retry;
        _desk.Erp.OnFind = _ => [SyncDesk.News("KA")];
        Assert.Equal(1, (await _desk.RunAsync()).Found);
    }

    [Fact]
    public async Task One_invoice_whose_post_throws_is_uncertain_and_the_others_go_on()
    {
        _desk.Submit("A", "B");
        _desk.Erp.OnPost = id => id == new InvoiceId("A") ? throw new HttpRequestException("broken") : new ErpReply.Made(SyncDesk.News("KB"));
        var report = await _desk.RunAsync();
        Assert.Equal((1, 1, 1), (report.Sent, report.Uncertain, report.Failed));
        Assert.Equal([new Event.Sent("A", 1, 1), new Event.Lost("A", 1)], _desk.Happened().Take(2));
        Assert.Equal("broken", Assert.Single(report.Troubles).Why);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_taken_is_looked_up()
    {
        _desk.Submit("A", "B");
        _desk.DoAll(new Command.Confirm("B", "K1"));
        _desk.Erp.OnPost = _ => new ErpReply.Made(SyncDesk.News("K1"));
        await _desk.RunAsync();
        Assert.Equal([new Event.Sent("A", 1, 1), new Event.Lost("A", 1)], _desk.Happened());
    }

    [Fact]
    public async Task An_ERP_that_is_away_is_not_asked_about_every_invoice()
    {
        await _desk.BeginAsync();
        _desk.Lose("A", "B", "C", "D", "E");
        _desk.Erp.OnFind = _ => throw new HttpRequestException("away");
        var report = await _desk.RunAsync();
        Assert.Equal((3, false), (report.Failed, report.IsComplete));
        Assert.Equal(["feed", "find A", "find B", "find C", "feed"], _desk.Erp.Asked);

        // The next round begins with the others.
        _desk.Erp.OnFind = _ => [];
        _desk.Erp.Asked.Clear();
        await _desk.RunAsync();
        Assert.Equal(["feed", "find D", "find E", "feed"], _desk.Erp.Asked);
    }

    [Fact]
    public async Task What_was_in_flight_is_recovered_once_however_many_rounds_fail()
    {
        _desk.Submit("A");
        _desk.DoAll(new Command.Send("A"));
        _desk.Erp.OnAsked = asked => asked == "feed" ? Task.FromException(new HttpRequestException("away")) : Task.CompletedTask;
        for (var round = 0; round < 20; round++)
        {
            await Assert.ThrowsAsync<HttpRequestException>(async () => await _desk.RunAsync());
        }

        using var restarted = new SyncLoop(_desk.Book, _desk.Erp);
        await Assert.ThrowsAsync<HttpRequestException>(async () => await restarted.RunAsync());
        Assert.Equal([new Event.Recovered(2)], _desk.Happened());
    }

    [Fact]
    public async Task What_nobody_answers_for_as_long_as_a_post_may_take_is_looked_up()
    {
        await _desk.BeginAsync();
        _desk.Submit("A");
        _desk.DoAll(new Command.Send("A"));
        await _desk.RunAsync();
        _desk.Time.Passed += SyncDesk.Settles - TimeSpan.FromTicks(1);
        await _desk.RunAsync();
        Assert.Empty(_desk.Happened());
        _desk.Time.Passed += TimeSpan.FromTicks(1);
        _desk.Erp.OnFind = _ => [SyncDesk.News("K1")];
        Assert.Equal(1, (await _desk.RunAsync()).Found);
    }

    [Fact]
    public async Task A_resend_by_a_person_is_waited_for_as_long_as_any_post()
    {
        await _desk.BeginAsync();
        _desk.Lose("A");
        await _desk.RunAsync();
        _desk.Time.Passed += SyncDesk.Settles - TimeSpan.FromSeconds(20);
        _desk.DoAll(new Command.Resend("A"), new Command.Lose("A"));
        _desk.Time.Passed += TimeSpan.FromSeconds(20);
        await _desk.RunAsync();
        Assert.Empty(_desk.Happened());
        _desk.Time.Passed += SyncDesk.Settles;
        await _desk.RunAsync();
        Assert.Contains(new Event.Refused("A", 1, "looked up: the ERP does not have it"), _desk.Happened());
    }

    [Fact]
    public async Task A_resend_between_look_up_and_refusal_keeps_the_attempt_alive()
    {
        using var desk = new SyncDesk(settles: TimeSpan.Zero);
        desk.Lose("A");
        desk.Erp.OnFind = _ =>
        {
            desk.DoAll(new Command.Resend("A"));
            return [];
        };
        await desk.RunAsync();
        Assert.Empty(desk.Happened());
        Assert.Equal(Sync.Sent, desk.Invoice("A").StoredSync);
        Assert.Empty(desk.Erp.Posted);
    }

    [Fact]
    public async Task A_refusal_of_what_was_sent_again_says_nothing_of_the_post_before_it()
    {
        _desk.Lose("A");
        _desk.DoAll(new Command.Resend("A"), new Command.Refuse("A", "no"));
        _desk.Time.Passed += SyncDesk.Retry;
        Assert.Equal(1, (await _desk.RunAsync()).Waiting);
        Assert.Contains("may still arrive", (await _desk.SendAsync("A")).Why, StringComparison.Ordinal);
        Assert.Empty(_desk.Erp.Posted);
        _desk.Time.Passed += SyncDesk.Settles;
        _desk.Erp.OnFind = _ => [SyncDesk.News("K1")];
        Assert.Equal(1, (await _desk.RunAsync()).Found);
        Assert.Empty(_desk.Erp.Posted);
        Assert.Equal([new("K1", null)], _desk.Invoice("A").Records);
    }

    [Theory]
    [InlineData("refused")]
    [InlineData("unknown")]
    public async Task A_late_answer_to_an_attempt_says_nothing_of_the_next(string late)
    {
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _desk.Submit("A");
        _desk.Erp.OnAsked = asked => asked == "post A" ? goOn.Task : Task.CompletedTask;
        _desk.Erp.OnPost = _ => late == "refused" ? new ErpReply.Refused("no") : new ErpReply.Unknown();
        var round = _desk.RunAsync();
        Assert.Equal("post A", _desk.Erp.Asked[^1]);
        _desk.DoAll(new Command.Refuse("A", "a person looked"), new Command.Send("A"));
        goOn.SetResult();
        await round;
        Assert.Empty(_desk.Happened());
        Assert.Equal((2, Sync.Sent), (_desk.Invoice("A").Attempt, _desk.Invoice("A").StoredSync));
    }

    [Fact]
    public async Task A_late_refusal_says_nothing_of_the_same_attempt_that_is_on_its_way_again()
    {
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _desk.Submit("A");
        _desk.Erp.OnAsked = asked => asked == "post A" ? goOn.Task : Task.CompletedTask;
        _desk.Erp.OnPost = _ => new ErpReply.Refused("no");
        var round = _desk.RunAsync();
        _desk.DoAll(new Command.Lose("A"), new Command.Resend("A"));
        goOn.SetResult();
        await round;
        Assert.Empty(_desk.Happened());
        Assert.Equal(Sync.Sent, _desk.Invoice("A").StoredSync);
    }

    [Fact]
    public async Task One_in_ten_refused_for_ever_costs_a_bounded_number_of_posts_and_entries_and_all_else_is_in_step()
    {
        var time = new FakeTime();
        using var books = new Books(new MemoryStore(), new() { OnCallersThread = true, Time = time });
        var book = books["main"];
        var erp = new ScriptedErp(book) { OnPost = id => id.Text.EndsWith('0') ? new ErpReply.Refused("the period is closed") : new ErpReply.Made(SyncDesk.News("K" + id)) };
        book.DoAsync(new Command.Open([new("a", "A-{seq}")])).Now();
        book.DoAsync(new Command.Connect("company")).Now();
        var made = 0;
        List<(int Posts, long Entries)> days = [];
        for (var day = 0; day < 8; day++)
        {
            var (posts, entries) = (erp.Posted.Count, (await book.HeadAsync()).Entries);

            // A host that is started anew every day, and a round every five minutes.
            using var loop = new SyncLoop(book, erp, new() { Time = time });
            for (var minute = 0; minute < 24 * 60; minute += 5)
            {
                if (day == 0 && minute < 500)
                {
                    InvoiceId id = $"I{++made}";
                    await book.CreateAsync(id, SyncDesk.Day);
                    await book.ApproveAsync(id);
                }

                var report = await loop.RunAsync();
                Assert.True(report.Refused <= 10, "no more than are refused can be posted again in a round");
                time.Now += TimeSpan.FromMinutes(5);
            }

            days.Add((erp.Posted.Count - posts, (await book.HeadAsync()).Entries - entries));
        }

        Assert.Equal(100, made);
        Assert.All(Enumerable.Range(1, made).Where(at => at % 10 != 0), at => Assert.True(book.Invoice($"I{at}")!.Invoice.IsLinked));
        Assert.Equal(10, book.Work(WorkList.Failed).Items.Count);

        // Ten invoices, at most one post each in six hours: 4 posts and 8 entries a day for each.
        Assert.All(days.Skip(1), day => Assert.True(day.Posts <= 40 && day.Entries <= 80, $"{day}"));
        Assert.True(days[^1].Posts >= 30, $"{days[^1]}");
    }

    [Fact]
    public async Task A_wall_clock_that_was_wrong_for_a_moment_holds_nothing_back()
    {
        var time = new FakeTime();
        using var books = new Books(new MemoryStore(), new() { OnCallersThread = true, Time = time });
        var book = books["main"];
        var erp = new ScriptedErp(book) { OnPost = _ => new ErpReply.Refused("no") };
        book.DoAsync(new Command.Open([new("a", "A-{seq}")])).Now();
        book.DoAsync(new Command.Connect("company")).Now();
        time.Wrong = TimeSpan.FromDays(30);
        await book.CreateAsync("A", SyncDesk.Day);
        await book.ApproveAsync("A");
        using var loop = new SyncLoop(book, erp, new() { Time = time });
        await loop.RunAsync();
        time.Wrong = TimeSpan.Zero;
        await loop.RunAsync();
        Assert.Single(erp.Posted);
        time.Now += TimeSpan.FromMinutes(1);
        await loop.RunAsync();
        Assert.Equal(2, erp.Posted.Count);
    }

    [Fact]
    public async Task Why_an_invoice_was_not_sent_is_said()
    {
        _desk.Submit("A", "B");
        _desk.DoAll(new Command.Void("A", Side.Home, "mistake"), new Command.Send("B"));
        var result = await _desk.SendAsync("A");
        Assert.Equal((null, Rejection.InvoiceVoid), (result.Reply, result.Rejection));
        Assert.NotEmpty(result.Why);
        result = await _desk.SendAsync("B");
        Assert.Equal((null, null, "the ERP has it, or it was sent and waits for its answer"), (result.Reply, result.Rejection, result.Why));
    }

    [Fact]
    public async Task A_logger_that_throws_stops_nothing()
    {
        using var angry = new AngryLogging();
        using var desk = new SyncDesk(logging: angry);
        desk.Submit("erp-K1");
        desk.Erp.Tell(SyncDesk.News("K1"), SyncDesk.News("K2"));
        desk.Erp.OnPost = _ => throw new HttpRequestException("away");
        var report = await desk.RunAsync();
        Assert.Equal((1, 1, 1), (report.Taken, report.NotTaken, report.Uncertain));
        Assert.True(angry.Thrown > 1);
    }

    [Fact]
    public async Task The_end_cuts_off_the_round_that_runs_and_answers_the_one_that_waits()
    {
        _desk.Submit("A");
        CancellationToken given = default;
        _desk.Erp.OnAsked = asked =>
        {
            given = _desk.Erp.Tokens[^1];
            return asked == "post A" ? Task.Delay(Timeout.Infinite, given) : Task.CompletedTask;
        };
        var running = _desk.RunAsync();
        var waiting = _desk.RunAsync();
        _desk.Loop.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => running);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _desk.SendAsync("A"));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _desk.TakeAsync(SyncDesk.News("K1")));

        // What was in flight is looked up by the next loop.
        using var next = new SyncLoop(_desk.Book, _desk.Erp);
        _desk.Erp.OnAsked = _ => Task.CompletedTask;
        _desk.Erp.OnFind = _ => [SyncDesk.News("K1")];
        Assert.Equal(1, (await next.RunAsync()).Found);
    }

    [Fact]
    public async Task The_end_may_come_from_within_a_round()
    {
        _desk.Erp.OnAsked = _ =>
        {
            _desk.Loop.Dispose();
            return Task.CompletedTask;
        };
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _desk.RunAsync());
    }

    private sealed class FakeTime : TimeProvider
    {
        internal TimeSpan Now { get; set; }

        internal TimeSpan Wrong { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;

        public override DateTimeOffset GetUtcNow() => Morning + Now + Wrong;
    }

    private sealed class AngryLogging : ILoggerFactory, ILogger
    {
        internal int Thrown { get; private set; }

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Thrown++;
            throw new InvalidOperationException("the log is full");
        }

        public void Dispose()
        {
        }
    }
}
