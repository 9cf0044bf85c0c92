using System.Data.Common;

namespace NumberingRules.Storage.Tests;

/// <summary>Asks a book and waits for the answer: most tests do one thing after the other, and read better so.</summary>
internal static class Blocking
{
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    internal static T Now<T>(this ValueTask<T> asked) => asked.AsTask().Now();

    internal static T Now<T>(this Task<T> asked)
    {
        ((Task)asked).Now();
        return asked.GetAwaiter().GetResult();
    }

    internal static void Now(this Task asked) => asked.WaitAsync(Patience).GetAwaiter().GetResult();

    internal static Task<T> WaitAsync<T>(this ValueTask<T> asked, TimeSpan patience) => asked.AsTask().WaitAsync(patience);

    internal static List<T> All<T>(this IAsyncEnumerable<T> items) => items.ToListAsync().Now();

    internal static BookHeader Header(this BookHandle book) => book.HeaderAsync().Now();

    internal static JournalHead Head(this BookHandle book) => book.HeadAsync().Now();

    internal static InvoiceView? Invoice(this BookHandle book, InvoiceId invoice) => book.InvoiceAsync(invoice).Now();

    internal static InvoiceView? InvoiceAt(this BookHandle book, InvoiceId invoice, long entry) => book.InvoiceAtEntryAsync(invoice, entry).Now();

    internal static InvoiceView? InvoiceAt(this BookHandle book, InvoiceId invoice, DateTimeOffset instant) => book.InvoiceAtAsync(invoice, instant).Now();

    internal static IReadOnlyList<LifeStep> LifeOf(this BookHandle book, InvoiceId invoice) => book.LifeOfAsync(invoice).Now();

    internal static IReadOnlyList<InvoiceView> Find(this BookHandle book, string text) => book.FindAsync(text).Now();

    internal static Page<InvoiceView> Invoices(this BookHandle book, string? after = null, int count = 100) => book.InvoicesAsync(newestFirst: false, after, count).Now();

    internal static List<InvoiceView> AllInvoices(this BookHandle book) => book.AllInvoicesAsync().All();

    internal static Page<InvoiceView> Work(this BookHandle book, WorkList list, string? after = null, int count = 100) => book.WorkAsync(list, after, count).Now();

    internal static Page<HeldFinding> Findings(this BookHandle book, string? after = null, int count = 100) => book.FindingsAsync(after, count).Now();

    internal static (Decision Decision, IReadOnlyList<NumberChange> Changes) WhatIf(this BookHandle book, Command command) => book.WhatIfAsync(command).Now();

    internal static NextAnswer Next(this BookHandle book, DateOnly date, SeriesId? series = null, Scope? scope = null, FormName? form = null) => book.NextAsync(date, series, scope, form).Now();

    internal static NumberCheck Check(this BookHandle book, InvoiceNumber number) => book.CheckAsync(number).Now();

    internal static IReadOnlyList<SeriesPeriod> Series(this BookHandle book) => book.SeriesAsync().Now();

    internal static VerifyReport Verify(this BookHandle book, EntryHash? head = null) => book.VerifyAsync(head).Now();

    internal static void Export(this BookHandle book, Stream destination) => book.ExportAsync(destination).Now();

    internal static Register Replay(this BookHandle book) => book.ReplayAsync().Now();

    internal static IReadOnlyList<JournalEntry> Entries(this BookHandle book, long after = 0, int count = 100) => book.EntriesAsync(after, count).Now();

    internal static Answer DoWithin(this BookHandle book, DbTransaction transaction, Command command, string? actor = null) => book.DoWithinAsync(transaction, command, actor).Now();

    internal static long EraseTextOf(this BookHandle book, InvoiceId invoice) => book.EraseTextOfAsync(invoice).Now();

    internal static bool EraseTextAt(this BookHandle book, long entry) => book.EraseTextAtAsync(entry).Now();

    internal static long EraseTextBy(this BookHandle book, string actor) => book.EraseTextByAsync(actor).Now();

    internal static void Rebuild(this BookHandle book) => book.RebuildAsync().Now();

    internal static IReadOnlyList<string> Names(this Books books) => books.NamesAsync().Now();

    internal static void Rebuild(this Books books)
    {
        foreach (var name in books.Names())
        {
            books[name].Rebuild();
        }
    }

    internal static void Close(this IBookStore store) => store.DisposeAsync().AsTask().Now();
}
