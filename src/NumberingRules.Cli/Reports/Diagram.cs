using System.Text;

namespace NumberingRules.Cli;

/// <summary>
/// The state machine as seen by trying every command in every reachable state of a book with one home-created and one
/// ERP-created invoice, drawn along each axis of SPEC §3.
/// </summary>
internal static class Diagram
{
    private const string Home = "home";
    private const string Erp = "erp";

    private static readonly Axis[] Axes =
    [
        new("connection", "Connection of the book", book => book.Header.IsOpen ? Name.Of(book.Header.Connection) : null),
        new("approval", "Approval of a home-created invoice", book => book.Find(Home) is { } invoice ? Name.Of(invoice.Approval) : null),
        new("sync", "Sync of a home-created invoice", book => book.Find(Home) is { } invoice ? Name.Of(Numbering.EffectiveSync(book.Header, invoice)) : null),
        new("unlinked", "Taken out of sync, and put back", book => book.Find(Home) is { } invoice ? invoice.IsUnlinked ? "unlinked" : "not unlinked" : null),
        new("void", "Void of a home-created invoice", book => book.Find(Home) is { } invoice ? Voided(invoice) : null),
        new("imported", "An ERP-created invoice", book => book.Find(Erp) is { } invoice ? $"{Name.Of(invoice.Approval)}{(invoice.IsVoid ? ", void" : "")}" : null),
        new("authority", "Which number of a home-created invoice counts", book => book.Find(Home) is { } invoice ? Name.Of(Numbering.Authority(book.Header, invoice).Rule) : null),
        new("importedAuthority", "Which number of an ERP-created invoice counts", book => book.Find(Erp) is { } invoice ? Name.Of(Numbering.Authority(book.Header, invoice).Rule) : null),
    ];

    private static readonly DateOnly Date = new(2026, 1, 5);

    // Made when a diagram is: the tool asks for the names of its parts at every start.
    private static Command[] Opening => [new Command.Open([new("s", "H-{seq}")])];

    private static Command[] Tried =>
    [
        new Command.SetPolicy(new(Authority: Side.Home)),
        new Command.SetPolicy(new(Authority: Side.Erp)),
        new Command.Connect("company"),
        new Command.Interrupt("outage"),
        new Command.Disconnect(),
        new Command.Recover(),
        new Command.Create(Home, Date),
        new Command.Submit(Home),
        new Command.Withdraw(Home),
        new Command.Approve(Home),
        new Command.Void(Home, Side.Home, "mistake"),
        new Command.Void(Home, Side.Erp, "reversed"),
        new Command.Reinstate(Home, "posted anew"),
        new Command.Send(Home),
        new Command.Resend(Home),
        new Command.Lose(Home),
        new Command.Refuse(Home, "absent"),
        new Command.Unlink(Home),
        new Command.Relink(Home),
        new Command.Confirm(Home, "k1", "E-1"),
        new Command.Confirm(Home, "k1", "E-1", Reclaim: true),
        new Command.Release(Home, "gone"),
        new Command.Import(Erp, "k2", "E-2", Date),
        new Command.Import(Erp, "k2", "E-2", Date, Draft: true),
        new Command.Withdraw(Erp),
        new Command.Submit(Erp),
        new Command.Approve(Erp),
        new Command.Void(Erp, Side.Erp, "reversed"),
        new Command.Void(Erp, Side.Home, "mistake"),
        new Command.Reinstate(Erp, "posted anew"),
        new Command.Release(Erp, "gone"),
        new Command.Confirm(Erp, "k2", "E-2", Reclaim: true),
        new Command.Number(Erp),
    ];

    /// <summary>The parts of the diagram.</summary>
    internal static IEnumerable<string> Names => Axes.Select(axis => axis.Id);

    /// <summary>The diagram, or one part of it; the same text every time.</summary>
    internal static string Mermaid(string? only)
    {
        var edges = Axes.ToDictionary(axis => axis, _ => new List<Edge>());
        Walk([Home], edges);
        Walk([Erp], edges);
        var text = new StringBuilder("stateDiagram-v2\n");
        foreach (var axis in Axes.Where(axis => only is null || axis.Id == only))
        {
            var indent = only is null ? "        " : "    ";
            text.Append(only is null ? $"    state \"{axis.Title}\" as {axis.Id} {{\n" : "");
            foreach (var state in edges[axis].Select(edge => edge.To).Distinct())
            {
                text.Append(indent).Append(axis.Node(state)).Append(" : ").Append(state).Append('\n');
            }

            foreach (var edge in edges[axis])
            {
                text.Append(indent).Append(axis.Node(edge.From)).Append(" --> ").Append(axis.Node(edge.To)).Append(" : ").AppendJoin(", ", edge.Commands).Append('\n');
            }

            text.Append(only is null ? "    }\n" : "");
        }

        return text.ToString();
    }

    /// <summary>Breadth-first over the states that differ in anything the axes or the rules look at.</summary>
    private static void Walk(string[] invoices, Dictionary<Axis, List<Edge>> edges)
    {
        var commands = Tried.Where(command => command is not Command.OnInvoice about || invoices.Contains(about.Invoice.Text)).Concat(Opening).ToArray();
        var seen = new HashSet<object>();
        var open = new Queue<Book>([Book.Empty]);
        while (open.TryDequeue(out var book))
        {
            foreach (var command in commands)
            {
                var after = book.Do(command, out var decision);
                if (decision.Outcome != Outcome.Accepted)
                {
                    continue;
                }

                foreach (var axis in Axes.Where(axis => axis.StateOf(after) is not null && axis.StateOf(book) != axis.StateOf(after)))
                {
                    var (from, to) = (axis.StateOf(book) ?? "", axis.StateOf(after)!);
                    var edge = edges[axis].Find(edge => edge.From == from && edge.To == to);
                    if (edge is null)
                    {
                        edges[axis].Add(edge = new(from, to, new(StringComparer.Ordinal)));
                    }

                    edge.Commands.Add(command is Command.Void { By: var by } ? $"void by {Name.Of(by)}" : command.Name);
                }

                if (seen.Add(Abstract(after, invoices)))
                {
                    open.Enqueue(after);
                }
            }
        }
    }

    /// <summary>What the rules look at, without what only counts up.</summary>
    private static (Connection, Side, ValueList<object>) Abstract(Book book, string[] invoices) =>
    (
        book.Header.Connection,
        book.Header.Policy.Authority,
        [
            .. invoices.Select(id => book.Find(id) is not { } i ? (object)"none" : (
                i.Approval, i.VoidedByHome, i.ErpSaidVoid, i.Records.Count, i.Released.Count, Numbering.EffectiveSync(book.Header, i),
                (i.StoredSync, i.IsUnlinked, i.HomeNumber is null))),
        ]);

    private static string Voided(Invoice invoice) => (invoice.VoidedByHome, invoice.VoidedByErp) switch
    {
        (true, true) => "void by both",
        (true, false) => "void by home",
        (false, true) => "void by erp",
        _ => "not void",
    };

    /// <summary>A way from one state to another, found in this order, and the commands that go it.</summary>
    private sealed record Edge(string From, string To, SortedSet<string> Commands);

    private sealed record Axis(string Id, string Title, Func<Book, string?> StateOf)
    {
        internal string Node(string state) => state.Length == 0 ? "[*]" : $"{Id}_{state.Replace(", ", "_", StringComparison.Ordinal).Replace(' ', '_').Replace('-', '_')}";
    }
}
