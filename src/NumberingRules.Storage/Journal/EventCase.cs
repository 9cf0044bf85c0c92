using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace NumberingRules.Storage;

/// <summary>A case of <see cref="Event"/>: how it is named, written and read. A test holds this table and the union together.</summary>
internal abstract class EventCase
{
    private static readonly Dictionary<string, EventCase> ByName = new(StringComparer.Ordinal)
    {
        ["opened"] = new Case<Event.Opened>(),
        ["policySet"] = new Case<Event.PolicySet>(),
        ["seriesAdded"] = new Case<Event.SeriesAdded>(),
        ["seriesClosed"] = new Case<Event.SeriesClosed>(),
        ["advanced"] = new Case<Event.Advanced>(),
        ["connected"] = new Case<Event.Connected>(),
        ["interrupted"] = new Case<Event.Interrupted>(),
        ["disconnected"] = new Case<Event.Disconnected>(),
        ["recovered"] = new Case<Event.Recovered>(),
        ["created"] = new Case<Event.Created>(),
        ["imported"] = new Case<Event.Imported>(),
        ["redated"] = new Case<Event.Redated>(),
        ["submitted"] = new Case<Event.Submitted>(),
        ["withdrawn"] = new Case<Event.Withdrawn>(),
        ["approved"] = new Case<Event.Approved>(),
        ["voided"] = new Case<Event.Voided>(),
        ["issued"] = new Case<Event.Issued>(),
        ["sent"] = new Case<Event.Sent>(),
        ["lost"] = new Case<Event.Lost>(),
        ["refused"] = new Case<Event.Refused>(),
        ["unlinked"] = new Case<Event.Unlinked>(),
        ["relinked"] = new Case<Event.Relinked>(),
        ["recordAdded"] = new Case<Event.RecordAdded>(),
        ["recordChanged"] = new Case<Event.RecordChanged>(),
        ["recordReplaced"] = new Case<Event.RecordReplaced>(),
        ["recordReleased"] = new Case<Event.RecordReleased>(),
    };

    private static readonly Dictionary<string, EventCase>.AlternateLookup<ReadOnlySpan<char>> BySpan = ByName.GetAlternateLookup<ReadOnlySpan<char>>();

    internal static IReadOnlyCollection<string> Names => ByName.Keys;

    internal abstract JsonTypeInfo Shape { get; }

    internal static EventCase Of(Event happened) => ByName[happened.Name];

    internal static bool TryFind(ReadOnlySpan<char> name, [NotNullWhen(true)] out EventCase? found) => BySpan.TryGetValue(name, out found);

    internal abstract void Write(Utf8JsonWriter writer, Event happened);

    internal abstract Event? Read(ref Utf8JsonReader reader);

    private sealed class Case<T> : EventCase
        where T : Event
    {
        private static readonly JsonTypeInfo<T> Generated = JournalShape.Of<T>();

        internal override JsonTypeInfo Shape => Generated;

        internal override void Write(Utf8JsonWriter writer, Event happened) => JsonSerializer.Serialize(writer, (T)happened, Generated);

        internal override Event? Read(ref Utf8JsonReader reader) => JsonSerializer.Deserialize(ref reader, Generated);
    }
}
