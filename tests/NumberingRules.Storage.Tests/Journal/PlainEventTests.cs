using System.Text.Json;

namespace NumberingRules.Storage.Tests.Journal;

/// <summary>What is spelled as it is written is read without the serializer, and says the same.</summary>
public sealed class PlainEventTests
{
    public static TheoryData<string> Files => [.. Golden.All.Select(golden => golden.File)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_golden_body_is_plain_and_means_what_the_serializer_says(string file)
    {
        var golden = Golden.All.Single(one => one.File == file);
        var reader = AtData(golden.Kept());
        var serializer = reader;
        var found = EventCase.Of(golden.Event);
        var plain = found.ReadPlain(ref reader);
        Assert.NotNull(plain);
        Assert.Equal(JsonSerializer.Deserialize(ref serializer, found.Shape), plain);
        Assert.Equal((serializer.TokenType, serializer.TokenStartIndex), (reader.TokenType, reader.TokenStartIndex));
    }

    [Theory]
    [InlineData("""{"invoice":"A1","attempt":1,"epoch":3,"more":1}""")]
    [InlineData("""{"attempt":1,"invoice":"A1","epoch":3}""")]
    [InlineData("""{"invoice":"A1","attempt":1}""")]
    [InlineData("""{"invoice":" A1","attempt":1,"epoch":3}""")]
    [InlineData("""{"invoice":"A1","attempt":1.5,"epoch":3}""")]
    [InlineData("""{"invoice":"A1","attempt":null,"epoch":3}""")]
    [InlineData("""{"invoice":"A1","attempt":1,"epoch":3""")]
    [InlineData("""[]""")]
    [InlineData("""null""")]
    public void Anything_else_is_left_to_the_serializer(string data)
    {
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(data));
        reader.Read();
        var before = reader.TokenStartIndex;
        Assert.True(EventCase.TryFind("sent", out var sent));
        Assert.Null(sent.ReadPlain(ref reader));
        Assert.Equal(before, reader.TokenStartIndex);
    }

    private static Utf8JsonReader AtData(byte[] body)
    {
        var reader = new Utf8JsonReader(body);
        while (reader.Read() && !(reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("data")))
        {
        }

        reader.Read();
        return reader;
    }
}
