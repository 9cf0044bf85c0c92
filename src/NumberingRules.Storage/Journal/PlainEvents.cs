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
        for (data.BeginList("series"u8); data.HasItem(); data.End())
        {
            data.Begin();
            series.Add(Series(ref data));
        }

        return new Event.Opened([.. series], Policy(ref data));
    }

    internal static Event PolicySet(ref PlainFields data) => new Event.PolicySet(Policy(ref data));

    internal static Event SeriesAdded(ref PlainFields data)
    {
        data.Begin("series"u8);
        var series = Series(ref data);
        data.End();
        return new Event.SeriesAdded(series);
    }

    internal static Event SeriesClosed(ref PlainFields data) => new Event.SeriesClosed(data.Series("series"u8), data.OptionalSeries("successor"u8));

    internal static Event Advanced(ref PlainFields data) => new Event.Advanced(data.Series("series"u8), data.Period("period"u8), data.Whole("from"u8), data.Whole("next"u8), null!);

    internal static Event Connected(ref PlainFields data) => new Event.Connected(data.Name("company"u8, Company.FromString), data.OptionalDate("syncFrom"u8), data.Whole("epoch"u8));

    internal static Event Interrupted(ref PlainFields data) => new Event.Interrupted(null!);

    internal static Event Disconnected(ref PlainFields data) => new Event.Disconnected(null);

    internal static Event Recovered(ref PlainFields data) => new Event.Recovered(data.Whole("epoch"u8));

    internal static Event Created(ref PlainFields data) => new Event.Created(Invoice(ref data), data.Date("date"u8), data.Series("series"u8), data.OptionalName("homeNumber"u8, InvoiceNumber.FromString));

    internal static Event Imported(ref PlainFields data) =>
        new Event.Imported(Invoice(ref data), data.Date("date"u8), data.OptionalSeries("series"u8), data.Choice<Approval>("approval"u8), Record(ref data));

    internal static Event Redated(ref PlainFields data) => new Event.Redated(Invoice(ref data), data.Date("date"u8), data.OptionalSeries("series"u8));

    internal static Event Submitted(ref PlainFields data) => new Event.Submitted(Invoice(ref data));

    internal static Event Withdrawn(ref PlainFields data) => new Event.Withdrawn(Invoice(ref data));

    internal static Event Approved(ref PlainFields data) => new Event.Approved(Invoice(ref data));

    internal static Event Voided(ref PlainFields data) => new Event.Voided(Invoice(ref data), data.Choice<Side>("by"u8), null!);

    internal static Event Issued(ref PlainFields data) => new Event.Issued(
        Invoice(ref data), data.Series("series"u8), data.Period("period"u8), data.Whole("sequenceNumber"u8), data.Name("number"u8, InvoiceNumber.FromString), data.Date("date"u8));

    internal static Event Sent(ref PlainFields data) => new Event.Sent(Invoice(ref data), data.Whole("attempt"u8), data.Whole("epoch"u8));

    internal static Event Lost(ref PlainFields data) => new Event.Lost(Invoice(ref data), data.Whole("attempt"u8));

    internal static Event Refused(ref PlainFields data) => new Event.Refused(Invoice(ref data), data.Whole("attempt"u8), null!);

    internal static Event Unlinked(ref PlainFields data) => new Event.Unlinked(Invoice(ref data));

    internal static Event Relinked(ref PlainFields data) => new Event.Relinked(Invoice(ref data));

    internal static Event RecordAdded(ref PlainFields data) => new Event.RecordAdded(Invoice(ref data), Record(ref data));

    internal static Event RecordChanged(ref PlainFields data) => new Event.RecordChanged(Invoice(ref data), Record(ref data));

    internal static Event RecordReplaced(ref PlainFields data) => new Event.RecordReplaced(Invoice(ref data), data.Name("replaced"u8, ErpKey.FromString), Record(ref data));

    internal static Event RecordReleased(ref PlainFields data) => new Event.RecordReleased(Invoice(ref data), data.Name("erpKey"u8, ErpKey.FromString), null!);

    private static InvoiceId Invoice(ref PlainFields data) => data.Name("invoice"u8, InvoiceId.FromString);

    private static ErpRecord Record(ref PlainFields data)
    {
        data.Begin("record"u8);
        var record = new ErpRecord(data.Name("key"u8, ErpKey.FromString), data.OptionalName("number"u8, InvoiceNumber.FromString), data.OptionalWhole("version"u8));
        data.End();
        return record;
    }

    private static SeriesDefinition Series(ref PlainFields data) => new(
        data.Series("id"u8),
        data.Text("format"u8),
        data.Whole("start"u8),
        data.OptionalWhole("max"u8),
        data.Choice<Reset>("reset"u8),
        data.Whole("fiscalYearStartMonth"u8),
        data.Choice<DateOrder>("dateOrder"u8),
        data.Whole("maxLength"u8));

    private static Policy Policy(ref PlainFields data)
    {
        data.Begin("policy"u8);
        var policy = new Policy(
            data.Choice<Side>("authority"u8),
            data.Choice<HomeNumberPolicy>("homeNumber"u8),
            data.Choice<ImportedHomeNumberPolicy>("importedHomeNumber"u8),
            data.Series("importSeries"u8));
        data.End();
        return policy;
    }
}
