using System.Globalization;
using Npgsql;
using NumberingRules.PostgreSql;
using NumberingRules.Sqlite;
using NumberingRules.Storage;

namespace NumberingRules.Cli;

/// <summary>A book that is kept, open for as long as a verb needs it.</summary>
internal sealed class OpenedBook : IAsyncDisposable
{
    /// <summary>What a book is called unless it is given a name: the one of a file, and one in memory.</summary>
    internal const string Default = "main";
    private const int Page = 1000;
    private readonly NumberingRules.Storage.Books _books;

    private OpenedBook(BookPlace place, NumberingRules.Storage.Books books, BookHandle book) => (Place, _books, Book) = (place, books, book);

    internal BookPlace Place { get; }

    internal BookHandle Book { get; }

    /// <summary>Opens a book that is there.</summary>
    /// <exception cref="MissingException">There is no such book.</exception>
    /// <exception cref="MalformedException">There are several books and none is named.</exception>
    /// <exception cref="StoreException">The file or database cannot be used.</exception>
    internal static async Task<OpenedBook> ReadAsync(BookPlace place, string? name)
    {
        var books = await ToLookAsync(place);
        try
        {
            var names = await NamesAsync(place, books);
            return new(place, books, books[name is null ? Only(place, names) : Named(place, name, names)]);
        }
        catch
        {
            await books.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a book to write to; the file or the tables, and the book, are made when they are not there.</summary>
    internal static async Task<OpenedBook> WriteAsync(BookPlace place, string? name)
    {
        var books = ToWrite(place);
        try
        {
            return new(place, books, books[name ?? (await books.NamesAsync() is { Count: > 0 } names ? Only(place, names) : Default)]);
        }
        catch
        {
            await books.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes the look-up tables of all books anew.</summary>
    /// <returns>The names of the books.</returns>
    internal static async Task<IReadOnlyList<string>> RebuildAsync(BookPlace place)
    {
        await (await ToLookAsync(place)).DisposeAsync();
        await using var books = ToWrite(place, mustExist: true);
        var names = await books.NamesAsync();
        foreach (var name in names)
        {
            await books[name].RebuildAsync();
        }

        return names;
    }

    /// <summary>Copies books from one place to another, each whole or not at all.</summary>
    /// <param name="from">Where they are.</param>
    /// <param name="to">Where they go; file or tables are made when they are not there.</param>
    /// <param name="name">Which book; all when left out.</param>
    /// <param name="copied">Told of each book that was copied and verified.</param>
    internal static async Task CopyAsync(BookPlace from, BookPlace to, string? name, Action<VerifyReport> copied)
    {
        await using var source = await ToLookAsync(from);
        var names = await NamesAsync(from, source);
        names = name is null ? names : [Named(from, name, names)];
        await using var target = ToWrite(to);
        if (names.Intersect(await target.NamesAsync()).ToList() is { Count: > 0 } there)
        {
            throw new MissingException($"{to.Shown} has {Listed(there)} already, and nothing was copied; copy to another place, or one book with --name");
        }

        foreach (var one in names)
        {
            copied(await source[one].CopyToAsync(target));
        }
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

    private static string NoBook(BookPlace place) => $"{place.Shown} holds no book yet; 'numbering run SCRIPT --book {place.Shown}' begins one";

    /// <summary>Opens a place as it is: nothing is made in it, and it may lie on read-only media or be a standby.</summary>
    private static async Task<NumberingRules.Storage.Books> ToLookAsync(BookPlace place)
    {
        if (place is BookPlace.Database database)
        {
            var books = Books(database, makeTables: false);
            try
            {
                await books.NamesAsync();
                return books;
            }
            catch (Exception e)
            {
                await books.DisposeAsync();
                throw e is StoreException { Trouble: StoreTrouble.NotABook, InnerException: null } ? new MissingException(NoBook(place)) : e;
            }
        }

        var file = (BookPlace.SqliteFile)place;
        try
        {
            return Books(file, new() { ReadOnly = true });
        }
        catch (StoreException e) when (e is { Trouble: StoreTrouble.NotABook, InnerException: null })
        {
            throw new MissingException(NoBook(place));
        }
        catch (StoreException e) when (e is { Trouble: StoreTrouble.ReadOnly, InnerException: null })
        {
            // Look-up tables of an older version: opening the file for writing makes them anew.
            return Books(file, new() { MustExist = true });
        }
    }

    private static NumberingRules.Storage.Books ToWrite(BookPlace place, bool mustExist = false) => place is BookPlace.SqliteFile file
        ? Books(file, new() { MustExist = mustExist })
        : Books((BookPlace.Database)place, makeTables: true);

    private static NumberingRules.Storage.Books Books(BookPlace.SqliteFile file, SqliteStoreOptions options)
    {
        if (Directory.Exists(file.Path))
        {
            throw new MissingException($"{file.Path} is a folder, not a file");
        }

        options.File = file.Literal;
        return new(new SqliteStore(options));
    }

    private static NumberingRules.Storage.Books Books(BookPlace.Database database, bool makeTables)
    {
        var source = new NpgsqlSlimDataSourceBuilder(database.Connection.ConnectionString);
        source.EnableArrays();
        source.EnableTransportSecurity();
        source.EnableIntegratedSecurity();
        return new(new PostgreSqlStore(source.Build(), new() { Schema = database.Schema, MakeTables = makeTables, Prepare = false }));
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(BookPlace place, NumberingRules.Storage.Books books) =>
        await books.NamesAsync() is { Count: > 0 } names ? names : throw new MissingException(NoBook(place));

    private static string Named(BookPlace place, string name, IReadOnlyList<string> names) =>
        names.Contains(name) ? name : throw new MissingException($"{place.Shown} has no book '{Printable.Of(name)}'; there are {Listed(names)}");

    private static string Only(BookPlace place, IReadOnlyList<string> names) =>
        names is [var only] ? only : throw new MalformedException(place.Shown, $"it holds several books; choose one with --name: {Listed(names)}");

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{Printable.Of(name)}'"));
}
