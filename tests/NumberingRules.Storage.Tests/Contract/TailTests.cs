using System.Globalization;

namespace NumberingRules.Storage.Tests.Contract;

/// <summary>The look-up tables follow the journal when it pays: not entry by entry, and before a tail grows long.</summary>
public sealed class TailTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 1, 5);

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(4095, 4095)]
    [InlineData(4096, 0)]
    [InlineData(4097, 1)]
    public void A_writer_brings_them_up_after_some_thousands(int entries, long lag)
    {
        using var books = new Books(new LaggingStore(_scratch.NewFile()));
        Fill(books["main"], 4095);
        for (var at = 4095; at < entries; at++)
        {
            Fill(books["main"], at + 1, from: at);
        }

        Assert.Equal(lag, LaggingStore.LagOf(books.Store));
        Assert.Equal(entries, books["main"].Head().Entries);
        Assert.Null(books["main"].Verify().Fault?.What);
    }

    [Theory]
    [InlineData(4159, 4159)]
    [InlineData(4160, 0)]
    public void With_many_books_it_waits_for_some_entries_of_each(int entries, long lag)
    {
        const int Books = 65;
        using var books = new Books(new LaggingStore(_scratch.NewFile()), new() { LargestBatch = 1_000_000 });
        for (var book = 1; book < Books; book++)
        {
            Fill(books[string.Create(CultureInfo.InvariantCulture, $"book {book}")], 1);
        }

        // One by one where it matters.
        Fill(books["main"], 4090);
        for (var at = 4090; at < entries - Books + 1; at++)
        {
            Fill(books["main"], at + 1, from: at);
        }

        Assert.Equal(lag, LaggingStore.LagOf(books.Store));
    }

    [Theory]
    [InlineData(4223, 4223)]
    [InlineData(4224, 0)]
    public void With_many_series_it_waits_for_some_entries_of_each(int entries, long lag)
    {
        const int Series = 65;
        using var books = new Books(new LaggingStore(_scratch.NewFile()), new() { LargestBatch = 1_000_000 });
        var book = books["main"];
        Do(book, [new Command.Open([.. Enumerable.Range(0, Series).Select(at => new SeriesDefinition($"s{at}", $"S{at}-{{seq}}"))])]);

        // Creating leaves two entries, one of them about the number.
        Do(book, [.. Enumerable.Range(0, 2079).Select(at => new Command.Create($"I{at}", Day, Series: $"s{at % Series}"))]);
        Do(book, [.. Enumerable.Range(0, 64).Select(at => new Command.Approve($"I{at}"))]);
        for (var at = 64; LengthOf(book) < entries; at++)
        {
            Do(book, [new Command.Approve($"I{at}")]);
        }

        Assert.Equal((entries, lag), (LengthOf(book), LaggingStore.LagOf(books.Store)));
        Assert.Null(book.Verify().Fault?.What);
    }

    [Theory]
    [InlineData(63, 63)]
    [InlineData(64, 0)]
    [InlineData(65, 1)]
    public void A_host_brings_them_up_sooner_for_it_reads_the_tail_anew_each_time(int entries, long lag)
    {
        var file = _scratch.NewFile();
        using var books = new Books(new LaggingStore(file));
        Fill(books["main"], 1);
        for (var at = 1; at < entries; at++)
        {
            using var connection = Scratch.Open(file);
            using var transaction = connection.BeginTransaction();
            books["main"].DoWithin(transaction, new Command.Create($"H{at}", Day));
            transaction.Commit();
        }

        Assert.Equal(lag, LaggingStore.LagOf(books.Store));
        Assert.Null(books["main"].Verify().Fault?.What);
    }

    /// <summary>Gives a book so many entries, each of one command.</summary>
    private static void Fill(KeptBook book, int entries, int from = 0)
    {
        var commands = Enumerable.Range(from, entries - from).Select(at => at == 0
            ? (Command)new Command.Open([new("a", "A-{seq}")], new(HomeNumber: HomeNumberPolicy.OnApproval))
            : new Command.Create($"I{at}", Day));
        Do(book, [.. commands]);
    }

    private static void Do(KeptBook book, IReadOnlyList<Command> commands) =>
        Assert.All(book.DoManyAsync(commands).WaitAsync(TimeSpan.FromMinutes(1)).GetAwaiter().GetResult(), answer => Assert.Equal(Outcome.Accepted, answer.Outcome));

    private static long LengthOf(KeptBook book) => book.Head().Entries;
}
