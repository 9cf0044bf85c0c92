namespace NumberingRules;

/// <content>The book: SPEC §6, first table.</content>
public abstract partial record Command
{
    /// <summary>Opens the book with its first series and policy.</summary>
    /// <param name="Series">The series; the first is the default.</param>
    /// <param name="Policy">Settings that differ from the article's.</param>
    public sealed record Open(ValueList<SeriesDefinition> Series, PolicyChange? Policy = null) : Command
    {
        /// <summary>The series; the first is the default.</summary>
        public ValueList<SeriesDefinition> Series { get; init => field = NoneMissing(value); } = NoneMissing(Series);

        internal override string StoredName => "open";

        private static ValueList<SeriesDefinition> NoneMissing(ValueList<SeriesDefinition> series) =>
            series.FindIndex(static one => one is null) < 0 ? series : throw new ArgumentNullException(nameof(series));
    }

    /// <summary>Changes settings: answers follow at once, issued numbers stay.</summary>
    public sealed record SetPolicy(PolicyChange Policy) : Command
    {
        /// <summary>The settings that change.</summary>
        public PolicyChange Policy { get; } = Given(Policy, nameof(Policy));

        internal override string StoredName => "setPolicy";
    }

    /// <summary>Adds a series.</summary>
    public sealed record AddSeries(SeriesDefinition Series) : Command
    {
        /// <summary>The series.</summary>
        public SeriesDefinition Series { get; } = Given(Series, nameof(Series));

        internal override string StoredName => "addSeries";
    }

    /// <summary>Closes a series for ever; whatever would take a number from it takes it from the successor.</summary>
    public sealed record CloseSeries(SeriesId Series, SeriesId? Successor = null) : Command
    {
        /// <summary>The series.</summary>
        public SeriesId Series { get; } = Given(Series, nameof(Series));

        internal override string StoredName => "closeSeries";
    }

    /// <summary>Cut-over: the numbers before <paramref name="Next"/> were used elsewhere and count as taken over.</summary>
    /// <param name="Series">The series whose position moves up, closed or not.</param>
    /// <param name="Date">A document date of the period.</param>
    /// <param name="Next">The next sequence number to issue.</param>
    /// <param name="Reason">Where the numbers passed over were used.</param>
    /// <param name="Scope">The scope, if the series counts by scope.</param>
    public sealed record Advance(SeriesId Series, DateOnly Date, long Next, Reason Reason, Scope? Scope = null) : Command
    {
        /// <summary>The series whose position moves up, closed or not.</summary>
        public SeriesId Series { get; } = Given(Series, nameof(Series));

        /// <summary>Where the numbers passed over were used.</summary>
        public Reason Reason { get; } = Given(Reason, nameof(Reason));

        /// <summary>A document date of the period.</summary>
        public DateOnly Date { get; } = DocumentDate.Checked(Date);

        /// <summary>The next sequence number to issue, from 0.</summary>
        public long Next { get; } = NotNegative(Next)!.Value;

        internal override string StoredName => "advance";
    }

    /// <summary>Starts or takes up the exchange with an ERP company.</summary>
    /// <param name="Company">The ERP company; a link is 1:1.</param>
    /// <param name="SyncFrom">The earliest document date to exchange.</param>
    public sealed record Connect(Company Company, SyncFrom SyncFrom = default) : Command
    {
        /// <summary>The ERP company; a link is 1:1.</summary>
        public Company Company { get; } = Given(Company, nameof(Company));

        internal override string StoredName => "connect";
    }

    /// <summary>Access was revoked, or the ERP is out of reach: nothing is lost, nothing is sent.</summary>
    public sealed record Interrupt(Reason Reason) : Command
    {
        /// <summary>What happened.</summary>
        public Reason Reason { get; } = Given(Reason, nameof(Reason));

        internal override string StoredName => "interrupt";
    }

    /// <summary>Ends the connection: home numbers count again (C7).</summary>
    public sealed record Disconnect(Reason? Reason = null) : Command
    {
        internal override string StoredName => "disconnect";
    }

    /// <summary>The host starts again: what was sent and not answered becomes uncertain.</summary>
    public sealed record Recover : Command
    {
        internal override string StoredName => "recover";
    }
}
