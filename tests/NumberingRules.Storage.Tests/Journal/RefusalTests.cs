using System.Text;

namespace NumberingRules.Storage.Tests.Journal;

/// <summary>What this version could not have written is refused, and the message names it. Nothing is skipped.</summary>
public sealed class RefusalTests
{
    private const string Newer = ", which this version of NumberingRules does not know; a newer one wrote it. Update NumberingRules.";
    private const string Created = """{"entry":12,"at":"2026-11-24T10:00:00.0000000Z","event":"created","data":{"invoice":"A1","date":"2026-01-05","series":"rl"}}""";

    [Theory]
    [InlineData("\"created\"", "\"merged\"", "entry 12 is a 'merged'" + Newer)]
    [InlineData("\"created\"", "\"Created\"", "entry 12 is a 'Created'" + Newer)]
    [InlineData("\"series\":\"rl\"", "\"series\":\"rl\",\"colour\":3", "entry 12 has a field 'data.colour'" + Newer)]
    [InlineData("\"series\":\"rl\"", "\"series\":\"rl\",\"name\":\"created\"", "entry 12 has a field 'data.name'" + Newer)]
    [InlineData("\"series\":\"rl\"}", "\"series\":\"rl\"},\"colour\":3", "entry 12 has a field 'colour'" + Newer)]
    [InlineData("}}", "},\"findings\":[{\"finding\":\"same-text\",\"colour\":3}]}", "entry 12 has a field 'findings.colour'" + Newer)]
    [InlineData("\"at\"", "\"when\"", "entry 12 has a field 'when'" + Newer)]
    public void What_a_newer_version_wrote_is_refused_by_name(string good, string other, string message) => Refused(good, other, message);

    [Theory]
    [InlineData("\"series\":\"rl\"", "\"series\":\"rl\",\"series\":\"rl\"", "the field 'data.series' is repeated or out of place")]
    [InlineData("\"series\":\"rl\"", "\"series\":\"rl\",\"invoice\":\"A1\"", "the field 'data.invoice' is repeated or out of place")]
    [InlineData("\"event\":", "\"entry\":12,\"event\":", "the field 'entry' is repeated or out of place")]
    [InlineData("\"event\":\"created\",", "", "it lacks the field 'event' before 'data'")]
    [InlineData(",\"series\":\"rl\"", "", "it lacks the field 'data.series'")]
    [InlineData("\"invoice\":\"A1\",", "", "it lacks the field 'data.invoice' before 'data.date'")]
    [InlineData("\"A1\"", "\"\"", "data.invoice must not be empty")]
    [InlineData("\"A1\"", "\" A1\"", "data.invoice must not begin or end with a space")]
    [InlineData("\"A1\"", "\"A\\u00011\"", "data.invoice has an invisible character (U+0001) at position 2; remove it")]
    [InlineData("\"A1\"", "\"\\ud83d\"", "data.invoice must have its escapes in the shortest way, and no others, not \"\\ud83d\" (byte 85)")]
    [InlineData("\"A1\"", "null", "data.invoice must be a text, not null (byte 85)")]
    [InlineData("\"A1\"", "1", "data.invoice must be a text, not 1 (byte 85)")]
    [InlineData("2026-01-05", "2026-02-30", "data.date must be a date as yyyy-MM-dd, not \"2026-02-30\" (byte 97)")]
    [InlineData("2026-01-05", "2026-1-05", "data.date must be a date as yyyy-MM-dd, not \"2026-1-05\" (byte 97)")]
    [InlineData("2026-01-05", "1899-12-31", "data.date 1899-12-31 lies outside 1900-01-01 to 2199-12-31")]
    [InlineData("\"data\":{", "\"data\":null,\"x\":{", "data must be an object, not null (byte 74)")]
    [InlineData("10:00:00.0000000Z", "10:00:00Z", "at must be an instant in UTC as yyyy-MM-ddTHH:mm:ss.fffffffZ, not \"2026-11-24T10:00:00Z\" (byte 18)")]
    [InlineData("10:00:00.0000000Z", "25:00:00.0000000Z", "at must be an instant in UTC as yyyy-MM-ddTHH:mm:ss.fffffffZ, not \"2026-11-24T25:00:00.0000000Z\" (byte 18)")]
    [InlineData("}}", "},\"text\":\"AB\"}", "text must be 64 lower-case hexadecimal digits, not \"AB\" (byte 132)")]
    [InlineData("\"invoice\":\"A1\",\"date\":\"2026-01-05\"", "\"date\":\"2026-01-05\",\"invoice\":\"A1\"", "it lacks the field 'data.invoice' before 'data.date'")]
    [InlineData("}}", "},\"findings\":[{\"invoice\":\"A1\"}]}", "it lacks the field 'findings.finding' before 'findings.invoice'")]
    [InlineData("}}", "},\"findings\":[]}", "findings is empty")]
    [InlineData("}}", "},\"findings\":{}}", "findings must be a list, not { (byte 136)")]
    public void Damage_is_refused_by_name(string good, string bad, string message) => Refused(good, bad, "entry 12 is damaged: " + message);

    [Theory]
    [InlineData("}}", "}")]
    [InlineData("}}", "}}}")]
    [InlineData("}}", "}} {}")]
    [InlineData("{\"entry\"", "[\"entry\"")]
    [InlineData("\"A1\"", "\"A1")]
    [InlineData("\"A1\"", "\"\\x\"")]
    public void What_is_no_JSON_object_is_refused(string good, string bad) =>
        Assert.StartsWith("entry 12 is damaged", Assert.Throws<JournalException>(() => Read(Created.Replace(good, bad, StringComparison.Ordinal), 12)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("voided", """{"invoice":"A1","by":"us"}""", "entry 12 has in data.by a 'us'" + Newer)]
    [InlineData("voided", """{"invoice":"A1","by":"home","reason":"why"}""", "entry 12 is damaged: data.reason must stand beside the body, not in it")]
    [InlineData("disconnected", """{"reason":null}""", "entry 12 is damaged: data.reason must stand beside the body, not in it")]
    [InlineData("sent", """{"invoice":"A1","attempt":"1","epoch":1}""", "entry 12 is damaged: data.attempt must be a whole number, not \"1\"")]
    [InlineData("sent", """{"invoice":"A1","attempt":1.5,"epoch":1}""", "entry 12 is damaged: data.attempt must be a whole number, not 1.5")]
    [InlineData("recordAdded", """{"invoice":"A1","record":{"key":"5","size":3}}""", "entry 12 has a field 'data.record.size'" + Newer)]
    [InlineData("recordAdded", """{"invoice":"A1","record":{"number":"5"}}""", "entry 12 is damaged: it lacks the field 'data.record.key' before 'data.record.number'")]
    [InlineData("opened", """{"series":[{"id":"a","format":"{seq}","size":3}]}""", "entry 12 has a field 'data.series.size'" + Newer)]
    [InlineData("opened", """{"series":[]}""", "entry 12 is damaged: data.series is empty")]
    [InlineData("issued", """{"invoice":"A1","series":"rl","period":"all","sequenceNumber":1,"number":"1","date":"2026-01-05"}""", "entry 12 is damaged: data.period must be a whole number, not \"all\"")]
    [InlineData("issued", """{"invoice":"A1","series":"rl","period":2147483648,"sequenceNumber":1,"number":"1","date":"2026-01-05"}""", "entry 12 is damaged: data.period must lie between -2147483648 and 2147483647, not 2147483648")]
    [InlineData("erased", """{"runs":[{"last":7}]}""", "entry 12 is damaged: it lacks the field 'data.runs.first' before 'data.runs.last'")]
    [InlineData("erased", """{"runs":[{"first":7}]}""", "entry 12 is damaged: it lacks the field 'data.runs.last'")]
    [InlineData("seriesAdded", """{"series":{"id":"a","format":"A","start":1,"reset":"never","fiscalYearStartMonth":1,"dateOrder":"any","maxLength":64}}""", "entry 12 is damaged: series 'a': format needs {seq}")]
    public void So_is_what_only_some_events_hold(string name, string data, string message) =>
        Assert.StartsWith(message.Split("format needs")[0], Assert.Throws<JournalException>(() => Read($$"""{"entry":12,"at":"2026-11-24T10:00:00.0000000Z","event":"{{name}}","data":{{data}}}""")).Message, StringComparison.Ordinal);

    [Fact]
    public void An_entry_in_another_ones_place_is_refused() =>
        Assert.Equal("entry 13 says that it is entry 12", Assert.Throws<JournalException>(() => Read(Created, 13)).Message);

    [Fact]
    public void A_text_that_is_no_UTF8_is_refused()
    {
        var body = Encoding.UTF8.GetBytes(Created);
        body[Created.IndexOf("A1", StringComparison.Ordinal)] = 0xFF;
        Assert.StartsWith("entry 12 is damaged", Assert.Throws<JournalException>(() => EntryReader.Read(body)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_state_of_an_invoice_says_what_to_do() =>
        Assert.Contains("rebuild", Assert.Throws<JournalException>(() => InvoiceState.Read("{\"i\":1}"u8)).Message, StringComparison.Ordinal);

    private static void Refused(string good, string bad, string message)
    {
        Assert.Contains(good, Created, StringComparison.Ordinal);
        var problem = Assert.Throws<JournalException>(() => Read(Created.Replace(good, bad, StringComparison.Ordinal)));
        Assert.Equal((message, 12), (problem.Message, problem.Entry));
    }

    private static EntryBody Read(string body, long? expected = null) => EntryReader.Read(Encoding.UTF8.GetBytes(body), expected);
}
