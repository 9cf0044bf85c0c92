namespace NumberingRules.Storage;

/// <summary>What verifying a journal found. Equality is by value.</summary>
/// <param name="Book">The book's name.</param>
/// <param name="Entries">How many entries are sound: all, or those before the fault.</param>
/// <param name="Invoices">How many invoices appear in them.</param>
/// <param name="Erased">How many of them had their free text erased.</param>
/// <param name="Head">The hash of the last sound entry: what to keep elsewhere. <c>default</c> when there is none.</param>
/// <param name="Fault">The first fault; null when all holds.</param>
public sealed record VerifyReport(string Book, long Entries, long Invoices, long Erased, EntryHash Head, Fault? Fault)
{
    /// <summary>Whether all holds.</summary>
    public bool IsSound => Fault is null;
}
