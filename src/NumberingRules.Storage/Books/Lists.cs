using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace NumberingRules.Storage;

/// <summary>The lists a host works from: what the rows say, as the book's header has it now.</summary>
internal static class Lists
{
    internal static async ValueTask<IReadOnlyList<InvoiceView>> FindAsync(OpenBook book, string text, CancellationToken cancellation)
    {
        if (Identifier.Problem(text) is not null)
        {
            return [];
        }

        var found = (await book.FindAsync([new(text)], cancellation).ConfigureAwait(false)).ToList();
        await foreach (var (invoice, _) in book.ListAsync(new InvoiceList.Holding(text), null, cancellation).ConfigureAwait(false))
        {
            found.Add(book.Show(invoice));
        }

        return [.. found.DistinctBy(static view => view.Id).OrderBy(static view => view.Invoice.Appeared)];
    }

    internal static async ValueTask<Page<InvoiceView>> PageAsync(OpenBook book, InvoiceList list, ListPlace? after, int count, CancellationToken cancellation)
    {
        // Nothing begins with what no name holds, and not every database can be asked about it.
        var isName = PrefixOf(list)?.Trim(' ') is not { Length: > 0 } prefix || Identifier.Problem(prefix) is null;
        if (book.Row is null || !isName)
        {
            return new([], null);
        }

        var page = await book.Session.ListAsync(book.Row, list, after, WithOneMore(count), cancellation).ConfigureAwait(false);
        return new([.. page.Take(count).Select(item => book.Show(item.Invoice))], page.Count > count ? Written(KindOf(list), page[count - 1].Place) : null);
    }

    internal static async ValueTask<Page<InvoiceView>> WorkAsync(OpenBook book, WorkList list, ListPlace? after, int count, CancellationToken cancellation)
    {
        var (lists, fits) = Of(book.Header, list);
        var place = after;
        List<(Invoice Invoice, ListPlace Place)> items = [];

        // Lists in the same order, joined: each gives enough for the page, and the rest is for the next one.
        foreach (var one in lists)
        {
            var left = WithOneMore(count);
            await foreach (var item in book.ListAsync(one, place, cancellation).ConfigureAwait(false))
            {
                if (fits(item.Invoice))
                {
                    items.Add(item);
                    if (--left == 0)
                    {
                        break;
                    }
                }
            }
        }

        items.Sort(static (left, right) => (left.Place.Date, left.Place.Appeared).CompareTo((right.Place.Date, right.Place.Appeared)));
        return new([.. items.Take(count).Select(item => book.Show(item.Invoice))], items.Count > count ? Written(KindOf(list), items[count - 1].Place) : null);
    }

    internal static async ValueTask<Page<HeldFinding>> FindingsAsync(OpenBook book, FindingRow? after, int count, CancellationToken cancellation)
    {
        List<HeldFinding> items = [];
        var place = after;
        while (book.Row is not null)
        {
            var rows = await book.Session.FindingsAsync(book.Row, place, WithOneMore(count), cancellation).ConfigureAwait(false);
            foreach (var held in await book.ComputeAsync(view => HeldOf(book, view, rows), cancellation).ConfigureAwait(false))
            {
                if (items.Count == count)
                {
                    return new(items, Written(items[^1]));
                }

                items.Add(held);
            }

            if (rows.Count <= count)
            {
                break;
            }

            place = rows[^1];
        }

        return new(items, null);
    }

    internal static async ValueTask<(Decision Decision, IReadOnlyList<NumberChange> Changes)> WhatIfAsync(OpenBook book, Command command, CancellationToken cancellation)
    {
        var (decision, after) = await book.ComputeAsync(
            view =>
            {
                var register = new Register(view);
                return (register.Do(command), register);
            },
            cancellation).ConfigureAwait(false);
        if (decision.Events.Count == 0)
        {
            return (decision, []);
        }

        var changed = after.Changed.ToDictionary(static invoice => invoice.Id);
        List<NumberChange> changes = [];
        await foreach (var (invoice, _) in book.ListAsync(new InvoiceList.All(NewestFirst: false), null, cancellation).ConfigureAwait(false))
        {
            Add(Numbering.Authority(book.Header, invoice), changed.GetValueOrDefault(invoice.Id, invoice));
        }

        foreach (var invoice in after.Appeared)
        {
            Add(null, invoice);
        }

        return (decision, changes);

        void Add(Authority? was, Invoice invoice)
        {
            var now = Numbering.Authority(after.Header, invoice);
            if ((was?.System, was?.Number) != (now.System, now.Number))
            {
                changes.Add(new(invoice.Id, was, now));
            }
        }
    }

    /// <summary>Whether an invoice without a number should have one: C7's <i>all</i>, and what the policy says of the rest.</summary>
    internal static bool OwesNumber(BookHeader book, Invoice invoice) =>
        invoice is { HomeNumber: null, IsVoid: false }
        && (invoice.Origin == Side.Home
            ? book.Policy.HomeNumber == HomeNumberPolicy.OnCreate || invoice.Approval == Approval.Approved
            : book.Policy.ImportedHomeNumber switch
            {
                ImportedHomeNumberPolicy.OnImport => true,
                ImportedHomeNumberPolicy.OnDisconnect => book.Connection == Connection.Disconnected,
                _ => false,
            });

    private static (InvoiceList[] Lists, Func<Invoice, bool> Fits) Of(BookHeader header, WorkList list) =>
        !header.IsOpen ? ([], static _ => false) : list switch
        {
            WorkList.ToSend => header.Connection != Connection.Connected ? ([], static _ => false)
                : ([new InvoiceList.ToSend(SendWork.Unsent)], invoice => !(invoice.Date < header.SyncFrom)),
            WorkList.ToLookUp => ([new InvoiceList.ToSend(SendWork.Uncertain), new InvoiceList.ToSend(SendWork.Sent)], invoice => Numbering.EffectiveSync(header, invoice) == Sync.Uncertain),
            WorkList.InFlight => ([new InvoiceList.ToSend(SendWork.Sent)], invoice => Numbering.EffectiveSync(header, invoice) == Sync.Sent),
            WorkList.Failed => ([new InvoiceList.ToSend(SendWork.Failed)], static _ => true),
            _ => ([new InvoiceList.Unnumbered(Side.Home), new InvoiceList.Unnumbered(Side.Erp)], invoice => OwesNumber(header, invoice)),
        };

    private static List<HeldFinding> HeldOf(OpenBook book, IBookView view, IReadOnlyList<FindingRow> rows)
    {
        List<HeldFinding> held = [];
        foreach (var row in rows)
        {
            if (view.Find(row.Invoice) is { } invoice && Holds(view, row.Finding, invoice))
            {
                held.Add(new(row.Finding, book.Show(invoice), row.Entry));
            }
        }

        return held;
    }

    private static bool Holds(IBookView book, Finding finding, Invoice invoice) => finding switch
    {
        NumberingRules.Finding.DuplicateInErp => invoice.Records.Count > 1,
        NumberingRules.Finding.ErpNumberDiffers => book.Header.Policy.Authority == Side.Home && invoice.ErpNumber is { } erp && invoice.HomeNumber is { } home && erp != home,
        NumberingRules.Finding.ErpNumberShared => invoice.ErpNumber is { } shared && book.IsShownByAnother(shared, [invoice.Id]),
        NumberingRules.Finding.HomeNumberOwed => OwesNumber(book.Header, invoice),
        _ => (invoice.HomeNumber is { } own && book.IsShownByAnother(own, [invoice.Id]))
            || (invoice.ErpNumber is { } shown && NumberingRules.Findings.OtherHasHomeNumber(book, invoice.Id, shown)),
    };

    private static string? PrefixOf(InvoiceList list) => list switch
    {
        InvoiceList.IdBeginsWith byId => byId.Prefix,
        InvoiceList.NumberBeginsWith byNumber => byNumber.Prefix,
        _ => null,
    };

    /// <summary>One more than a page holds tells whether there is a next one.</summary>
    private static int WithOneMore(int count) => count == int.MaxValue ? count : count + 1;

    /// <summary>The kind of list a place is of, as its first letter; none for the invoices in order of appearance.</summary>
    internal static string KindOf(InvoiceList list) => list switch
    {
        InvoiceList.All { NewestFirst: false } => "",
        InvoiceList.All => "n",
        InvoiceList.InStage => "s",
        InvoiceList.Dated => "d",
        InvoiceList.IdBeginsWith => "i",
        _ => "k",
    };

    internal static string KindOf(WorkList list) => list switch
    {
        WorkList.ToSend => "t",
        WorkList.ToLookUp => "l",
        WorkList.Failed => "e",
        WorkList.OwesNumber => "o",
        _ => "w",
    };

    // Where a page ended, in words that a host passes on: the appearance, and a day number or a text where the list is ordered by it.
    private static string Written(string kind, ListPlace place) => kind + (place is { Text: null } && place.Date == default
        ? place.Appeared.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{place.Appeared}.{(place.Date == default ? "" : place.Date.DayNumber)}.{place.Text}"));

    /// <exception cref="ArgumentException">It is not what a page of this kind of list said.</exception>
    internal static ListPlace? Place(string kind, string? after) =>
        after is null ? null
        : !TryRead(after, out var of, out var place) ? throw new ArgumentException(ProblemOf(after), nameof(after))
        : of == kind ? place
        : throw new ArgumentException($"'{after}' is where a page of another list ended; pass on what {nameof(Page<>.Next)} of this list said, or null for the first page", nameof(after));

    /// <summary>What keeps a text from being a place that a page of any list told.</summary>
    internal static string? ProblemOf(string? after) =>
        after is null || TryRead(after, out _, out _) || TryReadFinding(after, out _) ? null
        : $"'{after}' is not where a page ended; pass on what {nameof(Page<>.Next)} said as it is, or null for the first page";

    private static bool TryRead(string after, out string kind, [NotNullWhen(true)] out ListPlace? place)
    {
        kind = after is [>= 'a' and <= 'z', ..] ? after[..1] : "";
        place = after[kind.Length..].Split('.', 3) switch
        {
            [var appeared] when IsNumber(appeared, out var number) && kind is "" or "n" or "s" or "t" or "l" or "e" or "w" => new(number),
            [var appeared, var day, ""] when IsNumber(appeared, out var number) && IsNumber(day, out var days) && days <= DateOnly.MaxValue.DayNumber && kind is "d" or "o" => new(number, DateOnly.FromDayNumber((int)days)),
            [var appeared, "", var text] when IsNumber(appeared, out var number) && Identifier.Problem(text) is null && kind is "i" or "k" => new(number, Text: text),
            _ => null,
        };
        return place is not null;
    }

    private static bool IsNumber(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static string Written(HeldFinding held) =>
        string.Create(CultureInfo.InvariantCulture, $"f{held.Entry}.{Name.Of(held.Finding)}.{held.Invoice.Id.Text}");

    /// <exception cref="ArgumentException">It is not what a page of findings said.</exception>
    internal static FindingRow? FindingPlace(string? after) =>
        after is null ? null
        : TryReadFinding(after, out var place) ? place
        : throw new ArgumentException(ProblemOf(after) ?? $"'{after}' is where a page of another list ended; pass on what {nameof(Page<>.Next)} of the findings said, or null for the first page", nameof(after));

    private static bool TryReadFinding(string after, [NotNullWhen(true)] out FindingRow? place)
    {
        place = after is ['f', .. var rest] && rest.Split('.', 3) is [var entry, var name, var invoice] && IsNumber(entry, out var number)
            && Name.TryParse<Finding>(name, out var finding) && InvoiceId.TryCreate(invoice, out var id, out _)
            ? new(number, finding, id) : null;
        return place is not null;
    }
}
