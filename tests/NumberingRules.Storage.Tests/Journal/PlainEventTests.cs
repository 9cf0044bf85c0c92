using System.Text;

namespace NumberingRules.Storage.Tests.Journal;

/// <summary>What is spelled as it is written is read without the serializer, and says the same.</summary>
public sealed class PlainEventTests
{
    private const string Sent = """{"entry":7,"at":"2026-01-05T10:00:00.0000000Z","event":"sent","data":{"invoice":"A1","attempt":1,"epoch":3}}""";

    public static TheoryData<string> Files => [.. Golden.All.Select(golden => golden.File)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_golden_body_is_plain_unless_it_has_an_escape_and_means_what_the_serializer_says(string file)
    {
        var body = Golden.All.Single(one => one.File == file).Kept();
        var isPlain = PlainEntry.TryRead(body, null, out var plain);
        Assert.Equal(!body.Contains((byte)'\\'), isPlain);
        if (isPlain)
        {
            Assert.Equal(EntryReader.ReadAny(body, null), plain);
        }
    }

    [Fact]
    public void Findings_a_digest_and_any_text_without_an_escape_are_plain()
    {
        using var writer = new EntryWriter();
        var body = writer.Write(
            long.MaxValue / 10,
            DateTimeOffset.UnixEpoch,
            new Event.RecordAdded("Größe 🚀 \u2014 7", new("K", "N", 0)),
            [new(Finding.SameText, "Größe 🚀 \u2014 7"), new(Finding.ErpNumberShared, "b")],
            Chain.Start("any"));
        Assert.True(PlainEntry.TryRead(body, null, out var plain));
        Assert.Equal(EntryReader.ReadAny(body, null), plain);
    }

    [Fact]
    public void The_plainest_body_is_plain() => Assert.True(PlainEntry.TryRead(Encoding.UTF8.GetBytes(Sent), 7, out _));

    [Theory]
    [InlineData("\"epoch\":3", "\"epoch\":3,\"more\":1")]
    [InlineData("\"invoice\":\"A1\",\"attempt\":1", "\"attempt\":1,\"invoice\":\"A1\"")]
    [InlineData(",\"epoch\":3", "")]
    [InlineData("\"A1\"", "\" A1\"")]
    [InlineData("\"A1\"", "\"A\\u0031\"")]
    [InlineData("\"A1\"", "\"A\t1\"")]
    [InlineData("\"A1\"", "1")]
    [InlineData("\"attempt\":1", "\"attempt\":1.5")]
    [InlineData("\"attempt\":1", "\"attempt\":01")]
    [InlineData("\"attempt\":1", "\"attempt\":-0")]
    [InlineData("\"attempt\":1", "\"attempt\":1000000000000000000")]
    [InlineData("\"attempt\":1", "\"attempt\": 1")]
    [InlineData("\"attempt\":1", "\"attempt\":null")]
    [InlineData("\"attempt\":1", "\"attempt\":")]
    [InlineData("{\"invoice\":\"A1\",\"attempt\":1,\"epoch\":3}", "null")]
    [InlineData("}}", "}")]
    [InlineData("}}", "}} ")]
    [InlineData("}}", "},\"findings\":[]}")]
    [InlineData("}}", "},\"findings\":[{\"finding\":\"same-text\",\"invoice\":\"A1\"},]}")]
    [InlineData("}}", "},\"findings\":[{\"finding\":\"none-such\",\"invoice\":\"A1\"}]}")]
    [InlineData("}}", "},\"text\":\"00\"}")]
    [InlineData("{\"entry\":7", "{\"entry\":8")]
    [InlineData("{\"entry\":7", "{\"entry\":0")]
    [InlineData("{\"entry\":7", "{,\"entry\":7")]
    [InlineData("0Z", "0 ")]
    [InlineData("\"sent\"", "\"flown\"")]
    public void Anything_else_is_left_to_the_serializer(string written, string instead)
    {
        var body = Sent.Replace(written, instead, StringComparison.Ordinal);
        Assert.NotEqual(Sent, body);
        Assert.False(PlainEntry.TryRead(Encoding.UTF8.GetBytes(body), 7, out _));
    }

    [Fact]
    public void A_text_that_is_no_utf8_is_left_to_the_serializer()
    {
        var body = Encoding.UTF8.GetBytes(Sent);
        body[Sent.IndexOf("A1", StringComparison.Ordinal)] = 0xFF;
        Assert.False(PlainEntry.TryRead(body, 7, out _));
    }

    /// <summary>Whatever one byte becomes: the plain reading gives what the serializer gives, or nothing.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void A_changed_byte_never_makes_the_two_differ(string file)
    {
        var body = Golden.All.Single(one => one.File == file).Kept();
        for (var at = 0; at < body.Length; at++)
        {
            var was = body[at];
            foreach (var other in Bytes)
            {
                body[at] = other;
                SaysNothingElse(body);
            }

            body[at] = was;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Nor_does_a_byte_too_many_or_too_few(string file)
    {
        var body = Golden.All.Single(one => one.File == file).Kept();
        for (var at = 0; at <= body.Length; at++)
        {
            SaysNothingElse([.. body[..at], .. body.Skip(at + 1)]);
            foreach (var more in Bytes)
            {
                SaysNothingElse([.. body[..at], more, .. body[at..]]);
            }
        }
    }

    private static ReadOnlySpan<byte> Bytes => "\"\\{}[],:0-19.aeZ é\0\n"u8;

    private static void SaysNothingElse(byte[] body)
    {
        if (PlainEntry.TryRead(body, null, out var plain))
        {
            Assert.Equal(EntryReader.ReadAny(body, null), plain);
        }
    }
}
