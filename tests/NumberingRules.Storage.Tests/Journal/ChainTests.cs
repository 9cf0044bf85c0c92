using System.Security.Cryptography;
using System.Text;

namespace NumberingRules.Storage.Tests.Journal;

/// <summary>How a hash is spelled, and what it covers.</summary>
public sealed class ChainTests
{
    private static readonly EntryHash Some = Chain.Start("main");

    [Fact]
    public void A_chain_starts_from_the_name_of_its_book()
    {
        Assert.Equal(EntryHash.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes("NumberingRules journal 1\nmain"))), Some);
        Assert.NotEqual(Chain.Start("main"), Chain.Start("Main"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    [InlineData(1024)]
    [InlineData(5000)]
    public void A_link_covers_the_one_before_and_the_body(int length)
    {
        var body = Enumerable.Range(0, length).Select(at => (byte)(at % 251)).ToArray();
        Assert.Equal(EntryHash.FromBytes(SHA256.HashData([.. Some.ToArray(), .. body])), Chain.Link(Some, body));
    }

    [Fact]
    public void A_link_allocates_nothing()
    {
        var body = new byte[1024];
        Chain.Link(Some, body);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Chain.Link(Some, body);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_hash_has_one_spelling()
    {
        var text = Some.ToString();
        Assert.Equal(64, text.Length);
        Assert.True(EntryHash.TryParse(text, out var hash) && hash == Some);
        Assert.All(
            [text.ToUpperInvariant(), text[1..], text + "0", " " + text[1..], text[..^1] + "g", "", null],
            other => Assert.False(EntryHash.TryParse(other, out _)));
    }

    [Fact]
    public void No_entry_is_all_zero()
    {
        Assert.Equal(new string('0', 64), default(EntryHash).ToString());
        Assert.True(EntryHash.TryParse(new string('0', 64), out var none) && none == default);
        Assert.Throws<ArgumentException>(() => EntryHash.FromBytes(new byte[31]));
    }

    [Fact]
    public void Equal_bytes_are_equal_hashes()
    {
        var same = EntryHash.FromBytes(Some.ToArray());
        Assert.Equal(Some, same);
        Assert.Equal(Some.GetHashCode(), same.GetHashCode());
        Assert.All(Enumerable.Range(0, EntryHash.Size), at =>
        {
            var bytes = Some.ToArray();
            bytes[at] ^= 1;
            Assert.True(EntryHash.FromBytes(bytes) != Some);
        });
    }
}
