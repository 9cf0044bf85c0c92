using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace FakeIntacct.Tests;

/// <summary>§3.2 and §3.5 of the protocol page: the query service, modified times, the audit history.</summary>
public sealed class QueryTests
{
    [Fact]
    public async Task S32_rows_carry_the_fields_as_asked_and_meta_tells_the_page()
    {
        await using var till = await WithAsync(5);
        var page = await till.QueryAsync("{'object':'accounts-receivable/invoice','fields':['key','customer.id','nsp::HOME_INVOICE_ID'],'orderBy':[{'key':'asc'}],'start':3,'size':2}");
        Assert.Equal(["key", "customer.id", "nsp::HOME_INVOICE_ID"], page.Result[0]!.AsObject().Select(field => field.Key));
        Assert.Equal(["A3", "A4"], page.Column("nsp::HOME_INVOICE_ID"));
        Assert.Equal("""{"totalCount":5,"start":3,"pageSize":2,"next":5,"previous":1}""", page.Body!["ia::meta"]!.ToJsonString());
    }

    [Theory]
    [InlineData("'filters':[{'$eq':{'invoiceNumber':'RL-2'}}]", "2")]
    [InlineData("'filters':[{'$ne':{'invoiceNumber':'RL-2'}}]", "1 3 4")]
    [InlineData("'filters':[{'$gt':{'invoiceNumber':'RL-2'}},{'$lt':{'invoiceNumber':'RL-4'}}]", "3")]
    [InlineData("'filters':[{'$in':{'invoiceNumber':['RL-1','RL-4']}}]", "1 4")]
    [InlineData("'filters':[{'$notIn':{'invoiceNumber':['RL-1','RL-4']}}]", "2 3")]
    [InlineData("'filters':[{'$between':{'invoiceNumber':['RL-2','RL-3']}}]", "2 3")]
    [InlineData("'filters':[{'$contains':{'invoiceNumber':'L-3'}}]", "3")]
    [InlineData("'filters':[{'$notStartsWith':{'invoiceNumber':'RL'}}]", "")]
    [InlineData("'filters':[{'$endsWith':{'invoiceNumber':'-1'}}]", "1")]
    [InlineData("'filters':[{'$eq':{'referenceNumber':null}}]", "1 2 3 4")]
    [InlineData("'filters':[{'$eq':{'invoiceNumber':'rl-1'}}]", "")]
    [InlineData("'filters':[{'$eq':{'invoiceNumber':'rl-1'}}],'filterParameters':{'caseSensitiveComparison':false}", "1")]
    [InlineData("'filters':[{'$eq':{'invoiceNumber':'RL-1'}},{'$eq':{'invoiceNumber':'RL-2'}},{'$eq':{'state':'posted'}}],'filterExpression':'(1 or 2) and 3'", "1 2")]
    [InlineData("'filters':[{'$eq':{'invoiceNumber':'RL-1'}},{'$eq':{'state':'draft'}},{'$eq':{'invoiceNumber':'RL-2'}}],'filterExpression':'1 and 2 or 3'", "2")]
    [InlineData("'orderBy':[{'invoiceNumber':'desc'}]", "4 3 2 1")]
    public async Task S32_filters_expression_parameters_and_order(string rest, string expected)
    {
        await using var till = await WithAsync(4);
        Assert.Equal(expected, string.Join(' ', (await till.InvoicesAsync(rest)).Column("invoiceNumber").Select(number => number[3..])));
    }

    [Theory]
    [InlineData("'caseSensitiveComparison':true")]
    [InlineData("'includePrivate':true")]
    [InlineData("'size':4001")]
    [InlineData("'start':0")]
    [InlineData("'filters':[{'$eq':{'RECORDNO':'1'}}]")]
    [InlineData("'filters':[{'$eq':{'invoiceNumber':'RL-1'}}],'filterExpression':'1 and 2'")]
    [InlineData("'filters':[{'$like':{'invoiceNumber':'RL%'}}]")]
    [InlineData("'filters':[{'$gte':{'audit.modifiedDateTime':'yesterday'}}]")]
    public async Task S32_what_stands_in_the_wrong_place_has_the_whole_body_refused(string rest)
    {
        await using var till = await WithAsync(1);
        Assert.Equal(HttpStatusCode.BadRequest, (await till.InvoicesAsync(rest)).Status);
    }

    [Fact]
    public async Task S32_private_entities_are_seen_from_the_top_only_with_includePrivate()
    {
        await using var till = await Till.OpenAsync(new() { PrivateEntities = ["10"] });
        var made = await till.CreateAsync(entity: "10");
        Assert.Empty((await till.InvoicesAsync("'size':10")).Column("key"));
        Assert.Equal([made.Key], (await till.InvoicesAsync("'filterParameters':{'includePrivate':true}")).Column("key"));
    }

    [Fact]
    public async Task S25_key_set_paging_misses_nothing_when_records_change_between_pages_and_offsets_do()
    {
        await using var till = await WithAsync(12);
        var (byKey, byOffset) = (new List<string>(), new List<string>());
        var (last, start) = ("0", 1);
        for (var page = 0; page < 6; page++)
        {
            var keys = (await till.InvoicesAsync($"'filters':[{{'$gt':{{'key':'{last}'}}}}],'orderBy':[{{'key':'asc'}}],'size':3")).Column("key");
            byKey.AddRange(keys);
            last = keys.LastOrDefault(last);
            byOffset.AddRange((await till.InvoicesAsync($"'orderBy':[{{'key':'asc'}}],'start':{start},'size':3")).Column("key"));
            start += 3;
            if (page == 0)
            {
                await till.ScreenAsync($"invoices/{keys[0]}/delete");
            }
        }

        var made = till.Ledger().Select(invoice => Till.Text(invoice, "key")).ToList();
        Assert.Equal(made, byKey);
        Assert.Equal(made.Count - 1, byOffset.Count);
    }

    [Fact]
    public async Task S32_keys_compare_as_numbers()
    {
        await using var till = await WithAsync(2);
        Assert.Equal(2, (await till.InvoicesAsync("'filters':[{'$gt':{'key':'999'}}]")).Column("key").Count);
    }

    [Fact]
    public async Task S35_modified_times_are_whole_seconds_in_UTC_that_may_lie_before_the_moment_others_see_the_change()
    {
        await using var till = await WithAsync(20, new() { StampLagSeconds = 3 });
        var times = (await till.InvoicesAsync("'orderBy':[{'audit.modifiedDateTime':'asc'},{'key':'asc'}]")).Column("audit.modifiedDateTime");
        Assert.Equal(["2030-01-05T09:59:57Z", "2030-01-05T09:59:58Z", "2030-01-05T09:59:59Z", "2030-01-05T10:00:00Z"], times.Distinct());
        Assert.Equal(times.Count(time => string.CompareOrdinal(time, "2030-01-05T09:59:59Z") >= 0),
            (await till.InvoicesAsync("'filters':[{'$gte':{'audit.modifiedDateTime':'2030-01-05T09:59:59Z'}}]")).Column("key").Count);
    }

    [Fact]
    public async Task S35_a_record_s_modified_time_never_goes_back()
    {
        await using var till = await WithAsync(1, new() { StampLagSeconds = 60 });
        var key = Till.Text(till.Ledger()[0], "key");
        var last = "";
        for (var change = 0; change < 20; change++)
        {
            await till.PatchAsync(key, new { description = change.ToString(CultureInfo.InvariantCulture) });
            var now = Till.Text((await till.GetAsync(key)).Result["audit"]!, "modifiedDateTime");
            Assert.True(string.CompareOrdinal(last, now) <= 0);
            last = now;
        }
    }

    [Fact]
    public async Task S35_a_deletion_is_only_in_the_audit_history()
    {
        await using var till = await WithAsync(2);
        var key = Till.Text(till.Ledger()[0], "key");
        await till.ScreenAsync($"invoices/{key}/delete");
        Assert.Single((await till.InvoicesAsync("'size':10")).Column("key"));
        var told = Assert.Single((await till.AuditAsync("'filters':[{'$eq':{'objectType':'arinvoice'}},{'$eq':{'accessMode':'D'}}]")).Result.AsArray())!;
        Assert.Equal((key, "D"), (Till.Text(told, "objectKey"), Till.Text(told, "accessMode")));
        Assert.Equal(["C", "C", "D"], (await till.AuditAsync("'size':10")).Column("accessMode"));
    }

    [Theory]
    [InlineData(AuditWords.Words, "Deleted")]
    [InlineData(AuditWords.Events, "Delete Event")]
    public async Task S35_replies_may_spell_the_access_mode_otherwise_than_the_filter(AuditWords words, string expected)
    {
        await using var till = await WithAsync(1, new() { AuditWords = words });
        await till.DeleteAsync(Till.Text(till.Ledger()[0], "key"));
        Assert.Equal([expected], (await till.AuditAsync()).Column("accessMode"));
    }

    [Fact]
    public async Task S35_the_audit_history_needs_a_permission_and_invoices_do_not_need_it()
    {
        await using var till = await WithAsync(1, new() { AuditPermitted = false });
        Assert.Equal(HttpStatusCode.Forbidden, (await till.AuditAsync()).Status);
        Assert.Single((await till.InvoicesAsync("'size':10")).Column("key"));
    }

    [Fact]
    public async Task S35_a_page_of_the_audit_history_with_a_broken_row_fails_and_a_page_behind_it_does_not()
    {
        await using var till = await WithAsync(3);
        await till.ScreenAsync("audit/2/break");
        Assert.Equal(HttpStatusCode.InternalServerError, (await till.AuditAsync("'size':3")).Status);
        Assert.Equal(["3"], (await till.AuditAsync("'filters':[{'$gt':{'key':'2'}}]")).Column("key"));
    }

    [Fact]
    public async Task S32_model_lists_the_fields_custom_ones_included()
    {
        await using var till = await Till.OpenAsync();
        var model = await till.SendAsync(HttpMethod.Get, "services/core/model?name=accounts-receivable/invoice", null);
        Assert.NotNull(model.Result["fields"]!["nsp::HOME_INVOICE_ID"]);
    }

    [Fact]
    public async Task S31_a_list_without_query_only_gives_references()
    {
        await using var till = await WithAsync(1);
        var row = Assert.Single((await till.SendAsync(HttpMethod.Get, "objects/accounts-receivable/invoice", null)).Result.AsArray());
        Assert.Equal(["key", "id", "href"], row!.AsObject().Select(field => field.Key));
    }

    private static async Task<Till> WithAsync(int invoices, FakeSettings? settings = null)
    {
        var till = await Till.OpenAsync(settings);
        for (var at = 1; at <= invoices; at++)
        {
            Assert.Equal(HttpStatusCode.Created, (await till.CreateAsync(Till.Invoice($"RL-{at}", $"A{at}"))).Status);
        }

        return till;
    }
}
