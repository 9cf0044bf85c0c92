using Microsoft.Data.Sqlite;

namespace NumberingRules.Sqlite.Tests;

/// <summary>The view says what the rule says, in every state that these commands reach in any order.</summary>
public sealed class ViewFacts
{
    private static readonly string[] Columns = ["invoice", "date", "number", "system", "rule", "origin", "approval", "void", "sync", "home_number", "erp_number", "erp_key"];

    [Theory]
    [InlineData(Side.Erp, HomeNumberPolicy.OnCreate, ImportedHomeNumberPolicy.OnDisconnect)]
    [InlineData(Side.Erp, HomeNumberPolicy.OnApproval, ImportedHomeNumberPolicy.Never)]
    [InlineData(Side.Home, HomeNumberPolicy.OnCreate, ImportedHomeNumberPolicy.OnImport)]
    public async Task The_view_equals_the_rule(Side authority, HomeNumberPolicy home, ImportedHomeNumberPolicy imported)
    {
        await using var shelf = new Shelf();
        var told = new Chronicle("main");
        var random = new Random(7);
        var wishes = Wishes();
        await shelf.TellAsync(told, Chronicle.Open);
        told.Book.Do(new Command.SetPolicy(new(authority, home, imported)), out var decision);
        if (decision.Outcome == Outcome.Accepted)
        {
            await shelf.TellAsync(told, new Command.SetPolicy(new(authority, home, imported)));
        }

        var rules = new HashSet<AuthorityRule>();
        using var connection = shelf.Connect(pooling: false);
        for (var done = 0; done < 400; done++)
        {
            var wish = wishes[random.Next(wishes.Count)];
            told.Book.Do(wish, out decision);
            if (decision.Outcome == Outcome.Accepted)
            {
                await shelf.TellAsync(told, wish);
                Assert.Equal(Expected(told.Book, rules), Shown(connection));
            }
        }

        Assert.True(rules.Count >= 4, string.Join(' ', rules));
    }

    [Theory]
    [InlineData("c.book = 'main'", "h.id > 'B' ORDER BY h.id")]
    [InlineData("c.book_id = 1", "h.id > 'B' ORDER BY h.id")]
    [InlineData("c.book = 'main'", "c.invoice > 'B' ORDER BY c.invoice")]
    [InlineData("c.book = 'main'", "1 ORDER BY h.at DESC")]
    [InlineData("c.book = 'main'", "1 ORDER BY c.date DESC")]
    public async Task A_host_that_joins_the_view_sorts_nothing(string which, string order)
    {
        await using var shelf = new Shelf();
        using var connection = shelf.Connect(pooling: false);
        Shelf.Run(connection, "CREATE TABLE host_rows (at INTEGER PRIMARY KEY, id TEXT UNIQUE)");
        using var command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN SELECT h.id, c.number FROM host_rows h JOIN numbering_current c ON {which} AND c.invoice = h.id WHERE {order} LIMIT 50";
        using var steps = command.ExecuteReader();
        while (steps.Read())
        {
            Assert.DoesNotContain("TEMP B-TREE", steps.GetString(3), StringComparison.Ordinal);
        }
    }

    private static List<Command> Wishes()
    {
        List<Command> wishes = [new Command.Connect(new("c")), new Command.Interrupt(new("outage")), new Command.Disconnect(), new Command.Recover(), new Command.Connect(new("c"))];
        foreach (var id in (string[])["A", "B", "C", "D"])
        {
            wishes.AddRange(
                Chronicle.Create(id), new Command.Submit(new(id)), new Command.Approve(new(id)), new Command.Send(new(id)), new Command.Lose(new(id)), new Command.Refuse(new(id), new("no")),
                new Command.Confirm(new(id), new("k" + id)), new Command.Confirm(new(id), new("k" + id), new("E-" + id), 1), new Command.Unlink(new(id)), new Command.Relink(new(id)),
                new Command.Release(new(id), new("gone")), new Command.Void(new(id), Side.Home, new("wrong")), new Command.Void(new(id), Side.Erp, new("wrong")));
        }

        foreach (var id in (string[])["S", "T"])
        {
            wishes.AddRange(Chronicle.Import(id, "k" + id), Chronicle.Import(id, "k" + id, "E-" + id), new Command.Release(new(id), new("gone")), new Command.Confirm(new(id), new("j" + id), new("F-" + id)));
        }

        return wishes;
    }

    private static List<string> Expected(Book book, HashSet<AuthorityRule> rules)
    {
        var rows = new List<string>();
        foreach (var invoice in book.Invoices.OrderBy(invoice => invoice.Id.Text, StringComparer.Ordinal))
        {
            var authority = Numbering.Authority(book.Header, invoice);
            rules.Add(authority.Rule);
            rows.Add(string.Join('|',
                invoice.Id, invoice.Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), authority.Number, authority.System is { } system ? Name.Of(system) : "", Name.Of(authority.Rule), Name.Of(invoice.Origin), Name.Of(invoice.Approval),
                invoice.IsVoid ? 1 : 0, Name.Of(Numbering.ShownSync(book.Header, invoice)), invoice.HomeNumber, invoice.ErpNumber, invoice.IsLinked ? invoice.Records[0].Key : null));
        }

        return rows;
    }

    private static List<string> Shown(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {string.Join(", ", Columns)} FROM numbering_current WHERE book = 'main' ORDER BY invoice";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Columns.Select((_, column) => reader.GetValue(column))));
        }

        return rows;
    }
}
