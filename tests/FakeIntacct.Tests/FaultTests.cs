using System.Net;
using System.Text.Json.Nodes;

namespace FakeIntacct.Tests;

/// <summary>§3.3 of the protocol page, and what a connection can do to a request.</summary>
public sealed class FaultTests
{
    // How the first request ends (0: the connection breaks), how many invoices there are then, and what a resend with the same key answers.
    public static TheoryData<FaultKind, int, int, int> Fates => new()
    {
        { FaultKind.Throttle, 429, 0, 201 },
        { FaultKind.ExpireToken, 401, 0, 401 },
        { FaultKind.Forbid, 403, 0, 201 },
        { FaultKind.Fail, 503, 0, 201 },
        { FaultKind.BadGateway, 502, 0, 201 },
        { FaultKind.BreakBefore, 0, 0, 201 },
        { FaultKind.Refuse, 422, 0, 422 },
        { FaultKind.FailStored, 500, 0, 500 },
        { FaultKind.FailAfterStored, 500, 1, 500 },
        { FaultKind.ConflictAfter, 409, 1, 201 },
        { FaultKind.Accept, 202, 0, 202 },
        { FaultKind.AcceptLost, 202, 0, 202 },
        { FaultKind.Twice, 201, 2, 201 },
        { FaultKind.BreakLate, 0, 0, 409 },
        { FaultKind.FailAfter, 500, 1, 201 },
        { FaultKind.BreakAfter, 0, 1, 201 },
        { FaultKind.CutAfter, 0, 1, 201 },
    };

    [Theory]
    [MemberData(nameof(Fates))]
    public async Task S33_what_becomes_of_a_post_and_of_its_resend(FaultKind kind, int first, int made, int resent)
    {
        await using var till = await Till.OpenAsync(new() { NumberTaken = NumberTaken.Allow });
        till.Server.Faults.Add(new Fault(kind));
        Assert.Equal(first, await StatusAsync(till));
        Assert.Equal(made, till.Ledger().Count);
        Assert.Equal(resent, await StatusAsync(till));
        Assert.Equal(1, till.Server.Faults.Played[kind]);
        Assert.Empty(till.Server.Truth()["everPostedTwice"]!.AsObject());
    }

    [Theory]
    [InlineData(FaultKind.Accept, 1)]
    [InlineData(FaultKind.AcceptLost, 0)]
    [InlineData(FaultKind.BreakLate, 1)]
    public async Task S0_3_late_work_is_done_up_to_15_minutes_later_and_not_before(FaultKind kind, int made)
    {
        await using var till = await Till.OpenAsync();
        till.Server.Faults.Add(new Fault(kind));
        _ = await StatusAsync(till);
        till.Server.Clock.Advance(TimeSpan.FromSeconds(899));
        Assert.Empty(till.Ledger());
        till.Server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(made, till.Ledger().Count);
    }

    [Theory]
    [InlineData(FaultKind.HangBefore, 0)]
    [InlineData(FaultKind.HangAfter, 1)]
    public async Task A_request_that_hangs_is_broken_in_the_end(FaultKind kind, int made)
    {
        await using var till = await Till.OpenAsync(new() { HangSeconds = 0 });
        till.Server.Faults.Add(new Fault(kind));
        Assert.Equal(0, await StatusAsync(till));
        Assert.Equal(made, till.Ledger().Count);
    }

    [Theory]
    [InlineData(ErrorShape.Top)]
    [InlineData(ErrorShape.Nested)]
    [InlineData(ErrorShape.Plain)]
    public async Task S33_errors_have_three_forms_and_details_are_a_list_or_an_object_for_the_gateway(ErrorShape shape)
    {
        await using var till = await Till.OpenAsync();
        till.Settings = till.Settings with { ErrorShape = shape };
        till.Server.Faults.Add(new Fault(FaultKind.Throttle, Skip: 1));
        JsonNode Error(Answer answer) => shape switch
        {
            ErrorShape.Top => answer.Body!["ia::error"]!,
            ErrorShape.Nested => answer.Result["ia::error"]!,
            _ => answer.Body!["error"]!,
        };

        var refused = Error(await till.CreateAsync(new { }));
        Assert.NotNull(refused["supportId"]);
        Assert.Equal(Till.Text(refused, "code"), Till.Text(Assert.Single(refused["details"]!.AsArray())!, "code"));
        Assert.Equal("GW-0010", Till.Text(Error(await till.CreateAsync())["details"]!.AsObject(), "code"));
    }

    [Fact]
    public async Task S33_errors_take_turns_in_their_forms_unless_told_otherwise()
    {
        await using var till = await Till.OpenAsync();
        till.Settings = till.Settings with { ErrorShape = ErrorShape.Vary };
        var forms = new HashSet<string>();
        for (var at = 0; at < 3; at++)
        {
            forms.Add((await till.GetAsync("1")).Body!.AsObject().First().Key);
        }

        Assert.Equal(["error", "ia::error", "ia::result"], forms.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task S33_a_429_says_how_long_to_wait_in_any_of_five_headers()
    {
        await using var till = await Till.OpenAsync();
        till.Server.Faults.Add(new Fault(FaultKind.Throttle, Times: 5, RetryAfter: 7));
        var names = new HashSet<string>();
        for (var at = 0; at < 5; at++)
        {
            var waits = (await till.CreateAsync()).Headers.Where(header => header.Key.EndsWith("Retry-After", StringComparison.Ordinal)).ToList();
            Assert.Equal(["7"], Assert.Single(waits).Value);
            names.Add(waits[0].Key);
        }

        Assert.Equal(5, names.Count);
    }

    [Fact]
    public async Task S29_more_than_two_requests_at_once_are_throttled()
    {
        await using var till = await Till.OpenAsync();
        till.Server.Faults.Add(new Fault(FaultKind.HangBefore, Operation.Get, Times: 2));
        using var patience = new CancellationTokenSource();
        var hanging = new[] { till.GetAsync("1", patience: patience.Token), till.GetAsync("1", patience: patience.Token) };
        await Till.UntilAsync(() => till.Server.UnderWay == 2);
        var third = await till.GetAsync("1");
        Assert.Equal((HttpStatusCode.TooManyRequests, "1"), (third.Status, third.Header("X-IA-Tenant-Throttle-Limit-Retry-After")));
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(hanging));
        await Till.UntilAsync(() => till.Server.UnderWay == 0);
        Assert.Equal(HttpStatusCode.NotFound, (await till.GetAsync("1")).Status);
    }

    [Fact]
    public async Task S33_requests_a_minute_can_be_limited()
    {
        await using var till = await Till.OpenAsync();
        till.Server.Clock.Advance(TimeSpan.FromSeconds(80));
        till.Settings = till.Settings with { PerMinute = 2 };
        Assert.Equal(HttpStatusCode.NotFound, (await till.GetAsync("1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await till.GetAsync("1")).Status);
        Assert.Equal("40", (await till.GetAsync("1")).Header("X-IA-Minute-Rate-Limit-Retry-After"));
        till.Server.Clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(HttpStatusCode.NotFound, (await till.GetAsync("1")).Status);
    }

    [Fact]
    public async Task Seeded_faults_are_the_same_each_time_and_others_with_another_seed()
    {
        var runs = new List<string>();
        foreach (var seed in new ulong[] { 7, 7, 8 })
        {
            await using var till = await Till.OpenAsync();
            await till.ScreenAsync("faults/seed", new { seed, rates = new { get = new { fail = 0.3, forbid = 0.2 } } });
            var run = "";
            for (var at = 0; at < 30; at++)
            {
                run += (int)(await till.GetAsync("1")).Status + " ";
            }

            runs.Add(run);
        }

        Assert.Equal(runs[0], runs[1]);
        Assert.NotEqual(runs[0], runs[2]);
        Assert.All(new[] { "404", "503", "403" }, status => Assert.Contains(status, runs[0], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("faults", """{"kind":"drop","on":"create"}""")]
    [InlineData("faults", """{"kind":"twice","on":"query"}""")]
    [InlineData("faults", """{"kind":"fail","times":0}""")]
    [InlineData("faults", """{"kind":"explode"}""")]
    [InlineData("faults/seed", """{"seed":1,"rates":{"create":{"fail":0.9,"breakAfter":0.2}}}""")]
    [InlineData("settings", """{"sequenze":true}""")]
    [InlineData("faults/seed", """{"seed":1,"rates":{"create":null}}""")]
    [InlineData("faults/seed", """{"seed":1}""")]
    [InlineData("clock", """{"advanceSeconds":1e300}""")]
    [InlineData("clock", """{"at":"2020-01-01T00:00:00Z"}""")]
    [InlineData("clock", """{"advanceSeconds":-1}""")]
    public async Task The_controls_refuse_what_they_cannot_do_and_say_why(string path, string body)
    {
        await using var till = await Till.OpenAsync();
        using var content = new StringContent(body);
        using var reply = await till.Admin.PostAsync("/_fake/" + path, content);
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.NotEmpty(Till.Text(JsonNode.Parse(await reply.Content.ReadAsStringAsync())!, "error"));
    }

    [Fact]
    public async Task The_controls_show_the_truth_the_requests_and_the_meter_and_begin_anew()
    {
        await using var till = await Till.OpenAsync(new() { NumberTaken = NumberTaken.Allow });
        _ = await till.CreateAsync(key: "k1");
        _ = await till.CreateAsync(key: "k2");
        Assert.Equal(2, till.Server.Truth()["postedTwice"]!["A1"]!.AsArray().Count);
        Assert.Equal(["k1", "k2"], Json(await till.Admin.GetStringAsync("/_fake/requests")).AsArray().Where(request => request!["idempotencyKey"] is not null).Select(request => Till.Text(request!, "idempotencyKey")));
        Assert.Equal(2, Json(await till.Admin.GetStringAsync("/_fake/meter"))["create"]!.GetValue<int>());
        await till.ScreenAsync("reset", new { sequence = true });
        Assert.Empty(till.Ledger());
        Assert.True(till.Settings.Sequence);
    }

    [Fact]
    public async Task A_copy_made_at_the_screen_carries_the_home_id_and_is_no_second_post()
    {
        await using var till = await Till.OpenAsync();
        await till.ScreenAsync($"invoices/{(await till.CreateAsync()).Key}/duplicate");
        Assert.Equal(["RL-00001", "RL-00001 copy"], (await till.InvoicesAsync("'filters':[{'$eq':{'nsp::HOME_INVOICE_ID':'A1'}}]")).Column("invoiceNumber"));
        Assert.Empty(till.Server.Truth()["everPostedTwice"]!.AsObject());
    }

    private static JsonNode Json(string text) => JsonNode.Parse(text)!;

    private static async Task<int> StatusAsync(Till till)
    {
        try
        {
            return (int)(await till.CreateAsync(key: "k1")).Status;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }
}
