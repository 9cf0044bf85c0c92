namespace NumberingRules;

/// <summary>Which number counts, whose it is, and by which rule. Equality is by value; <c>default</c> says nothing and is no answer of a book.</summary>
/// <param name="Rule">The rule that decided.</param>
/// <param name="System">Whose number it is; none when no number counts.</param>
/// <param name="Number">The authoritative number, if there is one.</param>
public readonly record struct Authority(AuthorityRule Rule, Side? System, InvoiceNumber? Number)
{
    /// <summary>One sentence a bookkeeper understands, with the clause of the article.</summary>
    public string Why => Explain.Why(this);
}
