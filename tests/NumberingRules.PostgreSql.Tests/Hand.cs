using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NumberingRules.Storage;

namespace NumberingRules.PostgreSql.Tests;

/// <summary>Change sets made by hand: a store knows no rule, so none is needed to try it.</summary>
internal static class Hand
{
    internal static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    internal static DateOnly Day { get; } = new(2026, 3, 1);

    internal static string Printed(long ordinal) => string.Create(CultureInfo.InvariantCulture, $"RL-{ordinal:00000}");

    internal static Invoice Created(string id, long appeared, long ordinal, DateOnly? date = null) => new(new(id), Side.Home, date ?? Day, new("RL"), appeared)
    {
        HomeNumber = new(Printed(ordinal)),
        IssuedBy = new("RL"),
        Claims = [new Claim(Side.Home, new(Printed(ordinal)), appeared, ClaimBasis.Issued)],
    };

    internal static EntryRow Entry(long number, EntryHash before, long invoice, FreeText? text = null)
    {
        var body = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"entry":{{number}},"invoice":{{invoice}}}"""));
        return new(new(number, body, EntryHash.FromBytes(SHA256.HashData([.. before.ToArray(), .. body])), text), invoice, Now);
    }

    internal static BookRow After(BookRow? before, string name, EntryRow last) =>
        (before ?? new(0, name, null, 0, 0, default, Now, 0, default, false, Connection.Never, 0, false)) with { Entries = last.Entry.Number, Head = last.Entry.Hash, At = last.At };

    internal static NumberRow Issued(Invoice invoice, long ordinal) => new(NumberKind.Home, Printed(ordinal), invoice.Appeared, Held: true, "RL", "", 0, ordinal);

    /// <summary>As many invoices created as there are ids, numbered from the next ordinal.</summary>
    internal static BookChange Creates(string name, BookRow? before, long firstOrdinal, params IReadOnlyList<string> ids)
    {
        List<EntryRow> entries = [];
        List<(InvoiceRow?, InvoiceRow)> invoices = [];
        List<NumberRow> numbers = [];
        var (number, head) = (before?.Entries ?? 0, before?.Head ?? default);
        foreach (var id in ids)
        {
            var entry = Entry(++number, head, number);
            head = entry.Entry.Hash;
            var invoice = Created(id, number, firstOrdinal + entries.Count);
            numbers.Add(Issued(invoice, firstOrdinal + entries.Count));
            entries.Add(entry);
            invoices.Add((null, new(invoice)));
        }

        return new(before, After(before, name, entries[^1]))
        {
            Entries = entries,
            Invoices = invoices,
            Taken = numbers,
            Positions = [new(new("RL"), "", new(0), firstOrdinal + ids.Count, Day)],
        };
    }

    /// <summary>A change of rows that takes one entry about the book itself.</summary>
    internal static BookChange Change(string name, BookRow? before, Func<long, BookChange> rows, FreeText? text = null, Func<BookRow, BookRow>? header = null)
    {
        var entry = Entry((before?.Entries ?? 0) + 1, before?.Head ?? default, 0, text);
        var wanted = rows(entry.Entry.Number);
        var after = After(before, name, entry);
        return new(before, header?.Invoke(after) ?? after)
        {
            Entries = [entry],
            Invoices = wanted.Invoices,
            Freed = wanted.Freed,
            Taken = wanted.Taken,
            Positions = wanted.Positions,
            Findings = wanted.Findings,
            Erased = wanted.Erased,
        };
    }

    /// <summary>Rows for <see cref="Change"/>.</summary>
    internal static BookChange Rows(
        IReadOnlyList<(InvoiceRow?, InvoiceRow)>? invoices = null,
        IReadOnlyList<NumberRow>? freed = null,
        IReadOnlyList<NumberRow>? taken = null,
        IReadOnlyList<PositionRow>? positions = null,
        IReadOnlyList<FindingRow>? findings = null,
        IReadOnlyList<EntryRun>? erased = null) => new(null, null!)
        {
            Invoices = invoices ?? [],
            Freed = freed ?? [],
            Taken = taken ?? [],
            Positions = positions ?? [],
            Findings = findings ?? [],
            Erased = erased ?? [],
        };
}
