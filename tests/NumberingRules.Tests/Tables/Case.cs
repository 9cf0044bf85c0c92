namespace NumberingRules.Tests.Tables;

/// <summary>What the rows of SPEC §6 ask about: a book, a command, and the invoice it names.</summary>
internal sealed class Case<TCommand>
    where TCommand : Command
{
    private SortedSet<string>? _findings;

    public Case(ModelBook book, TCommand command)
    {
        Book = book;
        Command = command;
        Found = book.Find(Id);
    }

    public TCommand Command { get; }

    public ModelBook Book { get; private set; }

    public ModelInvoice? Found { get; private set; }

    public ModelInvoice Invoice => Found!;

    public bool Unknown => Found is null;

    public Sync Sync => StandTables.Effective(Book, Invoice);

    public bool InFlight => Sync is Sync.Sent or Sync.Uncertain;

    private string? Id => (Command as Command.OnInvoice)?.Invoice.Text;

    public bool Is(params ReadOnlySpan<Connection> connections) => connections.Contains(Book.Connection);

    public string? HolderOfTaken(ErpKey key) => Book.HolderOf(key.Text) is { } holder && holder != Found ? holder.Id : null;

    /// <summary>Changes a copy of the book.</summary>
    public Expected Accept(Action<Case<TCommand>> change)
    {
        Book = Book.Clone();
        Found = Book.Find(Id);
        change(this);
        if (IsFact(Command) && IssuingTables.OwedAtOnce.Answer((Book, Invoice)))
        {
            IssueOrOwe(Invoice);
        }

        return new(Outcome.Accepted) { After = Book, Findings = string.Join(' ', _findings ?? []) };
    }

    public void Appear(ModelInvoice invoice)
    {
        Book.Invoices.Add(invoice);
        Found = invoice;
    }

    public Rejection? CannotIssueTo(ModelInvoice invoice) => IssuingTables.Problem(Book, invoice);

    public void Note(Finding finding, ModelInvoice invoice) => (_findings ??= new(StringComparer.Ordinal)).Add($"{finding}({invoice.Id})");

    /// <summary>Issues the invoice its home number.</summary>
    public void Issue(ModelInvoice invoice)
    {
        var issuer = Book.IssuerOf(invoice);
        var number = issuer.Next(invoice.Scope, invoice.Date);
        issuer.Move(invoice.Scope, invoice.Date, number + 1);
        issuer.Latest[invoice.Scope ?? ""] = issuer.LatestIn(invoice.Scope) > invoice.Date ? issuer.LatestIn(invoice.Scope)!.Value : invoice.Date;
        invoice.IssuedBy = issuer.Series.Id;
        invoice.IssuedSequence = number;
        TakeHomeNumber(invoice, issuer.Series.PrintIn(invoice.Scope, invoice.Form, invoice.Date, number));
    }

    public void IssueOrOwe(ModelInvoice invoice)
    {
        if (CannotIssueTo(invoice) is null)
        {
            Issue(invoice);
        }
        else
        {
            Note(Finding.HomeNumberOwed, invoice);
        }
    }

    public void TakeHomeNumber(ModelInvoice invoice, string number)
    {
        invoice.Home = number;
        invoice.Claim(Side.Home, number);
        NoteAll(IssuingTables.FindingsOfHomeNumber, invoice, number);
    }

    /// <summary>The ERP made it valid again; what it holds is looked at as if it were taken now.</summary>
    public void Reinstate()
    {
        Invoice.ErpSaidVoid = false;
        foreach (var number in Invoice.Records.Select(record => record.Number).Append(Invoice.Home).OfType<string>().Distinct().Where(_ => !Invoice.IsVoid))
        {
            NoteAll(IssuingTables.FindingsOfReinstatement, Invoice, number);
        }
    }

    /// <summary>A record that is new here, or comes back: its number is accepted.</summary>
    public void AddRecord(ModelRecord record)
    {
        Invoice.Records.Add(record);
        AcceptErpNumber(record.Number);
    }

    /// <summary>A record the invoice has now tells something else; only another number is accepted anew.</summary>
    public void ChangeRecord(ModelRecord before, ModelRecord after)
    {
        Invoice.Records[Invoice.Records.IndexOf(before)] = after;
        AcceptErpNumber(after.Number == before.Number ? null : after.Number);
    }

    /// <summary>A record was recreated under another key: a number given with it is accepted, one it keeps is not.</summary>
    public void ReplaceRecord(ModelRecord before, ModelRecord after, string? given)
    {
        Invoice.Released.Add(before);
        Invoice.Records[Invoice.Records.IndexOf(before)] = after with { Number = given ?? before.Number };
        AcceptErpNumber(given);
    }

    private static bool IsFact(NumberingRules.Command command) => command
        is NumberingRules.Command.Import or NumberingRules.Command.Confirm or NumberingRules.Command.Release
        or NumberingRules.Command.Void { By: Side.Erp } or NumberingRules.Command.Reinstate;

    private void AcceptErpNumber(string? number)
    {
        if (number is not null)
        {
            Invoice.Claim(Side.Erp, number);
            NoteAll(IssuingTables.FindingsOfErpNumber, Invoice, number);
        }
    }

    private void NoteAll(Table<NumberTaken, Finding> findings, ModelInvoice invoice, string number)
    {
        foreach (var finding in findings.Answers(new(Book, invoice, number)))
        {
            Note(finding, invoice);
        }
    }
}
