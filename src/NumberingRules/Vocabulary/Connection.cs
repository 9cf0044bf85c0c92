using System.Text.Json.Serialization;

namespace NumberingRules;

/// <summary>The connection of a book to its ERP company. <c>default</c> is <see cref="Never"/>.</summary>
[JsonConverter(typeof(NameJsonConverter<Connection>))]
public enum Connection
{
    /// <summary>There has been none yet.</summary>
    Never,

    /// <summary>Invoices are exchanged.</summary>
    Connected,

    /// <summary>Access revoked or outage: nothing is sent, no number changes. The book is still live.</summary>
    Interrupted,

    /// <summary>It has ended: home numbers count again (C7).</summary>
    Disconnected,
}
