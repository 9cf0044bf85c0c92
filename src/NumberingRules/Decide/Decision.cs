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

    /// <summary>What happens: at least one event when accepted, none otherwise.</summary>
    public ValueList<Event> Events { get; private init; }

    /// <summary>Trouble that was recorded rather than refused, each finding once per invoice.</summary>
    public ValueList<Noted> Findings { get; private init; }

    /// <summary>Hints in words that no rule depends on: what was accepted, and may be a mistake all the same.</summary>
    public ValueList<string> Notes { get; private init; }

    /// <summary>Why it was rejected; null otherwise.</summary>
    public Rejection? Rejection { get; private init; }

    /// <summary>
    /// What a rejection is about, in words, as far as the command does not say it: of a number its series, scope, period and
    /// the next that would do; of a definition the field; of an invoice that exists what it was made with otherwise. Null when the command says all: <see cref="Explain.Detail"/> has words for every rejection.
    /// </summary>
    public string? Detail { get; private init; }

    /// <summary>The invoice that has the ERP key, when that is what stood in the way.</summary>
    public InvoiceId? Holder { get; private init; }

    /// <summary>Which of the commands held together was rejected, from 0.</summary>
    public int? At { get; private init; }

    internal static Decision Unchanged { get; } = new() { Outcome = Outcome.Unchanged };

    internal static Decision Accepted(ValueList<Event> events, ValueList<Noted> findings = default) =>
        new() { Outcome = Outcome.Accepted, Events = events, Findings = findings };

    internal static Decision Rejected(Rejection reason) => RejectedFor[(int)reason];

    internal Decision Saying(string? detail) => detail is null ? this : this with { Detail = detail };

    internal Decision Noting(ValueList<string> notes) => this with { Notes = notes };

    internal Decision HeldBy(InvoiceId holder) => this with { Holder = holder };

    internal Decision AtIndex(int at) => this with { At = at };

    /// <summary>Lets a reason stand where a decision is asked: rules then read like a table.</summary>
    public static implicit operator Decision(Rejection reason) => Rejected(reason);

    /// <summary>The decision that rejects for a reason; for languages without implicit conversions.</summary>
    public static Decision FromRejection(Rejection reason) => Rejected(reason);

    /// <summary>Lets one event stand where a decision is asked.</summary>
    public static implicit operator Decision(Event happened) => Accepted([happened]);

    /// <summary>The decision that accepts one event; for languages without implicit conversions.</summary>
    public static Decision FromEvent(Event happened) => Accepted([happened]);
}
