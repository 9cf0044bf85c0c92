using System.Text;

namespace NumberingRules.Storage.Tests.Trouble;

/// <summary>Rows are told apart by their sum, and tables by those of their rows, in whichever order.</summary>
public class RowSumTests
{
    [Fact]
    public void Rows_that_differ_have_other_hashes()
    {
        List<ulong> hashes = [];
        var rows = new RowSum { Ended = hashes.Add };
        foreach (var text in new[] { "", "a", "b", "ab", "ba", "aaaaaaaa", "aaaaaaab", "aaaaaaaaa", "aaaaaaaab", "aaaaaaaaaaaaaaaa", "baaaaaaaaaaaaaaa", "aaaaaaaabaaaaaaa" })
        {
            rows.Add(text).End();
            rows.Add(text).Add(text).End();
        }

        rows.Add("a").Add("bc").End();
        rows.Add("ab").Add("c").End();
        rows.Add(Encoding.UTF8.GetBytes("aaaaaaaaaaaaa")).End();
        rows.Add("aaaaaaaaaaaab").End();
        for (var value = 1; value <= 10_000; value++)
        {
            rows.Add(value).End();
            rows.Add(long.MinValue + value).End();
            rows.Add(value).Add(1).End();
        }

        Assert.Equal(rows.Rows, hashes.Count);
        Assert.Equal(hashes.Count, hashes.Distinct().Count());

        // Neither half alone lets many of them meet, so that sums of them seldom do.
        Assert.InRange(hashes.Select(hash => unchecked((uint)hash)).Distinct().Count(), hashes.Count - 20, hashes.Count);
        Assert.InRange(hashes.Select(hash => (uint)(hash >> 32)).Distinct().Count(), hashes.Count - 20, hashes.Count);
    }

    [Fact]
    public void Text_and_its_bytes_are_the_same()
    {
        var (text, bytes) = (new RowSum(), new RowSum());
        text.Add("Größe 12 €").Add(3).End();
        bytes.Add(Encoding.UTF8.GetBytes("Größe 12 €")).Add(3).End();
        Assert.Equal(text, bytes);
    }

    [Fact]
    public void The_order_of_rows_does_not_matter_their_number_does()
    {
        var (all, some, others) = (new RowSum(), new RowSum(), new RowSum());
        foreach (var value in new[] { 1, 2, 3, 4 })
        {
            all.Add(value).End();
            (value % 2 == 0 ? some : others).Add(value).End();
        }

        some.Take(others);
        Assert.Equal(all, some);
        Assert.Equal(4, some.Rows);
        some.Take(new RowSum());
        Assert.Equal(all, some);
        some.Take(others);
        Assert.NotEqual(all, some);
    }
}
