namespace NumberingRules;

/// <summary>What becomes of a command: a value, never an exception. Equality is by value.</summary>
public sealed record Decision
{
    private static readonly Decision[] RejectedFor = Array.ConvertAll(Enum.GetValues<Rejection>(), static reason => new Decision { Outcome = Outcome.Rejected, Rejection = reason });

    private Decision()
    {
    }

    /// <summary>Whether it was accepted, changes nothing, or is rejected.</summary>
    public Outcome Outcome { get; private init; }

    /// <summary>What happens: at least one event when accepted, none otherwise (law 2).</summary>
    public ValueList<Event> Events { get; private init; }

    /// <summary>Trouble that was recorded rather than refused, each finding once per invoice.</summary>
    public ValueList<Noted> Findings { get; private init; }

    /// <summary>Hints in words that no rule depends on: what was accepted, and may be a mistake all the same.</summary>
    public ValueList<string> Notes { get; private init; }

    /// <summary>Why it was rejected; null otherwise.</summary>
    public Rejection? Rejection { get; private init; }

    /// <summary>What it is about, in words, of a rejection: the invoice that was asked for; of a number its series, scope, period and the next that would do; of a definition the field.</summary>
    public string? Detail
    {
        get => field ?? (About is null ? null : $"invoice '{About}'");
        private init;
    }

    /// <summary>The invoice that has the ERP key, when that is what stood in the way.</summary>
    public InvoiceId? Holder { get; private init; }

    /// <summary>Which of the commands held together was rejected, from 0.</summary>
    public int? At { get; private init; }

    /// <summary>
    /// The findings by the event they stand with: the first about their invoice, or the first of all. Costs the events and
    /// the findings once.
    /// </summary>
    internal Dictionary<int, ValueList<Noted>> FindingsByEvent()
    {
        if (Findings.Count == 0)
        {
            return [];
        }

        var first = new Dictionary<InvoiceId, int>(NameComparer<InvoiceId>.Instance);
        for (var at = 0; at < Events.Count; at++)
        {
            if (Events[at] is Event.OnInvoice about)
            {
                first.TryAdd(about.Invoice, at);
            }
        }

        return Findings.GroupBy(noted => first.GetValueOrDefault(noted.Invoice))
            .ToDictionary(static of => of.Key, static of => (ValueList<Noted>)[.. of]);
    }

    /// <summary>The invoice that was asked for, where there is no more to say of a rejection: the words are made when they are read.</summary>
    private InvoiceId? About { get; init; }

    internal static Decision Unchanged { get; } = new() { Outcome = Outcome.Unchanged };

    internal static Decision Accepted(ValueList<Event> events, ValueList<Noted> findings = default) =>
        new() { Outcome = Outcome.Accepted, Events = events, Findings = findings };

    internal static Decision Rejected(Rejection reason) => RejectedFor[(int)reason];

    internal Decision Saying(string detail) => this with { Detail = detail };

    internal Decision OnlyAbout(InvoiceId invoice) => this with { About = invoice };

    internal Decision Noting(ValueList<string> notes) => this with { Notes = notes };

    internal Decision HeldBy(InvoiceId holder) => this with { Holder = holder };

    internal Decision AtIndex(int at) => this with { At = at };

    /// <summary>Lets a reason stand where a decision is asked: the rules then read like the tables of SPEC §6.</summary>
    public static implicit operator Decision(Rejection reason) => Rejected(reason);

    /// <summary>The same, for languages without implicit conversions.</summary>
    public static Decision FromRejection(Rejection reason) => Rejected(reason);

    /// <summary>Lets one event stand where a decision is asked.</summary>
    public static implicit operator Decision(Event happened) => Accepted([happened]);

    /// <summary>The same, for languages without implicit conversions.</summary>
    public static Decision FromEvent(Event happened) => Accepted([happened]);
}
