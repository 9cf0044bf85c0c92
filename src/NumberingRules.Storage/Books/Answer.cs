namespace NumberingRules.Storage;

/// <summary>What became of a command, and which number counts for the invoice it named: the answer of a book that lasts. Equality is by value.</summary>
public sealed record Answer
{
    private readonly BookIdentity? _identity;
    private readonly InvoiceId? _invoice;
    private readonly long _attemptSince;

    internal Answer(Decision decision, long entry) => (Decision, Entry) = (decision, entry);

    internal Answer(Decision decision, Authority authority, long entry, BookIdentity identity, Invoice invoice)
        : this(decision, entry) =>
        (Authority, Attempt, _identity, _invoice, _attemptSince) = (authority, invoice.Attempt, identity, invoice.Id, invoice.AttemptSince);

    /// <summary>The decision: outcome, rejection and its detail, findings, events.</summary>
    public Decision Decision { get; }

    /// <summary>Which number counts now, whose it is, and by which rule; null if the command names no invoice of the book.</summary>
    public Authority? Authority { get; }

    /// <summary>How many sends of the invoice were begun; 0 before the first, and if the command names no invoice of the book.</summary>
    public long Attempt { get; }

    /// <summary>The last journal entry of the book after the command: what <see cref="BookHandle.InvoiceAtEntryAsync"/> takes.</summary>
    public long Entry { get; }

    /// <summary>The key of the attempt for the ERP's idempotency header: the same attempt has the same key, for ever, and no other database has it. Null before the first attempt. Costs a SHA-256.</summary>
    public Guid? AttemptKey => Attempt > 0 && _invoice is not null ? _identity!.KeyOf(_invoice, Attempt, _attemptSince) : null;

    /// <summary>Whether it was accepted, changes nothing, or is rejected.</summary>
    public Outcome Outcome => Decision.Outcome;

    /// <summary>The authoritative number, if there is one.</summary>
    public InvoiceNumber? Number => Authority?.Number;

    /// <summary>Whose number it is.</summary>
    public Side? System => Authority?.System;

    /// <summary>Why it was rejected; null otherwise.</summary>
    public Rejection? Rejection => Decision.Rejection;

    /// <summary>Trouble that was recorded rather than refused.</summary>
    public ValueList<Noted> Findings => Decision.Findings;

    /// <summary>Hints in words that no rule depends on.</summary>
    public ValueList<string> Notes => Decision.Notes;

    /// <summary>In words: why it was rejected and what to do, or why the number counts; empty when there is nothing to say.</summary>
    public string Why
    {
        get
        {
            if (Decision.Rejection is not { } rejection)
            {
                return Authority?.Why ?? "";
            }

            var (meaning, remedy) = Explain.Of(rejection);
            return $"{(Decision.Detail is { } detail ? detail + ". " : "")}{meaning} {remedy}";
        }
    }

    /// <summary>Outcome, rejection and number; no free text, for it would end up in logs.</summary>
    public override string ToString() =>
        string.Join(' ', new[] { Name.Of(Outcome), Rejection is { } rejection ? Name.Of(rejection) : null, Number?.Text }.OfType<string>());
}
