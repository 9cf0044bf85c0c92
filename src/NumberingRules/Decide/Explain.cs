using System.Diagnostics;

namespace NumberingRules;

/// <summary>
/// The rules in words a bookkeeper understands: why a number counts, what a rejection or finding means, and what to do
/// about it. The documentation is printed from here.
/// </summary>
public static partial class Explain
{
    /// <summary>Why this number counts, in one sentence that cites the article's clause.</summary>
    public static string Why(Authority authority) =>
        authority.Number is { } number ? $"{number} counts: {Because(authority.Rule)}." : $"No number counts yet: {Because(authority.Rule)}.";

    /// <summary>What makes a rule decide, as the second half of that sentence.</summary>
    public static string Because(AuthorityRule rule) => rule switch
    {
        AuthorityRule.HomeAlways => "this book lets the home number of an invoice created at home prevail, before and after the sync (policy in place of C4)",
        AuthorityRule.ErpFromTheStart => "the invoice was created in the ERP and keeps the number it brought from there (C5, C6)",
        AuthorityRule.ErpAfterSync => "the invoice is approved and the ERP has given it a number, which is displayed from then on (C2, C3, C4)",
        AuthorityRule.HomeUntilSynced => "the invoice was created at home and shows its home number until it is approved and the ERP's number is known (C1)",
        AuthorityRule.HomeAfterDisconnect => "the connection to the ERP has ended, so home numbering applies again (C7)",
        AuthorityRule.OnlyNumberHeld => "the connection to the ERP has ended and the invoice has no home number, so the ERP number is kept on display (C8)",
        AuthorityRule.NoNumberYet => "the invoice holds none that may be shown in its state (C1, C2)",
        _ => throw new UnreachableException(),
    };

    /// <summary>When a rule of SPEC §5 applies, in the words of its table.</summary>
    public static (string When, string Answer) Rule(AuthorityRule rule) => rule switch
    {
        AuthorityRule.HomeAlways => ("policy `home`, origin home, holds H", "H"),
        AuthorityRule.ErpFromTheStart => ("live, origin erp, holds E", "E (C5, C6)"),
        AuthorityRule.ErpAfterSync => ("live, origin home, approved, holds E", "E (C2–C4)"),
        AuthorityRule.HomeUntilSynced => ("never or live, origin home, holds H", "H (C1)"),
        AuthorityRule.HomeAfterDisconnect => ("disconnected, holds H", "H (C7)"),
        AuthorityRule.OnlyNumberHeld => ("disconnected, holds E, origin erp or approved", "E (C8)"),
        AuthorityRule.NoNumberYet => ("otherwise", "none"),
        _ => throw new UnreachableException(),
    };

    /// <summary>What a finding means, and what to do about it.</summary>
    public static (string Meaning, string Remedy) Of(Finding finding) => finding switch
    {
        Finding.DuplicateInErp => (
            "The ERP has a second record of the same invoice; a blind retry usually made it.",
            "Void or delete one of the two in the ERP, then `release` its key."),
        Finding.ErpNumberDiffers => (
            "The ERP gave the invoice a number of its own although the policy says that the home number prevails.",
            "Let the ERP take numbers from outside, or set the policy `authority` to `erp`."),
        Finding.ErpNumberShared => (
            "Another invoice that is not void has the same ERP number now.",
            "Look both up in the ERP. If one number was reported wrongly, `confirm` the right one with a higher version."),
        Finding.HomeNumberOwed => (
            "The invoice should have taken a home number and could not: its series is closed or used up, it lacks a scope, or its date or form cannot be numbered.",
            "Give the series a successor or more room (`closeSeries` with a successor, `setPolicy` with another import series) or `import` it again with the scope, then `number` it."),
        Finding.SameText => (
            "A home number and another invoice's ERP number read the same, and two invoices may display one text.",
            "Nothing is lost, but people will confuse the two: `advance` the home series past the ERP's numbers, or use one with a prefix the ERP does not use."),
        _ => throw new UnreachableException(),
    };
}
