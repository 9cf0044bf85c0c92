using System.Globalization;

namespace NumberingRules.Cli;

/// <summary>The life of one invoice, command by command.</summary>
internal sealed class Timeline
{
    private readonly InvoiceId _invoice;
    private readonly List<string[]> _rows = [];
    private Authority _answer;

    private Timeline(InvoiceId invoice) => _invoice = invoice;

    /// <summary>In which ways a text stands for an invoice.</summary>
    internal static IEnumerable<string> Matches(Invoice invoice, string text)
    {
        if (invoice.Id.Text == text)
        {
            yield return "its id";
        }

        foreach (var claim in invoice.Claims.Where(claim => claim.Number.Text == text))
        {
            yield return claim.System == Side.Home ? "its home number" : "an ERP number it has or had";
        }

        if (invoice.Records.Any(record => record.Key.Text == text))
        {
            yield return "its ERP key";
        }

        if (invoice.Released.Any(record => record.Key.Text == text))
        {
            yield return "an ERP key it gave up";
        }
    }

    /// <summary>Applies the commands once more and notes what concerns these invoices.</summary>
    internal static IReadOnlyCollection<Timeline> Of(IEnumerable<ScriptLine> commands, InvoiceId[] invoices)
    {
        var lives = invoices.Select(invoice => new Timeline(invoice)).ToArray();
        var byId = lives.ToDictionary(life => life._invoice);
        var book = new Register();
        foreach (var (line, command) in commands)
        {
            var decision = book.Do(command);
            if (command is Command.OnInvoice { Invoice: var id })
            {
                if (byId.TryGetValue(id, out var life))
                {
                    life.Note(line, command, decision, [.. decision.Events], book);
                }
            }
            else
            {
                var about = decision.Events.OfType<Event.OnInvoice>().Where(one => byId.ContainsKey(one.Invoice)).ToLookup(one => one.Invoice);
                foreach (var life in lives)
                {
                    life.Note(line, command, decision, about[life._invoice], book);
                }
            }
        }

        return lives;
    }

    internal void Print(Tables tables, Register book, string text)
    {
        var invoice = book.Find(_invoice)!;
        tables.Timeline($"Invoice {_invoice}: '{text}' is {string.Join(" and ", Matches(invoice, text))}", _rows);
        tables.Line($"Now: {Numbering.Authority(book.Header, invoice).Why}");
        var references = Describe.References(book.Header, invoice);
        if (references.Length > 0)
        {
            tables.Line($"Kept for reference: {references} (C8).");
        }

        tables.Line("");
    }

    private void Note(long line, Command command, Decision decision, IEnumerable<Event> events, Register book)
    {
        if (book.Find(_invoice) is not { } invoice)
        {
            return;
        }

        var answer = Numbering.Authority(book.Header, invoice);
        var happened = events.Select(Describe.Event).ToList();
        if (decision.Rejection is { } rejection && command is Command.OnInvoice)
        {
            happened.Add($"rejected: {Name.Of(rejection)}");
        }

        happened.AddRange(decision.Findings.Where(noted => noted.Invoice == _invoice).Select(noted => $"finding: {Name.Of(noted.Finding)}"));
        if (happened.Count > 0 || answer != _answer)
        {
            _rows.Add(
            [
                line == 0 ? "" : line.ToString(CultureInfo.InvariantCulture),
                Describe.Command(command),
                string.Join("; ", happened),
                answer.Number is { } number ? $"{number} ({Name.Of(answer.System!.Value)})" : "none",
                Name.Of(answer.Rule),
            ]);
        }

        _answer = answer;
    }
}
