using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace NumberingRules.Storage;

/// <summary>
/// A book that lasts: does commands, and says which number counts, now and then. Made by <see cref="Books"/>; costs nothing
/// to make; safe for use by several threads.
/// </summary>
public sealed class BookHandle
{
    private static readonly ConcurrentDictionary<DbTransaction, bool> InUse = new(ReferenceEqualityComparer.Instance);

    private readonly Books _books;

    internal BookHandle(Books books, string name) => (_books, Name) = (books, name);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>
    /// Does a command through the writer. The answer is given when the command lasts: what an answer says has been flushed
    /// to the disk. Many callers at once share a flush, so this is the way with the highest throughput; but number and
    /// invoice row of the host are two transactions. After a failure ask again: the same command gives the same number.
    /// </summary>
    /// <param name="command">The command.</param>
    /// <param name="actor">Who does it, if that is to be kept: written like a name, erasable on request.</param>
    /// <param name="cancellation">Gives up, until the command is being written; then it is done all the same.</param>
    /// <exception cref="StoreException">The store is in trouble; the message says what to do. Rejections are answers, not exceptions.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before it was written; nothing was done.</exception>
    public async ValueTask<Answer> DoAsync(Command command, string? actor = null, CancellationToken cancellation = default) =>
        (await WriteAsync([command], actor, cancellation).ConfigureAwait(false))[0];

    /// <summary>Does commands one after the other, each with its own answer, in as few transactions as there may be. One that is rejected does not keep the others from being done; for all or none use <see cref="Command.Together"/>.</summary>
    /// <param name="commands">The commands.</param>
    /// <param name="actor">Who does them, if that is to be kept.</param>
    /// <param name="cancellation">Gives up between two transactions; what was written by then stays.</param>
    /// <returns>An answer for each, in order.</returns>
    /// <exception cref="StoreException">The store is in trouble. Some of the commands may have been done: ask again, what was done is then unchanged.</exception>
    public ValueTask<IReadOnlyList<Answer>> DoManyAsync(IReadOnlyList<Command> commands, string? actor = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(commands);
        return new(WriteAsync([.. commands], actor, cancellation));
    }

    /// <summary>
    /// Does a command inside the host's own transaction: number and invoice row live or die together, without a gap. It
    /// locks the book (in SQLite the file) from here to the host's commit, so do it last; its price is one flush per
    /// transaction, the host's. Nothing is remembered until it commits.
    /// </summary>
    /// <param name="transaction">The host's open transaction, on the database the books are in (with EF Core: <c>Database.CurrentTransaction.GetDbTransaction()</c>).</param>
    /// <param name="command">The command.</param>
    /// <param name="actor">Who does it, if that is to be kept.</param>
    /// <param name="cancellation">Gives up waiting for the lock.</param>
    /// <exception cref="ArgumentNullException">There is no transaction, or no command; the message says what to give.</exception>
    /// <exception cref="StoreException">The transaction cannot hold the lock it needs, is over, or is of another database. Roll it back.</exception>
    /// <exception cref="InvalidOperationException">Another call uses the transaction at this moment.</exception>
    public async ValueTask<Answer> DoWithinAsync(DbTransaction transaction, Command command, string? actor = null, CancellationToken cancellation = default)
    {
        if (transaction is null)
        {
            throw new ArgumentNullException(nameof(transaction), $"book '{Name}': DoWithinAsync writes inside an open transaction of yours, and it is null. Begin one on the database the books are in and pass it (with EF Core Database.CurrentTransaction is null before BeginTransactionAsync); without one of your own use DoAsync");
        }

        Arguments.Check([command], actor);
        _books.ThrowIfDisposed();
        if (!InUse.TryAdd(transaction, true))
        {
            throw new InvalidOperationException($"book '{Name}': another call uses this transaction at this moment, and a connection does one thing at a time. Nothing of this call was done; await each call before the next, or give each caller a transaction of its own");
        }

        var since = Stopwatch.GetTimestamp();
        var activity = Diagnostics.BeginHosted();
        Answer? answer = null;
        try
        {
            return answer = await DoWithinAsync(transaction, (command, actor), cancellation).ConfigureAwait(false);
        }
        finally
        {
            Diagnostics.EndHosted(activity, answer?.Outcome, Stopwatch.GetElapsedTime(since), _books.Options.TagBooks ? Name : null);
            InUse.TryRemove(transaction, out _);
        }
    }

    private async ValueTask<Answer> DoWithinAsync(DbTransaction transaction, (Command Command, string? Actor) asked, CancellationToken cancellation)
    {
        var options = _books.Options;
        var batch = new BookBatch(new(Name), options.NewIdentity) { Commands = { asked } };
        batch.Foresee(_books.Store, _books.Headers);
        var session = await _books.Store.JoinAsync(transaction, batch.Load, cancellation).ConfigureAwait(false);
        await using var open = session.ConfigureAwait(false);
        batch.Load.Settle();
        await Decider.DecideAsync(_books.Store, session, _books.Headers, [batch], lasts: false, cancellation).ConfigureAwait(false);
        if (batch.Trouble is { } trouble)
        {
            throw await _books.Troubles.LookIntoAsync(Name, trouble).ConfigureAwait(false);
        }

        if (batch.Seal(new(options.Salt), options.Now()) is { } change)
        {
            await session.AppendAsync(new([change]), cancellation).ConfigureAwait(false);
        }

        return batch.Answers[0];
    }

    /// <summary>
    /// Makes the book as it is configured: opens it if it is not open; adds the series it lacks and sets the policy if
    /// they are given and the book has them otherwise. For the start of a host: doing it again changes nothing, and hosts
    /// may do it at once. Series of the book that are not given stay, and so do settings that are left out.
    /// </summary>
    /// <param name="series">The series, at least one, the default one first.</param>
    /// <param name="policy">The settings that matter to the host; null for none.</param>
    /// <param name="actor">Who does it, if that is to be kept: written like a name, erasable on request.</param>
    /// <param name="cancellation">Gives up, until a command is being written.</param>
    /// <returns>The book's header as it is then: policy, connection and series.</returns>
    /// <exception cref="BookConfigurationException">The book cannot be so: a definition is unsound, or differs from the book's, which never changes; the message names field by field what differs. Nothing was changed.</exception>
    /// <exception cref="StoreException">The store is in trouble; the message says what to do.</exception>
    public ValueTask<BookHeader> EnsureOpenAsync(ValueList<SeriesDefinition> series, PolicyChange? policy = null, string? actor = null, CancellationToken cancellation = default) =>
        Opening.EnsureAsync(this, _books.Log, series, policy, actor, cancellation);

    /// <summary>Policy, connection and series; not open if the book has not begun.</summary>
    public ValueTask<BookHeader> HeaderAsync(CancellationToken cancellation = default) => AskAsync(static book => ValueTask.FromResult(book.Header), cancellation);

    /// <summary>How many entries its journal has, and the hash of the last one: keep it elsewhere, and <see cref="VerifyAsync"/> finds a journal that was cut off or rewritten.</summary>
    public ValueTask<JournalHead> HeadAsync(CancellationToken cancellation = default) =>
        AskAsync(book => ValueTask.FromResult(new JournalHead(book.Row?.Entries ?? 0, book.Row?.Head ?? Chain.Start(Name))), cancellation);

    /// <summary>An invoice as it stands now, and which of its numbers counts; null if the book has none with this id.</summary>
    public ValueTask<InvoiceView?> InvoiceAsync(InvoiceId invoice, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        return AskAsync(async book => await book.FindAsync([invoice], cancellation).ConfigureAwait(false) is [var found] ? found : null, cancellation);
    }

    /// <summary>Invoices by their ids, in one go, in the order of the ids given; one that does not exist is left out.</summary>
    public ValueTask<IReadOnlyList<InvoiceView>> InvoicesByIdAsync(IReadOnlyList<InvoiceId> invoices, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(invoices);
        if (invoices.Any(static invoice => invoice is null))
        {
            throw new ArgumentException("an invoice is null; leave it out", nameof(invoices));
        }

        return AskAsync(book => book.FindAsync(invoices, cancellation), cancellation);
    }

    /// <summary>Returns the invoice as of an entry, or null if it had not appeared. Costs the entries about the invoice and about the book.</summary>
    public ValueTask<InvoiceView?> InvoiceAtEntryAsync(InvoiceId invoice, long entry, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        return AskAsync(book => Lives.AtAsync(book, invoice, step => step.Number <= entry, cancellation), cancellation);
    }

    /// <summary>Returns the invoice as of an instant, or null if it had not appeared: the number that a document of that day carried.</summary>
    public ValueTask<InvoiceView?> InvoiceAtAsync(InvoiceId invoice, DateTimeOffset instant, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        return AskAsync(book => Lives.AtAsync(book, invoice, step => step.At <= instant, cancellation), cancellation);
    }

    /// <summary>The life of an invoice: each entry about it, and each about the book that changed which number counts. Empty if there is none with this id.</summary>
    public ValueTask<IReadOnlyList<LifeStep>> LifeOfAsync(InvoiceId invoice, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        return AskAsync(book => Lives.OfAsync(book, invoice, cancellation), cancellation);
    }

    /// <summary>The invoices that have this text as their id, or hold or ever held it as a number of either side or as an ERP key, in order of appearance. Found by an index.</summary>
    public ValueTask<IReadOnlyList<InvoiceView>> FindAsync(string text, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return AskAsync(book => Lists.FindAsync(book, text, cancellation), cancellation);
    }

    /// <summary>All invoices, a page at a time, in the order in which they appeared in the book: for a billing screen the newest first.</summary>
    /// <remarks>An invoice never moves in this list: one that appears while somebody turns the pages is on a page before (newest first) or on a last one (oldest first); none is shown twice, none is left out. Costs the page.</remarks>
    /// <param name="newestFirst">Whether the newest come first.</param>
    /// <param name="after">What the page before said (<see cref="Page{T}.Next"/>), passed on as it is; null for the first page.</param>
    /// <param name="count">The most items on the page, from 1.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="ArgumentException"><paramref name="after"/> is not what a page of this list said; or <paramref name="count"/> is below 1.</exception>
    /// <exception cref="StoreException">The store is in trouble; the message says what to do.</exception>
    public ValueTask<Page<InvoiceView>> InvoicesAsync(bool newestFirst = false, string? after = null, int count = 100, CancellationToken cancellation = default) =>
        PageAsync(new InvoiceList.All(newestFirst), after, count, cancellation);

    /// <summary>Drafts, invoices awaiting approval, approved ones or void ones, a page at a time, those that appeared last first: the tabs of a billing screen.</summary>
    /// <remarks>An invoice that leaves the stage while somebody turns the pages is not shown on later pages, and one that comes into it is shown if its place is still ahead; none is shown twice. Costs the page; of approved invoices, which most are and no index names, also the invoices passed over.</remarks>
    /// <param name="stage">The stage.</param>
    /// <param name="after">What the page before said (<see cref="Page{T}.Next"/>), passed on as it is; null for the first page.</param>
    /// <param name="count">The most items on the page, from 1.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="ArgumentException"><paramref name="after"/> is not what a page of this list said; or <paramref name="count"/> is below 1.</exception>
    /// <exception cref="StoreException">The store is in trouble; the message says what to do.</exception>
    public ValueTask<Page<InvoiceView>> InvoicesInStageAsync(InvoiceStage stage, string? after = null, int count = 100, CancellationToken cancellation = default) =>
        PageAsync(new InvoiceList.InStage(stage), after, count, cancellation);

    /// <summary>Invoices by their document date, from one day until another, both included, a page at a time: the latest date first, and of one day those that appeared last first.</summary>
    /// <remarks>An invoice that is redated while somebody turns the pages is shown by its new date, so it may be shown again or not at all; all others are shown once. Costs the page.</remarks>
    /// <param name="from">The first day.</param>
    /// <param name="until">The last day.</param>
    /// <param name="after">What the page before said (<see cref="Page{T}.Next"/>), passed on as it is; null for the first page.</param>
    /// <param name="count">The most items on the page, from 1.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="ArgumentException"><paramref name="after"/> is not what a page of this list said; or <paramref name="count"/> is below 1.</exception>
    /// <exception cref="StoreException">The store is in trouble; the message says what to do.</exception>
    public ValueTask<Page<InvoiceView>> InvoicesDatedAsync(DateOnly from, DateOnly until, string? after = null, int count = 100, CancellationToken cancellation = default) =>
        PageAsync(new InvoiceList.Dated(from, until), after, count, cancellation);

    /// <summary>Invoices whose id begins with a text, a page at a time, by id in the order of UTF-8: a search box, or the invoices of one tenant where ids begin with the tenant.</summary>
    /// <remarks>An id never changes, so no invoice is shown twice or left out while somebody turns the pages. Costs the page.</remarks>
    /// <param name="prefix">The text; upper and lower case differ. The empty text lists all.</param>
    /// <param name="after">What the page before said (<see cref="Page{T}.Next"/>), passed on as it is; null for the first page.</param>
    /// <param name="count">The most items on the page, from 1.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="ArgumentException"><paramref name="after"/> is not what a page of this list said; or <paramref name="count"/> is below 1.</exception>
    /// <exception cref="StoreException">The store is in trouble; the message says what to do.</exception>
    public ValueTask<Page<InvoiceView>> InvoicesByIdPrefixAsync(string prefix, string? after = null, int count = 100, CancellationToken cancellation = default) =>
        PageAsync(new InvoiceList.IdBeginsWith(prefix ?? throw new ArgumentNullException(nameof(prefix))), after, count, cancellation);

    /// <summary>Invoices that hold or ever held a number or an ERP key that begins with a text, a page at a time, by that text in the order of UTF-8: a search box.</summary>
    /// <remarks>An invoice comes once for each such text. Texts are never taken away, so none is shown twice or left out while somebody turns the pages. Costs the page.</remarks>
    /// <param name="prefix">The text; upper and lower case differ. The empty text lists all.</param>
    /// <param name="after">What the page before said (<see cref="Page{T}.Next"/>), passed on as it is; null for the first page.</param>
    /// <param name="count">The most items on the page, from 1.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="ArgumentException"><paramref name="after"/> is not what a page of this list said; or <paramref name="count"/> is below 1.</exception>
    /// <exception cref="StoreException">The store is in trouble; the message says what to do.</exception>
    public ValueTask<Page<InvoiceView>> InvoicesByNumberPrefixAsync(string prefix, string? after = null, int count = 100, CancellationToken cancellation = default) =>
        PageAsync(new InvoiceList.NumberBeginsWith(prefix ?? throw new ArgumentNullException(nameof(prefix))), after, count, cancellation);

    /// <summary>Invoices with something to do, a page at a time, in order of appearance: what to send, what to look up in the ERP, what it refused; or what lacks its home number, by date and then by appearance.</summary>
    /// <param name="list">Which one.</param>
    /// <param name="after">What the page before said (<see cref="Page{T}.Next"/>), passed on as it is; null for the first page.</param>
    /// <param name="count">The most invoices, from 1.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public ValueTask<Page<InvoiceView>> WorkAsync(WorkList list, string? after = null, int count = 100, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var place = Lists.Place(Lists.KindOf(list), after);
        return AskAsync(book => Lists.WorkAsync(book, list, place, count, cancellation), cancellation);
    }

    /// <summary>Trouble that was recorded and still holds, in the order in which it was first found; what one entry found by kind and invoice.</summary>
    /// <param name="after">What the page before said (<see cref="Page{T}.Next"/>), passed on as it is; null for the first page.</param>
    /// <param name="count">The most findings, from 1.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public ValueTask<Page<HeldFinding>> FindingsAsync(string? after = null, int count = 100, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var place = Lists.FindingPlace(after);
        return AskAsync(book => Lists.FindingsAsync(book, place, count, cancellation), cancellation);
    }

    /// <summary>All invoices in order of appearance, read as they are asked for, as they stood when the first one was. Until the enumeration ends the database keeps what it needs for that.</summary>
    public async IAsyncEnumerable<InvoiceView> AllInvoicesAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var book = await OpenBook.ReadAsync(_books, Name, cancellation).ConfigureAwait(false);
        await using var open = book.ConfigureAwait(false);
        await foreach (var (invoice, _) in book.ListAsync(new InvoiceList.All(NewestFirst: false), null, cancellation).ConfigureAwait(false))
        {
            yield return book.Show(invoice);
        }
    }

    /// <summary>What a command would change, without doing it: each invoice whose number would differ, in order of appearance. Walks the book.</summary>
    public ValueTask<(Decision Decision, IReadOnlyList<NumberChange> Changes)> WhatIfAsync(Command command, CancellationToken cancellation = default)
    {
        Arguments.Check([command], null);
        return AskAsync(book => Lists.WhatIfAsync(book, command, cancellation), cancellation);
    }

    /// <summary>What issuing would print now, whatever the policy says of the moment, or the rejection it would meet. Changes nothing.</summary>
    /// <param name="date">The document date.</param>
    /// <param name="series">The series; null for the first.</param>
    /// <param name="scope">The scope, if the series counts by scope.</param>
    /// <param name="form">The form; null for the default form.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask<NextAnswer> NextAsync(DateOnly date, SeriesId? series = null, Scope? scope = null, FormName? form = null, CancellationToken cancellation = default)
    {
        var answer = await AskAsync(book => book.ComputeAsync(view => view.Next(date, series, scope, form), cancellation), cancellation).ConfigureAwait(false);
        return answer.Detail is null ? answer : answer with { Detail = Explain.OfBook(answer.Detail, Name) };
    }

    /// <summary>Whether a number is free: who holds or held it, or where a series prints it and what has become of it there. Found by an index.</summary>
    public ValueTask<NumberCheck> CheckAsync(InvoiceNumber number, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(number);
        return AskAsync(book => book.ComputeAsync(view => view.Check(number), cancellation), cancellation);
    }

    /// <summary>The cut-over with which a number was taken over; null if it was not. Costs the entries about the book.</summary>
    public ValueTask<TakenOverNumbers?> TakenOverAsync(InvoiceNumber number, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(number);
        return AskAsync(book => SeriesPages.TakenOverAsync(book, number, cancellation), cancellation);
    }

    /// <summary>The auditor's page: what each series issued for each scope in each period, what was voided and taken over, and what is owed.</summary>
    public ValueTask<IReadOnlyList<SeriesPeriod>> SeriesAsync(CancellationToken cancellation = default) => AskAsync(book => SeriesPages.OfAsync(book, cancellation), cancellation);

    /// <summary>
    /// Checks the chain, that every row of every table is what the journal says, and every law that can be told from the
    /// data, on all cores; names the first fault. Costs a walk of the book; in an SQLite file also one of every book's rows and indexes.
    /// </summary>
    /// <param name="head">A hash kept elsewhere: without one, entries cut off the end, or a book that is gone, cannot be missed.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StoreException">The store is in trouble.</exception>
    public Task<VerifyReport> VerifyAsync(EntryHash? head = null, CancellationToken cancellation = default) => Open(books => Verification.RunAsync(books, Name, head, cancellation));

    /// <summary>Makes every derived row of the book anew from its journal, in one transaction. Costs a walk of the journal; other writers of the book wait, in an SQLite file those of all its books.</summary>
    /// <exception cref="JournalException">The journal itself is damaged; nothing was changed.</exception>
    /// <exception cref="StoreException">The store is in trouble; nothing was changed.</exception>
    public Task RebuildAsync(CancellationToken cancellation = default) => Open(books => JournalFold.RebuildAsync(books, Name, cancellation));

    /// <summary>
    /// Copies the book to another store, in which it must not exist: its journal to the last hash, and derived rows made
    /// from it. The copy is whole or not there, and is verified. Stop the book's writers first, and open only the copy
    /// afterwards: both have the same identity, and with it the same attempt keys. Costs a walk of the journal, held in memory as invoices.
    /// </summary>
    /// <param name="target">The other store's books.</param>
    /// <param name="cancellation">Ends it; nothing is copied then.</param>
    /// <returns>What verifying the copy found: its entries and its head, which is the book's.</returns>
    /// <exception cref="ArgumentException">There is no such book.</exception>
    /// <exception cref="JournalException">The journal is damaged; nothing was copied.</exception>
    /// <exception cref="StoreException">A store is in trouble; or <see cref="StoreTrouble.Conflict"/>: the target has the book, or somebody wrote to it meanwhile. Nothing was copied.</exception>
    public Task<VerifyReport> CopyToAsync(Books target, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        return Open(books => JournalFold.CopyAsync(books, target, Name, cancellation));
    }

    /// <summary>Writes the journal as JSON Lines, one entry a line with its hash, which <see cref="JournalExport.VerifyAsync"/> checks without the database.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="cancellation">Ends it; what was written is then incomplete.</param>
    public async Task ExportAsync(Stream destination, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var book = await OpenBook.ReadAsync(_books, Name, cancellation).ConfigureAwait(false);
        await using var open = book.ConfigureAwait(false);
        await JournalExport.WriteAsync(destination, Name, book.EntriesAsync(0, null, cancellation), cancellation).ConfigureAwait(false);
    }

    /// <summary>Folds the whole journal into a register of its own: for questions that walk the book, and to check a program of one's own against. Costs a walk of the journal.</summary>
    public ValueTask<Register> ReplayAsync(CancellationToken cancellation = default) => AskAsync(async book =>
    {
        var register = new Register();
        await foreach (var entry in book.EntriesAsync(0, null, cancellation).ConfigureAwait(false))
        {
            register.Apply(EntryReader.Read(entry.Body.Span).Event);
        }

        return register;
    }, cancellation);

    /// <summary>Entries of the journal in order.</summary>
    /// <param name="after">The entry before the first one wanted; 0 for the beginning.</param>
    /// <param name="count">The most entries, from 1.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public ValueTask<IReadOnlyList<JournalEntry>> EntriesAsync(long after = 0, int count = 100, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return AskAsync<IReadOnlyList<JournalEntry>>(async book => book.Row is null || after >= book.Row.Entries ? [] :
            [.. (await book.Session.EntriesAsync(book.Row, after, long.MaxValue, null, count, cancellation).ConfigureAwait(false)).Select(static row => EntryReader.Read(row.Entry))], cancellation);
    }

    /// <summary>
    /// Erases the free text (reasons, and who did it) beside the entries about an invoice, for good. The chain stays whole;
    /// an entry of the journal says which texts were erased, so that a deleted text is not taken for an erased one.
    /// </summary>
    /// <returns>How many entries lost their text.</returns>
    /// <exception cref="StoreException"><see cref="StoreTrouble.Busy"/>: the texts are erased, and a reader still needs old pages of the file; erase again later.</exception>
    public Task<long> EraseTextOfAsync(InvoiceId invoice, CancellationToken cancellation = default)
    {
        // To the store, nothing said means any: what is missing here would erase everything.
        ArgumentNullException.ThrowIfNull(invoice);
        return Open(books => Erasing.EraseAsync(books, Name, entry => true, invoice, cancellation));
    }

    /// <summary>Erases the free text beside one entry.</summary>
    /// <returns>Whether there was any.</returns>
    public async Task<bool> EraseTextAtAsync(long entry, CancellationToken cancellation = default) =>
        await Open(books => Erasing.EraseAsync(books, Name, stored => stored.Number == entry, null, cancellation)).ConfigureAwait(false) > 0;

    /// <summary>Erases the free text beside every entry an actor made, with the actor's name. Costs a walk of the journal.</summary>
    /// <returns>How many entries lost their text.</returns>
    public Task<long> EraseTextByAsync(string actor, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return Open(books => Erasing.EraseAsync(books, Name, stored => stored.Text!.Actor == actor, null, cancellation));
    }

    private Task<IReadOnlyList<Answer>> WriteAsync(Command[] commands, string? actor, CancellationToken cancellation)
    {
        Arguments.Check(commands, actor);
        cancellation.ThrowIfCancellationRequested();
        _books.ThrowIfDisposed();
        return commands.Length == 0 ? Task.FromResult<IReadOnlyList<Answer>>([]) : _books.Writer.DoAsync(Name, commands, actor, cancellation);
    }

    internal async ValueTask<T> AskAsync<T>(Func<OpenBook, ValueTask<T>> question, CancellationToken cancellation)
    {
        var book = await OpenBook.ReadAsync(_books, Name, cancellation).ConfigureAwait(false);
        await using var open = book.ConfigureAwait(false);
        try
        {
            return await question(book).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or KeyNotFoundException or FormatException or OverflowException)
        {
            throw await _books.Troubles.LookIntoAsync(Name, e).ConfigureAwait(false);
        }
    }

    private T Open<T>(Func<Books, T> question)
    {
        _books.ThrowIfDisposed();
        return question(_books);
    }

    private ValueTask<Page<InvoiceView>> PageAsync(InvoiceList list, string? after, int count, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var place = Lists.Place(Lists.KindOf(list), after);
        return AskAsync(book => Lists.PageAsync(book, list, place, count, cancellation), cancellation);
    }
}
