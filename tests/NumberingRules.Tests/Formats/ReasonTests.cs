namespace NumberingRules.Tests.Formats;

/// <summary>SPEC §9, Values: reasons are any well-formed text.</summary>
public sealed class ReasonTests
{
    [Theory]
    [InlineData(" ")]
    [InlineData(" a ")]
    [InlineData("two\r\nlines\t\0")]
    [InlineData("\u202E\uFEFF\u2028\U000E0001\U0001F600")]
    public void Any_text_is_a_reason(string text)
    {
        Assert.Null(Reason.Problem(text));
        Assert.Equal(text, new Reason(text).Text);
        Assert.Equal(text, new Reason(text).ToString());
    }

    [Fact]
    public void Missing_empty_or_damaged_text_is_not()
    {
        Refused(null);
        Refused("");
        Refused("\uD83D");
        Refused("a\uDE00");
        Refused("\uDE00\uD83D");
    }

    [Fact]
    public void Length_is_counted_in_utf16_units()
    {
        Assert.Equal(1000, Reason.MaxLength);
        Assert.Null(Reason.Problem(new string('x', 1000)));
        Refused(new string('x', 1001));
        Assert.Null(Reason.Problem(string.Concat(Enumerable.Repeat("\U0001F600", 500))));
        Refused(string.Concat(Enumerable.Repeat("\U0001F600", 501)));
    }

    [Fact]
    public void Equality_is_ordinal()
    {
        Reason literal = "typo";
        Assert.Equal(new("typo"), literal);
        Assert.Equal(Reason.FromString("typo").GetHashCode(), literal.GetHashCode());
        Assert.NotEqual(new("Typo"), literal);
        Assert.NotEqual(new("é"), new Reason("e\u0301"));
    }

    [Fact]
    public void What_is_wrong_names_the_field()
    {
        string? nothing = null;
        Assert.Null((Reason?)nothing);
        Assert.StartsWith("reason must not be empty", Assert.Throws<ArgumentException>(static () => new Reason("")).Message, StringComparison.Ordinal);
        Assert.False(Reason.TryCreate(null, out _, out var problem));
        Assert.Equal("reason is missing: a text is needed", problem);
    }

    private static void Refused(string? text)
    {
        Assert.NotEmpty(Reason.Problem(text)!);
        Assert.Throws<ArgumentException>(() => new Reason(text!));
    }
}
