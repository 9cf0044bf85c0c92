using System.Net;

namespace FakeIntacct.Tests;

/// <summary>§3.4 of the protocol page.</summary>
public sealed class IdempotencyTests
{
    [Fact]
    public async Task S34_a_repeat_gives_the_first_answer_for_48_hours_then_409_and_is_forgotten_after_60_days()
    {
        await using var till = await Till.OpenAsync(new() { TokenSeconds = 100 * 86_400, NumberTaken = NumberTaken.Allow });
        var first = await till.CreateAsync(key: "k1");
        Assert.Equal(("k1", null), (first.Header("Idempotency-Key"), first.Header("x-ia-idempotency-cached-date")));

        till.Server.Clock.Advance(TimeSpan.FromHours(48) - TimeSpan.FromSeconds(1));
        var second = await till.CreateAsync(key: "k1");
        Assert.Equal((HttpStatusCode.Created, first.Key), (second.Status, second.Key));
        Assert.Equal(("k1", "2030-01-05T10:00:00Z"), (second.Header("Idempotency-Key"), second.Header("x-ia-idempotency-cached-date")));

        till.Server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Conflict, (await till.CreateAsync(key: "k1")).Status);
        till.Server.Clock.Advance(TimeSpan.FromDays(58) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Conflict, (await till.CreateAsync(key: "k1")).Status);
        Assert.Single(till.Ledger());

        till.Server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Created, (await till.CreateAsync(key: "k1")).Status);
        Assert.Equal(["A1"], till.Server.Truth()["postedTwice"]!.AsObject().Select(twice => twice.Key));
    }

    [Fact]
    public async Task S34_a_failure_is_replayed_too_even_when_its_cause_is_gone()
    {
        await using var till = await Till.OpenAsync(new() { CustomersOnHold = ["C-77"] });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await till.CreateAsync(key: "k1")).Status);
        till.Settings = till.Settings with { CustomersOnHold = [] };
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await till.CreateAsync(key: "k1")).Status);
        Assert.Equal(HttpStatusCode.Created, (await till.CreateAsync(key: "k2")).Status);
    }

    [Fact]
    public async Task S34_the_same_key_with_another_body_is_409()
    {
        await using var till = await Till.OpenAsync();
        Assert.Equal(HttpStatusCode.Created, (await till.CreateAsync(key: "k1")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await till.CreateAsync(Till.Invoice("RL-00002"), "k1")).Status);
        Assert.Single(till.Ledger());
    }

    [Fact]
    public async Task S34_while_the_first_is_under_way_the_others_get_an_error_and_one_invoice_is_made()
    {
        await using var till = await Till.OpenAsync();
        till.Server.Faults.Add(new Fault(FaultKind.HangLate, LateSeconds: 840));
        await GiveUpAsync(till, "k1");
        Assert.Equal(HttpStatusCode.Conflict, (await till.CreateAsync(key: "k1")).Status);
        Assert.Empty(till.Ledger());
        till.Server.Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(HttpStatusCode.Created, (await till.CreateAsync(key: "k1")).Status);
        Assert.Single(till.Ledger());
    }

    [Fact]
    public async Task S34_a_key_has_256_characters_at_most()
    {
        await using var till = await Till.OpenAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await till.CreateAsync(key: new('k', 257))).Status);
        Assert.Equal(HttpStatusCode.Created, (await till.CreateAsync(key: new('k', 256))).Status);
    }

    [Fact]
    public async Task S34_patch_takes_a_key_and_delete_and_query_do_not()
    {
        await using var till = await Till.OpenAsync();
        var key = (await till.CreateAsync()).Key;
        Assert.Equal(HttpStatusCode.OK, (await till.PatchAsync(key, new { description = "a" }, "p1")).Status);
        Assert.NotNull((await till.PatchAsync(key, new { description = "a" }, "p1")).Header("x-ia-idempotency-cached-date"));
        foreach (var status in new[] { HttpStatusCode.NoContent, HttpStatusCode.NotFound })
        {
            Assert.Equal(status, (await till.SendAsync(HttpMethod.Delete, "objects/accounts-receivable/invoice/" + key, null, ("Idempotency-Key", "d1"))).Status);
        }
    }

    [Fact]
    public async Task S34_a_request_that_the_gateway_turned_down_is_not_kept()
    {
        await using var till = await Till.OpenAsync();
        till.Server.Faults.Add(new(FaultKind.Throttle), new(FaultKind.Fail), new(FaultKind.BadGateway));
        foreach (var status in new[] { 429, 503, 502, 201 })
        {
            Assert.Equal(status, (int)(await till.CreateAsync(key: "k1")).Status);
        }
    }

    private static async Task GiveUpAsync(Till till, string key)
    {
        using var patience = new CancellationTokenSource();
        var asked = till.CreateAsync(key: key, patience: patience.Token);
        await Till.UntilAsync(() => till.Server.Faults.Played.ContainsKey(FaultKind.HangLate));
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        // The server notices a moment later; only then is the work on its list.
        await Till.UntilAsync(() => till.Server.Truth()["pending"]!.GetValue<int>() == 1);
    }
}
