using System.Globalization;

namespace NumberingRules.Storage.Tests.Contract;

/// <content>Lists for screens, over random books whose texts are of all scripts, held against LINQ.</content>
public abstract partial class StoreContract
{
    private static readonly string[] Beginnings = ["", "a", "A", "Z", "é", "e\u0301", "ß", "\uff5e", "\ud83d\ude00", "\ue000", "一", "İ", "%", "_", "'", "a\ud83d\ude00"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Lists_of_a_random_book_are_those_of_LINQ(int seed)
    {
        using var desk = RandomDesk(seed);
        var all = desk.Core.Invoices.ToList();
        AssertList(desk, Enumerable.Reverse(all), (after, count) => desk.Book.InvoicesAsync(newestFirst: true, after, count));
        AssertList(desk, all, (after, count) => desk.Book.InvoicesAsync(newestFirst: false, after, count));
        foreach (var stage in Enum.GetValues<InvoiceStage>())
        {
            AssertList(desk, Enumerable.Reverse(all).Where(invoice => StageOf(invoice) == stage), (after, count) => desk.Book.InvoicesInStageAsync(stage, after, count));
        }

        foreach (var (from, until) in new[] { (-99, 99), (0, 0), (1, 3), (3, 1), (2, 9) }.Select(days => (Day.AddDays(days.Item1), Day.AddDays(days.Item2))))
        {
            AssertList(
                desk, all.Where(invoice => invoice.Date >= from && invoice.Date <= until).OrderByDescending(invoice => invoice.Date).ThenByDescending(invoice => invoice.Appeared),
                (after, count) => desk.Book.InvoicesDatedAsync(from, until, after, count));
        }

        foreach (var prefix in Beginnings.Concat(["\0", "a\0b", "\ude00"]))
        {
            AssertList(
                desk, all.Where(invoice => invoice.Id.Text.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(invoice => invoice.Id.Text, Naive.Utf8),
                (after, count) => desk.Book.InvoicesByIdPrefixAsync(prefix, after, count));
            AssertList(
                desk, Held(desk).Where(held => held.Text.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(held => held.Text, Naive.Utf8).ThenBy(held => held.Invoice.Appeared).Select(held => held.Invoice),
                (after, count) => desk.Book.InvoicesByNumberPrefixAsync(prefix, after, count));
        }
    }

    [Fact]
    public void Invoices_are_read_by_their_ids_in_one_go_and_in_the_order_asked_for()
    {
        using var desk = RandomDesk(4);
        List<InvoiceId> ids = [.. desk.Core.Invoices.Select(invoice => invoice.Id)];
        new Random(4711).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(ids));
        ids.Insert(3, "nobody's");
        Assert.Equal(desk.Kept(ids.Select(id => desk.Core.Find(id)).OfType<Invoice>()), desk.Book.InvoicesByIdAsync(ids).Now());
        Assert.Empty(desk.Book.InvoicesByIdAsync([]).Now());
    }

    [Fact]
    public void A_page_goes_on_where_the_one_before_ended_whatever_comes_in_between()
    {
        using var desk = RandomDesk(5);
        var expected = Enumerable.Reverse(desk.Core.Invoices.ToList()).Select(invoice => invoice.Id).ToList();
        List<InvoiceId> seen = [];
        for (var (after, round) = ((string?)null, 0); after is not null || round == 0; round++)
        {
            var page = desk.Book.InvoicesAsync(newestFirst: true, after, 7).Now();
            seen.AddRange(page.Items.Select(view => view.Id));
            after = page.Next;
            desk.Do(new Command.Create($"new {round}", Day));
            desk.Do(new Command.Void(seen[^1], Side.Home, "twice"));
        }

        Assert.Equal(expected, seen);
    }

    /// <summary>What nobody touches comes once, in its order, in every list, while others create, void, redate and renumber between the pages.</summary>
    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    public void Pages_of_every_list_survive_what_is_done_in_between(int seed)
    {
        (string List, bool NeverTwice, Func<BookHandle, string?, int, ValueTask<Page<InvoiceView>>> Ask)[] lists =
        [
            ("newest first", true, (book, after, count) => book.InvoicesAsync(newestFirst: true, after, count)),
            ("oldest first", true, (book, after, count) => book.InvoicesAsync(newestFirst: false, after, count)),
            ("drafts", true, (book, after, count) => book.InvoicesInStageAsync(InvoiceStage.Draft, after, count)),
            ("approved", true, (book, after, count) => book.InvoicesInStageAsync(InvoiceStage.Approved, after, count)),
            ("void", true, (book, after, count) => book.InvoicesInStageAsync(InvoiceStage.Void, after, count)),
            ("dated", false, (book, after, count) => book.InvoicesDatedAsync(Day.AddDays(1), Day.AddDays(3), after, count)),
            ("by id", true, (book, after, count) => book.InvoicesByIdPrefixAsync("", after, count)),
            ("by number", false, (book, after, count) => book.InvoicesByNumberPrefixAsync("", after, count)),
        ];
        foreach (var (list, neverTwice, ask) in lists)
        {
            using var desk = RandomDesk(seed);
            var random = new Random(seed);
            var before = ask(desk.Book, null, int.MaxValue).Now().Items.Select(view => view.Id).ToList();
            var touched = new HashSet<InvoiceId>();
            List<InvoiceId> seen = [];
            string? after = null;
            for (var round = 0; after is not null || round == 0; round++)
            {
                Assert.True(round < 200, $"{list}, seed {seed}: the pages do not end");
                var page = ask(desk.Book, after, 5).Now();
                seen.AddRange(page.Items.Select(view => view.Id));
                after = page.Next;
                InvoiceId[] all = [.. desk.Core.Invoices.Select(invoice => invoice.Id)];
                Change(new Command.Create($"{(round % 2 == 0 ? "" : "zz")}new {round}", Day.AddDays(random.Next(5))), touch: round < 40);
                Change(new Command.Void(all[random.Next(all.Length)], Side.Home, "twice"));
                Change(new Command.Redate(all[random.Next(all.Length)], Day.AddDays(random.Next(5))));
                Change(new Command.Confirm(all[random.Next(all.Length)], $"R{round}", $"renumbered {round}"));
                Change(new Command.Approve(all[random.Next(all.Length)]));
            }

            Assert.NotEmpty(touched);
            Assert.Equal(before.Where(id => !touched.Contains(id)), seen.Where(id => !touched.Contains(id)));
            Assert.True(!neverTwice || seen.Distinct().Count() == seen.Count, $"{list}, seed {seed}: an invoice was shown twice");

            void Change(Command.OnInvoice command, bool touch = true)
            {
                if (touch)
                {
                    desk.Do(command);
                    touched.Add(command.Invoice);
                }
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("1.x.y")]
    [InlineData("1.-1.")]
    [InlineData("99999999999999999999..")]
    public void What_no_page_said_is_refused_with_what_to_pass(string after)
    {
        using var desk = DeskWith(Opening);
        Assert.Contains("Next", Assert.Throws<ArgumentException>(nameof(after), () => desk.Book.Invoices(after)).Message, StringComparison.Ordinal);
        Assert.Contains("Next", Assert.Throws<ArgumentException>(nameof(after), () => desk.Book.Findings(after)).Message, StringComparison.Ordinal);
        Assert.Contains("Next", Assert.Throws<ArgumentException>(nameof(after), () => desk.Book.Work(WorkList.Failed, after)).Message, StringComparison.Ordinal);
    }

    private static void AssertList(Desk desk, IEnumerable<Invoice> expected, Func<string?, int, ValueTask<Page<InvoiceView>>> ask)
    {
        var views = desk.Kept(expected);
        Assert.Equal(views, ask(null, int.MaxValue).Now().Items);
        foreach (var count in new[] { 1, 3, 8 })
        {
            Assert.Equal(views, Paged(after => ask(after, count).Now()));
        }
    }

    private Desk RandomDesk(int seed)
    {
        var random = new Random(seed);
        var desk = DeskWith(new Command.Open([new("a", "A-{seq:000}")]), new Command.Connect("acme"));
        List<string> ids = [];
        for (var at = 0; at < 60; at++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{Text()}{at}");
            ids.Add(id);
            desk.Do(random.Next(4) switch
            {
                0 => new Command.Import(id, $"{Text()}K{at}", $"{Text()}{random.Next(20)}", Date()),
                1 => new Command.Create(id, Date(), null, $"{Text()}H{at}"),
                _ => new Command.Create(id, Date()),
            });
            var other = ids[random.Next(ids.Count)];
            desk.Do(random.Next(7) switch
            {
                0 => new Command.Submit(other),
                1 => new Command.Approve(other),
                2 => new Command.Void(other, Side.Home, "twice"),
                3 => new Command.Confirm(other, $"{Text()}C{at}", $"{Text()}{random.Next(20)}"),
                4 => new Command.Release(other, "gone"),
                5 => new Command.Redate(other, Date()),
                _ => new Command.Withdraw(other),
            });
        }

        return desk;

        string Text() => Beginnings[random.Next(Beginnings.Length)];

        DateOnly Date() => Day.AddDays(random.Next(5));
    }

    private static InvoiceStage StageOf(Invoice invoice) => invoice.IsVoid ? InvoiceStage.Void : invoice.Approval switch
    {
        Approval.Draft => InvoiceStage.Draft,
        Approval.Approved => InvoiceStage.Approved,
        _ => InvoiceStage.AwaitingApproval,
    };

    /// <summary>Every text that an invoice ever held as a number or a key.</summary>
    private static IEnumerable<(string Text, Invoice Invoice)> Held(Desk desk) => desk.AfterEntry
        .SelectMany(book => book.Invoices)
        .SelectMany(invoice => invoice.Claims.AsEnumerable().Select(claim => claim.Number.Text).Concat(invoice.Records.AsEnumerable().Select(record => record.Key.Text)).Select(text => (text, invoice.Id)))
        .Distinct().Select(held => (held.text, desk.Core.Find(held.Id)!));
}
