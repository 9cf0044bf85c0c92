namespace NumberingRules.Cli;

/// <summary>The life of one invoice, command by command.</summary>
internal sealed class Timeline
{
    private readonly InvoiceId _invoice;
    private readonly List<LifeRow> _rows = [];
    private Authority _answer;

    private Timeline(InvoiceId invoice) => _invoice = invoice;

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

    internal Life In(Register book) => new(ShownInvoice.Of(book.Header, book.Find(_invoice)!), _rows);

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
            _rows.Add(new(line, null, null, Describe.Command(command), string.Join("; ", happened), answer));
        }

        _answer = answer;
    }
}
