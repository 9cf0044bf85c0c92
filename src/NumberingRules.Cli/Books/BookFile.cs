using NumberingRules.Sqlite;
using NumberingRules.Storage;

namespace NumberingRules.Cli;

/// <summary>A book in a file, open for as long as a verb needs it.</summary>
internal sealed class BookFile : IDisposable
{
    private const string Default = "main";
    private const int Page = 1000;
    private readonly NumberingRules.Storage.Books _books;

    private BookFile(string path, NumberingRules.Storage.Books books, KeptBook book) => (Path, _books, Book) = (path, books, book);

    internal string Path { get; }

    internal KeptBook Book { get; }

    /// <summary>Opens a book that is there.</summary>
    /// <exception cref="MissingException">The file has no such book.</exception>
    /// <exception cref="MalformedException">The file has several books and none is named.</exception>
    /// <exception cref="StoreException">The file cannot be used.</exception>
    internal static BookFile Read(string path, string? name)
    {
        var books = ToLook(path);
        try
        {
            var names = books.Names();
            return names.Count == 0 ? throw new MissingException(NoBook(path))
                : name is not null && !names.Contains(name) ? throw new MissingException($"{path} has no book '{Printable.Of(name)}'; there are {Listed(names)}")
                : new(path, books, books[name ?? Only(path, names)]);
        }
        catch
        {
            books.Dispose();
            throw;
        }
    }

    /// <summary>Opens a book to write to; file and book are made when they are not there.</summary>
    internal static BookFile Write(string path, string? name)
    {
        var books = Books(path, new());
        try
        {
            return new(path, books, books[name ?? (books.Names() is { Count: > 0 } names ? Only(path, names) : Default)]);
        }
        catch
        {
            books.Dispose();
            throw;
        }
    }

    /// <summary>Makes the look-up tables of all books anew.</summary>
    /// <returns>The names of the books.</returns>
    internal static IReadOnlyList<string> Rebuild(string path)
    {
        ToLook(path).Dispose();
        using var books = Books(path, new() { MustExist = true });
        books.Rebuild();
        return books.Names();
    }

    /// <summary>Invoices in order of appearance, read page by page.</summary>
    internal IEnumerable<ShownInvoice> Invoices(long after = 0, int most = int.MaxValue) =>
        (after == 0 && most == int.MaxValue ? Book.AllInvoices() : All(Book.Invoices, after, most).Take(most)).Select(ShownInvoice.Of);

    /// <summary>The pages of a list, one after the other, as far as they are needed.</summary>
    internal static IEnumerable<T> All<T>(Func<long, int, Page<T>> list, long from = 0, int most = int.MaxValue)
    {
        for (long? after = from; after is { } at;)
        {
            var page = list(at, Math.Min(Page, most));
            foreach (var item in page.Items)
            {
                yield return item;
            }

            after = page.Next;
        }
    }

    public void Dispose() => _books.Dispose();

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
