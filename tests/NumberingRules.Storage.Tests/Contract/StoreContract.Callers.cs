using System.Globalization;

namespace NumberingRules.Storage.Tests.Contract;

/// <content>Many callers at once: everybody gets an answer that lasts, in one series without gap and duplicate.</content>
public abstract partial class StoreContract
{
    private const int Callers = 256;

    [Fact]
    public async Task Many_callers_of_one_book_take_its_numbers_without_gap_or_duplicate()
    {
        using var books = new Books(NewStore());
        await books["main"].DoAsync(Opening);
        var answers = await Together(Callers, async Task<IReadOnlyList<Answer>> (caller) =>
        {
            await books["main"].CreateAsync(Id(caller, 0), Day);
            return await books["main"].DoManyAsync([new Command.Create(Id(caller, 1), Day), new Command.Approve(Id(caller, 0)), new Command.Create(Id(caller, 0), Day)]);
        });
        Assert.All(answers, three => Assert.Equal([Outcome.Accepted, Outcome.Accepted, Outcome.Unchanged], three.Select(answer => answer.Outcome)));
        AssertGapless(books, "main", 2 * Callers);
    }

    [Fact]
    public async Task Many_callers_of_many_books_do_not_disturb_each_other()
    {
        const int Count = 32;
        using var books = new Books(NewStore(), new() { LargestBatch = 100 });
        await Together(Count, number => books[Name(number)].DoAsync(Opening));
        await Together(Callers, caller => books[Name(caller % Count)].CreateAsync(Id(caller, 0), Day));
        for (var number = 0; number < Count; number++)
        {
            AssertGapless(books, Name(number), Callers / Count);
        }

        static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"book {number}");
    }

    [Fact]
    public async Task Many_callers_who_ask_for_the_same_invoice_get_the_same_number()
    {
        using var books = new Books(NewStore());
        await books["main"].DoAsync(Opening);
        var answers = await Together(Callers, _ => books["main"].CreateAsync("I1", Day));
        Assert.Single(answers, answer => answer.Outcome == Outcome.Accepted);
        Assert.All(answers, answer => Assert.Equal("A-001", answer.Number!.Text));
        AssertGapless(books, "main", 1);
    }

    [Fact]
    public async Task Readers_meanwhile_see_one_moment_each()
    {
        const int Pairs = 60;
        using var books = new Books(NewStore());
        await books["main"].DoAsync(Opening);
        var writing = Task.Run(async () =>
        {
            for (var pair = 0; pair < Pairs; pair++)
            {
                await books["main"].DoAsync(new Command.Together([new Command.Create(Id(pair, 0), Day), new Command.Create(Id(pair, 1), Day)]));
            }
        });
        var seen = 0L;
        for (var ended = false; !ended;)
        {
            ended = writing.IsCompleted;
            Assert.Equal(0, books["main"].Invoices(count: int.MaxValue).Items.Count % 2);
            Assert.All(books["main"].Series(), line => Assert.True(line.AddsUp && line.Issued % 2 == 0, $"{line}"));
            var entries = books["main"].Head().Entries;
            Assert.True(entries >= seen && entries % 4 == 1, string.Create(CultureInfo.InvariantCulture, $"{entries} entries after {seen}"));
            Assert.Equal(0, books["main"].AllInvoices().Count % 2);
            seen = entries;
        }

        await writing;
        AssertGapless(books, "main", 2 * Pairs);
    }

    [Fact]
    public async Task All_invoices_can_be_walked_while_commands_are_done_about_each()
    {
        using var books = new Books(NewStore());
        await books["main"].DoAsync(Opening);
        await books["main"].DoManyAsync([.. Enumerable.Range(0, 5).Select(at => new Command.Create(Id(at, 0), Day))]);
        var walked = 0;
        await foreach (var kept in books["main"].AllInvoicesAsync())
        {
            Assert.Equal(Approval.Draft, kept.Invoice.Approval);
            await books["main"].ApproveAsync(kept.Invoice.Id).WaitAsync(Patience);
            await books["main"].CreateAsync(Id(walked, 1), Day).WaitAsync(Patience);
            walked++;
        }

        Assert.Equal(5, walked);
        AssertGapless(books, "main", 10);
    }

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static InvoiceId Id(int caller, int number) => string.Create(CultureInfo.InvariantCulture, $"I{caller}-{number}");

    private static Task<T[]> Together<T>(int count, Func<int, Task<T>> act) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(number => Task.Run(() => act(number)))).WaitAsync(Patience);

    private static Task<T[]> Together<T>(int count, Func<int, ValueTask<T>> act) => Together(count, number => act(number).AsTask());

    private static void AssertGapless(Books books, string name, int count)
    {
        var book = books[name];
        Assert.Equal(
            Enumerable.Range(1, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"A-{number:000}")),
            book.Invoices(count: int.MaxValue).Items.Select(kept => kept.Invoice.HomeNumber!.Text).Order(StringComparer.Ordinal));
        Assert.Null(book.Verify(book.Head().Hash).Fault?.What);
    }
}
