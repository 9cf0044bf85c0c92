namespace NumberingRules;

/// <content>What the home side does to its invoices: SPEC §6, second table.</content>
public abstract partial record Command
{
    /// <summary>Creates an invoice in the home system (C1).</summary>
    /// <param name="Invoice">Its id.</param>
    /// <param name="Date">Its document date.</param>
    /// <param name="Series">The series it is numbered from; the first if none is named.</param>
    /// <param name="HomeNumber">The number it already has, when it is taken over from elsewhere.</param>
    /// <param name="Scope">The scope it is counted in, if the series counts by scope.</param>
    /// <param name="Form">The form its number is printed in; the default form if none is named.</param>
    public sealed record Create(
        InvoiceId Invoice,
        DateOnly Date,
        SeriesId? Series = null,
        InvoiceNumber? HomeNumber = null,
        Scope? Scope = null,
        FormName? Form = null)
        : OnInvoice(Invoice)
    {
        /// <summary>Its document date.</summary>
        public DateOnly Date { get; } = DocumentDate.Checked(Date);

        internal override string StoredName => "create";
    }

    /// <summary>Changes the document date, series, scope or form of an invoice that is not approved.</summary>
    public sealed record Redate : OnInvoice
    {
        /// <summary>Takes at least one of the four; what is left out stays.</summary>
        /// <exception cref="ArgumentException">None is given.</exception>
        public Redate(InvoiceId invoice, DateOnly? date = null, SeriesId? series = null, Scope? scope = null, FormChoice form = default)
            : base(invoice)
        {
            if (date is null && series is null && scope is null && !form.IsGiven)
            {
                throw new ArgumentException("a date, a series, a scope or a form is needed", nameof(date));
            }

            Date = DocumentDate.Checked(date);
            Series = series;
            Scope = scope;
            Form = form;
        }

        /// <summary>The new document date.</summary>
        public DateOnly? Date { get; }

        /// <summary>The new series.</summary>
        public SeriesId? Series { get; }

        /// <summary>The new scope.</summary>
        public Scope? Scope { get; }

        /// <summary>The new form.</summary>
        public FormChoice Form { get; }

        internal override string StoredName => "redate";
    }

    /// <summary>Hands an invoice in for approval.</summary>
    public sealed record Submit(InvoiceId Invoice) : OnInvoice(Invoice)
    {
        internal override string StoredName => "submit";
    }

    /// <summary>Takes an invoice back to draft; its number stays its own.</summary>
    public sealed record Withdraw(InvoiceId Invoice) : OnInvoice(Invoice)
    {
        internal override string StoredName => "withdraw";
    }

    /// <summary>Approves an invoice; a home-created one that has no home number takes one.</summary>
    public sealed record Approve(InvoiceId Invoice) : OnInvoice(Invoice)
    {
        internal override string StoredName => "approve";
    }

    /// <summary>Voids an invoice: a wish when the home side does it, a fact when the ERP did. Its numbers stay used for ever.</summary>
    /// <param name="Invoice">The invoice.</param>
    /// <param name="By">Who voids it.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Void(InvoiceId Invoice, Side By, Reason Reason) : OnInvoice(Invoice)
    {
        /// <summary>Who voids it.</summary>
        public Side By { get; } = Enum.IsDefined(By) ? By : throw new ArgumentOutOfRangeException(nameof(By));

        /// <summary>Why.</summary>
        public Reason Reason { get; } = Given(Reason, nameof(Reason));

        internal override string StoredName => "void";
    }

    /// <summary>Gives an invoice the home number it is owed.</summary>
    public sealed record Number(InvoiceId Invoice) : OnInvoice(Invoice)
    {
        internal override string StoredName => "number";
    }
}
