using NumberingRules.Sqlite;
using NumberingRules.Storage.Tests.Crashes;

namespace NumberingRules.Storage.Tests.Trouble;

/// <summary>A file with two books, for trouble to happen to.</summary>
internal static class Troubled
{
    internal const string Book = "main";
    internal const string Neighbour = "neighbour";

    /// <summary>Makes the file, and closes it: all is in the one file afterwards.</summary>
    internal static string Make(TemporaryFolder folder, int invoices = 20) => Make(folder.File("books.db"), invoices);

    internal static string Make(string file, int invoices)
    {
        using (var books = new Books(new SqliteStore(file)))
        {
            foreach (var name in new[] { Book, Neighbour })
            {
                Done(books[name].OpenAsync([new("rl", "RL-{seq:0000}")]));
                Done(books[name].ConnectAsync("acme"));
                Done(books[name].DoManyAsync([.. Enumerable.Range(1, invoices).SelectMany(at => Life($"A{at}"))], "somebody"));
            }
        }

        return file;
    }

    internal static T Done<T>(ValueTask<T> task) => task.Now();

    /// <summary>Opens the file and lets nobody wait long.</summary>
    internal static Books Open(string file) => new(new SqliteStore(new SqliteStoreOptions { File = file, WriteWait = TimeSpan.FromMilliseconds(300) }), new() { Wait = TimeSpan.FromMilliseconds(300) });

    internal static StoreException CannotOpen(string file, params StoreTrouble[] troubles) => Expect(() => Open(file).Dispose(), troubles);

    internal static StoreException CannotCreate(BookHandle book, InvoiceId invoice, params StoreTrouble[] troubles) =>
        Expect(() => Done(book.CreateAsync(invoice, new(2026, 1, 5))), troubles);

    /// <summary>All the numbers of all books, and what else a host would see.</summary>
    internal static IReadOnlyList<string> Seen(Books books) =>
        [.. books.Names().SelectMany(name => books[name].Invoices(count: int.MaxValue).Items.Select(invoice => $"{name} {invoice.Invoice.Id} {invoice.Number} {string.Join(',', invoice.References.Select(one => one.Number))}"))];

    private static StoreException Expect(Action action, StoreTrouble[] troubles)
    {
        var trouble = Assert.Throws<StoreException>(action);
        Assert.True(troubles.Contains(trouble.Trouble), $"{trouble.Trouble}: {trouble}");
        return trouble;
    }

    private static IEnumerable<Command> Life(string id) =>
    [
        new Command.Create(id, new(2026, 1, 5)),
        new Command.Send(id),
        new Command.Confirm(id, $"K{id}", $"E{id}", 1),
        new Command.Import($"S{id}", $"I{id}", $"F{id}", new(2026, 1, 6)),
    ];
}
