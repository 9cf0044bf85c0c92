using System.Text.Json;
using System.Text.Json.Serialization;

namespace NumberingRules.Storage;

/// <summary>
/// How the events are written and read: source-generated, one entry per case of the union. Whatever is not exactly as
/// written here is refused: an unknown member, a repeated one, a missing one.
/// </summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    Converters =
    [
        typeof(InvoiceIdConverter), typeof(InvoiceNumberConverter), typeof(SeriesIdConverter), typeof(ErpKeyConverter), typeof(CompanyConverter),
        typeof(DateConverter), typeof(ReasonConverter), typeof(PeriodConverter), typeof(SeriesListConverter),
        typeof(NamedConverter<Side>), typeof(NamedConverter<Finding>), typeof(NamedConverter<Approval>), typeof(NamedConverter<Reset>), typeof(NamedConverter<DateOrder>),
        typeof(NamedConverter<HomeNumberPolicy>), typeof(NamedConverter<ImportedHomeNumberPolicy>),
    ])]
[JsonSerializable(typeof(Event.Opened))]
[JsonSerializable(typeof(Event.PolicySet))]
[JsonSerializable(typeof(Event.SeriesAdded))]
[JsonSerializable(typeof(Event.SeriesClosed))]
[JsonSerializable(typeof(Event.Advanced))]
[JsonSerializable(typeof(Event.Connected))]
[JsonSerializable(typeof(Event.Interrupted))]
[JsonSerializable(typeof(Event.Disconnected))]
[JsonSerializable(typeof(Event.Recovered))]
[JsonSerializable(typeof(Event.Created))]
[JsonSerializable(typeof(Event.Imported))]
[JsonSerializable(typeof(Event.Redated))]
[JsonSerializable(typeof(Event.Submitted))]
[JsonSerializable(typeof(Event.Withdrawn))]
[JsonSerializable(typeof(Event.Approved))]
[JsonSerializable(typeof(Event.Voided))]
[JsonSerializable(typeof(Event.Issued))]
[JsonSerializable(typeof(Event.Sent))]
[JsonSerializable(typeof(Event.Lost))]
[JsonSerializable(typeof(Event.Refused))]
[JsonSerializable(typeof(Event.Unlinked))]
[JsonSerializable(typeof(Event.Relinked))]
[JsonSerializable(typeof(Event.RecordAdded))]
[JsonSerializable(typeof(Event.RecordChanged))]
[JsonSerializable(typeof(Event.RecordReplaced))]
[JsonSerializable(typeof(Event.RecordReleased))]
[JsonSerializable(typeof(Noted))]
internal sealed partial class JournalJson : JsonSerializerContext;
