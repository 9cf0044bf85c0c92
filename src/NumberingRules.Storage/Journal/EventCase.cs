using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace NumberingRules.Storage;

/// <summary>A case of <see cref="Event"/>: how it is named, written and read. A test holds this table and the union together.</summary>
internal abstract class EventCase
{
    private static readonly Dictionary<string, EventCase> ByName = new(StringComparer.Ordinal)
    {
        ["opened"] = new Case<Event.Opened>(PlainEvents.Opened),
        ["policySet"] = new Case<Event.PolicySet>(PlainEvents.PolicySet),
        ["seriesAdded"] = new Case<Event.SeriesAdded>(PlainEvents.SeriesAdded),
        ["seriesClosed"] = new Case<Event.SeriesClosed>(PlainEvents.SeriesClosed),
        ["advanced"] = new Case<Event.Advanced>(PlainEvents.Advanced),
        ["connected"] = new Case<Event.Connected>(PlainEvents.Connected),
        ["interrupted"] = new Case<Event.Interrupted>(PlainEvents.Interrupted),
        ["disconnected"] = new Case<Event.Disconnected>(PlainEvents.Disconnected),
        ["recovered"] = new Case<Event.Recovered>(PlainEvents.Recovered),
        ["created"] = new Case<Event.Created>(PlainEvents.Created),
        ["imported"] = new Case<Event.Imported>(PlainEvents.Imported),
        ["redated"] = new Case<Event.Redated>(PlainEvents.Redated),
        ["submitted"] = new Case<Event.Submitted>(PlainEvents.Submitted),
        ["withdrawn"] = new Case<Event.Withdrawn>(PlainEvents.Withdrawn),
        ["approved"] = new Case<Event.Approved>(PlainEvents.Approved),
        ["voided"] = new Case<Event.Voided>(PlainEvents.Voided),
        ["issued"] = new Case<Event.Issued>(PlainEvents.Issued),
        ["sent"] = new Case<Event.Sent>(PlainEvents.Sent),
        ["lost"] = new Case<Event.Lost>(PlainEvents.Lost),
        ["refused"] = new Case<Event.Refused>(PlainEvents.Refused),
        ["unlinked"] = new Case<Event.Unlinked>(PlainEvents.Unlinked),
        ["relinked"] = new Case<Event.Relinked>(PlainEvents.Relinked),
        ["recordAdded"] = new Case<Event.RecordAdded>(PlainEvents.RecordAdded),
        ["recordChanged"] = new Case<Event.RecordChanged>(PlainEvents.RecordChanged),
        ["recordReplaced"] = new Case<Event.RecordReplaced>(PlainEvents.RecordReplaced),
        ["recordReleased"] = new Case<Event.RecordReleased>(PlainEvents.RecordReleased),
    };

    private static readonly Dictionary<string, EventCase>.AlternateLookup<ReadOnlySpan<char>> BySpan = ByName.GetAlternateLookup<ReadOnlySpan<char>>();

    internal static IReadOnlyCollection<string> Names => ByName.Keys;

    internal abstract JsonTypeInfo Shape { get; }

    internal static EventCase Of(Event happened) => ByName[happened.Name];

    internal static bool TryFind(ReadOnlySpan<char> name, [NotNullWhen(true)] out EventCase? found) => BySpan.TryGetValue(name, out found);

    internal abstract void Write(Utf8JsonWriter writer, Event happened);

    internal abstract Event? Read(ref Utf8JsonReader reader);

    /// <summary>The event whose fields come now; it means nothing once they are no longer <see cref="PlainFields.IsPlain"/>.</summary>
    internal abstract Event ReadPlain(ref PlainFields data);

    private sealed class Case<T>(PlainReader plain) : EventCase
        where T : Event
    {
        private static readonly JsonTypeInfo<T> Generated = JournalShape.Of<T>();

        internal override JsonTypeInfo Shape => Generated;

        internal override void Write(Utf8JsonWriter writer, Event happened) => JsonSerializer.Serialize(writer, (T)happened, Generated);

        internal override Event? Read(ref Utf8JsonReader reader) => JsonSerializer.Deserialize(ref reader, Generated);

        internal override Event ReadPlain(ref PlainFields data) => plain(ref data);
    }
}
