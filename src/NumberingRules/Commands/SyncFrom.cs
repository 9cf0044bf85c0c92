namespace NumberingRules;

/// <summary>What a <see cref="Command.Connect"/> says of the earliest date to exchange: nothing (<c>default</c>: it stays), none, or a date.</summary>
public readonly record struct SyncFrom
{
    private SyncFrom(DateOnly? date)
    {
        Date = DocumentDate.Checked(date);
        IsGiven = true;
    }

    /// <summary>Lifts the limit: every date is exchanged.</summary>
    public static SyncFrom None { get; } = new(null);

    /// <summary>Whether anything is said.</summary>
    public bool IsGiven { get; }

    /// <summary>The date, if one is said.</summary>
    public DateOnly? Date { get; }

    /// <summary>Exchanges documents dated on or after this date.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a document date.</exception>
    public static SyncFrom FromDateOnly(DateOnly date) => new(date);

    /// <summary>Lets a date stand for "on or after this date".</summary>
    public static implicit operator SyncFrom(DateOnly date) => FromDateOnly(date);
}
