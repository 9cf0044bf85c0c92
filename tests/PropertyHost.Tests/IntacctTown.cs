using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PropertyHost.Tests;

/// <summary>The host and an ERP that answers like Sage Intacct, each a process, and a seed that says what goes wrong.</summary>
internal sealed class IntacctTown : IDisposable
{
    // Longer than a post may go on: the host waits two seconds for an answer, and a busy machine keeps both sides waiting.
    private const double Settles = 10;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("numbering-intacct-");
    private readonly WebProcess _erp;
    private readonly Random _random;
    private readonly HashSet<string> _approved = [];
    private readonly HashSet<string> _deleted = [];
    private readonly HashSet<string> _deletedUnseen = [];
    private readonly int _seed;
    private WebProcess? _host;
    private int _last;

    private IntacctTown(WebProcess erp, int seed) => (_erp, _seed, _random) = (erp, seed, new(seed));

    /// <summary>What was done, for the summary.</summary>
    internal SortedDictionary<string, long> Counts { get; } = new(StringComparer.Ordinal);

    internal static async Task<IntacctTown> StartAsync(int seed)
    {
        var town = new IntacctTown(await WebProcess.StartIntacctAsync(), seed);
        try
        {
            await town.StartHostAsync();
            await town.ErpAsync("settings", new
            {
                sequence = true,
                concurrent = 3,
                hangSeconds = 1,
                lateSeconds = 60,
                webhookUrl = new Uri(town.Host.BaseAddress!, "erp/intacct"),
                auditWords = (seed % 3) switch { 0 => "letters", 1 => "words", _ => "events" },
            });
            await town.ErpAsync("faults/seed", new { seed, rates = Rates });
            await town.HostAsync("connect", new { company = "fakeco" });
            return town;
        }
        catch
        {
            town.Dispose();
            throw;
        }
    }

    /// <summary>How often each fault of the server is played.</summary>
    private static Dictionary<string, Dictionary<string, double>> Rates { get; } = new()
    {
        ["create"] = new()
        {
            ["throttle"] = 0.01,
            ["expireToken"] = 0.02,
            ["forbid"] = 0.004,
            ["fail"] = 0.03,
            ["badGateway"] = 0.02,
            ["breakBefore"] = 0.03,
            ["hangBefore"] = 0.004,
            ["refuse"] = 0.03,
            ["failStored"] = 0.02,
            ["failAfterStored"] = 0.03,
            ["conflictAfter"] = 0.03,
            ["failAfter"] = 0.03,
            ["breakAfter"] = 0.03,
            ["cutAfter"] = 0.03,
            ["hangAfter"] = 0.004,
            ["breakLate"] = 0.03,
            ["hangLate"] = 0.004,
            ["accept"] = 0.03,
            ["acceptLost"] = 0.01,
            ["twice"] = 0.005,
        },
        ["query"] = new() { ["throttle"] = 0.003, ["expireToken"] = 0.005, ["fail"] = 0.01, ["badGateway"] = 0.005, ["breakBefore"] = 0.01, ["cutAfter"] = 0.005 },
        ["audit"] = new() { ["throttle"] = 0.003, ["fail"] = 0.01, ["breakBefore"] = 0.01 },
        ["token"] = new() { ["fail"] = 0.05, ["throttle"] = 0.02, ["breakBefore"] = 0.05 },
        ["webhook"] = new() { ["drop"] = 0.2, ["repeat"] = 0.2 },
    };

    private HttpClient Host => _host!.Client;

    /// <summary>One round: people do something on both sides, then a sync, and time passes in the ERP.</summary>
    internal async Task RoundAsync()
    {
        for (var more = _random.Next(3); more > 0; more--)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"I{_seed}-{++_last}");
            Assert.Equal(200, await HostAsync("invoices", new { id, tenant = $"C-{_random.Next(9)}", amount = 850, date = "2026-01-05" }));
            Assert.Equal(200, await HostAsync($"invoices/{id}/submit"));
            if (_random.Next(4) > 0)
            {
                await ApproveAsync(id);
            }
        }

        switch (_random.Next(60))
        {
            case < 6:
                await ErpAsync("invoices", new { customer = new { id = "C-9" }, invoiceDate = "2026-01-06", dueDate = "2026-02-06", lines = new[] { new { txnAmount = "10.00", glAccount = new { id = "4000" } } } });
                break;
            case < 9:
                await ErpAsync("invoices", new { customer = new { id = "C-9" }, invoiceDate = "2026-01-06", dueDate = "2026-02-06", salesDocument = "SO-1", lines = new[] { new { txnAmount = "10.00", glAccount = new { id = "4000" } } } });
                break;
            case < 20 when await AnyRecordAsync() is { } record:
                await DoInErpAsync(record);
                break;
            case 20:
                await ErpAsync("tokens/revoke");
                break;
            case 21 when _random.Next(2) == 0:
                Count("host killed");
                _host!.Kill();
                _host.Dispose();
                await StartHostAsync();
                await ErpAsync("settings", new { webhookUrl = new Uri(Host.BaseAddress!, "erp/intacct") });
                break;
            case 22:
                Count("disconnect");
                await HostAsync("disconnect", new { reason = "for the test" });
                break;
            case 23 or 24:
                await Task.WhenAll(SyncAsync(), SyncAsync());
                break;
            default:
                break;
        }

        await SyncAsync();
        Count("rounds");
    }

    /// <summary>Nothing goes wrong any more: all is settled, and what must hold is held against the truth.</summary>
    internal async Task CheckAsync()
    {
        await EndFaultsAsync();
        Work? work = null;
        await Patience.UntilAsync(
            // What was deleted in the ERP goes there again only if a person says so.
            async () => (work = await SyncAsync()) is { ToLookUp.Count: 0, Failed.Count: 0 } && work.ToSend.TrueForAll(_deleted.Contains) && await MendedAsync(),
            () => $"seed {_seed}: to send {string.Join(", ", work!.ToSend)}, to look up {string.Join(", ", work.ToLookUp)}, failed {string.Join(", ", work.Failed)}\n{_host!.Output}");
        for (var more = 0; more < 2; more++)
        {
            await SyncAsync();
        }

        var truth = await TruthAsync();
        var twice = truth.EverPostedTwice.Keys.Except(_deletedUnseen).ToList();
        Assert.True(twice.Count == 0, $"seed {_seed}: pushed twice: {string.Join(", ", twice)}");
        var shown = new Dictionary<string, Shown>();
        for (string? after = null; ;)
        {
            var page = (await Host.GetFromJsonAsync<PageOfInvoices>($"invoices?count=1000{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}"))!;
            page.Invoices.ForEach(invoice => shown[invoice.Id] = invoice);
            if ((after = page.Next) is null)
            {
                break;
            }
        }

        var living = truth.Invoices.Where(record => !record.Deleted && record.State != "reversal").ToList();
        foreach (var id in _approved.Except(_deleted))
        {
            var records = living.Where(record => record.HomeId == id).ToList();
            Assert.True(records.Count(record => record.State != "reversed") == 1 || shown[id].Void, $"seed {_seed}: {id} has {records.Count} records, {shown[id]}");
            Assert.True(records.Any(record => record.Number == shown[id].Number), $"seed {_seed}: {id} shows {shown[id].Number}, its records have {string.Join(", ", records.Select(record => record.Number))}");
        }

        foreach (var record in living)
        {
            var holder = record.HomeId is { } home && shown.ContainsKey(home) ? home : null;
            var found = (await Host.GetFromJsonAsync<List<Shown>>($"find/{Uri.EscapeDataString(record.Number)}"))!;
            Assert.True(found.Any(one => holder is null ? one.Origin == "erp" : one.Id == holder), $"seed {_seed}: number {record.Number} of record {record.Key} finds {string.Join(", ", found.Select(one => one.Id))} instead of {holder ?? "an import"}");
            Count("numbers found");
        }

        Assert.All((await Host.GetFromJsonAsync<List<Line>>("series"))!, line => Assert.True(line.AddsUp, $"seed {_seed}: the series has a gap"));
        Assert.DoesNotContain("fake-secret", _host!.Output, StringComparison.Ordinal);
        Counts["invoices"] = Counts.GetValueOrDefault("invoices") + _approved.Count;
        foreach (var (fault, times) in (await _erp.Client.GetFromJsonAsync<JsonElement>("_fake/faults")).GetProperty("played").Deserialize<Dictionary<string, long>>()!)
        {
            Counts["fault " + fault] = Counts.GetValueOrDefault("fault " + fault) + times;
        }
    }

    public void Dispose()
    {
        _host?.Dispose();
        _erp.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task ApproveAsync(string id)
    {
        Assert.Equal(200, await HostAsync($"invoices/{id}/approve"));
        _approved.Add(id);
    }

    private async Task<Work> SyncAsync()
    {
        // Access that was revoked, or a disconnect: somebody connects again.
        await HostAsync("connect", new { company = "fakeco" });
        using var response = await Host.PostAsync("sync", null);
        Assert.True(response.IsSuccessStatusCode, $"seed {_seed}: {_host!.Output}");
        var work = (await response.Content.ReadFromJsonAsync<Work>())!;
        Count(work.ToLookUp.Count > 0 ? "syncs that left something uncertain" : "syncs that left nothing uncertain");

        // Time passes in the ERP: what it does late is done before anybody believes that it is not.
        await ErpAsync("clock", new { advanceSeconds = 90 });
        return work;
    }

    private async Task<Record?> AnyRecordAsync()
    {
        var records = (await TruthAsync()).Invoices.Where(record => !record.Deleted && record.State is "posted" or "draft").ToList();
        return records.Count == 0 ? null : records[_random.Next(records.Count)];
    }

    private async Task DoInErpAsync(Record record)
    {
        var (isOrder, isPosted) = (record.Module == "orderEntry", record.State == "posted");
        var deed = _random.Next(6) switch
        {
            0 or 1 when isOrder => "recreate",
            0 when record.HomeId is not null => "duplicate",
            1 or 2 when isPosted => "reverse",
            3 => "delete",
            4 when isPosted => "pay",
            _ => "edit",
        };

        if (deed == "delete" && record.HomeId is { } home)
        {
            _deleted.Add(home);

            // What was made without an answer, and is deleted before anybody has looked for it, looks as if it never was: it is sent anew.
            if ((await Host.GetFromJsonAsync<List<Shown>>($"find/{Uri.EscapeDataString(record.Number)}"))!.Count == 0)
            {
                _deletedUnseen.Add(home);
                Count("deleted there before it was known at home");
            }
        }

        Count("in the ERP: " + deed);
        await ErpAsync($"invoices/{record.Key}/{deed}", deed == "edit" ? new { description = "edited" } : null);
    }

    /// <summary>Somebody deletes what is there twice: copies made at the screen, and what a gateway handed in twice.</summary>
    private async Task<bool> MendedAsync()
    {
        var twice = (await TruthAsync()).Invoices.Where(record => !record.Deleted && record.HomeId is not null && record.State is not ("reversed" or "reversal"))
            .GroupBy(record => record.HomeId).Where(same => same.Count() > 1).ToList();
        foreach (var same in twice)
        {
            var extra = same.OrderBy(record => record.State is "posted" or "draft").Last();
            if (extra.State is not ("posted" or "draft"))
            {
                await ErpAsync($"invoices/{extra.Key}/unpay");
            }

            await ErpAsync($"invoices/{extra.Key}/delete");
            Count("one record too many, deleted");
        }

        return twice.Count == 0;
    }

    private async Task EndFaultsAsync()
    {
        using var response = await _erp.Client.DeleteAsync("_fake/faults");
        response.EnsureSuccessStatusCode();
    }

    private async Task<Truth> TruthAsync() => (await _erp.Client.GetFromJsonAsync<Truth>("_fake/ledger"))!;

    private async Task StartHostAsync() => _host = await WebProcess.StartAsync("PropertyHost.dll",
        "--erp", "intacct", $"--Intacct:Address={_erp.Client.BaseAddress}ia/api/v1/", "--Intacct:ClientId=fake-client", "--Intacct:ClientSecret=fake-secret", "--Intacct:User=ws@fakeco",
        $"--Intacct:PageSize={3 + (_seed % 20)}", $"--PropertyHost:Database={Path.Combine(_folder.FullName, "host.db")}",
        $"--PropertyHost:ErpTimeout={TimeSpan.FromSeconds(2)}", $"--PropertyHost:ErpSettles={TimeSpan.FromSeconds(Settles)}",
        $"--PropertyHost:ErpRetryAfter={TimeSpan.FromSeconds(1)}");

    private async Task<int> HostAsync(string path, object? body = null)
    {
        using var response = await Host.PostAsJsonAsync(path, body ?? new { });
        return (int)response.StatusCode;
    }

    private async Task ErpAsync(string path, object? body = null)
    {
        using var response = await _erp.Client.PostAsJsonAsync("_fake/" + path, body ?? new { });
        Assert.True(response.IsSuccessStatusCode, $"seed {_seed}: {path}: {await response.Content.ReadAsStringAsync()}");
    }

    private void Count(string what) => Counts[what] = Counts.GetValueOrDefault(what) + 1;

    private sealed record PageOfInvoices(List<Shown> Invoices, string? Next);

    private sealed record Truth(List<Record> Invoices, Dictionary<string, JsonElement> EverPostedTwice);

    private sealed record Record(string Key, string Number, string State, string? HomeId, string Module, bool Deleted, [property: JsonPropertyName("idempotencyKey")] string? AttemptKey);
}
