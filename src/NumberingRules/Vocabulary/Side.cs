using System.Text.Json.Serialization;

namespace NumberingRules;

/// <summary>
/// The two sides of a connection. It tells where an invoice was born, whose number a claim is, who voided an invoice
/// and whose number prevails. <c>default</c> is <see cref="Home"/>.
/// </summary>
[JsonConverter(typeof(NameJsonConverter<Side>))]
public enum Side
{
    /// <summary>The home system: the application that embeds this library.</summary>
    Home,

    /// <summary>The ERP: the accounting system.</summary>
    Erp,
}
