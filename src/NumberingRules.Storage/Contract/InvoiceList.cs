namespace NumberingRules.Storage;

/// <summary>Which invoices a list has, and in which order. A closed union. Texts are in the order of UTF-8, whatever the database's language.</summary>
public abstract record InvoiceList
{
    private InvoiceList()
    {
    }

    /// <summary>All, in order of appearance, the oldest or the newest first.</summary>
    public sealed record All(bool NewestFirst) : InvoiceList;

    /// <summary>Those of a stage, in order of appearance, the newest first.</summary>
    public sealed record InStage(InvoiceStage Stage) : InvoiceList;

    /// <summary>Those dated within two days, both included, by date and then by appearance, the newest first.</summary>
    public sealed record Dated(DateOnly From, DateOnly Until) : InvoiceList;

    /// <summary>Those whose id begins with a text, by id.</summary>
    public sealed record IdBeginsWith(string Prefix) : InvoiceList;

    /// <summary>Those that hold or held a number or a key that begins with a text, by that text and then by appearance; each once for each such text.</summary>
    public sealed record NumberBeginsWith(string Prefix) : InvoiceList;

    /// <summary>Those that hold or held a number or a key, in order of appearance, each once.</summary>
    public sealed record Holding(string Text) : InvoiceList;

    /// <summary>Those with something to do about sending, in order of appearance.</summary>
    public sealed record ToSend(SendWork Work) : InvoiceList;

    /// <summary>Those that are not void and hold no home number, of one origin, by date and then by appearance.</summary>
    public sealed record Unnumbered(Side Origin) : InvoiceList;
}

/// <summary>Where a page of a list ended: what the next page begins behind, whatever has changed in between.</summary>
/// <param name="Appeared">The entry with which the last invoice appeared.</param>
/// <param name="Date">Its date, in a list by date.</param>
/// <param name="Text">The text it was found by, in a list by text.</param>
public sealed record ListPlace(long Appeared, DateOnly Date = default, string? Text = null);
