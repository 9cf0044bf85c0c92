namespace NumberingRules.Tests.Shape;

/// <summary>What is asked for every line of a list costs no memory.</summary>
public sealed class AllocationTests
{
    private const string Number = "RL-2026-03-09/25-000017";
    private const string NoNumber = "RL-2026-02-30/25-000017";

    private static readonly DateOnly Date = new(2026, 3, 9);
    private static readonly Register Book = Opened();
    private static readonly Invoice[] Listed = [.. Book.Appeared];
    private static readonly Series Issuing = Book.Header.Series.Find("rl")!.Series;

    [Fact]
    public void Telling_which_number_counts() =>
        AllocatesNothing(() => Array.TrueForAll(Listed, static invoice => Numbering.Authority(Book.Header, invoice).Number is not null));

    [Fact]
    public void Telling_where_an_invoice_stands() => AllocatesNothing(() =>
        Array.TrueForAll(Listed, static invoice =>
            Numbering.ShownSync(Book.Header, invoice) == Numbering.EffectiveSync(Book.Header, invoice) || invoice.IsUnlinked));

    [Fact]
    public void Writing_a_name() => AllocatesNothing(() => Name.Of(Listed[0].Approval).Length > 0 && Name.Of(Rejection.NotSynced).Length > 0);

    [Fact]
    public void Printing_text()
    {
        var text = new char[64];
        AllocatesNothing(() => Issuing.TryPrint(17, Date, text, out var written) && written == Number.Length && !Issuing.TryPrint(17, Date, text.AsSpan(0, 5), out _));
    }

    [Fact]
    public void Printing_utf8()
    {
        var utf8 = new byte[64];
        AllocatesNothing(() => Issuing.TryPrint(17, Date, utf8, out var written) && written == Number.Length && !Issuing.TryPrint(17, Date, utf8.AsSpan(0, 5), out _));
    }

    [Fact]
    public void Parsing_text() =>
        AllocatesNothing(() => Issuing.TryParse(Number, out var parsed) && parsed.SequenceNumber == 17 && !Issuing.TryParse(NoNumber, out _));

    [Fact]
    public void Parsing_utf8()
    {
        byte[] number = [.. Number.Select(unit => (byte)unit)];
        byte[] noNumber = [.. NoNumber.Select(unit => (byte)unit)];
        AllocatesNothing(() => Issuing.TryParse(number, out var parsed) && parsed.SequenceNumber == 17 && !Issuing.TryParse(noNumber, out _));
    }

    /// <summary>Until the runtime has compiled it well, even frugal code may allocate; code that always does never passes.</summary>
    private static void AllocatesNothing(Func<bool> holds)
    {
        var allocated = long.MaxValue;
        for (var round = 0; round < 200 && allocated > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var held = holds();
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(held);
            Thread.Sleep(round < 50 ? 0 : 10);
        }

        Assert.Equal(0, allocated);
    }

    private static Register Opened()
    {
        var book = new Register();
        Command[] commands =
        [
            new Command.Open([new("rl", "RL-{date:yyyy}-{date:MM}-{date:dd}/{fiscalStart:yy}-{seq:000000}", FiscalYearStartMonth: 4)]),
            new Command.Connect("acme"),
            new Command.Create("draft", Date),
            new Command.Create("sent", Date),
            new Command.Approve("sent"),
            new Command.Send("sent"),
            new Command.Create("synced", Date),
            new Command.Approve("synced"),
            new Command.Confirm("synced", "1", "SI-1"),
            new Command.Import("imported", "2", "SI-2", Date),
            new Command.Create("unlinked", Date),
            new Command.Unlink("unlinked"),
        ];
        Assert.All(commands, command => Assert.Equal(Outcome.Accepted, book.Do(command).Outcome));
        return book;
    }
}
