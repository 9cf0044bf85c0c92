using NumberingRules.Tests.Laws;

namespace NumberingRules.Storage.Tests.Contract;

/// <content>What was is the core replayed so far.</content>
public abstract partial class StoreContract
{
    [Theory]
    [InlineData(1)]
    [InlineData((long)int.MaxValue + 1)]
    [InlineData(long.MaxValue)]
    public void Nothing_stands_behind_the_last_entry(long after)
    {
        using var desk = NewDesk();
        desk.Do(new Command.Open([new("a", "A-{seq}")]));
        Assert.Empty(desk.Book.Entries(after));
    }

    [Law(MaxTest = 12)]
    public void An_invoice_at_an_entry_is_that_of_the_core_replayed_to_it(Script script)
    {
        using var desk = NewDesk();
        desk.DoAll(script.Commands);
        AssertHistory(desk);
    }

    [Theory]
    [MemberData(nameof(NastyOnes))]
    public void An_invoice_of_a_nasty_script_at_an_entry_is_that_of_the_core_replayed_to_it(string name)
    {
        using var desk = NewDesk();
        desk.DoAll(NastyScripts.All[name]);
        AssertHistory(desk);
    }

    [Theory]
    [MemberData(nameof(NastyOnes))]
    public void An_invoice_at_an_instant_is_that_of_the_last_entry_by_then_though_the_clock_jumps_back(string name)
    {
        using var desk = NewDesk();
        var instants = new List<DateTimeOffset>();
        var chance = new Random(4711);
        foreach (var command in NastyScripts.All[name])
        {
            desk.Time.Now = desk.Time.Now.AddTicks(chance.Next(5) switch { 0 => 0, 1 => 1, 2 => -1, 3 => -TimeSpan.TicksPerHour, _ => chance.Next(int.MaxValue) });
            desk.Do(command);
            var at = instants.Count > 0 && instants[^1] > desk.Time.Now ? instants[^1] : desk.Time.Now;
            instants.AddRange(Enumerable.Repeat(at, desk.Events.Count - instants.Count));
        }

        Assert.Equal(instants, desk.Book.Entries(count: int.MaxValue).Select(entry => entry.At));
        foreach (var instant in instants.Distinct().SelectMany(at => new[] { at.AddTicks(-1), at, at.AddTicks(1) }).Append(DateTimeOffset.MinValue).Append(DateTimeOffset.MaxValue))
        {
            var then = desk.AfterEntry[instants.Count(at => at <= instant)];
            var asked = instant.Year is > 1 and < 9999 ? instant.ToOffset(TimeSpan.FromHours(5)) : instant;
            Assert.All(desk.Core.Invoices, invoice => Assert.Equal(Then(desk, then, invoice.Id), desk.Book.InvoiceAt(invoice.Id, asked)));
        }
    }

    [Fact]
    public void The_clock_of_a_new_process_that_is_slow_never_dates_an_entry_before_the_last()
    {
        using var desk = DeskWith(Opening);
        var first = desk.Time.Now;
        desk.Reopen();
        desk.Time.Now = first.AddYears(-1);
        desk.Do(new Command.Create("I1", Day));
        Assert.All(desk.Book.Entries(), entry => Assert.Equal(first, entry.At));
        Assert.Equal("A-001", desk.Book.InvoiceAt("I1", first)!.Number!.Text);
        Assert.Null(desk.Book.InvoiceAt("I1", first.AddTicks(-1)));
    }

    private static void AssertHistory(Desk desk)
    {
        foreach (var id in Words.AllInvoices.Concat(desk.Core.Invoices.Select(invoice => invoice.Id)).Distinct())
        {
            for (var entry = -1; entry <= desk.Events.Count + 1; entry++)
            {
                Assert.Equal(Then(desk, desk.AfterEntry[Math.Clamp(entry, 0, desk.Events.Count)], id), desk.Book.InvoiceAt(id, entry));
            }

            Assert.Equal(LifeOf(desk, id), desk.Book.LifeOf(id).Select(step => (step.Entry.Number, step.Entry.Event, step.After)));
        }
    }

    private static InvoiceView? Then(Desk desk, Book then, InvoiceId id) => then.Find(id) is { } invoice ? desk.View(then.Header, invoice) : null;

    private static IEnumerable<(long Entry, Event Happened, Authority After)> LifeOf(Desk desk, InvoiceId id)
    {
        for (var at = 1; at <= desk.Events.Count; at++)
        {
            var (before, after, happened) = (desk.AfterEntry[at - 1], desk.AfterEntry[at], desk.Events[at - 1]);
            if (after.Find(id) is not null
                && (happened is Event.OnInvoice about ? about.Invoice == id : before.Authority(id) != after.Authority(id)))
            {
                yield return (at, happened, after.Authority(id));
            }
        }
    }
}
