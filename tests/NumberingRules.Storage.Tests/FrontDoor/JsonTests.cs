using System.Text.Json;
using System.Text.Json.Serialization;

namespace NumberingRules.Storage.Tests.FrontDoor;

/// <summary>What an endpoint returns as it is: an answer, an invoice, a page.</summary>
public sealed partial class JsonTests
{
    private static readonly DateOnly Day = new(2026, 1, 5);

    [Fact]
    public async Task An_answer_and_an_invoice_are_flat_and_in_the_words_of_scripts()
    {
        await using var books = new Books(new MemoryStore());
        var book = books["main"];
        await book.EnsureOpenAsync([new("rl", "RL-{seq:00000}")]);
        var answer = await book.CreateAsync("A1", Day);
        var json = Written(answer);
        Assert.Equal(
            ("accepted", "RL-00001", "home", "home-until-synced", 3),
            (json.GetProperty("outcome").GetString(), json.GetProperty("number").GetString(), json.GetProperty("system").GetString(), json.GetProperty("authority").GetProperty("rule").GetString(), json.GetProperty("entry").GetInt64()));
        Assert.StartsWith("RL-00001 counts: ", json.GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.False(json.TryGetProperty("decision", out _));
        Assert.Equal(json.GetRawText(), JsonSerializer.Serialize(answer, Generated.Default.Answer));
        Assert.Equal("rejected", Written(await book.SubmitAsync("nobody")).GetProperty("outcome").GetString());
        Assert.Equal("invoice-unknown", Written(await book.SubmitAsync("nobody")).GetProperty("rejection").GetString());

        await book.ConnectAsync("acme");
        await book.ApproveAsync("A1");
        await book.SendAsync("A1");
        await book.ConfirmAsync("A1", "501", "SI-1001");
        var view = Written(await book.InvoiceAsync("A1"));
        Assert.Equal(
            ["authority", "references", "sync", "id", "origin", "date", "approval", "isVoid", "homeNumber", "erpNumber", "erpKey", "attempt", "attemptKey", "number", "system", "why"],
            view.EnumerateObject().Select(static property => property.Name));
        Assert.Equal(
            ("A1", "home", "2026-01-05", "approved", "synced", "SI-1001", "erp", "RL-00001", "501"),
            (Text("id"), Text("origin"), Text("date"), Text("approval"), Text("sync"), Text("number"), Text("system"), Text("homeNumber"), Text("erpKey")));
        Assert.Equal("""[{"system":"home","number":"RL-00001"}]""", view.GetProperty("references").GetRawText());

        var page = Written(await book.InvoicesAsync(newestFirst: true, count: 1));
        Assert.Equal("A1", page.GetProperty("items")[0].GetProperty("id").GetString());
        Assert.Equal(JsonValueKind.Null, page.GetProperty("next").ValueKind);

        string? Text(string property) => view.GetProperty(property).GetString();
    }

    [Fact]
    public async Task The_head_to_keep_elsewhere_is_written_and_read_back()
    {
        await using var books = new Books(new MemoryStore());
        var book = books["main"];
        await book.EnsureOpenAsync([new("rl", "RL-{seq:00000}")]);
        var head = await book.HeadAsync();
        var (entries, hash) = head;
        var json = JsonSerializer.Serialize(head, JsonSerializerOptions.Web);
        Assert.Equal($$"""{"entries":{{entries}},"hash":"{{hash}}"}""", json);
        Assert.Equal(json, JsonSerializer.Serialize(head, Generated.Default.JournalHead));
        Assert.Equal(head, JsonSerializer.Deserialize<JournalHead>(json, JsonSerializerOptions.Web));
        Assert.Equal(head, JsonSerializer.Deserialize(json, Generated.Default.JournalHead));

        await book.CreateAsync("A1", Day);
        var report = await book.VerifyAsync(hash);
        Assert.True(report.IsSound);
        Assert.Equal(report.Head.ToString(), Written(report).GetProperty("head").GetString());
    }

    [Theory]
    [InlineData("\"abc\"", "'abc' is no hash of an entry: that is exactly 64 digits of 0–9 and a–f")]
    [InlineData("{}", "a string is needed, and not an object")]
    public void A_hash_that_is_none_is_refused_with_the_reason(string json, string says)
    {
        Assert.Contains(says, Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<EntryHash>(json)).Message, StringComparison.Ordinal);
        Assert.False(EntryHash.TryParse("abc", null, out _));
    }

    private static JsonElement Written<T>(T value) => JsonSerializer.SerializeToElement(value, JsonSerializerOptions.Web);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(Answer))]
    [JsonSerializable(typeof(JournalHead))]
    internal sealed partial class Generated : JsonSerializerContext;
}
