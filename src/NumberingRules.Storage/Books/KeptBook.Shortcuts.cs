namespace NumberingRules.Storage;

/// <content>The everyday commands by name; everything else goes through <see cref="DoAsync"/>.</content>
public sealed partial class KeptBook
{
    /// <summary>See <see cref="Command.Open"/>.</summary>
    public Task<Answer> OpenAsync(ValueList<SeriesDefinition> series, PolicyChange? policy = null, CancellationToken cancellation = default) =>
        DoAsync(new Command.Open(series, policy), null, cancellation);

    /// <summary>See <see cref="Command.Connect"/>.</summary>
    public Task<Answer> ConnectAsync(Company company, SyncFrom syncFrom = default, CancellationToken cancellation = default) =>
        DoAsync(new Command.Connect(company, syncFrom), null, cancellation);

    /// <summary>See <see cref="Command.Disconnect"/>.</summary>
    public Task<Answer> DisconnectAsync(Reason? reason = null, CancellationToken cancellation = default) =>
        DoAsync(new Command.Disconnect(reason), null, cancellation);

    /// <summary>See <see cref="Command.Recover"/>; do it when the host starts.</summary>
    public Task<Answer> RecoverAsync(CancellationToken cancellation = default) => DoAsync(new Command.Recover(), null, cancellation);

    /// <summary>See <see cref="Command.Create"/>.</summary>
    public Task<Answer> CreateAsync(InvoiceId invoice, DateOnly date, SeriesId? series = null, CancellationToken cancellation = default) =>
        DoAsync(new Command.Create(invoice, date, series), null, cancellation);

    /// <summary>See <see cref="Command.Submit"/>.</summary>
    public Task<Answer> SubmitAsync(InvoiceId invoice, CancellationToken cancellation = default) => DoAsync(new Command.Submit(invoice), null, cancellation);

    /// <summary>See <see cref="Command.Approve"/>.</summary>
    public Task<Answer> ApproveAsync(InvoiceId invoice, CancellationToken cancellation = default) => DoAsync(new Command.Approve(invoice), null, cancellation);

    /// <summary>See <see cref="Command.Void"/>.</summary>
    public Task<Answer> VoidAsync(InvoiceId invoice, Side by, Reason reason, CancellationToken cancellation = default) =>
        DoAsync(new Command.Void(invoice, by, reason), null, cancellation);

    /// <summary>See <see cref="Command.Send"/>; the answer has the attempt and its key.</summary>
    public Task<Answer> SendAsync(InvoiceId invoice, CancellationToken cancellation = default) => DoAsync(new Command.Send(invoice), null, cancellation);

    /// <summary>See <see cref="Command.Lose"/>.</summary>
    public Task<Answer> LoseAsync(InvoiceId invoice, long? attempt = null, CancellationToken cancellation = default) =>
        DoAsync(new Command.Lose(invoice, attempt), null, cancellation);

    /// <summary>See <see cref="Command.Refuse"/>.</summary>
    public Task<Answer> RefuseAsync(InvoiceId invoice, Reason reason, long? attempt = null, CancellationToken cancellation = default) =>
        DoAsync(new Command.Refuse(invoice, reason, attempt), null, cancellation);

    /// <summary>See <see cref="Command.Confirm"/>.</summary>
    public Task<Answer> ConfirmAsync(InvoiceId invoice, ErpKey erpKey, InvoiceNumber? erpNumber = null, long? erpVersion = null, CancellationToken cancellation = default) =>
        DoAsync(new Command.Confirm(invoice, erpKey, erpNumber, erpVersion), null, cancellation);

    /// <summary>See <see cref="Command.Import"/>.</summary>
    public Task<Answer> ImportAsync(InvoiceId invoice, ErpKey erpKey, InvoiceNumber? erpNumber, DateOnly date, CancellationToken cancellation = default) =>
        DoAsync(new Command.Import(invoice, erpKey, erpNumber, date), null, cancellation);
}
