using System.Globalization;
using System.Text;
using NumberingRules.Storage;

namespace NumberingRules.Testing;

/// <summary>A book in a store, and beside it the same book in memory, folded by the rules alone.</summary>
internal sealed class Desk(BookHandle book)
{
    internal const string Name = "main";

    internal static readonly DateOnly Day = new(2026, 1, 5);

    /// <summary>Texts of all scripts: those that databases and languages order, fold or escape otherwise.</summary>
    private static readonly string[] Beginnings = ["", "a", "A", "é", "e\u0301", "ß", "\uff5e", "\ud83d\ude00", "\ue000", "一", "İ", "%", "_", "'"];

    /// <summary>The order in which texts come.</summary>
    internal static Comparer<string> Utf8 { get; } = Comparer<string>.Create(static (one, other) => Encoding.UTF8.GetBytes(one).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other)));

    internal static Command Opening { get; } = new Command.Open([new("a", "A-{seq:000}"), new("m", "{date:yyyy}/{date:MM}-{seq}", Reset: Reset.Monthly)]);

    internal BookHandle Book { get; set; } = book;

    internal Register Core { get; } = new();

    internal IReadOnlyList<Invoice> Invoices => [.. Core.Appeared];

    /// <summary>Does a command in the store and in memory, and holds the answers against each other.</summary>
    internal async Task<Answer> DoAsync(Command command)
    {
        var expected = Core.Do(command);
        var answer = await Book.DoAsync(command).ConfigureAwait(false);
        Expect.Same(expected, answer.Decision, $"the answer to {command}");
        Expect.Same(Core.Entries, answer.Entry, $"the entry of {command}");
        return answer;
    }

    /// <summary>A life of a book left to chance, the same for the same seed.</summary>
    internal async Task LiveAsync(int seed, int steps, Func<int, Task>? between = null)
    {
        var random = new Random(seed);
        await DoAsync(Opening).ConfigureAwait(false);
        await DoAsync(new Command.Connect("acme")).ConfigureAwait(false);
        for (var step = 0; step < steps; step++)
        {
            await DoAsync(Any(random, step)).ConfigureAwait(false);
            if (between is not null)
            {
                await between(step).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The book in the store is the one in memory.</summary>
    internal async Task AssertSameAsync()
    {
        Expect.Same(Core.Header, await Book.HeaderAsync().ConfigureAwait(false), "the header");
        var (entries, head) = await Book.HeadAsync().ConfigureAwait(false);
        Expect.Same(Core.Entries, entries, "the number of entries");
        Expect.SameList(Invoices, (await Book.InvoicesAsync(count: int.MaxValue).ConfigureAwait(false)).Items.Select(static view => view.Invoice), "the invoices");
        await AssertSoundAsync(Book, head).ConfigureAwait(false);
    }

    internal static async Task AssertSoundAsync(BookHandle book, EntryHash? head = null)
    {
        var report = await book.VerifyAsync(head).ConfigureAwait(false);
        Expect.Same(null, report.Fault?.What, "what verify finds");
    }

    internal static string Id(string prefix, int at) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{at}");

    private Command Any(Random random, int step)
    {
        InvoiceId made = Id(Text(), step);
        var known = Invoices is { Count: > 0 } all ? all[random.Next(all.Count)].Id : made;
        ErpKey key = Id("K", random.Next(40));
        InvoiceNumber number = Id(Text(), random.Next(20));
        return random.Next(22) switch
        {
            < 4 => new Command.Create(made, Date(), random.Next(3) == 0 ? "m" : null),
            4 => new Command.Create(made, Date(), null, number),
            < 7 => new Command.Import(made, key, number, Date()),
            7 => new Command.Submit(known),
            < 10 => new Command.Approve(known),
            < 12 => new Command.Send(known),
            12 => new Command.Lose(known),
            13 => new Command.Refuse(known, "the period is closed"),
            < 16 => new Command.Confirm(known, key, number, random.Next(5)),
            16 => new Command.Release(known, "gone there"),
            17 => new Command.Void(known, Side.Home, "entered twice"),
            18 => new Command.Redate(known, Date()),
            19 => new Command.Together([new Command.Create(made, Date()), new Command.Approve(made), new Command.Confirm(made, key)]),
            20 => random.Next(2) == 0 ? new Command.Disconnect() : new Command.Advance("a", Day, random.Next(60), "used elsewhere"),
            _ => new Command.Connect("acme"),
        };

        string Text() => Beginnings[random.Next(Beginnings.Length)];

        DateOnly Date() => Day.AddDays(random.Next(60));
    }
}
