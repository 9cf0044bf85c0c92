namespace NumberingRules.Tests.Formats;

/// <summary>Pinned: an ERP may have been told these keys long ago.</summary>
public sealed class AttemptKeyTests
{
    [Theory]
    [InlineData("acme", "A1", 1, "29c89055-3f2a-879a-b9d3-344a57776258")]
    [InlineData("acme", "A1", 2, "aabfe321-a85c-87d3-a71d-ed8bd8e92aa0")]
    [InlineData("Immobilien Süd", "R-2026/ä😀", long.MaxValue, "d1081cfc-231a-8c26-aed5-6ea6b1b27e75")]
    public void A_key_is_the_same_for_ever(string book, string invoice, long attempt, string key) =>
        Assert.Equal(Guid.Parse(key), AttemptKey.Of(book, invoice, attempt));

    [Fact]
    public void Where_the_book_ends_and_the_invoice_begins_matters()
    {
        string[] splits = ["A1B2", "A1B", "A1", "A"];
        var keys = splits.Select(book => AttemptKey.Of(book, "A1B2C"[book.Length..], 1)).ToArray();
        Assert.Equal(splits.Length, keys.Distinct().Count());
    }

    [Fact]
    public void No_two_attempts_share_a_key()
    {
        var keys =
            from book in (string[])["a", "b", "A", "é", "e\u0301"]
            from invoice in Enumerable.Range(1, 100)
            from attempt in Enumerable.Range(0, 10)
            select AttemptKey.Of(book, $"{invoice}", attempt);
        Assert.Equal(5 * 100 * 10, keys.Distinct().Count());
    }

    [Fact]
    public void A_key_is_a_uuid_of_version_8()
    {
        for (var attempt = 1; attempt <= 100; attempt++)
        {
            var key = AttemptKey.Of("acme", "A1", attempt);
            Assert.Equal((8, true), (key.Version, key.Variant is >= 8 and <= 11));
        }
    }

    [Fact]
    public void A_book_is_named_like_anything_else()
    {
        Assert.Throws<ArgumentException>(() => AttemptKey.Of(null!, "A1", 1));
        Assert.Throws<ArgumentException>(() => AttemptKey.Of("", "A1", 1));
        Assert.Throws<ArgumentException>(() => AttemptKey.Of("damaged \uD800", "A1", 1));
        Assert.Throws<ArgumentNullException>(() => AttemptKey.Of("acme", null!, 1));
    }
}
