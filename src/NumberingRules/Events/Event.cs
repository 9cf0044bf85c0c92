namespace NumberingRules;

/// <summary>
/// Something that has happened to a book: one journal entry. Folding the events of a book from the first gives its
/// state. A closed union: these nested cases and no others.
/// </summary>
/// <remarks>Events are values: two with equal fields are equal.</remarks>
public abstract partial record Event
{
    private Event()
    {
    }

    /// <summary>The event's name in journals.</summary>
    public string Name => StoredName;

    internal abstract string StoredName { get; }

    /// <summary>Something that has happened to one invoice.</summary>
    /// <param name="Invoice">The invoice.</param>
    public abstract record OnInvoice(InvoiceId Invoice) : Event;
}
