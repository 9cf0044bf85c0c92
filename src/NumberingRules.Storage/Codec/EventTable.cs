using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace NumberingRules.Storage;

/// <summary>The one table of events: what each is called in journals, and its fields in the order in which they are written and read.</summary>
/// <remarks>
/// <para>A line works both ways (<see cref="EntryFields"/>): a field is named once, and with the value it has when the event is written.</para>
/// <para>A new event is a new line; its name is also what <see cref="Event.Name"/> says. A test holds both together, and each event has a golden file.</para>
/// <para>
/// A new field of an event, a series, a record or a policy is one more argument of its line: <c>f.OptionalText("scope"u8, e?.Scope)</c>.
/// It must be optional, for journals hold entries without it: an optional field is left out when it has no value, so
/// what was written before keeps its bytes. Versions before it refuse what has it, and say that a newer one wrote it.
/// </para>
/// <para>A list of objects is <c>f.OptionalList("forms"u8, e?.Forms ?? default, Form)</c>, with a line below for the fields of one.</para>
/// </remarks>
internal static class EventTable
{
    private const int LongestName = 64;

    private static readonly Dictionary<string, Shape<Event>> ByName = new(StringComparer.Ordinal)
    {
        ["opened"] = Of<Event.Opened>((ref f, e) => new(f.List("series"u8, e?.Series ?? default, Series), f.Object("policy"u8, e?.Policy, Policy))),
        ["policySet"] = Of<Event.PolicySet>((ref f, e) => new(f.Object("policy"u8, e?.Policy, Policy))),
        ["seriesAdded"] = Of<Event.SeriesAdded>((ref f, e) => new(f.Object("series"u8, e?.Series, Series))),
        ["seriesClosed"] = Of<Event.SeriesClosed>((ref f, e) => new(f.Series("series"u8, e?.Series), f.OptionalSeries("successor"u8, e?.Successor))),
        ["advanced"] = Of<Event.Advanced>((ref f, e) => new(f.Series("series"u8, e?.Series), f.Period("period"u8, e?.Period), f.Whole("from"u8, e?.From), f.Whole("next"u8, e?.Next), f.NeededReason(e?.Reason), Scope(ref f, e?.Scope))),
        ["erased"] = Of<Event.Erased>((ref f, e) => new(f.List("runs"u8, e?.Runs ?? default, Run))),
        ["connected"] = Of<Event.Connected>((ref f, e) => new(f.Name("company"u8, e?.Company, Company.FromString), f.OptionalDate("syncFrom"u8, e?.SyncFrom), f.Whole("epoch"u8, e?.Epoch))),
        ["interrupted"] = Of<Event.Interrupted>((ref f, e) => new(f.NeededReason(e?.Reason))),
        ["disconnected"] = Of<Event.Disconnected>((ref f, e) => new(f.OptionalReason(e?.Reason))),
        ["recovered"] = Of<Event.Recovered>((ref f, e) => new(f.Whole("epoch"u8, e?.Epoch))),
        ["created"] = Of<Event.Created>((ref f, e) => new(f.Invoice(e), f.Date("date"u8, e?.Date), f.Series("series"u8, e?.Series), f.OptionalName("homeNumber"u8, e?.HomeNumber, InvoiceNumber.FromString), Scope(ref f, e?.Scope), FormName(ref f, e?.Form))),
        ["imported"] = Of<Event.Imported>((ref f, e) => new(f.Invoice(e), f.Date("date"u8, e?.Date), f.OptionalSeries("series"u8, e?.Series), f.Choice("approval"u8, e?.Approval), f.Object("record"u8, e?.Record, Record), Scope(ref f, e?.Scope), FormName(ref f, e?.Form))),
        ["redated"] = Of<Event.Redated>((ref f, e) => new(f.Invoice(e), f.Date("date"u8, e?.Date), f.OptionalSeries("series"u8, e?.Series), Scope(ref f, e?.Scope), FormName(ref f, e?.Form))),
        ["submitted"] = Of<Event.Submitted>((ref f, e) => new(f.Invoice(e))),
        ["withdrawn"] = Of<Event.Withdrawn>((ref f, e) => new(f.Invoice(e))),
        ["approved"] = Of<Event.Approved>((ref f, e) => new(f.Invoice(e))),
        ["voided"] = Of<Event.Voided>((ref f, e) => new(f.Invoice(e), f.Choice("by"u8, e?.By), f.NeededReason(e?.Reason))),
        ["reinstated"] = Of<Event.Reinstated>((ref f, e) => new(f.Invoice(e), f.NeededReason(e?.Reason))),
        ["issued"] = Of<Event.Issued>((ref f, e) => new(f.Invoice(e), f.Series("series"u8, e?.Series), f.Period("period"u8, e?.Period), f.Whole("sequenceNumber"u8, e?.SequenceNumber), f.Name("number"u8, e?.Number, InvoiceNumber.FromString), f.Date("date"u8, e?.Date), Scope(ref f, e?.Scope), FormName(ref f, e?.Form))),
        ["sent"] = Of<Event.Sent>((ref f, e) => new(f.Invoice(e), f.Whole("attempt"u8, e?.Attempt), f.Whole("epoch"u8, e?.Epoch))),
        ["lost"] = Of<Event.Lost>((ref f, e) => new(f.Invoice(e), f.Whole("attempt"u8, e?.Attempt))),
        ["refused"] = Of<Event.Refused>((ref f, e) => new(f.Invoice(e), f.Whole("attempt"u8, e?.Attempt), f.NeededReason(e?.Reason))),
        ["unlinked"] = Of<Event.Unlinked>((ref f, e) => new(f.Invoice(e))),
        ["relinked"] = Of<Event.Relinked>((ref f, e) => new(f.Invoice(e))),
        ["recordAdded"] = Of<Event.RecordAdded>((ref f, e) => new(f.Invoice(e), f.Object("record"u8, e?.Record, Record))),
        ["recordChanged"] = Of<Event.RecordChanged>((ref f, e) => new(f.Invoice(e), f.Object("record"u8, e?.Record, Record))),
        ["recordReplaced"] = Of<Event.RecordReplaced>((ref f, e) => new(f.Invoice(e), f.Name("replaced"u8, e?.Replaced, ErpKey.FromString), f.Object("record"u8, e?.Record, Record))),
        ["recordReleased"] = Of<Event.RecordReleased>((ref f, e) => new(f.Invoice(e), f.Name("erpKey"u8, e?.ErpKey, ErpKey.FromString), f.NeededReason(e?.Reason))),
    };

    private static readonly Dictionary<string, Shape<Event>>.AlternateLookup<ReadOnlySpan<char>> BySpan = ByName.GetAlternateLookup<ReadOnlySpan<char>>();

    internal static IReadOnlyCollection<string> Names => ByName.Keys;

    internal static Shape<Event> Of(Event happened) => ByName[happened.Name];

    internal static bool TryFind(ReadOnlySpan<byte> name, [NotNullWhen(true)] out Shape<Event>? found)
    {
        found = null;
        Span<char> text = stackalloc char[LongestName];
        return name.Length <= LongestName && Ascii.ToUtf16(name, text, out var width) == OperationStatus.Done && BySpan.TryGetValue(text[..width], out found);
    }

    internal static Noted Finding(ref EntryFields f, Noted noted) => new(f.Choice<Finding>("finding"u8, noted.Finding), f.Name("invoice"u8, noted.Invoice, InvoiceId.FromString));

    private static SeriesForm Form(ref EntryFields f, SeriesForm? form) => new(f.Name("name"u8, form?.Name, NumberingRules.FormName.FromString), f.Text("format"u8, form?.Format));

    private static Scope? Scope(ref EntryFields f, Scope? scope) => f.OptionalName("scope"u8, scope, NumberingRules.Scope.FromString);

    private static FormName? FormName(ref EntryFields f, FormName? form) => f.OptionalName("form"u8, form, NumberingRules.FormName.FromString);

    private static EntryRun Run(ref EntryFields f, EntryRun run) => new(f.Whole("first"u8, run.First), f.Whole("last"u8, run.Last));

    internal static ErpRecord Record(ref EntryFields f, ErpRecord? record) =>
        new(f.Name("key"u8, record?.Key, ErpKey.FromString), f.OptionalName("number"u8, record?.Number, InvoiceNumber.FromString), f.OptionalWhole("version"u8, record?.Version));

    private static Policy Policy(ref EntryFields f, Policy? policy) => new(
        f.Choice("authority"u8, policy?.Authority),
        f.Choice("homeNumber"u8, policy?.HomeNumber),
        f.Choice("importedHomeNumber"u8, policy?.ImportedHomeNumber),
        f.Series("importSeries"u8, policy?.ImportSeries));

    private static SeriesDefinition Series(ref EntryFields f, SeriesDefinition? series)
    {
        var definition = new SeriesDefinition(
            f.Series("id"u8, series?.Id),
            f.Text("format"u8, series?.Format),
            f.Whole("start"u8, series?.Start),
            f.OptionalWhole("max"u8, series?.Max),
            f.Choice("reset"u8, series?.Reset),
            f.Whole("fiscalYearStartMonth"u8, series?.FiscalYearStartMonth),
            f.Choice("dateOrder"u8, series?.DateOrder),
            f.Whole("maxLength"u8, series?.MaxLength),
            f.OptionalList("forms"u8, series?.Forms ?? default, Form),
            f.OptionalDate("validFrom"u8, series?.ValidFrom),
            f.OptionalDate("validUntil"u8, series?.ValidUntil));
        return f.IsReading && !NumberingRules.Series.TryCreate(definition, out _, out var problem) ? throw new FieldException($"series '{definition.Id}': {problem}") : definition;
    }

    private static Shape<Event> Of<T>(Shape<T> shape) where T : Event => (ref fields, happened) => shape(ref fields, (T?)happened);
}
