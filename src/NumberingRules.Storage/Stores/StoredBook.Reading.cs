namespace NumberingRules.Storage;

/// <content>What readers ask: the tables' answers, with the tail over them.</content>
internal sealed partial class StoredBook
{
    /// <summary>Entries behind one, in order.</summary>
    internal IEnumerable<StoredEntry> EntriesAfter(long after, long upTo = long.MaxValue)
    {
        var old = after < _inTables ? _tables!.EntriesBetween(after, Math.Min(upTo, _inTables)) : [];
        return old.Concat(_tail.Where(entry => entry.Number > after && entry.Number <= upTo).Select(Kept));
    }

    /// <summary>One entry.</summary>
    internal StoredEntry? Entry(long number) => EntriesAfter(number - 1, number).FirstOrDefault();

    /// <summary>The entries about the book itself, in order.</summary>
    internal IEnumerable<StoredEntry> EntriesAboutBook() =>
        (_tables?.EntriesAboutBook() ?? []).Concat(_tail.Where(entry => entry.Happened is not Event.OnInvoice).Select(Kept));

    /// <summary>The entries about an invoice, in order.</summary>
    internal IEnumerable<StoredEntry> EntriesAbout(Invoice invoice) =>
        (_tables?.EntriesAbout(invoice) ?? [])
            .Concat(_tail.Where(entry => entry.Happened is Event.OnInvoice about && about.Invoice == invoice.Id).Select(Kept));

    /// <summary>Invoices in order of appearance, behind one that appeared with an entry.</summary>
    internal IEnumerable<Invoice> Invoices(long after = 0) =>
        (_tables?.Invoices(after) ?? []).Select(Now)
            .Concat(Register.Appeared.Where(invoice => invoice.Appeared > after));

    /// <summary>The invoices that hold or ever held a number or an ERP key, or have it as their id, in order of appearance.</summary>
    internal IEnumerable<Invoice> Holding(string text)
    {
        var found = (_tables?.Holding(text) ?? []).Select(Now).Concat(Register.Changed.Where(Holds));
        List<Invoice> distinct = [.. (Identifier.Problem(text) is null && Register.Find(text) is { } named ? found.Append(named) : found).DistinctBy(invoice => invoice.Id)];
        distinct.Sort(static (one, other) => one.Appeared.CompareTo(other.Appeared));
        return distinct;

        bool Holds(Invoice invoice) =>
            invoice.Claims.Any(claim => claim.Number.Text == text)
            || invoice.Records.Any(record => record.Key.Text == text)
            || invoice.Released.Any(record => record.Key.Text == text);
    }

    /// <summary>The invoices of a kind of work, in order of appearance.</summary>
    internal IEnumerable<Invoice> WorkOf(WorkKind kind, long after)
    {
        var changed = Register.Changed.ToDictionary(invoice => invoice.Id);
        var fresh = changed.Values.Where(invoice => invoice.Appeared > after && WorkKinds.Of(invoice).Has(kind)).OrderBy(invoice => invoice.Appeared);
        return _tables is null ? fresh : Merged(_tables.WorkOf(kind, after).Where(invoice => !changed.ContainsKey(invoice.Id)), fresh);
    }

    /// <summary>What was found, in order of entry; what stands with one entry by finding and invoice, whether the tables know it yet or not.</summary>
    internal IEnumerable<NotedAt> Findings() =>
        (_tables?.Findings() ?? [])
            .Concat(_tail.SelectMany(entry => entry.Findings.Select(noted => new NotedAt(entry.Number, noted))))
            .OrderBy(found => found.Entry).ThenBy(found => found.Noted.Finding).ThenBy(found => found.Noted.Invoice.Text, StringComparer.Ordinal);

    /// <summary>What the series issued, by series, period and sequence number.</summary>
    internal IEnumerable<IssuedNumber> Issued()
    {
        var fresh = _tail.Select(entry => entry.Happened).OfType<Event.Issued>()
            .Select(e => new IssuedNumber(e.Series, e.Period, e.SequenceNumber, Register.Find(e.Invoice)!.Appeared));
        return (_tables?.Issued() ?? []).Concat(fresh)
            .OrderBy(issued => issued.Series.Text, StringComparer.Ordinal).ThenBy(issued => issued.Period.Value).ThenBy(issued => issued.SequenceNumber);
    }

    private static StoredEntry Kept(TailEntry entry) => entry.Stored ?? throw new InvalidOperationException("a writer's session does not keep what it appended");

    /// <summary>Two lists in order of appearance as one.</summary>
    internal static IEnumerable<Invoice> Merged(IEnumerable<Invoice> left, IEnumerable<Invoice> right)
    {
        using var rights = right.GetEnumerator();
        var any = rights.MoveNext();
        foreach (var invoice in left)
        {
            for (; any && rights.Current.Appeared < invoice.Appeared; any = rights.MoveNext())
            {
                yield return rights.Current;
            }

            yield return invoice;
        }

        for (; any; any = rights.MoveNext())
        {
            yield return rights.Current;
        }
    }

    /// <summary>An invoice from the tables as the tail leaves it; without a tail it need not be looked up once more.</summary>
    private Invoice Now(Invoice inTables) => _tail.Count == 0 ? inTables : Register.Find(inTables.Id)!;
}
