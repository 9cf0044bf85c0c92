namespace NumberingRules.Tests.Laws;

/// <summary>
/// A way out of every state: the commands that lead each invoice of a book to a settled, numbered one, or leave it
/// void with nothing under way. Every one of them must be allowed.
/// </summary>
internal sealed class Settlement(Decider decide, Book start)
{
    private const int MostSteps = 200;

    private int _fresh;

    internal Book Book { get; private set; } = start;

    /// <summary>Connects the book and brings each invoice to its ERP number.</summary>
    internal bool ReachesErpNumbers() => Goes(FirstToConnect) && EachInvoice(FirstToSync);

    /// <summary>Disconnects the book and brings each invoice to its home number.</summary>
    internal bool ReachesHomeNumbers() => Allows(new Command.Disconnect()) && EachInvoice(FirstToNumber);

    private bool EachInvoice(Func<Invoice, Command?> next) =>
        Book.Invoices.Select(invoice => invoice.Id).ToArray().All(id => Goes(() => next(Book.Find(id)!)));

    /// <summary>Follows the commands until there is none left to do.</summary>
    private bool Goes(Func<Command?> next)
    {
        for (var steps = 0; steps < MostSteps; steps++)
        {
            if (next() is not { } command)
            {
                return true;
            }

            if (!Allows(command))
            {
                return false;
            }
        }

        return false;
    }

    private bool Allows(Command command)
    {
        var decision = decide(Book, command);
        Book = Book.After(decision.Events);
        return decision.Outcome == Outcome.Accepted;
    }

    private Command? FirstToConnect() => Book.Header switch
    {
        { IsOpen: false } => new Command.Open([new("a", "A-{seq}")]),
        { Connection: not Connection.Connected } or { SyncFrom: not null } => new Command.Connect(Book.Header.Company ?? "acme", SyncFrom.None),
        _ => null,
    };

    private Command? FirstToSync(Invoice invoice) =>
        IsInFlight(invoice) ? new Command.Refuse(invoice.Id, "looked up: the ERP does not have it")
        : invoice.IsVoid ? null
        : invoice.IsUnlinked ? new Command.Relink(invoice.Id)
        : invoice.Approval != Approval.Approved ? WithRoom(invoice, new Command.Approve(invoice.Id))
        : !invoice.IsLinked ? new Command.Together([new Command.Send(invoice.Id), new Command.Confirm(invoice.Id, Fresh("K"), Fresh("N"))])
        : invoice.ErpNumber is null ? new Command.Confirm(invoice.Id, invoice.Records[0].Key, Fresh("N"), long.MaxValue)
        : null;

    private Command? FirstToNumber(Invoice invoice) =>
        invoice.IsVoid || invoice.HomeNumber is not null ? null : WithRoom(invoice, new Command.Number(invoice.Id));

    /// <summary>The command itself, unless the series has no number for it: then first another series takes its place.</summary>
    private Command WithRoom(Invoice invoice, Command command)
    {
        if (decide(Book, command).Outcome == Outcome.Accepted)
        {
            return command;
        }

        SeriesId fresh = Fresh("S");
        var full = Views.EndOfChain(Book.Header, invoice).Series.Id;
        var scope = invoice.Scope is { } of ? $"{{scope:{new string('A', of.Text.Length)}}}" : "";
        var forms = invoice.Form is { } form ? [new SeriesForm(form, $"Form {fresh}-{scope}.{{seq}}")] : default(ValueList<SeriesForm>);
        return new Command.Together([new Command.AddSeries(new(fresh, $"Fresh {fresh}-{scope}.{{seq}}", Forms: forms)), new Command.CloseSeries(full, fresh)]);
    }

    private bool IsInFlight(Invoice invoice) => Numbering.EffectiveSync(Book.Header, invoice) is Sync.Sent or Sync.Uncertain;

    private string Fresh(string kind) => $"{kind}fresh{++_fresh}";
}
