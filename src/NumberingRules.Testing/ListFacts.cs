using NumberingRules.Storage;

namespace NumberingRules.Testing;

/// <summary>Lists of a book held against LINQ over the book in memory.</summary>
internal static class ListFacts
{
    private static readonly string[] Prefixes = ["", "a", "A", "e", "é", "\ud83d\ude00", "\uff5e", "%", "_", "K1"];

    internal static async Task CheckAsync(Desk desk)
    {
        var (book, all) = (desk.Book, desk.Invoices);
        await CheckAsync("the invoices, the newest first", all.Reverse(), (after, count) => book.InvoicesAsync(newestFirst: true, after, count)).ConfigureAwait(false);
        await CheckAsync("the invoices, the oldest first", all, (after, count) => book.InvoicesAsync(newestFirst: false, after, count)).ConfigureAwait(false);
        foreach (var stage in Enum.GetValues<InvoiceStage>())
        {
            await CheckAsync($"the invoices of stage {stage}", all.Reverse().Where(invoice => StageOf(invoice) == stage), (after, count) => book.InvoicesInStageAsync(stage, after, count)).ConfigureAwait(false);
        }

        var (from, until) = (Desk.Day.AddDays(10), Desk.Day.AddDays(30));
        await CheckAsync(
            "the invoices of three weeks",
            all.Where(invoice => invoice.Date >= from && invoice.Date <= until).OrderByDescending(static invoice => invoice.Date).ThenByDescending(static invoice => invoice.Appeared),
            (after, count) => book.InvoicesDatedAsync(from, until, after, count)).ConfigureAwait(false);
        foreach (var prefix in Prefixes)
        {
            await CheckAsync(
                $"the invoices whose id begins with '{prefix}'",
                all.Where(invoice => invoice.Id.Text.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(static invoice => invoice.Id.Text, Desk.Utf8),
                (after, count) => book.InvoicesByIdPrefixAsync(prefix, after, count)).ConfigureAwait(false);
            await CheckAsync(
                $"the invoices with a number or key that begins with '{prefix}'",
                all.SelectMany(static invoice => Held(invoice).Distinct().Select(text => (text, invoice))).Where(held => held.text.StartsWith(prefix, StringComparison.Ordinal))
                    .OrderBy(static held => held.text, Desk.Utf8).ThenBy(static held => held.invoice.Appeared).Select(static held => held.invoice),
                (after, count) => book.InvoicesByNumberPrefixAsync(prefix, after, count)).ConfigureAwait(false);
        }
    }

    private static async Task CheckAsync(string what, IEnumerable<Invoice> expected, Func<string?, int, ValueTask<Page<InvoiceView>>> ask)
    {
        List<Invoice> should = [.. expected];
        foreach (var count in new[] { 1, 7, int.MaxValue })
        {
            List<Invoice> found = [];
            for (var (after, isLast) = ((string?)null, false); !isLast && found.Count <= should.Count;)
            {
                var page = await ask(after, count).ConfigureAwait(false);
                found.AddRange(page.Items.Select(static view => view.Invoice));
                (after, isLast) = (page.Next, page.Next is null);
            }

            Expect.SameList(should, found, $"{what}, in pages of {count}");
        }
    }

    private static InvoiceStage StageOf(Invoice invoice) => invoice.IsVoid ? InvoiceStage.Void : invoice.Approval switch
    {
        Approval.Draft => InvoiceStage.Draft,
        Approval.Approved => InvoiceStage.Approved,
        _ => InvoiceStage.AwaitingApproval,
    };

    /// <summary>Every text an invoice holds, and the keys it gave up.</summary>
    private static IEnumerable<string> Held(Invoice invoice) => invoice.Claims.AsEnumerable().Select(static claim => claim.Number.Text)
        .Concat(invoice.Records.AsEnumerable().Concat(invoice.Released.AsEnumerable()).Select(static record => record.Key.Text));
}
