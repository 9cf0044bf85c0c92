using System.Data.Common;
using System.Runtime.CompilerServices;

namespace NumberingRules.Storage;

/// <summary>
/// A book that lasts: does commands, and says which number counts, now and then. Made by <see cref="Books"/>; costs nothing
/// to make; safe for use by several threads.
/// </summary>
public sealed class BookHandle
{
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
        (await DoManyAsync([command], actor, cancellation).ConfigureAwait(false))[0];

    /// <summary>Does commands one after the other, each with its own answer, in as few transactions as there may be. One that is rejected does not keep the others from being done; for all or none use <see cref="Command.Together"/>.</summary>
    /// <param name="commands">The commands.</param>
    /// <param name="actor">Who does them, if that is to be kept.</param>
    /// <param name="cancellation">Gives up between two transactions; what was written by then stays.</param>
    /// <returns>An answer for each, in order.</returns>
    /// <exception cref="StoreException">The store is in trouble. Some of the commands may have been done: ask again, what was done is then unchanged.</exception>
    public async ValueTask<IReadOnlyList<Answer>> DoManyAsync(IReadOnlyList<Command> commands, string? actor = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(commands);
        Command[] checkedCommands = [.. commands];
        Arguments.Check(checkedCommands, actor);
        cancellation.ThrowIfCancellationRequested();
        return checkedCommands.Length == 0 ? [] : await _books.Writer.DoAsync(Name, checkedCommands, actor, cancellation).ConfigureAwait(false);
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
    /// <exception cref="StoreException">The transaction cannot hold the lock it needs, is over, or is of another database. Roll it back.</exception>
    public async ValueTask<Answer> DoWithinAsync(DbTransaction transaction, Command command, string? actor = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        Arguments.Check([command], actor);
        var options = _books.Options;
        var batch = new BookBatch(new(Name), options.NewIdentity);
        var session = await _books.Store.JoinAsync(transaction, batch.Load, cancellation).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await Decider.DecideAsync(_books.Store, session, _books.Headers, [batch], _ => [(command, actor)], lasts: false, cancellation).ConfigureAwait(false);
            if (batch.Trouble is { } trouble)
            {
                throw trouble is StoreException or JournalException ? trouble : await _books.Troubles.LookIntoAsync(Name, trouble).ConfigureAwait(false);
            }

            if (batch.Seal(new(options.Salt), options.Time.GetUtcNow()) is { } change)
            {
                await session.AppendAsync(new([change]), cancellation).ConfigureAwait(false);
            }

            return batch.Answers[0];
        }
    }

    /// <summary>Policy, connection and series; not open if the book has not begun.</summary>
    public ValueTask<BookHeader> HeaderAsync(CancellationToken cancellation = default) => AskAsync(static book => ValueTask.FromResult(book.Header), cancellation);

    /// <summary>How many entries its journal has, and the hash of the last one: keep it elsewhere, and <see cref="VerifyAsync"/> finds a journal that was cut off or rewritten.</summary>
    public ValueTask<(long Entries, EntryHash Hash)> HeadAsync(CancellationToken cancellation = default) =>
        AskAsync(book => ValueTask.FromResult((book.Row?.Entries ?? 0, book.Row?.Head ?? Chain.Start(Name))), cancellation);

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
        return AskAsync(book => book.FindAsync(invoices, cancellation), cancellation);
    }

    /// <summary>Returns the invoice as of an entry, or null if it had not appeared. Costs the entries about the invoice and about the book.</summary>
    public ValueTask<InvoiceView?> InvoiceAtEntryAsync(InvoiceId invoice, long entry, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        return AskAsync(book => Lives.AtAsync(book, invoice, entry, cancellation), cancellation);
    }

    /// <summary>Returns the invoice as of an instant, or null if it had not appeared: the number that a document of that day carried.</summary>
    public ValueTask<InvoiceView?> InvoiceAtAsync(InvoiceId invoice, DateTimeOffset instant, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        return AskAsync(async book => await Lives.AtAsync(book, invoice, await Lives.LastAtAsync(book, instant, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false), cancellation);
    }

    /// <summary>The last entry written at or before an instant; 0 if there is none. Costs the logarithm of the journal.</summary>
    public ValueTask<long> EntryAtAsync(DateTimeOffset instant, CancellationToken cancellation = default) =>
        AskAsync(book => Lives.LastAtAsync(book, instant, cancellation), cancellation);

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

    /// <summary>Invoices in order of appearance, the oldest or the newest first.</summary>
    /// <param name="newestFirst">Whether the newest come first.</param>
    /// <param name="after">What the page before said (<see cref="Page{T}.Next"/>); null for the first page.</param>
    /// <param name="count">The most invoices, from 1.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public ValueTask<Page<InvoiceView>> InvoicesAsync(bool newestFirst = false, string? after = null, int count = 100, CancellationToken cancellation = default) =>
        PageAsync(new InvoiceList.All(newestFirst), after, count, cancellation);

    /// <summary>Invoices of a stage, the newest first.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="after">What the page before said; null for the first page.</param>
    /// <param name="count">The most invoices, from 1.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public ValueTask<Page<InvoiceView>> InStageAsync(InvoiceStage stage, string? after = null, int count = 100, CancellationToken cancellation = default) =>
        PageAsync(new InvoiceList.InStage(stage), after, count, cancellation);

    /// <summary>Invoices dated within two days, both included, the newest first.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="until">The last day.</param>
    /// <param name="after">What the page before said; null for the first page.</param>
    /// <param name="count">The most invoices, from 1.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public ValueTask<Page<InvoiceView>> DatedAsync(DateOnly from, DateOnly until, string? after = null, int count = 100, CancellationToken cancellation = default) =>
        PageAsync(new InvoiceList.Dated(from, until), after, count, cancellation);

    /// <summary>Invoices whose id begins with a text, by id in the order of UTF-8.</summary>
    /// <param name="prefix">The text; upper and lower case differ.</param>
    /// <param name="after">What the page before said; null for the first page.</param>
    /// <param name="count">The most invoices, from 1.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public ValueTask<Page<InvoiceView>> IdBeginsWithAsync(string prefix, string? after = null, int count = 100, CancellationToken cancellation = default) =>
        PageAsync(new InvoiceList.IdBeginsWith(prefix), after, count, cancellation);

    /// <summary>Invoices that hold or held a number or an ERP key that begins with a text, by that text in the order of UTF-8; an invoice comes once for each such text.</summary>
    /// <param name="prefix">The text; upper and lower case differ.</param>
    /// <param name="after">What the page before said; null for the first page.</param>
    /// <param name="count">The most invoices, from 1.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public ValueTask<Page<InvoiceView>> NumberBeginsWithAsync(string prefix, string? after = null, int count = 100, CancellationToken cancellation = default) =>
        PageAsync(new InvoiceList.NumberBeginsWith(prefix), after, count, cancellation);

    /// <summary>A list to work from, in order of appearance.</summary>
    /// <param name="list">Which one.</param>
    /// <param name="after">What the page before said; null for the first page.</param>
    /// <param name="count">The most invoices, from 1.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public ValueTask<Page<InvoiceView>> WorkAsync(WorkList list, string? after = null, int count = 100, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var place = Lists.Place(after);
        return AskAsync(book => Lists.WorkAsync(book, list, place, count, cancellation), cancellation);
    }

    /// <summary>Trouble that was recorded and still holds, in the order in which it was first found; what one entry found by kind and invoice.</summary>
    /// <param name="after">What the page before said; null for the first page.</param>
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
        await using (book.ConfigureAwait(false))
        {
            await foreach (var (invoice, _) in book.ListAsync(new InvoiceList.All(NewestFirst: false), null, cancellation).ConfigureAwait(false))
            {
                yield return book.Show(invoice);
            }
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
    public ValueTask<NextAnswer> NextAsync(DateOnly date, SeriesId? series = null, Scope? scope = null, FormName? form = null, CancellationToken cancellation = default) =>
        AskAsync(book => book.ComputeAsync(view => Numbering.Next(view, date, series, scope, form), cancellation), cancellation);

    /// <summary>Whether a number is free: who holds or held it, or where a series prints it and what has become of it there. Found by an index.</summary>
    public ValueTask<NumberCheck> CheckAsync(InvoiceNumber number, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(number);
        return AskAsync(book => book.ComputeAsync(view => Numbering.Check(view, number), cancellation), cancellation);
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
    /// data, on all cores; names the first fault. Costs a walk of the book.
    /// </summary>
    /// <param name="head">A hash kept elsewhere: without one, entries cut off the end, or a book that is gone, cannot be missed.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StoreException">The store is in trouble.</exception>
    public Task<VerifyReport> VerifyAsync(EntryHash? head = null, CancellationToken cancellation = default) => Verification.RunAsync(_books, Name, head, cancellation);

    /// <summary>Makes every derived row of the book anew from its journal, in one transaction. Costs a walk of the journal; other writers of the book wait.</summary>
    /// <exception cref="JournalException">The journal itself is damaged; nothing was changed.</exception>
    /// <exception cref="StoreException">The store is in trouble; nothing was changed.</exception>
    public Task RebuildAsync(CancellationToken cancellation = default) => JournalFold.RebuildAsync(_books, Name, cancellation);

    /// <summary>Writes the journal as JSON Lines (<c>docs/journal.md</c>), which <see cref="JournalExport.Verify"/> checks without the database.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="cancellation">Ends it; what was written is then incomplete.</param>
    public async Task ExportAsync(Stream destination, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var book = await OpenBook.ReadAsync(_books, Name, cancellation).ConfigureAwait(false);
        await using (book.ConfigureAwait(false))
        {
            await JournalExport.WriteAsync(destination, Name, book.EntriesAsync(0, null, cancellation), cancellation).ConfigureAwait(false);
        }
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
        return AskAsync<IReadOnlyList<JournalEntry>>(async book => book.Row is null ? [] :
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
        return Erasing.EraseAsync(_books, Name, entry => true, invoice, cancellation);
    }

    /// <summary>Erases the free text beside one entry.</summary>
    /// <returns>Whether there was any.</returns>
    public async Task<bool> EraseTextAtAsync(long entry, CancellationToken cancellation = default) =>
        await Erasing.EraseAsync(_books, Name, stored => stored.Number == entry, null, cancellation).ConfigureAwait(false) > 0;

    /// <summary>Erases the free text beside every entry an actor made, with the actor's name. Costs a walk of the journal.</summary>
    /// <returns>How many entries lost their text.</returns>
    public Task<long> EraseTextByAsync(string actor, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return Erasing.EraseAsync(_books, Name, stored => stored.Text!.Actor == actor, null, cancellation);
    }

    internal async ValueTask<T> AskAsync<T>(Func<OpenBook, ValueTask<T>> question, CancellationToken cancellation)
    {
        var book = await OpenBook.ReadAsync(_books, Name, cancellation).ConfigureAwait(false);
        await using (book.ConfigureAwait(false))
        {
            try
            {
                return await question(book).ConfigureAwait(false);
            }
            catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or KeyNotFoundException or FormatException or OverflowException)
            {
                throw await _books.Troubles.LookIntoAsync(Name, e).ConfigureAwait(false);
            }
        }
    }

    private ValueTask<Page<InvoiceView>> PageAsync(InvoiceList list, string? after, int count, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var place = Lists.Place(after);
        return AskAsync(book => Lists.PageAsync(book, list, place, count, cancellation), cancellation);
    }
}
