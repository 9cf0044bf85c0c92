using System.Text.Json.Serialization;

namespace NumberingRules;

/// <summary>By what an invoice came to hold a number.</summary>
[JsonConverter(typeof(NameJsonConverter<ClaimBasis>))]
public enum ClaimBasis
{
    /// <summary>A series issued it.</summary>
    Issued,

    /// <summary>The invoice brought it along when it was created.</summary>
    Given,

    /// <summary>It came with the invoice from the ERP.</summary>
    Imported,

    /// <summary>The ERP gave it to the invoice's record.</summary>
    Confirmed,
}

/// <summary>The fact that an invoice holds a number. Claims are added, never changed, never removed.</summary>
/// <param name="System">Whose number it is.</param>
/// <param name="Number">The number.</param>
/// <param name="Since">The journal entry, from 1, that made it so.</param>
/// <param name="By">By what.</param>
public readonly record struct Claim(Side System, InvoiceNumber Number, long Since, ClaimBasis By);

/// <summary>A number an invoice holds or held, beside the one that counts.</summary>
public readonly record struct Reference(Side System, InvoiceNumber Number);
