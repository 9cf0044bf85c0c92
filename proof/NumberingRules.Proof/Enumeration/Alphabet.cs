namespace NumberingRules.Proof.Enumeration;

/// <summary>Every command of SPEC §6 with every argument within the bounds of a scope.</summary>
internal sealed class Alphabet
{
    private static readonly Reason Because = "because";

    private readonly Scope _scope;
    private readonly Command[] _onBook;
    private readonly Command[][] _appearing;
    private readonly Dictionary<(int Slot, long Attempt), Command[]> _onInvoice = [];

    internal Alphabet(Scope scope)
    {
        _scope = scope;
        _onBook = [.. OnBook(scope)];
        _appearing = [.. Ids.Take(scope.Invoices).Select(id => (Command[])[.. Appearing(scope, id), .. Unknown(id)])];
        for (var slot = 0; slot < scope.Invoices; slot++)
        {
            _onInvoice[(slot, 0)] = [.. OnInvoice(scope, Ids[slot], 0)];
            _onInvoice[(slot, 1)] = [.. OnInvoice(scope, Ids[slot], 1)];
        }
    }

    internal static InvoiceId[] Ids { get; } = [InvoiceId.FromString("I1"), InvoiceId.FromString("I2"), InvoiceId.FromString("I3")];

    /// <summary>The commands that are tried on a book with these invoices, in order of appearance.</summary>
    internal IEnumerable<Command> On(ReadOnlySpan<Invoice> invoices)
    {
        var single = new List<Command>(_onBook);
        for (var slot = 0; slot < invoices.Length; slot++)
        {
            single.AddRange(OnSlot(slot, invoices[slot].Attempt));
        }

        if (invoices.Length < _scope.Invoices)
        {
            single.AddRange(_appearing[invoices.Length]);
        }

        return _scope.Pairs ? single.Concat(Pairs(single)) : single;
    }

    /// <summary>The confirms of an invoice, which law 9 speaks of.</summary>
    internal static Command.Confirm[] Confirms(Scope scope, int slot) => [.. Confirms(scope, Ids[slot])];

    private Command[] OnSlot(int slot, long attempt) =>
        _onInvoice.TryGetValue((slot, attempt), out var commands) ? commands : [.. OnInvoice(_scope, Ids[slot], attempt)];

    private static IEnumerable<Command> Pairs(List<Command> single)
    {
        var held = single.Where(command => command is not Command.Open).ToArray();
        return held.SelectMany(first => held.Select(second => new Command.Together([first, second])));
    }

    private static IEnumerable<Command> OnBook(Scope scope) =>
    [
        .. scope.Openings.Select(policy => new Command.Open(scope.Series, policy)),
        .. scope.Settings.Select(policy => new Command.SetPolicy(policy)),
        .. scope.OnSeries,
        .. scope.Companies.SelectMany(company => scope.SyncFroms.Select(from => new Command.Connect(company, from))),
        new Command.Interrupt(Because),
        new Command.Disconnect(),
        new Command.Recover(),
    ];

    /// <summary>What an invoice that has not appeared is told: it may appear, and anything else is `invoice-unknown`.</summary>
    private static IEnumerable<Command> Unknown(InvoiceId id) => [new Command.Approve(id), new Command.Confirm(id, "K1", "N1")];

    private static IEnumerable<Command> Appearing(Scope scope, InvoiceId id) =>
    [
        .. from date in scope.Dates
           from series in scope.SeriesNamed
           from given in scope.Given
           from named in scope.Named
           where scope.Creates
           select new Command.Create(id, date, series, given, named.Scope, named.Form),
        .. from key in scope.Keys
           from number in scope.ErpNumbers
           from date in scope.Dates
           from draft in scope.Drafts
           from series in scope.SeriesNamed
           from version in scope.Versions
           from named in scope.Named
           where scope.Imports
           select new Command.Import(id, key, number, date, draft, series, version, named.Scope, named.Form),
    ];

    private static IEnumerable<Command> OnInvoice(Scope scope, InvoiceId id, long attempt) =>
    [
        .. Appearing(scope, id),
        .. scope.Dates.Select(date => new Command.Redate(id, date)),
        .. scope.SeriesNamed.OfType<SeriesId>().Select(series => new Command.Redate(id, null, series)),
        .. scope.Named.Where(static named => named.Scope is not null).Select(named => new Command.Redate(id, scope: named.Scope, form: named.Form)),
        .. scope.Named.Length > 1 ? [new Command.Redate(id, form: FormChoice.DefaultForm)] : Array.Empty<Command>(),
        new Command.Submit(id),
        new Command.Withdraw(id),
        new Command.Approve(id),
        new Command.Number(id),
        new Command.Void(id, Side.Home, Because),
        new Command.Void(id, Side.Erp, Because),
        new Command.Reinstate(id, Because),
        .. scope.Syncs ? Syncs(id, attempt) : [],
        .. Confirms(scope, id),
        new Command.Release(id, Because),
        .. scope.Syncs ? scope.Keys.Select(key => new Command.Release(id, Because, key)) : [],
    ];

    private static IEnumerable<Command> Syncs(InvoiceId id, long attempt) =>
    [
        new Command.Send(id),
        new Command.Resend(id),
        new Command.Unlink(id),
        new Command.Relink(id),
        .. new long?[] { null, attempt - 1, attempt, attempt + 1 }.Where(asked => asked is not < 0)
            .SelectMany(asked => (Command[])[new Command.Lose(id, asked), new Command.Refuse(id, Because, asked)]),
    ];

    private static IEnumerable<Command.Confirm> Confirms(Scope scope, InvoiceId id) =>
    [
        .. from key in scope.Keys
           from number in scope.ErpNumbers
           from version in scope.Versions
           select new Command.Confirm(id, key, number, version),
        .. from key in scope.Keys
           from number in scope.ErpNumbers
           where scope.Syncs
           select new Command.Confirm(id, key, number, Reclaim: true),
        .. from key in scope.Keys
           from replaced in scope.Keys
           from number in scope.ErpNumbers
           where scope.Syncs && key != replaced
           select new Command.Confirm(id, key, number, null, replaced),
    ];
}
