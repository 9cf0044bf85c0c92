using System.Collections.Concurrent;

namespace NumberingRules.Proof.Enumeration;

/// <summary>
/// States as 16 bytes and back. What cannot make a difference is made the same first; each merge with its reason:
/// <list type="bullet">
/// <item>Entry numbers. Rules read them for the order of appearance only: the n-th invoice appeared with entry n. Of
/// claims nothing but their order is read.</item>
/// <item>Epochs. A rule only asks whether an invoice was sent in the present one: the present is 2, every other is 1,
/// none before the first connect is 0; and of an invoice that is not stored as sent the epoch is not read.</item>
/// <item>Attempts. Rules compare an attempt with the last one, and count on: 1 stands for every number of attempts
/// begun but 0, and the alphabet asks for the one before, the last, and the one after.</item>
/// <item>Released records. They are found by key, and no key is among them twice: they are ordered by key.</item>
/// <item>Names: see <see cref="Renaming"/>.</item>
/// </list>
/// </summary>
internal sealed class Encoding(Scope scope)
{
    private const long Present = 2;

    private readonly Kept<BookHeader> _headers = new();
    private readonly Kept<Places> _places = new();
    private readonly Kept<Invoice> _invoices = new();
    private readonly ConcurrentDictionary<(Invoice Invoice, long Epoch), int> _seen = new();
    private readonly ConcurrentDictionary<int, int[]> _images = new();
    private readonly Renaming[] _renamings = Renaming.AllBut(scope.Keys, scope.Numbers);

    internal void Show(Packed state, Model model)
    {
        var count = 0;
        Span<int> numbers = [state.Invoice(0), state.Invoice(1), state.Invoice(2)];
        var invoices = new Invoice[Packed.MostInvoices];
        for (; count < Packed.MostInvoices && numbers[count] > 0; count++)
        {
            invoices[count] = _invoices[numbers[count]];
        }

        model.Show(_headers[state.Header], _places[state.Places], invoices.AsSpan(0, count));
    }

    internal Packed Encode(BookHeader header, Places places, ReadOnlySpan<Invoice> invoices)
    {
        Span<int> numbers = stackalloc int[Packed.MostInvoices];
        numbers.Clear();
        for (var slot = 0; slot < invoices.Length; slot++)
        {
            numbers[slot] = NumberOf(invoices[slot], slot, header.Epoch);
        }

        return OneOfItsNames(
            HeaderNumberOf(header),
            _places.NumberOf(places),
            numbers[..invoices.Length]);
    }

    /// <summary>The state a step leads to.</summary>
    internal Packed Successor(Packed from, Model before, Register after, ValueList<Event> events)
    {
        Span<int> numbers = stackalloc int[Packed.MostInvoices];
        var count = 0;
        foreach (var was in before.Invoices)
        {
            var now = after.Find(was.Id)!;
            var same = ReferenceEquals(was, now) && (after.Header.Epoch == before.Header.Epoch || was.StoredSync != Sync.Sent);
            numbers[count] = same ? from.Invoice(count) : NumberOf(now, count, after.Header.Epoch);
            count++;
        }

        foreach (var appeared in after.Appeared)
        {
            numbers[count] = NumberOf(appeared, count, after.Header.Epoch);
            count++;
        }

        var places = before.Places.After(events);
        return OneOfItsNames(
            ReferenceEquals(after.Header, before.Header) ? from.Header : HeaderNumberOf(after.Header),
            ReferenceEquals(places, before.Places) ? from.Places : _places.NumberOf(places),
            numbers[..count]);
    }

    private int HeaderNumberOf(BookHeader header) => _headers.NumberOf(header.Epoch is 0 or Present ? header : header with { Epoch = Present });

    private int NumberOf(Invoice invoice, int slot, long epoch) =>
        _seen.TryGetValue((invoice, epoch), out var number) ? number
        : _seen.GetOrAdd((invoice, epoch), _invoices.NumberOf(Merged(invoice, slot, epoch)));

    private static Invoice Merged(Invoice invoice, int slot, long epoch) => WithAppeared(invoice, slot + 1) with
    {
        Attempt = Math.Min(invoice.Attempt, 1),
        SentEpoch = invoice.StoredSync != Sync.Sent ? 0 : invoice.SentEpoch == epoch ? Present : Present - 1,
        Released = [.. invoice.Released.OrderBy(record => record.Key.Text, StringComparer.Ordinal)],
        Claims = [.. invoice.Claims.Select((claim, at) => claim with { Since = at })],
    };

    private static Invoice WithAppeared(Invoice it, long appeared) => new(it.Id, it.Origin, it.CreatedDate, it.CreatedSeries, appeared, it.CreatedScope, it.CreatedForm)
    {
        Scope = it.Scope,
        Form = it.Form,
        Date = it.Date,
        Series = it.Series,
        Approval = it.Approval,
        VoidedByHome = it.VoidedByHome,
        ErpSaidVoid = it.ErpSaidVoid,
        Records = it.Records,
        StoredSync = it.StoredSync,
        IsUnlinked = it.IsUnlinked,
        HomeNumber = it.HomeNumber,
        IssuedBy = it.IssuedBy,
    };

    /// <summary>Of all renamed twins the one whose numbers come first.</summary>
    private Packed OneOfItsNames(int header, int places, ReadOnlySpan<int> invoices)
    {
        Span<int> renamed = stackalloc int[Packed.MostInvoices];
        renamed.Clear();
        invoices.CopyTo(renamed);
        var least = Packed.Of(header, places, renamed);
        for (var at = 0; at < _renamings.Length; at++)
        {
            for (var slot = 0; slot < invoices.Length; slot++)
            {
                renamed[slot] = ImagesOf(invoices[slot])[at];
            }

            var twin = Packed.Of(header, places, renamed);
            least = twin.CompareTo(least) < 0 ? twin : least;
        }

        return least;
    }

    private int[] ImagesOf(int number) => _images.TryGetValue(number, out var images) ? images : _images.GetOrAdd(number, Images(_invoices[number]));

    private int[] Images(Invoice invoice) => Array.ConvertAll(
        _renamings,
        renaming => _invoices.NumberOf(Merged(renaming.Of(invoice), (int)invoice.Appeared - 1, Present)));
}
