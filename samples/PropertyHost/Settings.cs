namespace PropertyHost;

/// <summary>What can be set, under <c>PropertyHost</c> in any source of configuration: <c>--PropertyHost:Database=host.db</c>.</summary>
internal sealed class Settings
{
    /// <summary>The SQLite file of the host; its numbering tables are in it too. Not used with <see cref="Server"/>.</summary>
    public string Database { get; set; } = "propertyhost.db";

    /// <summary>A PostgreSQL database (<c>Host=…;Database=…;Username=…</c>), in place of the file: then several instances may run.</summary>
    public string? Server { get; set; }

    /// <summary>Where the ERP answers.</summary>
    public Uri Erp { get; set; } = new("http://127.0.0.1:5102");

    /// <summary>How long to wait from one sync to the next.</summary>
    public TimeSpan SyncEvery { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long to wait for an answer of the ERP.</summary>
    public TimeSpan ErpTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The longest the ERP may go on working on a request whose caller has given up. Only after that is an invoice that is
    /// not found there absent for certain.
    /// </summary>
    public TimeSpan ErpSettles { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long what was refused or failed is left alone before it is tried again; longer after each time.</summary>
    public TimeSpan ErpRetryAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether <c>POST /invoices?fail=true</c> may fail after the number was taken, to show that nothing of it is left.</summary>
    public bool Rehearsal { get; set; }
}
