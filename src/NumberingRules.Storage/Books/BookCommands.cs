namespace NumberingRules.Storage;

/// <summary>The everyday commands by name; every other command goes through <see cref="BookHandle.DoAsync"/>. Each answers when the command lasts.</summary>
public static class BookCommands
{
    /// <summary>Opens the book with its first series and its policy. Doing it again with the same content changes nothing.</summary>
    /// <param name="book">The book.</param>
    /// <param name="series">The series, the default one first.</param>
    /// <param name="policy">The settings that differ from the defaults; null for none.</param>
    /// <param name="actor">Who does it, if that is to be kept.</param>
    /// <param name="cancellation">Gives up, until the command is being written.</param>
    public static ValueTask<Answer> OpenAsync(this BookHandle book, ValueList<SeriesDefinition> series, PolicyChange? policy = null, string? actor = null, CancellationToken cancellation = default) =>
        Do(book, new Command.Open(series, policy), actor, cancellation);

    /// <summary>Connects the book to a company of the ERP.</summary>
    /// <param name="book">The book.</param>
    /// <param name="company">The company.</param>
    /// <param name="syncFrom">The earliest document date to exchange; left out, it stays as it is.</param>
    /// <param name="actor">Who does it, if that is to be kept.</param>
    /// <param name="cancellation">Gives up, until the command is being written.</param>
    public static ValueTask<Answer> ConnectAsync(this BookHandle book, Company company, SyncFrom syncFrom = default, string? actor = null, CancellationToken cancellation = default) =>
        Do(book, new Command.Connect(company, syncFrom), actor, cancellation);

    /// <summary>Ends the connection: every invoice shows its home number again.</summary>
    /// <param name="book">The book.</param>
    /// <param name="reason">Why; null if nobody says.</param>
    /// <param name="actor">Who does it, if that is to be kept.</param>
    /// <param name="cancellation">Gives up, until the command is being written.</param>
    public static ValueTask<Answer> DisconnectAsync(this BookHandle book, Reason? reason = null, string? actor = null, CancellationToken cancellation = default) =>
        Do(book, new Command.Disconnect(reason), actor, cancellation);

    /// <summary>Begins a new epoch: what was sent before counts as uncertain. For a host that starts again.</summary>
    /// <param name="book">The book.</param>
    /// <param name="actor">Who does it, if that is to be kept.</param>
    /// <param name="cancellation">Gives up, until the command is being written.</param>
    public static ValueTask<Answer> RecoverAsync(this BookHandle book, string? actor = null, CancellationToken cancellation = default) => Do(book, new Command.Recover(), actor, cancellation);

    /// <summary>Creates an invoice at home; by the default policy it takes the next number of its series.</summary>
    /// <param name="book">The book.</param>
    /// <param name="invoice">The host's id for it; asking again with the same id gives the same number.</param>
    /// <param name="date">Its document date, which picks the period.</param>
    /// <param name="series">Its series; null for the default one.</param>
    /// <param name="scope">The scope it is counted in, if its series has scopes.</param>
    /// <param name="form">The form its number is printed in; null for the default form.</param>
    /// <param name="actor">Who does it, if that is to be kept.</param>
    /// <param name="cancellation">Gives up, until the command is being written.</param>
    public static ValueTask<Answer> CreateAsync(
        this BookHandle book, InvoiceId invoice, DateOnly date, SeriesId? series = null, Scope? scope = null, FormName? form = null, string? actor = null, CancellationToken cancellation = default) =>
        Do(book, new Command.Create(invoice, date, series, Scope: scope, Form: form), actor, cancellation);

    /// <summary>Submits a draft for approval.</summary>
    /// <param name="book">The book.</param>
    /// <param name="invoice">The invoice.</param>
    /// <param name="actor">Who does it, if that is to be kept.</param>
    /// <param name="cancellation">Gives up, until the command is being written.</param>
    public static ValueTask<Answer> SubmitAsync(this BookHandle book, InvoiceId invoice, string? actor = null, CancellationToken cancellation = default) =>
        Do(book, new Command.Submit(invoice), actor, cancellation);

    /// <summary>Approves an invoice; under the policy <c>on-approval</c> it takes its home number now.</summary>
    /// <param name="book">The book.</param>
    /// <param name="invoice">The invoice.</param>
    /// <param name="actor">Who does it, if that is to be kept.</param>
    /// <param name="cancellation">Gives up, until the command is being written.</param>
    public static ValueTask<Answer> ApproveAsync(this BookHandle book, InvoiceId invoice, string? actor = null, CancellationToken cancellation = default) =>
        Do(book, new Command.Approve(invoice), actor, cancellation);

    /// <summary>Voids an invoice on one side; its numbers stay used for ever.</summary>
    /// <param name="book">The book.</param>
    /// <param name="invoice">The invoice.</param>
    /// <param name="by">Which side voids it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="actor">Who does it, if that is to be kept.</param>
    /// <param name="cancellation">Gives up, until the command is being written.</param>
    public static ValueTask<Answer> VoidAsync(this BookHandle book, InvoiceId invoice, Side by, Reason reason, string? actor = null, CancellationToken cancellation = default) =>
        Do(book, new Command.Void(invoice, by, reason), actor, cancellation);

    /// <summary>Begins an attempt to send an invoice to the ERP; the answer has the attempt and its key.</summary>
    /// <param name="book">The book.</param>
    /// <param name="invoice">The invoice.</param>
    /// <param name="actor">Who does it, if that is to be kept.</param>
    /// <param name="cancellation">Gives up, until the command is being written.</param>
    public static ValueTask<Answer> SendAsync(this BookHandle book, InvoiceId invoice, string? actor = null, CancellationToken cancellation = default) =>
        Do(book, new Command.Send(invoice), actor, cancellation);

    /// <summary>Says that the outcome of an attempt is unknown.</summary>
    /// <param name="book">The book.</param>
    /// <param name="invoice">The invoice.</param>
    /// <param name="attempt">The attempt; always name it where an answer may be late.</param>
    /// <param name="actor">Who does it, if that is to be kept.</param>
    /// <param name="cancellation">Gives up, until the command is being written.</param>
    public static ValueTask<Answer> LoseAsync(this BookHandle book, InvoiceId invoice, long? attempt = null, string? actor = null, CancellationToken cancellation = default) =>
        Do(book, new Command.Lose(invoice, attempt), actor, cancellation);

    /// <summary>Says that the ERP refused an attempt, or was looked into and does not have the invoice.</summary>
    /// <param name="book">The book.</param>
    /// <param name="invoice">The invoice.</param>
    /// <param name="reason">What the ERP said.</param>
    /// <param name="attempt">The attempt; always name it where an answer may be late.</param>
    /// <param name="sentSince">The entry with which it was last sent as far as is known (<see cref="Invoice.SentSince"/>, or the answer's entry): if it was sent again since, nothing changes.</param>
    /// <param name="actor">Who does it, if that is to be kept.</param>
    /// <param name="cancellation">Gives up, until the command is being written.</param>
    public static ValueTask<Answer> RefuseAsync(this BookHandle book, InvoiceId invoice, Reason reason, long? attempt = null, long? sentSince = null, string? actor = null, CancellationToken cancellation = default) =>
        Do(book, new Command.Refuse(invoice, reason, attempt, sentSince), actor, cancellation);

    /// <summary>Says that a record of the ERP is this invoice, and what number it has.</summary>
    /// <param name="book">The book.</param>
    /// <param name="invoice">The invoice.</param>
    /// <param name="erpKey">The key of the record.</param>
    /// <param name="erpNumber">Its number, once the ERP has given one.</param>
    /// <param name="erpVersion">Its version, if the ERP tells one.</param>
    /// <param name="actor">Who does it, if that is to be kept.</param>
    /// <param name="cancellation">Gives up, until the command is being written.</param>
    public static ValueTask<Answer> ConfirmAsync(this BookHandle book, InvoiceId invoice, ErpKey erpKey, InvoiceNumber? erpNumber = null, long? erpVersion = null, string? actor = null, CancellationToken cancellation = default) =>
        Do(book, new Command.Confirm(invoice, erpKey, erpNumber, erpVersion), actor, cancellation);

    /// <summary>Takes over an invoice that was created in the ERP.</summary>
    /// <param name="book">The book.</param>
    /// <param name="invoice">Its id at home: always the same for the same record.</param>
    /// <param name="erpKey">The key of its record.</param>
    /// <param name="erpNumber">Its number in the ERP.</param>
    /// <param name="date">Its document date.</param>
    /// <param name="actor">Who does it, if that is to be kept.</param>
    /// <param name="cancellation">Gives up, until the command is being written.</param>
    public static ValueTask<Answer> ImportAsync(this BookHandle book, InvoiceId invoice, ErpKey erpKey, InvoiceNumber? erpNumber, DateOnly date, string? actor = null, CancellationToken cancellation = default) =>
        Do(book, new Command.Import(invoice, erpKey, erpNumber, date), actor, cancellation);

    private static ValueTask<Answer> Do(BookHandle book, Command command, string? actor, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(book);
        return book.DoAsync(command, actor, cancellation);
    }
}
