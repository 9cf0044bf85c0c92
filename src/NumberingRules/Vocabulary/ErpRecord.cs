namespace NumberingRules;

/// <summary>An invoice's counterpart in the ERP.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Number">Its number, once the ERP has given one.</param>
/// <param name="Version">Its version, if the ERP tells one; any version is higher than none.</param>
public sealed record ErpRecord(ErpKey Key, InvoiceNumber? Number, long? Version = null);
