using System.Globalization;
using System.Net;

namespace FakeIntacct.Tests;

/// <summary>§3.1 and §3.6 of the protocol page: shapes, numbers, states.</summary>
public sealed class InvoiceTests
{
    [Fact]
    public async Task S31_create_answers_key_id_and_href_without_the_number_and_a_get_fetches_it()
    {
        await using var till = await Till.OpenAsync();
        var made = await till.CreateAsync();
        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Equal(["href", "id", "key"], made.Result.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal));
        Assert.Equal(made.Key, Till.Text(made.Result, "id"));
        Assert.Equal(1, made.Body!["ia::meta"]!["totalSuccess"]!.GetValue<int>());
        var got = (await till.GetAsync(made.Key)).Result;
        Assert.Equal("RL-00001", Till.Text(got, "invoiceNumber"));
        Assert.Equal("A1", Till.Text(got, "nsp::HOME_INVOICE_ID"));
        Assert.Equal("accountsReceivable", Till.Text(got, "moduleKey"));
        Assert.Equal("ri", Till.Text(got, "recordType"));
        Assert.Equal("120.00", Till.Text(got, "totalTxnAmount"));
    }

    [Fact]
    public async Task S31_with_a_sequence_the_number_that_is_sent_is_not_kept()
    {
        await using var till = await Till.OpenAsync(new() { Sequence = true });
        var keys = new[] { (await till.CreateAsync(Till.Invoice("RL-00001"))).Key, (await till.CreateAsync(Till.Invoice(null, "A2", "draft"))).Key };
        Assert.Equal(["SI-0001", "SI-0002"], (await till.GetAsync(string.Join(',', keys))).Column("invoiceNumber"));
    }

    [Theory]
    [InlineData(NumberTaken.Conflict, 409)]
    [InlineData(NumberTaken.Refuse, 422)]
    [InlineData(NumberTaken.Allow, 201)]
    public async Task S31_without_a_sequence_a_number_is_needed_and_unique_as_far_as_the_page_knows(NumberTaken taken, int status)
    {
        await using var till = await Till.OpenAsync(new() { NumberTaken = taken });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await till.CreateAsync(Till.Invoice(null))).Status);
        Assert.Equal(HttpStatusCode.Created, (await till.CreateAsync()).Status);
        Assert.Equal(status, (int)(await till.CreateAsync(Till.Invoice(home: "A2"))).Status);
    }

    [Fact]
    public async Task S24_a_number_has_30_characters_at_most()
    {
        await using var till = await Till.OpenAsync();
        Assert.Equal(HttpStatusCode.Created, (await till.CreateAsync(Till.Invoice(new('9', 30)))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await till.CreateAsync(Till.Invoice(new('8', 31)))).Status);
    }

    [Fact]
    public async Task S0_7_draft_makes_a_draft_no_state_posts_and_posted_is_refused()
    {
        await using var till = await Till.OpenAsync();
        var draft = (await till.CreateAsync(Till.Invoice(state: "draft"))).Key;
        var posted = (await till.CreateAsync(Till.Invoice("RL-00002", "A2"))).Key;
        Assert.Equal(["draft", "posted"], (await till.GetAsync($"{draft},{posted}")).Column("state"));
        Assert.Equal(HttpStatusCode.BadRequest, (await till.CreateAsync(Till.Invoice("RL-00003", "A3", "posted"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await till.WorkflowAsync("submit", draft)).Status);
        Assert.Equal("posted", Till.Text((await till.GetAsync(draft)).Result, "state"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await till.WorkflowAsync("submit", draft)).Status);
    }

    [Theory]
    [InlineData("""{"customer":{"id":""}}""")]
    [InlineData("""{"customer":"C-77"}""")]
    [InlineData("""{"invoiceDate":null}""")]
    [InlineData("""{"dueDate":"04/02/2030"}""")]
    [InlineData("""{"lines":[]}""")]
    [InlineData("""{"lines":"none"}""")]
    [InlineData("""{"lines":[{"txnAmount":120,"glAccount":{"id":"4000"}}]}""")]
    [InlineData("""{"nsp::NOT_THERE":"A1"}""")]
    [InlineData("""{"externalId":"A1"}""")]
    public async Task S31_the_schema_is_strict(string instead)
    {
        await using var till = await Till.OpenAsync();
        var body = System.Text.Json.JsonSerializer.SerializeToNode(Till.Invoice())!.AsObject();
        foreach (var (name, value) in System.Text.Json.Nodes.JsonNode.Parse(instead)!.AsObject())
        {
            body[name] = value?.DeepClone();
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await till.CreateAsync(body)).Status);
        Assert.Empty(till.Ledger());
    }

    [Fact]
    public async Task S31_state_is_not_changed_by_patch_and_other_fields_are()
    {
        await using var till = await Till.OpenAsync();
        var key = (await till.CreateAsync()).Key;
        Assert.Equal(HttpStatusCode.BadRequest, (await till.PatchAsync(key, new { state = "reversed" })).Status);
        Assert.Equal(HttpStatusCode.OK, (await till.PatchAsync(key, new { referenceNumber = "PO-5" })).Status);
        Assert.Equal("PO-5", Till.Text((await till.GetAsync(key)).Result, "referenceNumber"));
    }

    [Fact]
    public async Task S31_several_keys_at_once_leave_out_what_is_gone_and_500_is_the_most()
    {
        await using var till = await Till.OpenAsync();
        var key = (await till.CreateAsync()).Key;
        Assert.Equal([key], (await till.GetAsync($"{key},999999")).Column("key"));
        Assert.Equal(HttpStatusCode.NotFound, (await till.GetAsync("999999")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await till.GetAsync(string.Join(',', Enumerable.Range(1, 501)))).Status);
    }

    [Fact]
    public async Task S31_delete_answers_204_then_404_and_only_draft_or_posted_may_be_deleted()
    {
        await using var till = await Till.OpenAsync();
        var key = (await till.CreateAsync()).Key;
        await till.ScreenAsync($"invoices/{key}/pay");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await till.DeleteAsync(key)).Status);
        await till.ScreenAsync($"invoices/{key}/unpay");
        Assert.Equal(HttpStatusCode.NoContent, (await till.DeleteAsync(key)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await till.DeleteAsync(key)).Status);
        Assert.Empty((await till.InvoicesAsync("'filters':[]")).Column("key"));
    }

    [Fact]
    public async Task Notes_a_posted_invoice_cannot_be_deleted_when_reversal_of_unpaid_invoices_is_on()
    {
        await using var till = await Till.OpenAsync(new() { ReversalOfUnpaid = true });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await till.DeleteAsync((await till.CreateAsync()).Key)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await till.DeleteAsync((await till.CreateAsync(Till.Invoice("RL-2", "A2", "draft"))).Key)).Status);
    }

    [Fact]
    public async Task S27_a_reversal_keeps_the_record_and_makes_a_second_one_in_the_feed()
    {
        await using var till = await Till.OpenAsync();
        var key = (await till.CreateAsync()).Key;
        Assert.Equal(HttpStatusCode.OK, (await till.WorkflowAsync("reverse", key)).Status);
        var found = await till.InvoicesAsync("'filters':[{'$eq':{'nsp::HOME_INVOICE_ID':'A1'}}]");
        Assert.Equal(["reversed", "reversal"], found.Column("state"));
        Assert.Equal(key, found.Column("key")[0]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await till.WorkflowAsync("reverse", key)).Status);
        Assert.Empty(till.Server.Truth()["everPostedTwice"]!.AsObject());
    }

    [Fact]
    public async Task S31_a_paid_invoice_is_not_reversed_before_its_payment_is()
    {
        await using var till = await Till.OpenAsync();
        var key = (await till.CreateAsync()).Key;
        await till.ScreenAsync($"invoices/{key}/pay");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await till.WorkflowAsync("reverse", key)).Status);
        await till.ScreenAsync($"invoices/{key}/unpay");
        Assert.Equal(HttpStatusCode.OK, (await till.WorkflowAsync("reverse", key)).Status);
    }

    [Fact]
    public async Task S25_a_change_in_Order_Entry_deletes_the_record_and_makes_another_with_the_same_number()
    {
        await using var till = await Till.OpenAsync();
        var old = Till.Text(await till.ScreenAsync("invoices", Order()), "key");
        var recreated = Till.Text(await till.ScreenAsync($"invoices/{old}/recreate"), "key");
        Assert.Equal([old], (await till.AuditAsync()).Column("objectKey"));
        var got = (await till.GetAsync(recreated)).Result;
        Assert.Equal(("SO-1", "orderEntry", "Sales Invoice-1"), (Till.Text(got, "invoiceNumber"), Till.Text(got, "moduleKey"), Till.Text(got["salesDocument"]!, "id")));
        Assert.True(int.Parse(recreated, CultureInfo.InvariantCulture) > int.Parse(old, CultureInfo.InvariantCulture));
        Assert.Equal(HttpStatusCode.NotFound, (await till.GetAsync(old)).Status);
    }

    [Fact]
    public async Task S36_the_next_number_of_a_sequence_can_be_had_and_is_burned()
    {
        await using var till = await Till.OpenAsync(new() { Sequence = true });
        using var body = System.Net.Http.Json.JsonContent.Create(new { id = "AR Inv" });
        Assert.Equal("SI-0001", Till.Text((await till.SendAsync(HttpMethod.Post, "services/company-config/document-sequence/get-next-sequence", body)).Result, "nextSequence"));
        Assert.Equal("SI-0002", Till.Text((await till.GetAsync((await till.CreateAsync()).Key)).Result, "invoiceNumber"));
        Assert.Equal(["3"], (await till.QueryAsync("{'object':'company-config/document-sequence','fields':['id','prefix','nextNumber']}")).Column("nextNumber"));
    }

    [Fact]
    public async Task S33_a_rule_of_the_company_refuses_with_422()
    {
        await using var till = await Till.OpenAsync(new() { CustomersOnHold = ["C-77"], Customers = ["C-77", "C-78"] });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await till.CreateAsync()).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await till.CreateAsync(Till.Invoice(customer: "C-79"))).Status);
        Assert.Equal(HttpStatusCode.Created, (await till.CreateAsync(Till.Invoice(customer: "C-78"))).Status);
    }

    [Fact]
    public async Task S33_an_unknown_method_is_405_and_an_unknown_resource_404()
    {
        await using var till = await Till.OpenAsync();
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await till.SendAsync(HttpMethod.Put, "objects/accounts-receivable/invoice/1", null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await till.SendAsync(HttpMethod.Get, "objects/accounts-receivable/payment", null)).Status);
    }

    private static Dictionary<string, object?> Order() => new((Dictionary<string, object?>)Till.Invoice("SO-1", null)) { ["salesDocument"] = "Sales Invoice-1" };
}
