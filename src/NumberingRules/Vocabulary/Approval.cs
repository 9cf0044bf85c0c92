using System.Text.Json.Serialization;

namespace NumberingRules;

/// <summary>How far an invoice has come towards being final. <c>default</c> is <see cref="Draft"/>.</summary>
[JsonConverter(typeof(NameJsonConverter<Approval>))]
public enum Approval
{
    /// <summary>Still being written.</summary>
    Draft,

    /// <summary>Handed in. It may be sent already: the ERP then keeps it as a draft.</summary>
    AwaitingApproval,

    /// <summary>Final. It stays so after a void.</summary>
    Approved,
}
