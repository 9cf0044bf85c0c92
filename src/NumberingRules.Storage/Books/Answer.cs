using System.Text.Json.Serialization;

namespace NumberingRules.Storage;

/// <summary>What became of a command, and which number counts for the invoice it named: the answer of a book that lasts. Equality is by value.</summary>
public sealed record Answer
{
    private readonly BookIdentity? _identity;
    private readonly InvoiceId? _invoice;
    private readonly long _attemptSince;

    // Kept of what was rejected alone: for what is said of it.
    private readonly Command? _rejected;
    private readonly string? _book;

    internal Answer(Command command, Decision decision, long entry, string book)
    {
        (Decision, Entry) = (decision, entry);
        (_rejected, _book) = decision.Rejection is null ? default : (command, book);
    }

    internal Answer(Command command, Decision decision, Authority authority, long entry, BookIdentity identity, Invoice invoice)
        : this(command, decision, entry, identity.Name) =>
        (Authority, Attempt, _identity, _invoice, _attemptSince) = (authority, invoice.Attempt, identity, invoice.Id, invoice.AttemptSince);

    /// <summary>The decision: outcome, rejection and its detail, findings, events. Not part of the answer as JSON.</summary>
    [JsonIgnore]
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

    /// <summary>
    /// What a rejection is about, in words: the book or the invoice that was asked for; of a number its series, scope, period and
    /// the next that would do; of a definition the field; of an invoice that exists what it was made with otherwise. Null when it was not rejected. Made when it is asked for.
    /// </summary>
    public string? Detail => _rejected is null ? null : Explain.Detail(_rejected, Decision, _book);

    /// <summary>Trouble that was recorded rather than refused.</summary>
    public ValueList<Noted> Findings => Decision.Findings;

    /// <summary>Hints in words that no rule depends on.</summary>
    public ValueList<string> Notes => Decision.Notes;

    /// <summary>In words: why it was rejected and what to do, with the names of this library's methods, or why the number counts; empty when there is nothing to say.</summary>
    public string Why
    {
        get
        {
            if (Decision.Rejection is not { } rejection)
            {
                return Authority?.Why ?? "";
            }

            var (meaning, remedy) = Explain.Of(rejection, CommandWords.Of);
            return DetailSaysAll(rejection) ? $"{Detail}. {remedy}" : $"{Detail}. {meaning} {remedy}";
        }
    }

    /// <summary>Outcome, rejection and number; no free text, for it would end up in logs.</summary>
    public override string ToString() =>
        string.Join(' ', new[] { Name.Of(Outcome), Rejection is { } rejection ? Name.Of(rejection) : null, Number?.Text }.OfType<string>());

    /// <summary>Whether the detail says what the rejection means, of this book, series or invoice, so that it need not be said again in general.</summary>
    private bool DetailSaysAll(Rejection rejection) =>
        rejection is NumberingRules.Rejection.BookNotOpen or NumberingRules.Rejection.InvoiceUnknown
        || (rejection is NumberingRules.Rejection.SeriesUnknown or NumberingRules.Rejection.FormUnknown && Decision.Detail is not null);
}
