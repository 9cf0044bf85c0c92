using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using NumberingRules.Storage;
using NumberingRules.Syncing;

namespace NumberingRules.Proof.Simulation;

/// <summary>A process of the home service: books, the loop, and rounds as its timer has them. It may end at any moment.</summary>
[SuppressMessage("Design", "CA1001", Justification = "a process that crashes gives nothing back; there is no thread and no handle behind these")]
internal sealed class Host(World world, int number)
{
    private const int RetryAfter = 100;
    private const int RetryAtMost = 2400;

    private ErpLink? _link;
    private Books? _books;
    private SyncLoop? _loop;
    private bool _inRound;
    private long _startedAt;

    internal string Name => string.Create(CultureInfo.InvariantCulture, $"host {number}.{Life}");

    internal bool IsAlive { get; private set; }

    /// <summary>How often it was started.</summary>
    internal int Life { get; private set; }

    internal bool IsInRound => IsAlive && _inRound;

    /// <summary>The invoices that a person has asked to be sent, each as often as it was asked.</summary>
    internal List<string> AskedByHand { get; } = [];

    /// <summary>How many milliseconds the loop leaves alone what has failed so often.</summary>
    internal static long Wait(long times) => Math.Min(RetryAfter << (int)Math.Min(times - 1, 10), RetryAtMost);

    internal BookHandle Book => _books![DiskBook.Name];

    internal void Start()
    {
        (IsAlive, _inRound, Life) = (true, false, Life + 1);
        world.Disk.Reload();
        _startedAt = world.Disk.Book.Entries;
        _books = new(new HostStore(world, this, Life), new()
        {
            OnCallersThread = true,
            Time = world.Time,
            Salt = world.NewSalt,
            NewIdentity = World.NewIdentity,
            Watch = request => world.Calls.Note(this, request),
            Logging = world.LoggersThrow ? new ThrowingLogs(world) : null,
        });
        _link = new(world, this, Life);
        _loop = new(Book, _link, new()
        {
            Time = world.Time,
            RetryAfter = TimeSpan.FromMilliseconds(RetryAfter),
            RetryAtMost = TimeSpan.FromMilliseconds(RetryAtMost),
            Logging = world.LoggersThrow ? new ThrowingLogs(world) : null,
            Settles = world.Plant == Plant.BelievesAbsenceAtOnce ? TimeSpan.Zero : TimeSpan.FromMilliseconds(World.Settles),
        });
        world.Log.Add($"{Name} starts");
        if (Life > 1 && world.Plant == Plant.ForgetsToRecover)
        {
            CutOff(_loop) = false;
        }

        world.Begin(this);
        if (IsAlive)
        {
            PlanRound();
        }
    }

    internal void Crash()
    {
        if (!IsAlive)
        {
            return;
        }

        world.Log.Add($"{Name} is gone");
        (IsAlive, _inRound) = (false, false);
        if (world.Plant == Plant.AnswersBeforeTheFlush && world.Disk.Book.Entries > 2)
        {
            world.Disk.CutOff(entries: 2);
        }

        if (!world.IsDown)
        {
            world.Agenda.In(100 + (50 * world.Choices.Below(8)), Restart);
        }
    }

    internal void Restart()
    {
        if (!IsAlive && !world.IsDown)
        {
            world.Count(Trouble.RestartFromTheJournal, Name);
            Start();
        }
    }

    /// <summary>Does a command as a caller that asks again when told to: the answer, or null if there is none.</summary>
    internal Answer? Do(Command command)
    {
        for (var times = 0; times < 3 && IsAlive; times++)
        {
            try
            {
                return Book.DoAsync(command).AsTask().GetAwaiter().GetResult();
            }
            catch (StoreException)
            {
                world.Log.Add($"{Name} has trouble with {command.Name}");
            }
        }

        return null;
    }

    /// <summary>A person asks for an invoice to be sent.</summary>
    internal async void Send(InvoiceId invoice)
    {
        AskedByHand.Add(invoice.Text);
        await EndsAsync(_loop!.SendAsync(invoice), Life);
        AskedByHand.Remove(invoice.Text);
    }

    /// <summary>A person has an attempt posted again, with the key it has: the ERP makes one record of it.</summary>
    internal async void SendAgain(InvoiceId invoice)
    {
        if (Do(new Command.Resend(invoice)) is not { Outcome: Outcome.Accepted } again || !IsAlive)
        {
            return;
        }

        world.Count(Trouble.PersonSendsAgain, invoice.Text);
        AskedByHand.Add(invoice.Text);
        await EndsAsync(PostAgainAsync(invoice, again), Life);
        AskedByHand.Remove(invoice.Text);
    }

    private async Task PostAgainAsync(InvoiceId invoice, Answer again)
    {
        if (await Book.InvoiceAsync(invoice) is not { } view)
        {
            return;
        }

        ErpReply reply;
        try
        {
            reply = await _link!.PostAsync(view, again.AttemptKey!.Value, default);
        }
        catch (OddException)
        {
            reply = new ErpReply.Unknown();
        }

        switch (reply)
        {
            case ErpReply.Made { News: var news }:
                await _loop!.TakeAsync(news with { ExternalId = invoice });
                break;
            case ErpReply.Unknown:
                Insist(new Command.Lose(invoice, again.Attempt));
                break;
            case var refused:
                Insist(new Command.Refuse(invoice, (refused as ErpReply.Refused)?.Reason ?? "nobody is let in", again.Attempt, again.Entry));
                break;
        }
    }

    /// <summary>Does a command, later if it cannot be done now.</summary>
    private void Insist(Command command)
    {
        var life = Life;
        if (Do(command) is null)
        {
            world.Agenda.In(500, () =>
            {
                if (IsAlive && Life == life)
                {
                    Insist(command);
                }
            });
        }
    }

    /// <summary>News from outside a round: a webhook, a late answer.</summary>
    internal async void Hear(ErpNews news)
    {
        if (!IsAlive)
        {
            return;
        }

        if (news.ExternalId is { } own && _link!.IsPosting(own.Text))
        {
            world.Count(Trouble.OwnInvoiceBeforeItsAnswer, own.Text);
        }

        await EndsAsync(_loop!.TakeAsync(news), Life);
    }

    private void PlanRound()
    {
        var life = Life;
        world.Agenda.In(world.Choices.IsCalm ? 1500 : 150 + (50 * world.Choices.Below(10)), () =>
        {
            if (IsAlive && Life == life)
            {
                Round(life);
            }
        });
    }

    private async void Round(int life)
    {
        _inRound = true;
        if (world.Hosts.Count(host => host.IsInRound) > 1)
        {
            world.Count(Trouble.TwoHostsInARound, Name);
        }

        var isConnected = world.Disk.Book.Header.Connection == Connection.Connected;
        var isWhole = await EndsAsync(_loop!.RunAsync(), life);
        if (IsAlive && Life == life)
        {
            if (isConnected && isWhole)
            {
                world.LoopLaws.RoundEnds(_startedAt);
            }

            _inRound = false;
            PlanRound();
        }
    }

    /// <returns>Whether it came to its own end.</returns>
    private async Task<bool> EndsAsync(Task work, int life)
    {
        try
        {
            await work;
            return true;
        }
        catch (DeniedException)
        {
            if (IsAlive && Life == life)
            {
                Do(new Command.Interrupt("the ERP lets nobody in"));
            }
        }
        catch (Exception e) when (e is StoreException or NoAnswerException or GoneException || (e is OddException && work is not Task<RoundReport>))
        {
            world.Log.Add($"{Name} goes on later: {e.Message}");
        }
#pragma warning disable CA1031 // Whatever else comes out of the loop is what this is here to find.
        catch (Exception e)
#pragma warning restore CA1031
        {
            world.Violated("the loop threw " + e);
        }

        return false;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_cutOff")]
    private static extern ref bool CutOff(SyncLoop loop);
}

/// <summary>Whatever is logged throws.</summary>
internal sealed class ThrowingLogs(World world) : ILoggerFactory, ILogger
{
    public void AddProvider(ILoggerProvider provider)
    {
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        world.Count(Trouble.LoggerThrows, "the log");
        throw new InvalidOperationException("the log is full");
    }

    public void Dispose()
    {
    }
}
