namespace NumberingRules.Storage.Tests.Contract;

/// <summary>A book in a store, and beside it the same book in the pure core: after each entry as an immutable value.</summary>
internal sealed class Desk : IDisposable
{
    internal const string Name = "main";

    private static readonly Guid Identity = new("0123abcd-0000-4000-8000-000000000001");

    private readonly BookIdentity _identity = new(Name, Identity, 1);
    private readonly StoreContract _contract;
    private int _done;

    internal Desk(StoreContract contract, IBookStore store)
    {
        _contract = contract;
        Books = new(store, Options());
    }

    internal ManualTime Time { get; } = new();

    internal Books Books { get; private set; }

    internal IBookStore Store => Books.Store;

    internal BookHandle Book => Books[Name];

    internal Book Core => AfterEntry[^1];

    /// <summary>The core after each entry, from the empty book on.</summary>
    internal List<Book> AfterEntry { get; } = [global::NumberingRules.Book.Empty];

    /// <summary>What happened with each entry, from the first on.</summary>
    internal List<Event> Events { get; } = [];

    /// <summary>What was found, in order.</summary>
    internal List<Noted> Found { get; } = [];

    /// <summary>Does a command in the store and in the core, and holds the answers against each other.</summary>
    internal Answer Do(Command command, string? actor = null)
    {
        var expected = Numbering.Decide(Core, command);
        var answer = Book.DoAsync(command, actor).Now();
        Note(expected);
        Assert.Equal(expected, answer.Decision);
        AssertAnswers(command, answer);
        _contract.AfterCommand(this, answer, ++_done);
        return answer;
    }

    internal void DoAll(IEnumerable<Command> commands)
    {
        foreach (var command in commands)
        {
            Do(command);
        }
    }

    /// <summary>Folds what a decision of the core brought about.</summary>
    internal void Note(Decision decision)
    {
        foreach (var happened in decision.Events)
        {
            Note(happened);
        }

        Found.AddRange(decision.Findings);
    }

    /// <summary>Takes note of what the store alone brings about.</summary>
    internal void Note(Event happened)
    {
        Events.Add(happened);
        AfterEntry.Add(Core.After([happened]));
    }

    internal void Reopen()
    {
        Books.Dispose();
        Books = new(_contract.ReopenedStore(Store), Options());
    }

    internal InvoiceView View(BookHeader then, Invoice invoice) => new(then, _identity, invoice);

    internal IReadOnlyList<InvoiceView> Kept(IEnumerable<Invoice> invoices) => [.. invoices.Select(invoice => View(Core.Header, invoice))];

    public void Dispose() => Books.Dispose();

    private BooksOptions Options() => new() { Time = Time, NewIdentity = () => Identity };

    private void AssertAnswers(Command command, Answer answer)
    {
        Assert.Equal(Core.Entries, answer.Entry);
        var invoice = command is Command.OnInvoice about ? Core.Find(about.Invoice) : null;
        Assert.Equal(invoice is null ? null : Core.Authority(invoice.Id), answer.Authority);
        Assert.Equal(invoice?.Attempt ?? 0, answer.Attempt);
        Assert.Equal(invoice is { Attempt: > 0 } ? AttemptKey.Of(Identity.ToString("D"), invoice.Id, invoice.Attempt) : null, answer.AttemptKey);
    }
}
