namespace NumberingRules.Tests.Formats;

/// <summary>SPEC §7: what a format may hold.</summary>
public sealed class FormatSyntaxTests
{
    [Theory]
    [InlineData("{seq}", "7")]
    [InlineData("{seq:0}", "7")]
    [InlineData("{seq:0000}", "0007")]
    [InlineData("{seq:000000000000000000}", "000000000000000007")]
    [InlineData("RL-{seq:00000}", "RL-00007")]
    [InlineData("{seq}/A", "7/A")]
    [InlineData("{date:yyyy}{date:yy}{date:MM}{date:dd}{seq}", "2026260309" + "7")]
    [InlineData("{fiscalStart:yyyy}-{fiscalEnd:yy} {seq}", "2026-26 7")]
    [InlineData("{fiscalStart:yy}/{fiscalEnd:yyyy}/{seq}", "26/2026/7")]
    [InlineData("{date:yyyy}{date:yyyy}{seq}", "202620267")]
    [InlineData("{{{seq}}}", "{7}")]
    [InlineData("{{seq}}{seq}", "{seq}7")]
    [InlineData("{seq}{{}}}}{{", "7{}}{")]
    [InlineData("a b {seq} c d", "a b 7 c d")]
    [InlineData("!\"#$%&'()*+,-./09:;<=>?@AZ[\\]^_`az|~{seq}", "!\"#$%&'()*+,-./09:;<=>?@AZ[\\]^_`az|~7")]
    public void These_print(string format, string expected) =>
        Assert.Equal(expected, SeriesFrom.Format(format).Print(7, new(2026, 3, 9)).Text);

    [Theory]
    [InlineData("")]
    [InlineData("RL-")]
    [InlineData("{date:yyyy}")]
    [InlineData("{{seq}}")]
    public void A_sequence_token_is_needed(string format) => Refused(format);

    [Theory]
    [InlineData("{seq}{seq}")]
    [InlineData("{seq}-{seq:0000}")]
    [InlineData("{seq:00}{date:yyyy}{seq:00}{seq}")]
    public void One_sequence_token_is_enough(string format) => Refused(format);

    [Theory]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("{}{seq}")]
    [InlineData("{seq")]
    [InlineData("seq}")]
    [InlineData("{seq}}")]
    [InlineData("{{seq}")]
    [InlineData("{{{{seq}")]
    [InlineData("{seq}}}}")]
    [InlineData("{seq}{")]
    [InlineData("{seq}}{")]
    [InlineData("{{seq}{seq}")]
    [InlineData("{{{seq}}")]
    [InlineData("{se{seq}q}")]
    public void Braces_are_paired_or_doubled(string format) => Refused(format);

    [Theory]
    [InlineData("{SEQ}")]
    [InlineData("{Seq}")]
    [InlineData("{seq }")]
    [InlineData("{ seq}")]
    [InlineData("{seq:}")]
    [InlineData("{seq:1}")]
    [InlineData("{seq:00 }")]
    [InlineData("{seq:0#}")]
    [InlineData("{seq:D4}")]
    [InlineData("{seq0000}")]
    [InlineData("{seq:0000000000000000000}")]
    [InlineData("{seq}{date}")]
    [InlineData("{seq}{date:}")]
    [InlineData("{seq}{date:y}")]
    [InlineData("{seq}{date:yyy}")]
    [InlineData("{seq}{date:yyyyy}")]
    [InlineData("{seq}{date:YYYY}")]
    [InlineData("{seq}{date:mm}")]
    [InlineData("{seq}{date:M}")]
    [InlineData("{seq}{date:MMM}")]
    [InlineData("{seq}{date:DD}")]
    [InlineData("{seq}{date:d}")]
    [InlineData("{seq}{date:yyyyMM}")]
    [InlineData("{seq}{Date:yyyy}")]
    [InlineData("{seq}{fiscal:yyyy}")]
    [InlineData("{seq}{fiscalstart:yyyy}")]
    [InlineData("{seq}{fiscalStart:MM}")]
    [InlineData("{seq}{fiscalEnd}")]
    [InlineData("{seq}{fiscalEnd:dd}")]
    [InlineData("{seq}{year}")]
    [InlineData("{0}{seq}")]
    [InlineData("{seq}{scope:}")]
    [InlineData("{seq}{scope:B}")]
    [InlineData("{seq}{scope:AAAAAAAAAAAAAAAAA}")]
    public void Other_tokens_are_unknown(string format) => Refused(format);

    [Theory]
    [InlineData(" {seq}")]
    [InlineData("{seq} ")]
    [InlineData(" A{seq}")]
    [InlineData("  ")]
    [InlineData(" ")]
    public void No_space_stands_at_an_end(string format) => Refused(format);

    [Fact]
    public void A_literal_is_printable_ascii()
    {
        for (var unit = 0; unit <= char.MaxValue; unit++)
        {
            var format = $"A{(char)unit}B{{seq}}";
            var sound = unit is >= 0x20 and <= 0x7E and not ('{' or '}');
            Assert.True(sound == Series.TryCreate(new("s", format), out _, out _), $"U+{unit:X4}");
        }
    }

    [Theory]
    [MemberData(nameof(Hostile), DisableDiscoveryEnumeration = true)]
    public void Hostile_formats_are_refused_in_words(string format) => Refused(format);

    public static TheoryData<string> Hostile =>
    [
        new string('A', 1_000_000) + "{seq}",
        new string('{', 1_000_000),
        new string('{', 999_999) + "seq}",
        new string('}', 999_999),
        string.Concat(Enumerable.Repeat("{seq}", 100_000)),
        string.Concat(Enumerable.Repeat("{date:yyyy}", 100_000)) + "{seq}",
        "{seq:" + new string('0', 1_000_000) + "}",
        "{" + new string('x', 1_000_000) + "}{seq}",
        string.Concat(Enumerable.Repeat("{x", 500_000)),
        "{seq}\0", "{s\0eq}", "{seq}\n", "\t{seq}", "{seq}\u007F", "{seq}\u0085",
        "№{seq}", "{seq:٠٠}", "{seq}\u00A0", "{ｓｅｑ}", "{seq}\U0001F600", "{seq}\uD83D", "\uDE00{seq}", "{\uD83D\uDE00}{seq}", "\uFEFF{seq}",
    ];

    private static void Refused(string format)
    {
        Assert.False(Series.TryCreate(new("s", format), out var series, out var problem));
        Assert.Null(series);
        Assert.InRange(problem.Length, 10, 400);
        Assert.Equal(Rejection.SeriesInvalid, new Register().Do(new Command.Open([new("s", format)])).Rejection);
        Assert.Equal(Rejection.SeriesInvalid, Opened().Do(new Command.AddSeries(new("s", format))).Rejection);
    }

    [Fact]
    public void A_scope_has_up_to_sixteen_characters() => Assert.Equal(16, SeriesFrom.Format("{scope:AAAAAAAAAAAAAAAA}{seq}").ScopeWidth);

    private static Register Opened()
    {
        var book = new Register();
        book.Do(new Command.Open([new("first", "first {seq}")]));
        return book;
    }
}
