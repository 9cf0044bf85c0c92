using System.Globalization;
using NumberingRules.Sqlite;
using NumberingRules.Storage;

namespace NumberingRules.Cli;

/// <summary>A book in a file, open for as long as a verb needs it.</summary>
internal sealed class BookFile : IAsyncDisposable
{
    private const string Default = "main";
    private const int Page = 1000;
    private readonly NumberingRules.Storage.Books _books;

    private BookFile(string path, NumberingRules.Storage.Books books, BookHandle book) => (Path, _books, Book) = (path, books, book);

    internal string Path { get; }

    internal BookHandle Book { get; }

    /// <summary>Opens a book that is there.</summary>
    /// <exception cref="MissingException">The file has no such book.</exception>
    /// <exception cref="MalformedException">The file has several books and none is named.</exception>
    /// <exception cref="StoreException">The file cannot be used.</exception>
    internal static async Task<BookFile> ReadAsync(string path, string? name)
    {
        var books = ToLook(path);
        try
        {
            var names = await books.NamesAsync();
            return names.Count == 0 ? throw new MissingException(NoBook(path))
                : name is not null && !names.Contains(name) ? throw new MissingException($"{path} has no book '{Printable.Of(name)}'; there are {Listed(names)}")
                : new(path, books, books[name ?? Only(path, names)]);
        }
        catch
        {
            await books.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a book to write to; file and book are made when they are not there.</summary>
    internal static async Task<BookFile> WriteAsync(string path, string? name)
    {
        var books = Books(path, new());
        try
        {
            return new(path, books, books[name ?? (await books.NamesAsync() is { Count: > 0 } names ? Only(path, names) : Default)]);
        }
        catch
        {
            await books.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes the look-up tables of all books anew.</summary>
    /// <returns>The names of the books.</returns>
    internal static async Task<IReadOnlyList<string>> RebuildAsync(string path)
    {
        await ToLook(path).DisposeAsync();
        await using var books = Books(path, new() { MustExist = true });
        var names = await books.NamesAsync();
        foreach (var name in names)
        {
            await books[name].RebuildAsync();
        }

        return names;
    }

    /// <summary>Invoices in order of appearance, read page by page.</summary>
    /// <param name="after">The entry with which the last one before them appeared: what a page of this list says in its <c>Next</c>.</param>
    /// <param name="most">The most invoices.</param>
    internal IAsyncEnumerable<ShownInvoice> InvoicesAsync(long after = 0, int most = int.MaxValue) => (after == 0 && most == int.MaxValue
        ? Book.AllInvoicesAsync()
        : AllAsync((place, count) => Book.InvoicesAsync(newestFirst: false, place, count), after.ToString(CultureInfo.InvariantCulture), most).Take(most)).Select(ShownInvoice.Of);

    /// <summary>The pages of a list, one after the other, as far as they are needed.</summary>
    internal static async IAsyncEnumerable<T> AllAsync<T>(Func<string?, int, ValueTask<Page<T>>> list, string? after = null, int most = int.MaxValue)
    {
        do
        {
            var page = await list(after, Math.Min(Page, most));
            foreach (var item in page.Items)
            {
                yield return item;
            }

            after = page.Next;
        }
        while (after is not null);
    }

    public ValueTask DisposeAsync() => _books.DisposeAsync();

    private static string NoBook(string path) => $"{path} holds no book yet; 'numbering run SCRIPT --book {path}' begins one";

    // SQLite would take these for something else than a file's name.
    private static string Literal(string path) =>
        path.StartsWith(':') || path.StartsWith('|') || path.StartsWith("file:", StringComparison.OrdinalIgnoreCase) ? $"./{path}" : path;

    /// <summary>Opens a file as it is: nothing is made in it, and it may lie on read-only media.</summary>
    private static NumberingRules.Storage.Books ToLook(string path)
    {
        try
        {
            return Books(path, new() { ReadOnly = true });
        }
        catch (StoreException e) when (e is { Trouble: StoreTrouble.NotABook, InnerException: null })
        {
            throw new MissingException(NoBook(path));
        }
        catch (StoreException e) when (e is { Trouble: StoreTrouble.ReadOnly, InnerException: null })
        {
            // Look-up tables of an older version: opening the file for writing makes them anew.
            return Books(path, new() { MustExist = true });
        }
    }

    private static NumberingRules.Storage.Books Books(string path, SqliteStoreOptions options)
    {
        if (Directory.Exists(path))
        {
            throw new MissingException($"{path} is a folder, not a file");
        }

        options.File = Literal(path);
        return new(new SqliteStore(options));
    }

    private static string Only(string path, IReadOnlyList<string> names) =>
        names is [var only] ? only : throw new MalformedException(path, $"it holds several books; choose one with --name: {Listed(names)}");

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{Printable.Of(name)}'"));
}
