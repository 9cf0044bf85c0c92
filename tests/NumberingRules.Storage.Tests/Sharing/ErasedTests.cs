using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NumberingRules.Sqlite;
using NumberingRules.Storage.Tests.Contract;

namespace NumberingRules.Storage.Tests.Sharing;

/// <summary>An erased text is not left anywhere in the file.</summary>
public sealed class ErasedTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 1, 5);
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task What_was_erased_is_nowhere_in_the_file()
    {
        const int Count = 2000;
        var file = _scratch.NewFile();
        using (var books = new Books(new SqliteStore(file)))
        {
            var book = books["main"];
            await book.OpenAsync([new("a", "A-{seq}")]);
            Command[] commands =
            [
                .. Enumerable.Range(0, Count).SelectMany(at => new Command[]
                {
                    new Command.Create(Id(at), Day), new Command.Void(Id(at), Side.Home, string.Create(CultureInfo.InvariantCulture, $"confidential reason {at} of somebody")),
                }),
            ];
            await book.DoManyAsync(commands, "Confidential Person");
            Assert.True(Traces(file) > 0);
            Assert.Equal(3L * Count, book.EraseTextBy("Confidential Person"));
            Assert.Equal(0, Traces(file));
        }

        Assert.Equal(0, Traces(file));

        static InvoiceId Id(int at) => string.Create(CultureInfo.InvariantCulture, $"I{at}");
    }

    [Fact]
    public async Task What_was_erased_is_nowhere_in_the_file_though_others_read_all_the_time()
    {
        var file = _scratch.NewFile();
        using var books = new Books(new SqliteStore(file));
        var book = await BookOfAPersonAsync(books);
        using var stop = new CancellationTokenSource();
        using var reading = new CountdownEvent(3);
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            book.Invoices();
            reading.Signal();
            while (!stop.IsCancellationRequested)
            {
                book.Invoices();
                Thread.Sleep(1);
            }
        })).ToList();
        reading.Wait();
        Assert.True(book.EraseTextAt(2));
        Assert.Equal((3 * 100) - 1, book.EraseTextBy("Confidential Person"));
        Assert.Equal(0, Traces(file));
        await stop.CancelAsync();
        await Task.WhenAll(readers);
    }

    [Fact]
    public async Task Who_reads_for_too_long_keeps_a_copy_and_that_is_said()
    {
        var file = _scratch.NewFile();
        using var books = new Books(new SqliteStore(new SqliteStoreOptions { File = file, WriteWait = TimeSpan.FromMilliseconds(200) }));
        var book = await BookOfAPersonAsync(books);
        await using (await books.Store.ReadAsync(default))
        {
            await book.CreateAsync("another", Day);
            var trouble = Assert.Throws<StoreException>(() => book.EraseTextBy("Confidential Person"));
            Assert.Equal(StoreTrouble.Busy, trouble.Trouble);
            Assert.Contains("Erase again", trouble.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(book.Entries(count: 1000), entry => entry.Actor is not null);
        }

        Assert.Equal(0, book.EraseTextBy("Confidential Person"));
        Assert.Equal(0, Traces(file));
    }

    private static async Task<BookHandle> BookOfAPersonAsync(Books books)
    {
        var book = books["main"];
        await book.OpenAsync([new("a", "A-{seq}")]);
        Command[] commands = [.. Enumerable.Range(0, 100).SelectMany(at => new Command[] { new Command.Create($"I{at}", Day), new Command.Void($"I{at}", Side.Home, "confidential") })];
        await book.DoManyAsync(commands, "Confidential Person");
        return book;
    }

    private static int Traces(string file) => new[] { file, file + "-wal" }.Where(File.Exists).Sum(each =>
    {
        using var stream = new FileStream(each, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return Regex.Count(reader.ReadToEnd(), "(?i)confidential");
    });
}
