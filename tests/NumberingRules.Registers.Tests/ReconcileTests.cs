using System.Globalization;
using System.Text;

namespace NumberingRules.Registers.Tests;

/// <summary>REGISTERS 4: a book compared with the ERP's register, and the plan that mends what needs no person.</summary>
public sealed class ReconcileTests
{
    private const string Header = "Key,No,Date,State,Home\n";

    private static readonly RegisterOptions Options = new()
    {
        Number = "No",
        Date = "Date",
        Key = ["Key"],
        Status = "State",
        Void = ["void"],
        Draft = ["draft"],
        Extra = ["Home"],
    };

    [Theory]
    [InlineData("501,SI-1,2026-01-05,open,", "agrees")]
    [InlineData("501,SI-9,2026-01-05,open,", "number-differs")]
    [InlineData("501,SI-1,2026-01-06,open,", "date-differs")]
    [InlineData("501,SI-1,2026-01-05,void,", "status-differs")]
    [InlineData("501,SI-9,2026-01-06,void,", "status-differs number-differs date-differs")]
    [InlineData("501,SI-1,2026-01-05,open,\n777,SI-7,2026-01-05,open,a1", "duplicate-in-erp")]
    [InlineData("501,SI-1,2026-01-05,open,\n777,SI-7,2026-01-05,void,a1", "agrees")]
    [InlineData("", "missing-in-erp")]
    public void A_confirmed_invoice(string register, string kinds) => Assert.Equal(kinds, KindsOf(Confirmed(), register, "a1"));

    [Theory]
    [InlineData("", "unknown-outcome")]
    [InlineData("502,SI-2,2026-01-05,open,a1", "unknown-outcome")]
    public void A_sent_invoice(string register, string kinds) => Assert.Equal(kinds, KindsOf(Sent(), register, "a1"));

    [Theory]
    [InlineData("", "never-sent")]
    [InlineData("900,RL-1,2026-01-05,open,", "never-sent candidate")]
    [InlineData("900,SI-3,2026-01-05,open,a1", "number-differs")]
    public void An_invoice_that_was_not_sent(string register, string kinds) => Assert.Equal(kinds, KindsOf(Approved(), register, "a1"));

    [Theory]
    [InlineData("900,SI-9,2026-01-05,open,b9\n900,SI-9,2026-01-05,open,a1")]
    [InlineData("900,SI-9,2026-01-05,open,b9\n,,,,a1")]
    public void An_id_that_a_line_of_another_document_names_is_not_missing(string register) =>
        Assert.All([Confirmed(), Sent()], book => Assert.DoesNotContain(Of(book, register).Plan, planned => planned.Command is Command.Release or Command.Refuse));

    [Fact]
    public void A_key_that_stands_beside_another_invoices_id_is_not_missing()
    {
        var book = Confirmed();
        book.Do(new Command.Create("a2", new(2026, 1, 5)));
        Assert.DoesNotContain(Of(book, "501,SI-1,2026-01-05,open,a2").Plan, planned => planned.Command is Command.Release);
    }

    [Fact]
    public void A_number_is_never_a_match_and_a_candidate_is_left_to_a_person()
    {
        var found = Of(Approved(), "900,RL-1,2026-01-05,open,");
        var stranger = found.Documents.Single(document => document.Invoice is null);
        Assert.Equal((ReconcileKind.MissingAtHome, "900"), (stranger.Kind, stranger.Key));
        Assert.Equal([ReconcileKind.Candidate], stranger.Also);
        Assert.Empty(found.Plan);
    }

    [Fact]
    public void A_document_that_home_has_not_is_imported_and_a_void_one_voided()
    {
        var found = Of(Approved(), "900,SI-9,2026-01-05,open,\n901,SI-10,2026-01-06,void,");
        Assert.Equal([typeof(Command.Import), typeof(Command.Import), typeof(Command.Void)], found.Plan.Select(planned => planned.Command.GetType()));
    }

    [Fact]
    public void Two_documents_with_one_number_are_told()
    {
        var found = Of(Confirmed(), "501,SI-1,2026-01-05,open,\n900,SI-1,2026-01-05,open,");
        Assert.All(found.Documents, document => Assert.Equal(ReconcileKind.NumberShared, document.Kind));
    }

    [Fact]
    public void A_void_that_the_ERP_took_back_is_reinstated_and_one_of_home_is_not()
    {
        var byErp = Confirmed();
        byErp.Do(new Command.Void("a1", Side.Erp, "cancelled"));
        Assert.IsType<Command.Reinstate>(Assert.Single(Of(byErp, "501,SI-1,2026-01-05,open,").Plan).Command);

        var byHome = Approved();
        byHome.Do(new Command.Void("a1", Side.Home, "typed wrongly"));
        Assert.DoesNotContain(Of(byHome, "900,SI-1,2026-01-05,open,a1").Plan, planned => planned.Command is Command.Reinstate);
    }

    [Fact]
    public void What_the_book_would_not_accept_stays_for_a_person()
    {
        var book = Confirmed();
        book.Do(new Command.Disconnect());
        var found = Of(book, "501,SI-1,2026-01-05,open,\n900,SI-9,2026-01-05,open,");
        Assert.Contains(found.Documents, document => document.Kind == ReconcileKind.MissingAtHome);
        Assert.Empty(found.Plan);
    }

    [Fact]
    public void A_book_agrees_with_its_own_list_and_a_plan_mends_all_it_can_once()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var (book, list) = Made(random);
            Assert.All(Of(book, Csv(list)).Documents, document => Assert.Equal(ReconcileKind.Agrees, document.Kind));

            var other = Csv(Disturbed(list, random));
            if (random.Next(4) == 0)
            {
                book.Do(new Command.Disconnect());
            }

            var plan = Of(book, other).Plan;
            Assert.All(plan, planned => Assert.Equal(Outcome.Accepted, book.Do(planned.Command).Outcome));
            Assert.Empty(Of(book, other).Plan);
            Assert.All(plan, planned => Assert.Equal(Outcome.Unchanged, book.Do(planned.Command).Outcome));
        }
    }

    [Fact]
    public void Two_registers_are_compared_by_a_column_of_each()
    {
        var home = Table("Id,No,Date\nh1,A-1,2026-01-05\nh2,A-2,2026-01-06\nh3,A-3,2026-01-07\nh4,A-4,2026-01-08\n", new() { Number = "No", Date = "Date", Key = ["Id"], Extra = ["Id"] });
        var erp = Table("Key,No,Date,Ref\n1,A-1,2026-01-05,h1\n2,A-2,2026-01-09,h2\n3,A-3,2026-01-07,\n4,A-4,2026-01-08,h4\n5,B-4,2026-01-08,h4\n", new() { Number = "No", Date = "Date", Key = ["Key"], Extra = ["Ref"] });
        Assert.Equal(
            ["h1 1 Agrees", "h2 2 DateDiffers", "h3  MissingInErp Candidate", "h4 4 DuplicateInErp", "h4 5 DuplicateInErp NumberDiffers", " 3 MissingAtHome Candidate"],
            RegisterReconciler.Of(home, erp).Documents.Select(document => $"{document.Invoice} {document.Key} {string.Join(' ', document.Also.Prepend(document.Kind))}"));
    }

    private static Register Approved()
    {
        var book = new Register();
        book.Do(new Command.Open([new("rl", "RL-{seq}")]));
        book.Do(new Command.Connect("acme"));
        book.Do(new Command.Create("a1", new(2026, 1, 5)));
        book.Do(new Command.Approve("a1"));
        return book;
    }

    private static Register Sent()
    {
        var book = Approved();
        book.Do(new Command.Send("a1"));
        return book;
    }

    private static Register Confirmed()
    {
        var book = Sent();
        book.Do(new Command.Confirm("a1", "501", "SI-1"));
        return book;
    }

    private static (Register Book, List<Row> List) Made(Random random)
    {
        var book = new Register();
        book.Do(new Command.Open([new("rl", "RL-{seq}")]));
        book.Do(new Command.Connect("acme"));
        var list = new List<Row>();
        for (var at = 1; at <= 12; at++)
        {
            var date = new DateOnly(2026, 1, 1).AddDays(random.Next(60));
            var (key, number) = ($"k{at}", $"SI-{at}");
            var state = "open";
            if (random.Next(2) == 0)
            {
                book.Do(new Command.Create($"a{at}", date));
                book.Do(new Command.Approve($"a{at}"));
                book.Do(new Command.Send($"a{at}"));
                book.Do(new Command.Confirm($"a{at}", key, number));
            }
            else
            {
                state = random.Next(4) == 0 ? "draft" : state;
                book.Do(new Command.Import(key, key, number, date, Draft: state == "draft"));
            }

            if (random.Next(5) == 0)
            {
                book.Do(new Command.Void(book.HolderOf((ErpKey)key)!, Side.Erp, "cancelled"));
                state = "void";
            }

            list.Add(new(key, number, date, state, random.Next(2) == 0 ? book.HolderOf((ErpKey)key)!.Text : ""));
        }

        // In flight, and found or not.
        for (var at = 20; at < 23; at++)
        {
            if (random.Next(2) == 0)
            {
                continue;
            }

            book.Do(new Command.Create($"a{at}", new(2026, 2, 1)));
            book.Do(new Command.Approve($"a{at}"));
            book.Do(new Command.Send($"a{at}"));
            book.Do(new Command.Confirm($"a{at}", $"k{at}", $"SI-{at}"));
            list.Add(new($"k{at}", $"SI-{at}", new(2026, 2, 1), "open", $"a{at}"));
        }

        return (book, list);
    }

    private static List<Row> Disturbed(List<Row> list, Random random)
    {
        var rows = new List<Row>();
        foreach (var row in list)
        {
            rows.AddRange(random.Next(9) switch
            {
                0 => [],
                1 => [row with { No = row.No + "X" }],
                2 => [row with { Date = row.Date.AddDays(1) }],
                3 => [row with { State = row.State == "void" ? "open" : "void" }],
                4 => [row, row with { Key = row.Key + "b", No = row.No + "b" }],
                5 => [row with { State = "open" }, row with { Key = row.Key + "n", No = row.No + "n", Home = "", State = "draft" }],
                _ => (Row[])[row],
            });
        }

        return rows;
    }

    private static string Csv(List<Row> rows) =>
        string.Join("\n", rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Key},{row.No},{row.Date:yyyy-MM-dd},{row.State},{row.Home}")));

    private static string KindsOf(Register book, string register, string invoice) => string.Join(' ', Of(book, register).Documents
        .Where(document => document.Invoice == invoice).Select(document => string.Join(' ', document.Also.Prepend(document.Kind).Select(Reconciled.Word))).Distinct().First().Split(' '));

    private static Reconciliation Of(Register book, string register) => BookReconciler.Of(book, Table(Header + register + "\n", Options));

    private static DocumentTable Table(string csv, RegisterOptions options)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        using var reader = RegisterReader.Open(input, options);
        var table = new DocumentTable(reader);
        table.ReadAll();
        Assert.Equal(0, table.BadCount);
        return table;
    }

    private sealed record Row(string Key, string No, DateOnly Date, string State, string Home);
}
