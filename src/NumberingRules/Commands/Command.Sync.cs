namespace NumberingRules;

/// <content>What the home side does to exchange them: SPEC §6, third table.</content>
public abstract partial record Command
{
    /// <summary>Begins a new attempt to send an invoice to the ERP (C2).</summary>
    public sealed record Send(InvoiceId Invoice) : OnInvoice(Invoice)
    {
        internal override string StoredName => "send";
    }

    /// <summary>Sends again what is uncertain, as the attempt it was, for an ERP that honours the attempt's key.</summary>
    public sealed record Resend(InvoiceId Invoice) : OnInvoice(Invoice)
    {
        internal override string StoredName => "resend";
    }

    /// <summary>The outcome of an attempt is unknown.</summary>
    /// <param name="Invoice">The invoice.</param>
    /// <param name="Attempt">The attempt; the current one if none is named.</param>
    public sealed record Lose(InvoiceId Invoice, long? Attempt = null) : OnInvoice(Invoice)
    {
        /// <summary>The attempt, from 0.</summary>
        public long? Attempt { get; } = NotNegative(Attempt);

        internal override string StoredName => "lose";
    }

    /// <summary>The ERP refused an attempt, or was looked up and does not have the invoice.</summary>
    /// <param name="Invoice">The invoice.</param>
    /// <param name="Reason">What the ERP said.</param>
    /// <param name="Attempt">The attempt; the current one if none is named.</param>
    /// <param name="SentSince">
    /// What is known of the attempt begins with this entry (<see cref="Invoice.SentSince"/>): if it was sent again since, nothing
    /// is known of that, and nothing changes. None: whenever it was sent.
    /// </param>
    public sealed record Refuse(InvoiceId Invoice, Reason Reason, long? Attempt = null, long? SentSince = null) : OnInvoice(Invoice)
    {
        /// <summary>What the ERP said.</summary>
        public Reason Reason { get; } = Given(Reason, nameof(Reason));

        /// <summary>The attempt, from 0.</summary>
        public long? Attempt { get; } = NotNegative(Attempt);

        /// <summary>The entry with which it was last sent, as far as is known; from 0.</summary>
        public long? SentSince { get; } = NotNegative(SentSince);

        internal override string StoredName => "refuse";
    }

    /// <summary>Takes an invoice that keeps failing out of sync.</summary>
    public sealed record Unlink(InvoiceId Invoice) : OnInvoice(Invoice)
    {
        internal override string StoredName => "unlink";
    }

    /// <summary>Puts it back.</summary>
    public sealed record Relink(InvoiceId Invoice) : OnInvoice(Invoice)
    {
        internal override string StoredName => "relink";
    }
}
