using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace PropertyHost.Tests;

/// <summary>The host and the ERP, each a process; everything is done and seen over HTTP.</summary>
internal sealed class Town : IDisposable
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("numbering-host-");
    private readonly WebProcess _erp;
    private readonly string[] _settings;
    private WebProcess? _host;

    private Town(WebProcess erp, string? server, string[] settings)
    {
        _erp = erp;
        _settings = [server is null ? $"--PropertyHost:Database={Database}" : $"--PropertyHost:Server={server}", .. settings];
    }

    internal string Database => Path.Combine(_folder.FullName, "host.db");

    internal string HostOutput => _host!.Output;

    internal HttpClient Host => _host!.Client;

    /// <param name="timeout">How long the host waits for the ERP's answer, in seconds.</param>
    /// <param name="settles">After how many seconds the host believes that the ERP does not have an invoice.</param>
    /// <param name="server">The PostgreSQL database in place of a file.</param>
    internal static async Task<Town> StartAsync(double timeout = 60, double settles = 3600, string? server = null)
    {
        var erp = await WebProcess.StartAsync("FakeErp.dll");
        var town = new Town(erp, server, [
            $"--PropertyHost:Erp={erp.Client.BaseAddress}",
            $"--PropertyHost:ErpTimeout={TimeSpan.FromSeconds(timeout)}",
            $"--PropertyHost:ErpSettles={TimeSpan.FromSeconds(settles)}",
            $"--PropertyHost:ErpRetryAfter={TimeSpan.FromSeconds(1)}",
            "--PropertyHost:Rehearsal=true"]);
        try
        {
            await town.StartHostAsync();
            return town;
        }
        catch
        {
            town.Dispose();
            throw;
        }
    }

    internal async Task StartHostAsync() => _host = await StartInstanceAsync();

    /// <summary>Another instance of the host, on the same database.</summary>
    internal Task<WebProcess> StartInstanceAsync() => WebProcess.StartAsync("PropertyHost.dll", _settings);

    internal void KillHost()
    {
        _host!.Kill();
        _host.Dispose();
    }

    internal Task<Told> CreateAsync(string id, string date = "2026-01-05", string query = "") =>
        TellAsync($"invoices{query}", new { id, tenant = $"Tenant of {id}", amount = 850, date });

    internal async Task CreatedAsync(params string[] ids)
    {
        foreach (var id in ids)
        {
            Assert.Equal(200, (await CreateAsync(id)).Status);
        }
    }

    /// <summary>A command to the host, whatever it answers.</summary>
    internal async Task<Told> TellAsync(string path, object? body = null)
    {
        using var response = await Host.PostAsJsonAsync(path, body ?? new { });
        return new((int)response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonElement>()).Deserialize<Answer>(Web)!);
    }

    internal async Task ConnectedAsync() => Assert.Equal(200, (await TellAsync("connect", new { company = "acme" })).Status);

    internal async Task ApprovedAsync(params string[] ids)
    {
        foreach (var id in ids)
        {
            Assert.Equal(200, (await TellAsync($"invoices/{id}/submit")).Status);
            Assert.Equal(200, (await TellAsync($"invoices/{id}/approve")).Status);
        }
    }

    internal async Task<Shown> ShowAsync(string id, DateTimeOffset? at = null) =>
        (await Host.GetFromJsonAsync<Shown>($"invoices/{id}{(at is { } instant ? $"?at={Uri.EscapeDataString(instant.ToString("O", CultureInfo.InvariantCulture))}" : "")}"))!;

    internal async Task<List<Shown>> ListAsync() => (await Host.GetFromJsonAsync<Page>("invoices"))!.Invoices;

    internal async Task<List<Shown>> FindAsync(string text) => (await Host.GetFromJsonAsync<List<Shown>>($"find/{text}"))!;

    internal async Task<Work> WorkAsync() => (await Host.GetFromJsonAsync<Work>("work"))!;

    internal async Task<Line> SeriesAsync() => Assert.Single((await Host.GetFromJsonAsync<List<Line>>("series"))!);

    internal async Task<Work> SyncAsync()
    {
        using var response = await Host.PostAsync("sync", null);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<Work>())!;
    }

    /// <summary>Round after round until nothing is left to send, to look up or to send again.</summary>
    internal Task SyncUntilSettledAsync() => Patience.UntilAsync(
        async () => await SyncAsync() is { ToSend.Count: 0, ToLookUp.Count: 0, Failed.Count: 0 }, () => HostOutput);

    internal async Task ErpIsAsync(object control)
    {
        using var response = await _erp.Client.PostAsJsonAsync("control", control);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Somebody does something at the ERP's own screen.</summary>
    internal async Task<ErpRecord> InErpAsync(string path, object? body = null)
    {
        using var response = await _erp.Client.PostAsJsonAsync($"control/records{path}", body ?? new { });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<ErpRecord>())!;
    }

    internal Task<ErpRecord> CreatedInErpAsync(string customer) => InErpAsync("", new { customer, amount = 99, date = "2026-01-06" });

    internal async Task<List<ErpRecord>> ErpRecordsAsync() => (await _erp.Client.GetFromJsonAsync<List<ErpRecord>>("control/records"))!;

    /// <summary>The ERP's only record of an invoice of ours.</summary>
    internal async Task<ErpRecord> OnlyRecordOfAsync(string id) =>
        Assert.Single(await ErpRecordsAsync(), record => record.ExternalId == id && !record.Deleted);

    public void Dispose()
    {
        _host?.Dispose();
        _erp.Dispose();
        _folder.Delete(recursive: true);
    }
}

/// <summary>What the host said to a command.</summary>
internal sealed record Told(int Status, Answer Answer);

internal sealed record Answer(string? Outcome, string? Reason, string? Number, string? System, string? Detail);

internal sealed record Page(List<Shown> Invoices);

internal sealed record Shown(string Id, string? Tenant, string Origin, string Approval, bool Void, string Sync, string? Number, string? System, string Why, List<Reference> References);

internal sealed record Reference(string System, string Number);

internal sealed record Work(List<string> ToSend, List<string> ToLookUp, List<string> Failed, List<string> OwesNumber, List<Finding> Findings);

internal sealed record Finding(string Invoice, [property: System.Text.Json.Serialization.JsonPropertyName("finding")] string Name);

internal sealed record Line(long First, long Last, long Issued, bool AddsUp);

internal sealed record ErpRecord(string Key, string Number, string? ExternalId, bool Voided, bool Deleted);
