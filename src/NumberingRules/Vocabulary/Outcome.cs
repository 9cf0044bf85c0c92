using System.Text.Json.Serialization;

namespace NumberingRules;

/// <summary>What became of a command.</summary>
[JsonConverter(typeof(NameJsonConverter<Outcome>))]
public enum Outcome
{
    /// <summary>Something changed: there are events.</summary>
    Accepted,

    /// <summary>It already holds, or the news is old: nothing changes.</summary>
    Unchanged,

    /// <summary>It may not be, for a reason given as data: nothing changes.</summary>
    Rejected,
}
