namespace NumberingRules;

/// <summary>Trouble that was recorded rather than refused. What each means, and what to do about it: <see cref="Explain"/>.</summary>
public enum Finding
{
#pragma warning disable CS1591 // The one place for these texts is Explain, from which docs/findings.md is made
    DuplicateInErp,
    ErpNumberDiffers,
    ErpNumberShared,
    HomeNumberOwed,
    SameText,
#pragma warning restore CS1591
}

/// <summary>A finding, and the invoice it is about.</summary>
public readonly record struct Noted(Finding Finding, InvoiceId Invoice);
