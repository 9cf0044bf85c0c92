namespace NumberingRules.Tests.Tables;

/// <summary>What SPEC says becomes of a command, and the book after it.</summary>
internal sealed record Expected(Outcome Outcome)
{
    public Rejection? Reason { get; init; }

    public string? Holder { get; init; }

    public int? At { get; init; }

    /// <summary>Findings and the invoices they are about, each once, in text order.</summary>
    public string Findings { get; init; } = "";

    /// <summary>The book after an accepted command.</summary>
    public ModelBook? After { get; init; }

    public static Expected Unchanged { get; } = new(Outcome.Unchanged);

    public static Expected Rejected(Rejection reason) => new(Outcome.Rejected) { Reason = reason };

    public bool Is(Decision decision) =>
        Outcome == decision.Outcome
        && Reason == decision.Rejection
        && Holder == decision.Holder?.Text
        && At == decision.At
        && Findings == FindingsOf(decision);

    public static Expected Of(Decision decision) => new(decision.Outcome)
    {
        Reason = decision.Rejection,
        Holder = decision.Holder?.Text,
        At = decision.At,
        Findings = FindingsOf(decision),
    };

    public override string ToString() => $"{Outcome} {Reason} holder '{Holder}' at '{At}' findings '{Findings}'";

    private static string FindingsOf(Decision decision) => decision.Findings.Count == 0
        ? ""
        : string.Join(' ', decision.Findings.Select(static noted => $"{noted.Finding}({noted.Invoice})").Order(StringComparer.Ordinal));
}
