using System.Collections.Immutable;
using NumberingRules.Storage;

namespace NumberingRules.Proof.Simulation;

/// <summary>A book as the disk has it: the rows a store wrote, and beside them the journal folded, which they must agree with.</summary>
internal sealed class DiskBook
{
    internal const string Name = "main";

    private readonly MemoryBook? _book;
    private readonly Lazy<BookHandle> _handle;

    private DiskBook(ImmutableDictionary<string, MemoryBook> rows, Register register)
    {
        (Rows, Register, _book) = (rows, register, rows.GetValueOrDefault(Name));
        _handle = new(() => new Books(new MemoryStore { Books = rows }, new() { OnCallersThread = true })[Name]);
    }

    internal static DiskBook Empty { get; } = new(new MemoryStore().Books, new());

    internal ImmutableDictionary<string, MemoryBook> Rows { get; }

    /// <summary>The journal, folded.</summary>
    internal Register Register { get; }

    internal BookHeader Header => Register.Header;

    internal IEnumerable<Invoice> Invoices => Register.Appeared;

    internal long Entries => _book?.Row.Entries ?? 0;

    internal EntryHash Head => _book?.Row.Head ?? Chain.Start(Name);

    internal IEnumerable<StoredEntry> Journal => _book?.Entries.Select(row => row.Entry) ?? [];

    /// <summary>The book as anybody may ask it who opens the disk.</summary>
    internal BookHandle Handle => _handle.Value;

    /// <summary>A book written anew from its journal.</summary>
    internal static DiskBook Of(IEnumerable<StoredEntry> journal)
    {
        return MakeAsync().GetAwaiter().GetResult();

        async Task<DiskBook> MakeAsync()
        {
            await using var store = new MemoryStore();
            await using (var session = await store.WriteAsync([new(Name)], default))
            {
                await JournalFold.ReplayAsync(session, Name, journal.ToAsyncEnumerable(), default);
                await session.CommitAsync(ChangeSet.Empty, default);
            }

            return Empty.Then(store.Books);
        }
    }

    /// <summary>The same with what was committed behind it.</summary>
    internal DiskBook Then(ImmutableDictionary<string, MemoryBook> rows)
    {
        var register = Register.Entries == 0 ? new() : Register;
        for (var at = (int)register.Entries; at < (rows.GetValueOrDefault(Name)?.Entries.Count ?? 0); at++)
        {
            register.Apply(EntryReader.Read(rows[Name].Entries[at].Entry.Body.Span).Event);
        }

        return new(rows, register);
    }

    /// <summary>The invoices that the rows find by a number or key they hold or held.</summary>
    internal IEnumerable<Invoice> Holding(string text) => _book?.Having(text).Select(one => one.Invoice).DistinctBy(invoice => invoice.Id) ?? [];

    /// <summary>Whether there ever was this finding.</summary>
    internal bool Found(Finding finding, InvoiceId invoice) => _book?.Findings.ContainsKey((finding, invoice)) == true;
}
