using System.Text;

namespace NumberingRules.Storage.Tests.Journal;

/// <summary>Each text, date and hash of a journal has one spelling; what is close to it is refused.</summary>
public sealed class SpellingTests
{
    private static readonly byte[] Salt = [.. Enumerable.Repeat((byte)7, FreeText.SaltSize)];

    [Theory]
    [InlineData("RL-00001", "\"RL-00001\"")]
    [InlineData("~ }", "\"~ }\"")]
    [InlineData("\b\t\n\f\r", "\"\\b\\t\\n\\f\\r\"")]
    [InlineData("\u0001\u001f", "\"\\u0001\\u001f\"")]
    [InlineData("\"\\", "\"\\\"\\\\\"")]
    [InlineData("\u007f\u0080é😀", "\"\u007f\u0080é😀\"")]
    [InlineData("\u0080", "\"\u0080\"")]
    public void A_text_is_escaped_in_the_shortest_way(string text, string written)
    {
        var writer = new FieldWriter();
        writer.Text(text);
        Assert.Equal(written, Encoding.UTF8.GetString(writer.Written));
        Assert.Equal(text, new FieldReader(writer.Written).Text());
    }

    [Theory]
    [InlineData("0001-01-01", true)]
    [InlineData("9999-12-31", true)]
    [InlineData("2024-02-29", true)]
    [InlineData("2026-02-29", false)]
    [InlineData("2026-00-05", false)]
    [InlineData("2026-13-05", false)]
    [InlineData("2026-01-00", false)]
    [InlineData("0000-01-01", false)]
    [InlineData("2026x01-05", false)]
    [InlineData("2026-01x05", false)]
    [InlineData("2026-01-005", false)]
    [InlineData("2026-01-5", false)]
    [InlineData("20x6-01-05", false)]
    [InlineData("+026-01-05", false)]
    [InlineData("2026-+1-05", false)]
    [InlineData("2026-01- 5", false)]
    public void A_date_has_ten_places(string text, bool fits)
    {
        Assert.Equal(fits, FieldReader.TryDate(Encoding.UTF8.GetBytes(text), out var date));
        Assert.True(!fits || text == date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_hash_has_one_spelling_in_UTF8_as_well()
    {
        var text = Chain.Start("main").ToString();
        Assert.True(EntryHash.TryParse(Encoding.UTF8.GetBytes(text), out var hash) && hash == Chain.Start("main"));
        Assert.All(
            [text.ToUpperInvariant(), text[..2], text + "00", text[..^1] + "g", ""],
            other => Assert.False(EntryHash.TryParse(Encoding.UTF8.GetBytes(other), out _)));
    }

    [Fact]
    public void A_hash_of_another_size_is_refused_in_words() => Assert.StartsWith(
        "a hash has 32 bytes, not 31",
        Assert.Throws<ArgumentException>(static () => EntryHash.FromBytes(new byte[31])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_free_text_says_what_is_wrong_with_it()
    {
        Assert.Null(new FreeText(Salt, "why", "Ann").Problem());
        Assert.Equal("it holds neither a reason nor an actor", new FreeText(Salt, null, null).Problem());
        Assert.Equal("its reason must not be empty", new FreeText(Salt, "", null).Problem());
        Assert.Equal("its actor must not be empty", new FreeText(Salt, null, "").Problem());
    }

    [Fact]
    public void Free_texts_are_equal_when_salt_reason_and_actor_are()
    {
        var text = new FreeText(Salt, "why", "Ann");
        Assert.True(text.Equals(new FreeText(Salt.ToArray(), "why", "Ann")));
        Assert.False(text.Equals(new FreeText(new byte[FreeText.SaltSize], "why", "Ann")));
        Assert.False(text.Equals(new FreeText(Salt, "Why", "Ann")));
        Assert.False(text.Equals(new FreeText(Salt, "why", null)));
        Assert.False(text.Equals(null));
    }
}
