namespace NumberingRules.Storage;

/// <summary>
/// What became of a command, and which number counts for the invoice it named: the answer of a book that lasts. Equality
/// is by value.
/// </summary>
/// <param name="Decision">The decision: outcome, rejection and its detail, findings, events.</param>
/// <param name="Authority">Which number counts now, whose it is, and by which rule; none if the command names no invoice of the book.</param>
/// <param name="Attempt">How many sends of the invoice were begun; 0 before the first, and if the command names no invoice of the book.</param>
/// <param name="Entry">The last journal entry of the book after the command: what <see cref="KeptBook.InvoiceAt(InvoiceId, long)"/> takes.</param>
public sealed record Answer(Decision Decision, Authority? Authority, long Attempt, long Entry)
{
    private readonly string _book = "";
    private readonly InvoiceId? _invoice;

    internal Answer(Decision decision, Authority authority, long attempt, long entry, string book, InvoiceId invoice)
        : this(decision, authority, attempt, entry) => (_book, _invoice) = (book, invoice);

    /// <summary>The key of the attempt for the ERP's idempotency header (<see cref="NumberingRules.AttemptKey"/>); none before the first. Costs a SHA-256.</summary>
    public Guid? AttemptKey => Attempt > 0 && _invoice is not null ? NumberingRules.AttemptKey.Of(_book, _invoice, Attempt) : null;

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
}
