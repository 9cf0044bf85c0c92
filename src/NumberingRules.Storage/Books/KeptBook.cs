using System.Data.Common;

namespace NumberingRules.Storage;

/// <summary>A book that lasts: does commands, and says which number counts, now and then. Made by <see cref="Books"/>; safe for use by several threads.</summary>
public sealed partial class KeptBook
{
    private readonly Books _books;

    internal KeptBook(Books books, string name) => (_books, Name) = (books, name);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>
    /// Does a command through the writer. The answer is given when the command lasts: what an answer says has been flushed
    /// to the disk. Many callers at once share a flush, so this is the way with the highest throughput; but number and
    /// invoice row of the host are two transactions. After a failure ask again: the same command gives the same number.
    /// </summary>
    /// <param name="command">The command.</param>
    /// <param name="actor">Who does it, if that is to be kept: written like a name, erasable on request.</param>
    /// <param name="cancellation">Gives up waiting in the queue. What the writer has taken is done all the same.</param>
    /// <exception cref="StoreException">The store is in trouble; the message says what to do. Rejections are answers, not exceptions.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before the writer took it; nothing was done.</exception>
    public async Task<Answer> DoAsync(Command command, string? actor = null, CancellationToken cancellation = default) =>
        (await DoManyAsync([command], actor, cancellation).ConfigureAwait(false))[0];

    /// <summary>Does commands one after the other, each with its own answer, in as few transactions as there may be. One that is rejected does not keep the others from being done; for all or none use <see cref="Command.Together"/>.</summary>
    /// <param name="commands">The commands.</param>
    /// <param name="actor">Who does them, if that is to be kept.</param>
    /// <param name="cancellation">Gives up waiting in the queue.</param>
    /// <returns>An answer for each, in order.</returns>
    /// <exception cref="StoreException">The store is in trouble. Some of the commands may have been done: ask again, what was done is then unchanged.</exception>
    public Task<IReadOnlyList<Answer>> DoManyAsync(IReadOnlyList<Command> commands, string? actor = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(commands);
        CheckActor(actor);
        if (cancellation.IsCancellationRequested)
        {
            return Task.FromCanceled<IReadOnlyList<Answer>>(cancellation);
        }

        if (commands.Count == 0)
        {
            return Task.FromResult<IReadOnlyList<Answer>>([]);
        }

        var request = new Request(Name, [.. commands], actor, cancellation);
        _books.Writer.Add(request);
        _books.Watch?.Invoke(request);
        return request.Done;
    }

    /// <summary>
    /// Does a command inside the host's own transaction: number and invoice row live or die together, without a gap. It
    /// holds the database's write lock from here to the host's commit, so do it last; its price is one flush per
    /// transaction, the host's. Nothing is remembered until it commits.
    /// </summary>
    /// <param name="transaction">The host's open transaction, on the database the books are in (with EF Core: <c>Database.CurrentTransaction.GetDbTransaction()</c>).</param>
    /// <param name="command">The command.</param>
    /// <param name="actor">Who does it, if that is to be kept.</param>
    /// <exception cref="StoreException">The transaction cannot hold the lock it needs, or is of another database. Roll it back.</exception>
    public Answer DoWithin(DbTransaction transaction, Command command, string? actor = null)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(command);
        CheckActor(actor);
        var deciding = new Deciding(_books.Time, _books.Salt);
        using var session = _books.Store.Join(transaction);
        var answer = deciding.Do(session, Name, command, actor);
        session.Commit();
        return answer;
    }

    /// <summary>Erases the free text (reasons, and who did it) beside the entries about an invoice, for good. The chain stays whole; <c>verify</c> says <i>erased</i>.</summary>
    /// <returns>How many entries lost their text.</returns>
    public long EraseTextOf(InvoiceId invoice)
    {
        // To the store, nothing said means any: what is missing here would erase everything.
        ArgumentNullException.ThrowIfNull(invoice);
        return _books.Store.Erase(Name, new(null, invoice, null));
    }

    /// <summary>Erases the free text beside one entry.</summary>
    /// <returns>Whether there was any.</returns>
    public bool EraseTextAt(long entry) => _books.Store.Erase(Name, new(entry, null, null)) > 0;

    /// <summary>Erases the free text beside every entry an actor made, with the actor's name. Costs a walk of the free texts.</summary>
    /// <returns>How many entries lost their text.</returns>
    public long EraseTextBy(string actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return _books.Store.Erase(Name, new(null, null, actor));
    }

    private static void CheckActor(string? actor)
    {
        if (actor is not null && Identifier.Problem(actor) is { } problem)
        {
            throw new ArgumentException(problem, nameof(actor));
        }
    }
}
