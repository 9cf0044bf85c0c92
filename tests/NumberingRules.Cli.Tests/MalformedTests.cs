using System.Text;

namespace NumberingRules.Cli.Tests;

/// <summary>Hostile scripts: exit status 2, file, line and field named, nothing applied, no stack trace.</summary>
public sealed class MalformedTests
{
    private const string Open = """{"do":"open","series":[{"id":"rl","format":"{seq}"}]}""";

    [Theory]
    [InlineData("{", "JSON")]
    [InlineData("not json", "JSON")]
    [InlineData("""{"do":"recover"} trailing""", "JSON")]
    [InlineData("""{"do":"recover",}""", "JSON")]
    [InlineData("""[]""", "'do'")]
    [InlineData("""42""", "'do'")]
    [InlineData("""{}""", "'do'")]
    [InlineData("""{"do":7}""", "'do'")]
    [InlineData("""{"do":"fly"}""", "'do'")]
    [InlineData("""{"do":"recover","do":"recover"}""", "'do'")]
    [InlineData("""{"do":"recover","extra":1}""", "'extra'")]
    [InlineData("""{"do":"submit"}""", "'invoice'")]
    [InlineData("""{"do":"submit","invoice":null}""", "'invoice'")]
    [InlineData("""{"do":"submit","invoice":17}""", "'invoice'")]
    [InlineData("""{"do":"submit","invoice":""}""", "'invoice'")]
    [InlineData("""{"do":"submit","invoice":" A1"}""", "'invoice'")]
    [InlineData("""{"do":"submit","invoice":"A1 "}""", "'invoice'")]
    [InlineData("""{"do":"submit","invoice":"A\u00001"}""", "'invoice'")]
    [InlineData("""{"do":"submit","invoice":"A\u200B1"}""", "'invoice'")]
    [InlineData("""{"do":"submit","invoice":"A\u20281"}""", "'invoice'")]
    [InlineData("""{"do":"submit","invoice":"\uD800"}""", "'invoice'")]
    [InlineData("""{"do":"submit","invoice":"\uDB40\uDC41"}""", "'invoice'")]
    [InlineData("""{"do":"submit","\uD800":"A1"}""", "field")]
    [InlineData("""{"do":"submit","invoice":"A1","invoice":"A2"}""", "'invoice'")]
    [InlineData("""{"do":"create","invoice":"A1","date":"2026-02-30"}""", "'date'")]
    [InlineData("""{"do":"create","invoice":"A1","date":"2025-02-29"}""", "'date'")]
    [InlineData("""{"do":"create","invoice":"A1","date":"1899-12-31"}""", "'date'")]
    [InlineData("""{"do":"create","invoice":"A1","date":"2200-01-01"}""", "'date'")]
    [InlineData("""{"do":"create","invoice":"A1","date":"2026-1-5"}""", "'date'")]
    [InlineData("""{"do":"create","invoice":"A1","date":"2026-01-05T00:00:00"}""", "'date'")]
    [InlineData("""{"do":"create","invoice":"A1","date":20260105}""", "'date'")]
    [InlineData("""{"do":"create","invoice":"A1","date":"2026-01-05","homeNumber":1}""", "'homeNumber'")]
    [InlineData("""{"do":"redate","invoice":"A1"}""", "'date'")]
    [InlineData("""{"do":"lose","invoice":"A1","attempt":-1}""", "'attempt'")]
    [InlineData("""{"do":"lose","invoice":"A1","attempt":1.0}""", "'attempt'")]
    [InlineData("""{"do":"lose","invoice":"A1","attempt":1e3}""", "'attempt'")]
    [InlineData("""{"do":"lose","invoice":"A1","attempt":"1"}""", "'attempt'")]
    [InlineData("""{"do":"lose","invoice":"A1","attempt":18446744073709551616}""", "'attempt'")]
    [InlineData("""{"do":"lose","invoice":"A1","attempt":01}""", "JSON")]
    [InlineData("""{"do":"void","invoice":"A1","by":"me","reason":"x"}""", "'by'")]
    [InlineData("""{"do":"void","invoice":"A1","by":"home"}""", "'reason'")]
    [InlineData("""{"do":"void","invoice":"A1","by":"home","reason":""}""", "'reason'")]
    [InlineData("""{"do":"void","invoice":"A1","by":"home","reason":"\uDC00"}""", "'reason'")]
    [InlineData("""{"do":"connect","company":"acme","syncFrom":"soon"}""", "'syncFrom'")]
    [InlineData("""{"do":"import","invoice":"S1","erpKey":"k","date":"2026-01-05","draft":"no"}""", "'draft'")]
    [InlineData("""{"do":"confirm","invoice":"S1","erpKey":"k","erpNumber":null}""", "'erpNumber'")]
    [InlineData("""{"do":"open","series":{}}""", "'series'")]
    [InlineData("""{"do":"open","series":[7]}""", "'series[0]'")]
    [InlineData("""{"do":"open","series":[{"id":"rl"}]}""", "'series[0].format'")]
    [InlineData("""{"do":"open","series":[{"id":"rl","format":"{seq}","reset":"daily"}]}""", "'series[0].reset'")]
    [InlineData("""{"do":"open","series":[{"id":"rl","format":"{seq}","start":-1}]}""", "'series[0].start'")]
    [InlineData("""{"do":"open","series":[{"id":"rl","format":"{seq}","colour":"red"}]}""", "'series[0].colour'")]
    [InlineData("""{"do":"open","series":[{"id":"rl","format":"{seq}"}],"policy":{"authority":"both"}}""", "'policy.authority'")]
    [InlineData("""{"do":"setPolicy","policy":[]}""", "'policy'")]
    [InlineData("""{"do":"together","commands":[]}""", "'commands'")]
    [InlineData("""{"do":"together","commands":[{"do":"open","series":[]}]}""", "'commands'")]
    [InlineData("""{"do":"together","commands":[{"do":"together","commands":[{"do":"recover"}]}]}""", "'commands'")]
    [InlineData("""{"do":"together","commands":[{"do":"submit"}]}""", "'commands[0].invoice'")]
    public void Line_and_field_are_named_and_nothing_is_applied(string line, string named) => AssertMalformed(Encoding.UTF8.GetBytes(line), named);

    [Fact]
    public void Nobody_is_told_to_change_an_option_of_the_parser() =>
        Assert.DoesNotContain("mode", AssertMalformed("""{"do":"recover",}"""u8.ToArray(), "trailing comma").Error, StringComparison.Ordinal);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_script_in_UTF_16_is_to_be_saved_as_UTF_8(bool marked) =>
        AssertMalformed([.. marked ? Encoding.Unicode.Preamble : [], .. Encoding.Unicode.GetBytes("""{"do":"recover"}""")], "save the script as UTF-8");

    [Theory]
    [InlineData("""{"do":"crate","invoice":"A1"}""", "was 'create' meant?")]
    [InlineData("""{"Do":"recover"}""", "was 'Do' meant to be it?")]
    [InlineData("""{"do":"create","invoice":"A1","dat":"2026-01-05"}""", "was 'dat' meant to be it?")]
    [InlineData("InvoiceNo,InvoiceDate", "'numbering import'")]
    public void What_was_probably_meant_is_said(string line, string named) => AssertMalformed(Encoding.UTF8.GetBytes(line), named);

    [Fact]
    public void Damaged_UTF_8_is_named() =>
        AssertMalformed([.. """{"do":"submit","invoice":"A"""u8, 0xC3, 0x28, .. "\"}"u8], "'invoice'");

    [Fact]
    public void A_name_of_256_units_is_too_long_and_one_of_255_is_not()
    {
        AssertMalformed(Encoding.UTF8.GetBytes($$"""{"do":"submit","invoice":"{{new string('x', 256)}}"}"""), "'invoice'");
        Tool.RunScript($$"""{"do":"submit","invoice":"{{new string('x', 255)}}"}""").Succeeded();
    }

    [Theory]
    [InlineData('x')]
    [InlineData('[')]
    [InlineData('{')]
    public void A_line_of_ten_megabytes_is_answered_in_one_sentence(char filling)
    {
        var line = filling == 'x' ? $$"""{"do":"submit","invoice":"{{new string(filling, 10_000_000)}}"}""" : new string(filling, 10_000_000);
        var run = AssertMalformed(Encoding.UTF8.GetBytes(line), "line 2");
        Assert.True(run.Error.Length < 1000);
    }

    [Fact]
    public void A_line_with_a_million_fields_is_answered_at_once()
    {
        var line = "{\"do\":\"recover\"," + string.Join(',', Enumerable.Range(0, 1_000_000).Select(i => $"\"f{i}\":1")) + "}";
        AssertMalformed(Encoding.UTF8.GetBytes(line), "'f0'");
    }

    [Theory]
    [InlineData("{seq}{seq}")]
    [InlineData("{")]
    [InlineData("{seq:0000000000000000000}")]
    [InlineData("")]
    [InlineData("no number")]
    public void A_format_that_cannot_be_is_a_rejection_and_the_book_stays_closed(string format)
    {
        var run = Tool.RunScript($$"""
            {"do":"open","series":[{"id":"rl","format":"{{format}}"}]}
            {"do":"recover"}
            """, "--json").Succeeded();
        Assert.Equal(["series-invalid", "book-not-open"], run.Commands.Select(command => command.GetProperty("reason").GetString()));
        Assert.StartsWith("series 'rl': format ", run.Commands[0].GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static ToolRun AssertMalformed(byte[] line, string named)
    {
        var run = Tool.Run([.. Encoding.UTF8.GetBytes(Open + "\n"), .. line, .. "\n{\"do\":\"recover\"}\n"u8], ["run", "-", "--json"]);
        Assert.Equal(2, run.Status);
        Assert.Equal("", run.Output);
        Assert.Contains("standard input, line 2", run.Error, StringComparison.Ordinal);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        return run;
    }
}
