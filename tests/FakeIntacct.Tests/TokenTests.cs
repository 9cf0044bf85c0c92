using System.Net;

namespace FakeIntacct.Tests;

/// <summary>§1 of the protocol page: tokens and entities.</summary>
public sealed class TokenTests
{
    [Fact]
    public async Task S1_a_token_lives_43200_seconds_and_no_longer()
    {
        await using var till = await Till.OpenAsync();
        Assert.Equal(43_200, (await till.TokenAsync()).Body!["expires_in"]!.GetValue<int>());
        till.Server.Clock.Advance(TimeSpan.FromSeconds(43_199));
        Assert.Equal(HttpStatusCode.Created, (await till.CreateAsync()).Status);
        till.Server.Clock.Advance(TimeSpan.FromSeconds(1));
        var late = await till.CreateAsync(Till.Invoice("RL-00002", "A2"));
        Assert.Equal(HttpStatusCode.Unauthorized, late.Status);
        Assert.Equal("GW-0031", Till.Text(late.Body!["ia::error"]!, "code"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task S1_a_refresh_token_gives_a_new_token_and_may_rotate(bool rotates)
    {
        await using var till = await Till.OpenAsync(new() { RefreshRotates = rotates });
        var old = Till.Text((await till.TokenAsync()).Body!, "refresh_token");
        var renewed = await till.TokenAsync("refresh_token", ("refresh_token", old));
        till.UseToken(Till.Text(renewed.Body!, "access_token"));
        Assert.Equal(HttpStatusCode.Created, (await till.CreateAsync()).Status);
        Assert.Equal(rotates, Till.Text(renewed.Body!, "refresh_token") != old);
        Assert.Equal(rotates ? HttpStatusCode.Unauthorized : HttpStatusCode.OK, (await till.TokenAsync("refresh_token", ("refresh_token", old))).Status);
    }

    [Theory]
    [InlineData("client_secret", "wrong", 401)]
    [InlineData("username", "nobody@fakeco", 401)]
    [InlineData("username", "ws@fakeco|99", 401)]
    [InlineData("username", "ws@fakeco|10", 200)]
    [InlineData("grant_type", "password", 400)]
    public async Task S1_who_signs_in_wrongly_gets_no_token(string field, string value, int status)
    {
        await using var till = await Till.OpenAsync();
        Assert.Equal(status, (int)(await till.TokenAsync(more: (field, value))).Status);
    }

    [Fact]
    public async Task S1_a_revoked_token_is_no_longer_taken()
    {
        await using var till = await Till.OpenAsync();
        await till.ScreenAsync("tokens/revoke");
        Assert.Equal(HttpStatusCode.Unauthorized, (await till.GetAsync("1")).Status);
    }

    [Fact]
    public async Task S1_the_entity_header_decides_where_a_record_lies_and_the_top_sees_all()
    {
        await using var till = await Till.OpenAsync();
        var made = (await till.CreateAsync(entity: "10")).Key;
        Assert.Equal("10", Till.Text((await till.GetAsync(made)).Result["entity"]!, "id"));
        Assert.Equal(HttpStatusCode.OK, (await till.GetAsync(made, "10")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await till.GetAsync(made, "20")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await till.GetAsync(made, "99")).Status);
    }

    [Fact]
    public async Task S1_a_wrong_name_of_the_entity_header_is_ignored_in_silence()
    {
        await using var till = await Till.OpenAsync();
        using var body = System.Net.Http.Json.JsonContent.Create(Till.Invoice());
        var made = await till.SendAsync(HttpMethod.Post, "objects/accounts-receivable/invoice", body, ("X-IA-Entity", "10"));
        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Null(till.Ledger()[0]["entity"]);
    }

    [Fact]
    public async Task S33_a_user_without_permission_gets_403()
    {
        await using var till = await Till.OpenAsync(new() { Denied = true });
        var denied = await till.CreateAsync();
        Assert.Equal(HttpStatusCode.Forbidden, denied.Status);
        Assert.Equal("GW-0042", Till.Text(denied.Body!["ia::error"]!, "code"));
    }
}
