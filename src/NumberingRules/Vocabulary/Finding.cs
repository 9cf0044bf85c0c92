using System.Text.Json.Serialization;

namespace NumberingRules;

/// <summary>Trouble that was recorded rather than refused. What each means, and what to do about it: <see cref="Explain"/>.</summary>
[JsonConverter(typeof(NameJsonConverter<Finding>))]
public enum Finding
{
    /// <summary>The ERP has a second record of the same invoice; a blind retry usually made it.</summary>
    DuplicateInErp,

    /// <summary>The ERP gave the invoice a number of its own although the policy says that the home number prevails.</summary>
    ErpNumberDiffers,

    /// <summary>Another invoice that is not void has the same ERP number now.</summary>
    ErpNumberShared,

    /// <summary>The invoice should have taken a home number and could not: its series is closed or used up, it lacks a scope, or its date or form cannot be numbered.</summary>
    HomeNumberOwed,

    /// <summary>A home number and another invoice's ERP number read the same, and two invoices may display one text.</summary>
    SameText,
}

/// <summary>A finding, and the invoice it is about.</summary>
public readonly record struct Noted(Finding Finding, InvoiceId Invoice);
