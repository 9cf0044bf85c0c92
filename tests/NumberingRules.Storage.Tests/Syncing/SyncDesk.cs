using Microsoft.Extensions.Logging;
using NumberingRules.Storage.Tests.Contract;
using NumberingRules.Syncing;

namespace NumberingRules.Storage.Tests.Syncing;

/// <summary>A connected book, an ERP that does what a test says, and the loop between them. Commands are written on the thread that asks.</summary>
internal sealed class SyncDesk : IDisposable
{
    internal static readonly Guid Identity = new("0123abcd-0000-4000-8000-000000000002");
    internal static readonly DateOnly Day = new(2026, 1, 5);
    internal static readonly TimeSpan Settles = TimeSpan.FromMinutes(5);
    internal static readonly TimeSpan Retry = TimeSpan.FromMinutes(1);
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Books _books;
    private readonly Books _rival;
    private long _seen;

    internal SyncDesk(bool isConnected = true, bool isLogged = true, TimeSpan? settles = null, ILoggerFactory? logging = null)
    {
        var kept = new MemoryStore();
        Store = new(kept);
        _books = new(Store, new() { OnCallersThread = true, NewIdentity = () => Identity, Time = Time });
        _rival = new(kept, new() { OnCallersThread = true, Time = Time });
        Erp = new(Book);
        Loop = new(Book, Erp, new() { Settles = settles ?? Settles, Time = Time, RetryAfter = Retry, RetryAtMost = 8 * Retry, Logging = isLogged ? logging ?? Log : null });
        Do(new Command.Open([new("a", "A-{seq}")]));
        if (isConnected)
        {
            Connect();
        }

        Happened();
    }

    internal FaultyStore Store { get; }

    internal BookHandle Book => _books["main"];

    internal ScriptedErp Erp { get; }

    internal SyncLoop Loop { get; }

    internal LoggedLines Log { get; } = new();

    internal TickingTime Time { get; } = new();

    internal IEnumerable<string> Rejections => Log.All.Where(line => line.Level == LogLevel.Information).Select(line => line.Line[..line.Line.IndexOf('.', StringComparison.Ordinal)]);

    internal static ErpNews News(string key, string? number = null, long? version = null) => new(key, number, Day, $"erp-{key}") { Version = version };

    internal static ErpNews Void(string key) => News(key) with { IsVoid = true };

    internal static ErpNews Deleted(string key) => News(key) with { IsDeleted = true };

    internal Answer Do(Command command) => Book.DoAsync(command).Now();

    internal void DoAll(params Command[] commands)
    {
        foreach (var command in commands)
        {
            Assert.Equal(Outcome.Accepted, Do(command).Outcome);
        }

        Happened();
    }

    internal void Connect() => Do(new Command.Connect("company"));

    /// <summary>Invoices that may be sent.</summary>
    internal void Submit(params InvoiceId[] invoices) => DoAll([.. invoices.SelectMany(invoice => new Command[] { new Command.Create(invoice, Day), new Command.Submit(invoice) })]);

    /// <summary>Invoices that were sent and never answered.</summary>
    internal void Lose(params InvoiceId[] invoices)
    {
        Submit(invoices);
        DoAll([.. invoices.SelectMany(invoice => new Command[] { new Command.Send(invoice), new Command.Lose(invoice) })]);
    }

    internal Task<RoundReport> RunAsync(CancellationToken cancellation = default) => Loop.RunAsync(cancellation).WaitAsync(Patience, CancellationToken.None);

    /// <summary>A round that only recovers, as the first one does.</summary>
    internal async Task BeginAsync()
    {
        await RunAsync();
        Erp.Asked.Clear();
        Happened();
    }

    internal Task<SendResult> SendAsync(InvoiceId invoice) => Loop.SendAsync(invoice).WaitAsync(Patience);

    internal Task<Answer> TakeAsync(ErpNews news) => Loop.TakeAsync(news).WaitAsync(Patience);

    /// <summary>Another host does something right before this one writes for the n-th time.</summary>
    internal void Meanwhile(int writes, Command command) => Store.OnBegin = () =>
    {
        if (--writes == 0)
        {
            Assert.Equal(Outcome.Accepted, _rival["main"].DoAsync(command).Now().Outcome);
        }
    };

    internal Invoice Invoice(InvoiceId invoice) => Book.Invoice(invoice)!.Invoice;

    /// <summary>What has happened in the book since this was last asked.</summary>
    internal IReadOnlyList<Event> Happened()
    {
        var entries = Book.Entries(_seen, int.MaxValue);
        _seen += entries.Count;
        return [.. entries.Select(entry => entry.Event)];
    }

    public void Dispose()
    {
        Loop.Dispose();
        _books.Dispose();
        _rival.Dispose();
        Log.Dispose();
    }
}
