using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NumberingRules.Storage.Tests.Journal;

/// <summary>What is read is what stands there, as another reader of JSON sees it; whatever would be written otherwise is refused.</summary>
public sealed class CodecTests
{
    private const string Sent = """{"entry":7,"at":"2026-01-05T10:00:00.0000000Z","event":"sent","data":{"invoice":"A1","attempt":1,"epoch":3}}""";

    public static TheoryData<string> Files => [.. Golden.All.Select(golden => golden.File)];

    private static ReadOnlySpan<byte> Bytes => "\"\\{}[],:0-19.aeZ é\0\n"u8;

    [Theory]
    [MemberData(nameof(Files))]
    public void A_golden_body_means_what_another_reader_sees(string file) => Assert.True(IsRead(Golden.All.Single(one => one.File == file).Kept()));

    [Theory]
    [InlineData("")]
    [InlineData(" and \"quoted\" \\ \u0007\u001f")]
    public void Findings_a_digest_and_any_text_come_back(string more)
    {
        var happened = new Event.SeriesAdded(new("Größe 🚀 \u2014 7", "{seq}"));
        var body = new EntryWriter().Write(
            long.MaxValue, DateTimeOffset.UnixEpoch, happened, [new(Finding.SameText, "Größe 🚀 \u2014 7"), new(Finding.ErpNumberShared, "b")], Chain.Start("any" + more));
        Assert.Equal(happened, EntryReader.Read(body).Event);
        Assert.True(IsRead(body.ToArray()));
        var writer = new FieldWriter();
        writer.Text("🚀" + more);
        Assert.Equal("🚀" + more, new FieldReader(writer.Written).Text());
        Assert.Equal("🚀" + more, JsonDocument.Parse(writer.Written.ToArray()).RootElement.GetString());
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(0L)]
    [InlineData(-1L)]
    [InlineData(999_999_999_999_999_999L)]
    [InlineData(1_000_000_000_000_000_000L)]
    public void Every_whole_number_comes_back(long number)
    {
        var happened = new Event.Recovered(number);
        var body = new EntryWriter().Write(1, DateTimeOffset.UnixEpoch, happened, [], null);
        Assert.Equal(happened, EntryReader.Read(body).Event);
    }

    [Fact]
    public void The_plainest_body_is_read() => Assert.True(IsRead(Encoding.UTF8.GetBytes(Sent)));

    [Theory]
    [InlineData("\"epoch\":3", "\"epoch\":3,\"more\":1")]
    [InlineData("\"invoice\":\"A1\",\"attempt\":1", "\"attempt\":1,\"invoice\":\"A1\"")]
    [InlineData(",\"epoch\":3", "")]
    [InlineData("\"A1\"", "\" A1\"")]
    [InlineData("\"A1\"", "\"A\\u0031\"")]
    [InlineData("\"A1\"", "\"A\\/1\"")]
    [InlineData("\"A1\"", "\"A\t1\"")]
    [InlineData("\"A1\"", "1")]
    [InlineData("\"attempt\":1", "\"attempt\":1.5")]
    [InlineData("\"attempt\":1", "\"attempt\":1e0")]
    [InlineData("\"attempt\":1", "\"attempt\":01")]
    [InlineData("\"attempt\":1", "\"attempt\":-0")]
    [InlineData("\"attempt\":1", "\"attempt\":9223372036854775808")]
    [InlineData("\"attempt\":1", "\"attempt\":-9223372036854775809")]
    [InlineData("\"attempt\":1", "\"attempt\":99999999999999999999")]
    [InlineData("\"attempt\":1", "\"attempt\": 1")]
    [InlineData("\"attempt\":1", "\"attempt\":null")]
    [InlineData("\"attempt\":1", "\"attempt\":")]
    [InlineData("{\"invoice\":\"A1\",\"attempt\":1,\"epoch\":3}", "null")]
    [InlineData("}}", "}")]
    [InlineData("}}", "}} ")]
    [InlineData("}}", "},\"findings\":[]}")]
    [InlineData("}}", "},\"findings\":[{\"finding\":\"same-text\",\"invoice\":\"A1\"},]}")]
    [InlineData("}}", "},\"findings\":[{\"finding\":\"same-text\",\"invoice\":\"A1\"}{\"finding\":\"same-text\",\"invoice\":\"A1\"}]}")]
    [InlineData("}}", "},\"findings\":[{\"finding\":\"none-such\",\"invoice\":\"A1\"}]}")]
    [InlineData("}}", "},\"text\":\"00\"}")]
    [InlineData("{\"entry\":7", "{\"entry\":8")]
    [InlineData("{\"entry\":7", "{\"entry\":0")]
    [InlineData("{\"entry\":7", "{,\"entry\":7")]
    [InlineData("0Z", "0 ")]
    [InlineData("\"sent\"", "\"flown\"")]
    public void What_would_be_written_otherwise_is_refused(string written, string instead)
    {
        var body = Sent.Replace(written, instead, StringComparison.Ordinal);
        Assert.NotEqual(Sent, body);
        Assert.Throws<JournalException>(() => EntryReader.Read(Encoding.UTF8.GetBytes(body), 7));
    }

    /// <summary>Whatever one byte becomes: the body is refused, or means what another reader sees and is written the same.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void A_changed_byte_is_refused_or_is_read_as_it_stands(string file)
    {
        var body = Golden.All.Single(one => one.File == file).Kept();
        for (var at = 0; at < body.Length; at++)
        {
            var was = body[at];
            foreach (var other in Bytes)
            {
                body[at] = other;
                IsRead(body);
            }

            body[at] = was;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void So_is_a_byte_too_many_or_too_few(string file)
    {
        var body = Golden.All.Single(one => one.File == file).Kept();
        for (var at = 0; at <= body.Length; at++)
        {
            IsRead([.. body[..at], .. body.Skip(at + 1)]);
            foreach (var more in Bytes)
            {
                IsRead([.. body[..at], more, .. body[at..]]);
            }
        }
    }

    /// <summary>Whether a body is read. If so it is written the same, and says what <see cref="JsonDocument"/> finds in it.</summary>
    private static bool IsRead(byte[] bytes)
    {
        EntryBody body;
        try
        {
            body = EntryReader.Read(bytes);
        }
        catch (JournalException)
        {
            return false;
        }

        Assert.Equal(bytes, new EntryWriter().Write(body.Number, body.At, body.Event, body.Findings, body.Text).ToArray());
        using var json = JsonDocument.Parse(bytes, new() { AllowDuplicateProperties = false });
        var entry = json.RootElement;
        Assert.Equal(body.Number, entry.GetProperty("entry").GetInt64());
        Assert.Equal(body.At, entry.GetProperty("at").GetDateTimeOffset());
        Assert.Equal(body.Event.Name, entry.GetProperty("event").GetString());
        Says(body.Event, entry.GetProperty("data"));
        Says(body.Findings, entry.TryGetProperty("findings", out var findings) ? findings : null);
        Assert.Equal(body.Text?.ToString(), entry.TryGetProperty("text", out var text) ? text.GetString() : null);
        return true;
    }

    private static void Says(object? value, JsonElement? json)
    {
        switch (value)
        {
            case null:
                Assert.Null(json);
                break;
            case long or string or Identifier or DateOnly or Period or Enum:
                Assert.Equal(Spelled(value), json!.Value.ToString());
                break;
            case System.Collections.IEnumerable list:
                object[] items = [.. list];
                Assert.Equal(items.Length, json?.GetArrayLength() ?? 0);
                Assert.All(items, (item, at) => Says(item, json!.Value[at]));
                break;
            default:
                var properties = value.GetType().GetProperties().Where(property => property.Name != "Reason" && (property.Name != "Name" || value is SeriesForm)).ToList();
                Assert.True(json!.Value.GetPropertyCount() <= properties.Count);
                Assert.All(properties, property => Says(property.GetValue(value), json.Value.TryGetProperty(JsonNamingPolicy.CamelCase.ConvertName(property.Name), out var field) ? field : null));
                break;
        }
    }

    private static string Spelled(object value) => value switch
    {
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Period period => period.Value.ToString(CultureInfo.InvariantCulture),
        Enum choice => JsonNamingPolicy.KebabCaseLower.ConvertName(choice.ToString()),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
