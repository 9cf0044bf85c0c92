namespace NumberingRules.Storage;

/// <summary>Reads an event's data, if it is plainly as written.</summary>
internal delegate Event PlainReader(ref PlainFields data);

/// <summary>
/// How each event is read when it is spelled as it is written, which is nearly always: quicker than the serializer, above
/// all in a process that has just begun. The fields stand in the order in which <see cref="JournalShape"/> writes them;
/// golden files and laws hold both together.
/// </summary>
internal static class PlainEvents
{
    internal static Event Opened(ref PlainFields data)
    {
        List<SeriesDefinition> series = [];
        for (data.BeginList("series"); data.HasItem(); data.End())
        {
            data.Begin();
            series.Add(Series(ref data));
        }

        return new Event.Opened([.. series], Policy(ref data));
    }

    internal static Event PolicySet(ref PlainFields data) => new Event.PolicySet(Policy(ref data));

    internal static Event SeriesAdded(ref PlainFields data)
    {
        data.Begin("series");
        var series = Series(ref data);
        data.End();
        return new Event.SeriesAdded(series);
    }

    internal static Event SeriesClosed(ref PlainFields data) => new Event.SeriesClosed(SeriesIn(ref data), data.OptionalName("successor", SeriesId.FromString));

    internal static Event Advanced(ref PlainFields data) => new Event.Advanced(SeriesIn(ref data), data.Period("period"), data.Whole("from"), data.Whole("next"), null!);

    internal static Event Connected(ref PlainFields data) => new Event.Connected(data.Name("company", Company.FromString), data.OptionalDate("syncFrom"), data.Whole("epoch"));

    internal static Event Interrupted(ref PlainFields data) => new Event.Interrupted(null!);

    internal static Event Disconnected(ref PlainFields data) => new Event.Disconnected(null);

    internal static Event Recovered(ref PlainFields data) => new Event.Recovered(data.Whole("epoch"));

    internal static Event Created(ref PlainFields data) => new Event.Created(Invoice(ref data), data.Date("date"), SeriesIn(ref data), data.OptionalName("homeNumber", InvoiceNumber.FromString));

    internal static Event Imported(ref PlainFields data) =>
        new Event.Imported(Invoice(ref data), data.Date("date"), data.OptionalName("series", SeriesId.FromString), data.Choice<Approval>("approval"), Record(ref data));

    internal static Event Redated(ref PlainFields data) => new Event.Redated(Invoice(ref data), data.Date("date"), data.OptionalName("series", SeriesId.FromString));

    internal static Event Submitted(ref PlainFields data) => new Event.Submitted(Invoice(ref data));

    internal static Event Withdrawn(ref PlainFields data) => new Event.Withdrawn(Invoice(ref data));

    internal static Event Approved(ref PlainFields data) => new Event.Approved(Invoice(ref data));

    internal static Event Voided(ref PlainFields data) => new Event.Voided(Invoice(ref data), data.Choice<Side>("by"), null!);

    internal static Event Issued(ref PlainFields data) => new Event.Issued(
        Invoice(ref data), SeriesIn(ref data), data.Period("period"), data.Whole("sequenceNumber"), data.Name("number", InvoiceNumber.FromString), data.Date("date"));

    internal static Event Sent(ref PlainFields data) => new Event.Sent(Invoice(ref data), data.Whole("attempt"), data.Whole("epoch"));

    internal static Event Lost(ref PlainFields data) => new Event.Lost(Invoice(ref data), data.Whole("attempt"));

    internal static Event Refused(ref PlainFields data) => new Event.Refused(Invoice(ref data), data.Whole("attempt"), null!);

    internal static Event Unlinked(ref PlainFields data) => new Event.Unlinked(Invoice(ref data));

    internal static Event Relinked(ref PlainFields data) => new Event.Relinked(Invoice(ref data));

    internal static Event RecordAdded(ref PlainFields data) => new Event.RecordAdded(Invoice(ref data), Record(ref data));

    internal static Event RecordChanged(ref PlainFields data) => new Event.RecordChanged(Invoice(ref data), Record(ref data));

    internal static Event RecordReplaced(ref PlainFields data) => new Event.RecordReplaced(Invoice(ref data), data.Name("replaced", ErpKey.FromString), Record(ref data));

    internal static Event RecordReleased(ref PlainFields data) => new Event.RecordReleased(Invoice(ref data), data.Name("erpKey", ErpKey.FromString), null!);

    private static InvoiceId Invoice(ref PlainFields data) => data.Name("invoice", InvoiceId.FromString);

    private static SeriesId SeriesIn(ref PlainFields data) => data.Name("series", SeriesId.FromString);

    private static ErpRecord Record(ref PlainFields data)
    {
        data.Begin("record");
        var record = new ErpRecord(data.Name("key", ErpKey.FromString), data.OptionalName("number", InvoiceNumber.FromString), data.OptionalWhole("version"));
        data.End();
        return record;
    }

    private static SeriesDefinition Series(ref PlainFields data) => new(
        data.Name("id", SeriesId.FromString),
        data.Text("format"),
        data.Whole("start"),
        data.OptionalWhole("max"),
        data.Choice<Reset>("reset"),
        data.Whole("fiscalYearStartMonth"),
        data.Choice<DateOrder>("dateOrder"),
        data.Whole("maxLength"));

    private static Policy Policy(ref PlainFields data)
    {
        data.Begin("policy");
        var policy = new Policy(
            data.Choice<Side>("authority"),
            data.Choice<HomeNumberPolicy>("homeNumber"),
            data.Choice<ImportedHomeNumberPolicy>("importedHomeNumber"),
            data.Name("importSeries", SeriesId.FromString));
        data.End();
        return policy;
    }
}
