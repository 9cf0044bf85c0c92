namespace NumberingRules;

/// <summary>
/// What every decision about a book looks at: policy, connection and definitions of the series. Small, whatever the
/// number of invoices; positions are kept apart. Equality is by value.
/// </summary>
public sealed record BookHeader
{
    private BookHeader()
    {
    }

    /// <summary>A book before it is opened.</summary>
    public static BookHeader Unopened { get; } = new();

    /// <summary>Whether the book is open.</summary>
    public bool IsOpen => Opening is not null;

    /// <summary>How it was opened: what makes opening it again harmless.</summary>
    public Event.Opened? Opening { get; internal init; }

    /// <summary>The settings in force.</summary>
    /// <exception cref="InvalidOperationException">The book is not open.</exception>
    public Policy Policy
    {
        get => field ?? throw new InvalidOperationException("the book is not open");
        internal init
        {
            field = value;
            HomePrevails = value.Authority == Side.Home;
        }
    }

    /// <summary>Whether the policy lets home numbers prevail, kept with it because every answer asks for it.</summary>
    internal bool HomePrevails { get; private init; }

    /// <summary>The series.</summary>
    public BookSeries Series { get; internal init; } = BookSeries.Empty;

    /// <summary>The connection to the ERP.</summary>
    public Connection Connection { get; internal init; }

    /// <summary>Whether it is connected or interrupted.</summary>
    public bool IsLive => Connection is Connection.Connected or Connection.Interrupted;

    /// <summary>The ERP company it is linked to.</summary>
    public Company? Company { get; internal init; }

    /// <summary>The earliest document date that is exchanged, if there is a limit.</summary>
    public DateOnly? SyncFrom { get; internal init; }

    /// <summary>How often it was connected or recovered: what was sent in another epoch is uncertain.</summary>
    public long Epoch { get; internal init; }

    /// <summary>Whether anything was ever sent, confirmed or imported: from then on the company cannot change.</summary>
    public bool HasExchanged { get; internal init; }

    /// <summary>The connection and the series.</summary>
    public override string ToString() => IsOpen ? $"{Name.Of(Connection)}, series {Series}" : "not open";
}
