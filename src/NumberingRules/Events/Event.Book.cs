namespace NumberingRules;

/// <content>What happens to the book.</content>
public abstract partial record Event
{
    /// <summary>The book was opened.</summary>
    /// <param name="Series">Its first series.</param>
    /// <param name="Policy">Its first policy, defaults filled in.</param>
    public sealed record Opened(ValueList<SeriesDefinition> Series, Policy Policy) : Event
    {
        internal override string StoredName => "opened";
    }

    /// <summary>The policy is now this one.</summary>
    public sealed record PolicySet(Policy Policy) : Event
    {
        internal override string StoredName => "policySet";
    }

    /// <summary>A series was added.</summary>
    public sealed record SeriesAdded(SeriesDefinition Series) : Event
    {
        internal override string StoredName => "seriesAdded";
    }

    /// <summary>A series was closed, or a closed one was given this successor.</summary>
    public sealed record SeriesClosed(SeriesId Series, SeriesId? Successor) : Event
    {
        internal override string StoredName => "seriesClosed";
    }

    /// <summary>The numbers from <paramref name="From"/> up to, not including, <paramref name="Next"/> were taken over.</summary>
    public sealed record Advanced(SeriesId Series, Period Period, long From, long Next, Reason Reason, Scope? Scope = null) : Event
    {
        internal override string StoredName => "advanced";
    }

    /// <summary>The book is connected.</summary>
    /// <param name="Company">The ERP company.</param>
    /// <param name="SyncFrom">The earliest document date to exchange, if there is a limit.</param>
    /// <param name="Epoch">The epoch it is in from now on.</param>
    public sealed record Connected(Company Company, DateOnly? SyncFrom, long Epoch) : Event
    {
        internal override string StoredName => "connected";
    }

    /// <summary>The connection is interrupted.</summary>
    public sealed record Interrupted(Reason Reason) : Event
    {
        internal override string StoredName => "interrupted";
    }

    /// <summary>The connection has ended.</summary>
    public sealed record Disconnected(Reason? Reason) : Event
    {
        internal override string StoredName => "disconnected";
    }

    /// <summary>The free texts beside these entries were erased on request: a text that is missing and stands in no such entry was deleted.</summary>
    /// <param name="Runs">Runs of entries, in order; nothing personal.</param>
    public sealed record Erased(ValueList<EntryRun> Runs) : Event
    {
        internal override string StoredName => "erased";
    }

    /// <summary>The host started again: a new epoch.</summary>
    public sealed record Recovered(long Epoch) : Event
    {
        internal override string StoredName => "recovered";
    }
}
