using System.Text.Json.Serialization;

namespace NumberingRules;

/// <summary>
/// Where an invoice stands between home and ERP. The first four are stored, <see cref="Synced"/> follows from
/// having a record, <see cref="Unlinked"/> is how it is shown while taken out of sync. <c>default</c> is <see cref="None"/>.
/// </summary>
[JsonConverter(typeof(NameJsonConverter<Sync>))]
public enum Sync
{
    /// <summary>Never sent, or its record was released.</summary>
    None,

    /// <summary>Sent in this epoch, no answer yet.</summary>
    Sent,

    /// <summary>Sent, and nobody knows whether the ERP has it: look first, never send blindly.</summary>
    Uncertain,

    /// <summary>The ERP refused it, or was looked up and does not have it.</summary>
    Failed,

    /// <summary>The ERP has a record of it.</summary>
    Synced,

    /// <summary>Taken out of sync by the home side.</summary>
    Unlinked,
}
