using System.Text.Json;
using System.Text.Json.Serialization;

namespace NumberingRules.Tests.Formats;

/// <summary>Input from outside, as a web host gets it: no try/catch, and messages that name field and value.</summary>
public sealed partial class InputTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    [Fact]
    public void A_name_is_made_of_input_or_the_problem_is_told_with_field_and_value()
    {
        Assert.True(InvoiceId.TryCreate("A1", out var id, out var problem));
        Assert.Equal("A1", id);
        Assert.Null(problem);
        Assert.False(InvoiceId.TryCreate("A1 ", out id, out problem));
        Assert.Null(id);
        Assert.Equal("invoice id 'A1 ' must not begin or end with a space", problem);
        Assert.False(Company.TryCreate(null, out _, out problem, "customer.company"));
        Assert.Equal("customer.company is missing: a text is needed", problem);
        Assert.False(ErpKey.TryCreate("a\u200Bb", out _, out problem));
        Assert.Equal("ERP key 'a\\u200Bb' has an invisible character (U+200B) at position 2; remove it", problem);
        Assert.False(InvoiceNumber.TryCreate(new string('9', 300), out _, out problem));
        Assert.Equal($"invoice number '{new string('9', 60)}…' is 300 characters long; at most 255 are allowed", problem);
        Assert.False(SeriesId.TryCreate("", out _, out problem));
        Assert.Equal("series id '' must not be empty", problem);
        Assert.False(Scope.TryCreate("\ud800", out _, out problem));
        Assert.StartsWith("scope '\ufffd' has half of a surrogate pair", problem, StringComparison.Ordinal);
        Assert.False(FormName.TryCreate(" ", out _, out problem));
        Assert.StartsWith("form name ' ' ", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void So_are_reasons_dates_and_words()
    {
        Assert.True(Reason.TryCreate("paid twice", out var reason, out _));
        Assert.Equal("paid twice", reason.Text);
        Assert.False(Reason.TryCreate(new string('x', 1001), out _, out var problem, "form.reason"));
        Assert.Equal("form.reason is 1001 characters long; at most 1000 are allowed", problem);

        Assert.True(DocumentDate.TryCreate("2026-01-05", out var date, out _));
        Assert.Equal(new(2026, 1, 5), date);
        Assert.False(DocumentDate.TryCreate("5.1.2026", out _, out problem));
        Assert.Equal("date '5.1.2026' is no date; write it as 2026-01-31", problem);
        Assert.False(DocumentDate.TryCreate("1066-10-14", out _, out problem, "document date"));
        Assert.Equal("document date 1066-10-14 lies outside 1900-01-01 to 2199-12-31", problem);
        Assert.False(DocumentDate.TryCreate(null, out _, out problem));
        Assert.StartsWith("date (none) is no date", problem, StringComparison.Ordinal);

        Assert.True(Name.TryCreate<Rejection>("in-flight", out var rejection, out _));
        Assert.Equal(Rejection.InFlight, rejection);
        Assert.False(Name.TryCreate<HomeNumberPolicy>("OnCreate", out _, out problem));
        Assert.Equal("home number policy 'OnCreate' is none of on-create, on-approval", problem);
        Assert.False(Name.TryCreate<Side>(null, out _, out problem, "by"));
        Assert.Equal("by (none) is none of home, erp", problem);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2026)]
    [InlineData(1900)]
    [InlineData(202601)]
    [InlineData(219912)]
    public void A_period_is_read_back(int value) => Assert.Equal(new Period(value), Period.Parse(new Period(value).ToString(), null));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0000")]
    [InlineData("0012")]
    [InlineData("ALL")]
    [InlineData("2026-13")]
    [InlineData("2026-1")]
    [InlineData("202601")]
    [InlineData(" 2026")]
    [InlineData("٢٠٢٦")]
    public void These_are_no_periods(string? text)
    {
        Assert.False(Period.TryParse(text, null, out var period));
        Assert.Equal(default, period);
        Assert.Contains("(2026)", Assert.Throws<FormatException>(() => Period.Parse(text!, null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Route_parameters_bind()
    {
        Assert.Equal(("A1", null), Bound<InvoiceId>("A1", " A1"));
        Assert.Equal(("K", null), Bound<ErpKey>("K", "K "));
        Assert.Equal(("N", null), Bound<InvoiceNumber>("N", ""));
        Assert.Equal(("s", null), Bound<SeriesId>("s", null));
        Assert.Equal(("c", null), Bound<Company>("c", "\t"));
        Assert.Equal(("LS", null), Bound<Scope>("LS", " "));
        Assert.Equal(("credit", null), Bound<FormName>("credit", ""));
        Assert.Equal(("r", null), Bound<Reason>("r", ""));
        Assert.Contains("'A1 '", Assert.Throws<FormatException>(() => InvoiceId.Parse("A1 ", null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_compares_with_a_text()
    {
        InvoiceNumber number = "RL-00001";
        InvoiceNumber? none = null;
        Assert.True(number == "RL-00001");
        Assert.True("RL-00001" == number);
        Assert.True(number != "rl-00001");
        Assert.False(none == "RL-00001");
        Assert.True(none == null);
        Assert.False(number == null);
        Assert.True(none is null);
        string text = number;
        string? nothing = none;
        Assert.Equal("RL-00001", text);
        Assert.Null(nothing);
    }

    [Fact]
    public void Json_has_names_as_strings_and_words_as_scripts_have_them()
    {
        var posted = new Posted("A1", "rl", "LS", "credit", "K", "SI-1", "acme", "twice", Side.Erp, new(202601), new() { ["A1"] = Approval.AwaitingApproval });
        const string Json = """{"id":"A1","series":"rl","scope":"LS","form":"credit","key":"K","number":"SI-1","company":"acme","reason":"twice","by":"erp","period":"2026-01","byId":{"A1":"awaiting-approval"}}""";
        Assert.Equal(Json, JsonSerializer.Serialize(posted, Web));
        Assert.Equal(Json, JsonSerializer.Serialize(JsonSerializer.Deserialize<Posted>(Json, Web), Web));
        Assert.Equal(Json, JsonSerializer.Serialize(posted, Generated.Default.Posted));
        Assert.Equal(Json, JsonSerializer.Serialize(JsonSerializer.Deserialize(Json, Generated.Default.Posted), Generated.Default.Posted));
        Assert.Null(JsonSerializer.Deserialize<InvoiceId>("null", Web));
        Assert.Equal(Finding.SameText, JsonSerializer.Deserialize<Dictionary<Finding, int>>("""{"same-text":1}""", Web)!.Keys.Single());
        Assert.Equal("""{"same-text":1}""", JsonSerializer.Serialize(new Dictionary<Finding, int> { [Finding.SameText] = 1 }, Web));
    }

    [Fact]
    public void A_definition_of_a_series_is_read_from_json_as_scripts_have_it()
    {
        var full = new SeriesDefinition("rl", "RL-{date:yyyy}-{seq}", 5, 99, Reset.Yearly, 7, DateOrder.Enforced, 20, [new("credit", "C{date:yyyy}-{seq}"), new("b", "B{date:yyyy}-{seq}")], new(2026, 1, 1), new(2026, 12, 31));
        Assert.Equal(full, JsonSerializer.Deserialize<SeriesDefinition>(
            """{"id":"rl","format":"RL-{date:yyyy}-{seq}","forms":{"credit":"C{date:yyyy}-{seq}","b":"B{date:yyyy}-{seq}"},"start":5,"max":99,"reset":"yearly","fiscalYearStartMonth":7,"dateOrder":"enforced","maxLength":20,"validFrom":"2026-01-01","validUntil":"2026-12-31"}""",
            Web));
        Assert.Equal(full, JsonSerializer.Deserialize(JsonSerializer.Serialize(full, Generated.Default.SeriesDefinition), Generated.Default.SeriesDefinition));
        Assert.Equal(new SeriesDefinition("rl", "RL-{seq}"), JsonSerializer.Deserialize<SeriesDefinition>("""{"id":"rl","format":"RL-{seq}"}""", Web));
        Assert.Equal(new PolicyChange(Side.Home, HomeNumberPolicy.OnApproval), JsonSerializer.Deserialize<PolicyChange>("""{"authority":"home","homeNumber":"on-approval"}""", Web));
    }

    [Theory]
    [InlineData("""["C-{seq}"]""", "forms are an object of formats by name")]
    [InlineData("""{"c":1}""", "a string is needed, and not a number")]
    [InlineData("""{" c":"C-{seq}"}""", "form name ' c' must not begin or end with a space")]
    [InlineData("""{"c":"C-{seq}","c":"D-{seq}"}""", "form 'c' is given twice")]
    public void Forms_that_cannot_be_are_told(string forms, string says) => Assert.StartsWith(
        says,
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<SeriesDefinition>($$"""{"id":"rl","format":"RL-{seq}","forms":{{forms}}}""", Web)).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"id":" A1"}""", "invoice id ' A1' must not begin or end with a space", "$.id")]
    [InlineData("""{"id":7}""", "a string is needed, and not a number", "$.id")]
    [InlineData("""{"id":{}}""", "a string is needed, and not an object", "$.id")]
    [InlineData("""{"id":["A1"]}""", "a string is needed, and not an array", "$.id")]
    [InlineData("""{"id":true}""", "a string is needed, and not true or false", "$.id")]
    [InlineData("""{"by":"Erp"}""", "side 'Erp' is none of home, erp", "$.by")]
    [InlineData("""{"by":1}""", "a string is needed, and not a number", "$.by")]
    [InlineData("""{"by":null}""", "a string is needed, and not null", "$.by")]
    [InlineData("""{"period":"2026-1"}""", "period '2026-1' is none: a year (2026), a month (2026-01) or all is needed", "$.period")]
    [InlineData("""{"reason":""}""", "reason must not be empty", "$.reason")]
    [InlineData("""{"byId":{" A":"draft"}}""", "invoice id ' A' must not begin or end with a space", "$.byId")]
    public void Json_that_cannot_be_says_what_and_where(string json, string says, string where)
    {
        var thrown = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Posted>(json, Web));
        Assert.Equal(says, thrown.Message);
        Assert.StartsWith(where, thrown.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_character_in_json_is_told_as_json_that_cannot_be() =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Posted>("{\"id\":\"\\ud800\"}", Web));

    private static (string? Good, T? Bad) Bound<T>(string good, string? bad) where T : class, IParsable<T> =>
        (T.TryParse(good, null, out var first) ? first.ToString() : null, T.TryParse(bad, null, out var second) ? second : null);

    internal sealed record Posted(
        InvoiceId? Id, SeriesId? Series, Scope? Scope, FormName? Form, ErpKey? Key, InvoiceNumber? Number, Company? Company, Reason? Reason, Side By, Period Period, Dictionary<InvoiceId, Approval>? ById);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(Posted))]
    [JsonSerializable(typeof(SeriesDefinition))]
    internal sealed partial class Generated : JsonSerializerContext;
}
