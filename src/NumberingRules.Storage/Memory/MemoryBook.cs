using System.Collections.Immutable;

namespace NumberingRules.Storage;

/// <summary>A book in memory as of some entry. Immutable: whoever reads keeps the moment it began with.</summary>
internal sealed record MemoryBook(BookRow Row)
{
    internal ImmutableList<EntryRow> Entries { get; private init; } = [];

    /// <summary>The numbers of the entries about each invoice, by its appearance; about the book itself under 0.</summary>
    internal ImmutableDictionary<long, ImmutableList<long>> About { get; private init; } = ImmutableDictionary<long, ImmutableList<long>>.Empty;

    internal ImmutableSortedDictionary<long, Invoice> Invoices { get; private init; } = ImmutableSortedDictionary<long, Invoice>.Empty;

    internal ImmutableDictionary<InvoiceId, long> Ids { get; private init; } = ImmutableDictionary<InvoiceId, long>.Empty;

    internal ImmutableDictionary<string, ImmutableList<NumberRow>> Numbers { get; private init; } = ImmutableDictionary.Create<string, ImmutableList<NumberRow>>(StringComparer.Ordinal);

    internal ImmutableDictionary<(string Series, string Scope, int Period, long Ordinal), long> Issued { get; private init; } = ImmutableDictionary<(string, string, int, long), long>.Empty;

    internal ImmutableDictionary<(SeriesId Series, string Scope, Period Period), PositionRow> Positions { get; private init; } = ImmutableDictionary<(SeriesId, string, Period), PositionRow>.Empty;

    internal ImmutableDictionary<(Finding Finding, InvoiceId Invoice), FindingRow> Findings { get; private init; } = ImmutableDictionary<(Finding, InvoiceId), FindingRow>.Empty;

    internal Invoice? Find(InvoiceId id) => Ids.TryGetValue(id, out var appeared) ? Invoices[appeared] : null;

    /// <summary>The invoices that have a text, as the rows of it say.</summary>
    internal IEnumerable<(NumberRow Row, Invoice Invoice)> Having(string text) =>
        Numbers.GetValueOrDefault(text, []).Select(row => (row, Invoices[row.Invoice]));

    /// <summary>The book after a change.</summary>
    /// <exception cref="StoreException"><see cref="StoreTrouble.Conflict"/>: a key is held twice.</exception>
    internal MemoryBook After(BookChange change)
    {
        var entries = Entries.AddRange(change.Entries);
        foreach (var (first, last) in change.Erased)
        {
            for (var number = first; number <= last; number++)
            {
                var row = entries[(int)number - 1];
                entries = entries.SetItem((int)number - 1, row with { Entry = row.Entry with { Text = null } });
            }
        }

        var numbers = Numbers.ToBuilder();
        foreach (var row in change.Freed.Concat(change.Taken))
        {
            // Only a key comes back to an invoice; a number may be that of very many.
            var others = numbers.GetValueOrDefault(row.Text, []);
            others = row.Kind == NumberKind.Key ? others.RemoveAll(other => other.Kind == row.Kind && other.Invoice == row.Invoice) : others;
            if (row.Held && others.Exists(other => other.Kind == row.Kind && other.Held))
            {
                throw Conflict(row.Text);
            }

            numbers[row.Text] = others.Add(row);
        }

        var issued = Issued.ToBuilder();
        foreach (var row in change.Taken.Where(static row => row.Ordinal > 0))
        {
            if (!issued.TryAdd((row.Series, row.Scope, row.Period, row.Ordinal), row.Invoice))
            {
                throw Conflict(row.Text);
            }
        }

        var about = About.ToBuilder();
        foreach (var row in change.Entries)
        {
            about[row.Invoice] = about.GetValueOrDefault(row.Invoice, []).Add(row.Entry.Number);
        }

        var findings = Findings.ToBuilder();
        foreach (var row in change.Findings)
        {
            findings.TryAdd((row.Finding, row.Invoice), row);
        }

        return this with
        {
            Row = change.After with { Id = Row.Id, JournalEnd = (change.After.Entries, change.After.Head), FoundSeal = change.After.Seal() },
            Entries = entries,
            About = about.ToImmutable(),
            Invoices = Invoices.SetItems(change.Invoices.Select(static one => KeyValuePair.Create(one.After.Appeared, one.After.Invoice))),
            Ids = Ids.SetItems(change.Invoices.Where(static one => one.Before is null).Select(static one => KeyValuePair.Create(one.After.Invoice.Id, one.After.Appeared))),
            Numbers = numbers.ToImmutable(),
            Issued = issued.ToImmutable(),
            Positions = Positions.SetItems(change.Positions.Select(static row => KeyValuePair.Create((row.Series, row.Scope, row.Period), row))),
            Findings = findings.ToImmutable(),
        };
    }

    private StoreException Conflict(string text) => new(StoreTrouble.Conflict, $"book '{Row.Name}': '{text}' is held already; nothing was written");
}
