using System.Collections.Immutable;

namespace NumberingRules;

/// <summary>What counts by itself: a series in a scope and a period. With the period of all time, what a series shares over its periods.</summary>
internal readonly record struct Counter(SeriesId Series, Scope? Scope, Period Period = default)
{
    // Counters are asked for with every number; the equality a record would make asks for the kind of each name.
    public bool Equals(Counter other) => Period == other.Period && Series.Text == other.Series.Text && Scope?.Text == other.Scope?.Text;

    public override int GetHashCode() => unchecked((((Series.GetHashCode() * 31) + (Scope?.GetHashCode() ?? 0)) * 31) + Period.Value);
}

/// <summary>What a register knows of an ERP number: a change to what lies beneath it.</summary>
internal struct ErpNumberUse
{
    /// <summary>The invoices of this register that are not void and whose current record has it.</summary>
    internal int Showing { get; set; }

    /// <summary>The first invoice that came to hold it in this register.</summary>
    internal InvoiceId? First { get; set; }

    /// <summary>Those that came to hold it later: seldom any.</summary>
    internal List<InvoiceId>? Later { get; set; }

    /// <summary>The invoices beneath that show it there, and of which this register knows more.</summary>
    internal List<InvoiceId>? Covered { get; set; }

    internal readonly IEnumerable<InvoiceId> Holders => First is null ? [] : [First, .. Later ?? []];
}

/// <summary>Finds whom a number was issued to by its text, where that follows from its place.</summary>
internal static class OneText
{
    internal static InvoiceId? HolderOfOneText(this IBookView book, Series series, Scope? scope, Period period, long sequenceNumber) =>
        series.OneText(scope, period, sequenceNumber) is { } number && book.HolderOf(number) is { } holder && book.Find(holder)?.IssuedBy == series.Id ? holder : null;
}

/// <summary>Home numbers by their text, so that those beginning alike stand together.</summary>
internal static class NumbersByText
{
    internal static ImmutableSortedSet<string> Empty { get; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    internal static IEnumerable<InvoiceNumber> BeginningWith(this ImmutableSortedSet<string> numbers, string prefix)
    {
        var found = numbers.IndexOf(prefix);
        for (var at = found < 0 ? ~found : found; at < numbers.Count && numbers[at].StartsWith(prefix, StringComparison.Ordinal); at++)
        {
            yield return new(numbers[at]);
        }
    }
}
