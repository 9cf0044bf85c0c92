namespace NumberingRules.Storage;

/// <summary>What a series has done in a scope and a period: a line of the auditor's page. It adds up: <c>Last − First + 1 = Issued + TakenOver</c>.</summary>
/// <param name="Series">The series.</param>
/// <param name="Scope">The scope, if the series counts by scope.</param>
/// <param name="Period">The period it counts in.</param>
/// <param name="First">The first sequence number used; the number after <paramref name="Last"/> if none is.</param>
/// <param name="Last">The last sequence number used.</param>
/// <param name="FirstNumber">The first number issued, as printed; none if none was.</param>
/// <param name="LastNumber">The last number issued, as printed.</param>
/// <param name="Issued">How many were issued, void ones included.</param>
/// <param name="TakenOver">How many were used elsewhere and passed over (<c>advance</c>).</param>
/// <param name="Void">Those issued whose invoice is void now, with the reason; their numbers stay used.</param>
/// <param name="Owed">The invoices that should have taken a number from this series, scope and period and could not yet.</param>
/// <param name="Left">How many numbers are left; null if there is no end before 10^18−1.</param>
/// <param name="Advances">The numbers taken over, and where they were used.</param>
public sealed record SeriesPeriod(
    SeriesId Series,
    Scope? Scope,
    Period Period,
    long First,
    long Last,
    InvoiceNumber? FirstNumber,
    InvoiceNumber? LastNumber,
    long Issued,
    long TakenOver,
    ValueList<VoidNumber> Void,
    ValueList<InvoiceId> Owed,
    long? Left,
    ValueList<TakenOverNumbers> Advances)
{
    /// <summary>Whether it adds up: below the next number every number was issued once or taken over. A sound book always does.</summary>
    public bool AddsUp => Last - First + 1 == Issued + TakenOver;
}

/// <summary>Numbers that were used elsewhere and passed over.</summary>
/// <param name="From">The first sequence number passed over.</param>
/// <param name="Next">The sequence number after the last.</param>
/// <param name="Reason">Where they were used; none if the text was erased.</param>
/// <param name="Entry">The journal entry.</param>
public readonly record struct TakenOverNumbers(long From, long Next, Reason? Reason, long Entry);

/// <summary>A number whose invoice is void.</summary>
/// <param name="Number">The number.</param>
/// <param name="Invoice">The invoice.</param>
/// <param name="Reason">Why it was voided; none if the ERP's record is simply gone.</param>
public sealed record VoidNumber(InvoiceNumber Number, InvoiceId Invoice, Reason? Reason);
