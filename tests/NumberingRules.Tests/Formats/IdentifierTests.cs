using System.Globalization;

namespace NumberingRules.Tests.Formats;

/// <summary>SPEC §9, Values: ids, keys, numbers and company names.</summary>
public sealed class IdentifierTests
{
    [Theory]
    [InlineData("A")]
    [InlineData("a b")]
    [InlineData("RL-2026/0001 #ß№")]
    [InlineData("发票")]
    [InlineData("\U0001F600")]
    [InlineData("e\u0301")]
    [InlineData("\u00A0A\u00A0")]
    [InlineData("\u2003")]
    [InlineData("\u3000")]
    [InlineData("\uE000")]
    [InlineData("\uFFFF")]
    [InlineData("\U0010FFFF")]
    public void These_are_names(string text)
    {
        Assert.Null(Identifier.Problem(text));
        Assert.All(Kinds(text), name => Assert.Equal(text, name.Text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" A")]
    [InlineData("A ")]
    [InlineData("A\0")]
    [InlineData("A\tB")]
    [InlineData("A\r\n")]
    [InlineData("\u007F")]
    [InlineData("\u0085")]
    [InlineData("A\u00ADB")]
    [InlineData("\u061C")]
    [InlineData("A\u200B")]
    [InlineData("\u202Etxt.1")]
    [InlineData("\u2028")]
    [InlineData("\u2029")]
    [InlineData("\uFEFFA")]
    [InlineData("A\U000E0001")]
    [InlineData("\U000E0041")]
    [InlineData("\U0001D173")]
    [InlineData("\U000110BD")]
    public void These_are_not(string? text) => Refused(text);

    [Fact]
    public void Damaged_text_is_no_name()
    {
        Refused("\uD83D");
        Refused("\uDE00");
        Refused("A\uD83DB");
        Refused("\uDE00\uD83D");
        Refused("\uD83D\uD83D\uDE00");
        Refused("\U0001F600\uDE00");
    }

    [Fact]
    public void Length_is_counted_in_utf16_units()
    {
        Assert.Equal(255, Identifier.MaxLength);
        Assert.Null(Identifier.Problem(new string('x', 255)));
        Refused(new string('x', 256));
        Assert.Null(Identifier.Problem("x" + string.Concat(Enumerable.Repeat("\U0001F600", 127))));
        Refused(string.Concat(Enumerable.Repeat("\U0001F600", 128)));
    }

    [Fact]
    public void Every_character_is_judged_by_its_category()
    {
        for (var point = 0; point <= 0x10FFFF; point++)
        {
            var forbidden = CharUnicodeInfo.GetUnicodeCategory(point) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            var text = point is >= 0xD800 and <= 0xDFFF ? $"é{(char)point}é" : $"é{char.ConvertFromUtf32(point)}é";
            Assert.True(forbidden == Identifier.Problem(text) is not null, $"U+{point:X4}");
        }
    }

    [Fact]
    public void Equality_is_ordinal_and_of_one_kind()
    {
        var (names, same, other) = (Kinds("A1"), Kinds(string.Concat("A", "1")), Kinds("a1"));
        foreach (var (at, name) in names.Index())
        {
            Assert.True(name == same[at] && !(name != same[at]) && name.Equals((object)same[at]));
            Assert.Equal(name.GetHashCode(), same[at].GetHashCode());
            Assert.True(name != other[at] && !name.Equals(other[at]));
            Assert.All(names.Where(kind => kind != name), kind => Assert.False(name == kind || name.Equals(kind) || name.Equals((object)kind)));
        }

        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.NotEqual(new InvoiceId("é"), new InvoiceId("e\u0301"));
    }

    [Fact]
    public void Null_is_no_name_and_equals_null_alone()
    {
        InvoiceId? none = null;
        Assert.True(none == null);
        Assert.True(none != new InvoiceId("A"));
        Assert.False(new InvoiceId("A") == none);
        Assert.False(new InvoiceId("A").Equals(none));
        Assert.False(new InvoiceId("A").Equals("A"));
    }

    [Fact]
    public void A_name_reads_as_its_text() => Assert.All(Kinds("RL-1"), name => Assert.Equal("RL-1", name.ToString()));

    [Fact]
    public void A_literal_stands_for_a_name()
    {
        InvoiceId invoice = "A";
        ErpKey key = "A";
        InvoiceNumber number = "A";
        SeriesId series = "A";
        Company company = "A";
        Assert.Equal([invoice, key, number, series, company], Kinds("A"));
        Assert.Equal(
            [InvoiceId.FromString("A"), ErpKey.FromString("A"), InvoiceNumber.FromString("A"), SeriesId.FromString("A"), Company.FromString("A")],
            Kinds("A"));
        Assert.Throws<ArgumentException>(() => number = " A");
    }

    private static Identifier[] Kinds(string text) =>
        [new InvoiceId(text), new ErpKey(text), new InvoiceNumber(text), new SeriesId(text), new Company(text)];

    private static void Refused(string? text)
    {
        Assert.NotEmpty(Identifier.Problem(text)!);
        Action[] makers =
        [
            () => _ = new InvoiceId(text!), () => _ = new ErpKey(text!), () => _ = new InvoiceNumber(text!),
            () => _ = new SeriesId(text!), () => _ = new Company(text!),
        ];
        Assert.All(makers, maker => Assert.Throws<ArgumentException>(maker));
    }

    [Fact]
    public void What_is_wrong_is_located()
    {
        Assert.Contains("position 3", Identifier.Problem("ab\ud800"), StringComparison.Ordinal);
        Assert.Contains("position 3", Identifier.Problem("ab\u200b"), StringComparison.Ordinal);
    }

    [Fact]
    public void Null_stays_null()
    {
        string? nothing = null;
        InvoiceNumber? number = nothing;
        Assert.Null(number);
        Identifier?[] names = [(InvoiceId?)nothing, (ErpKey?)nothing, (SeriesId?)nothing, (Company?)nothing, (Scope?)nothing, (FormName?)nothing];
        Assert.All(names, static name => Assert.Null(name));
    }
}
