using System.Globalization;

namespace FakeErp;

/// <summary>An invoice as this ERP keeps it. The version grows with every change of any of them: the feed is read by it.</summary>
internal sealed record ErpInvoice(
    string Key, string Number, string? ExternalId, string Customer, decimal Amount, DateOnly Date, long Version,
    bool Voided = false, bool Deleted = false, string? Replaces = null);

/// <summary>What somebody wants an invoice of.</summary>
internal sealed record NewInvoice(string? ExternalId, string Customer, decimal Amount, DateOnly Date);

/// <summary>The ERP's books, in memory.</summary>
internal sealed class Ledger
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ErpInvoice> _records = [];
    private readonly Dictionary<string, string> _keysOfRequests = [];
    private long _version;
    private int _last = 500;

    /// <summary>Makes an invoice, unless a request with the same idempotency key has made one already.</summary>
    internal ErpInvoice Post(NewInvoice asked, string? idempotencyKey)
    {
        lock (_gate)
        {
            if (idempotencyKey is not null && _keysOfRequests.TryGetValue(idempotencyKey, out var made))
            {
                return _records[made];
            }

            var record = Keep(new(NextKey(), Number(_last), asked.ExternalId, asked.Customer, asked.Amount, asked.Date, 0));
            if (idempotencyKey is not null)
            {
                _keysOfRequests[idempotencyKey] = record.Key;
            }

            return record;
        }
    }

    internal List<ErpInvoice> After(long version)
    {
        lock (_gate)
        {
            return [.. _records.Values.Where(record => record.Version > version).OrderBy(record => record.Version)];
        }
    }

    internal List<ErpInvoice> Of(string externalId) => [.. After(0).Where(record => record.ExternalId == externalId)];

    internal ErpInvoice? Change(string key, Func<ErpInvoice, ErpInvoice> change)
    {
        lock (_gate)
        {
            return _records.TryGetValue(key, out var record) ? Keep(change(record)) : null;
        }
    }

    /// <summary>What some ERPs do when an order is edited: the record goes, and one with another key takes its place.</summary>
    internal ErpInvoice? Recreate(string key)
    {
        lock (_gate)
        {
            return Change(key, record => record with { Deleted = true }) is { } old
                ? Keep(old with { Key = NextKey(), Deleted = false, Replaces = key })
                : null;
        }
    }

    private ErpInvoice Keep(ErpInvoice record) => _records[record.Key] = record with { Version = ++_version };

    private string NextKey() => (++_last).ToString(CultureInfo.InvariantCulture);

    private static string Number(int key) => string.Create(CultureInfo.InvariantCulture, $"SI-{key + 500}");
}
