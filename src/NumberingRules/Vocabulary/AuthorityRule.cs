using System.Text.Json.Serialization;

namespace NumberingRules;

/// <summary>Which rule decided whose number counts. The rules are tried in this order; the first that fits decides.</summary>
[JsonConverter(typeof(NameJsonConverter<AuthorityRule>))]
public enum AuthorityRule
{
    /// <summary>Policy <c>home</c>, a home-created invoice that holds a home number.</summary>
    HomeAlways,

    /// <summary>Live, created in the ERP, the ERP's number is known (C5, C6).</summary>
    ErpFromTheStart,

    /// <summary>Live, created at home, approved, the ERP's number is known (C2–C4).</summary>
    ErpAfterSync,

    /// <summary>Live or never connected, created at home, a home number is held (C1).</summary>
    HomeUntilSynced,

    /// <summary>Disconnected, a home number is held (C7).</summary>
    HomeAfterDisconnect,

    /// <summary>Disconnected, no home number, the ERP's number is known (C8).</summary>
    OnlyNumberHeld,

    /// <summary>No number counts yet.</summary>
    NoNumberYet,
}
