using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NumberingRules;
using NumberingRules.Storage;
using PropertyHost.Data;

namespace PropertyHost.Api;

/// <summary>What one does with invoices.</summary>
internal static class InvoiceEndpoints
{
    internal static void MapInvoices(this IEndpointRouteBuilder app)
    {
        app.MapPost("/invoices", CreateAsync);
        app.MapGet("/invoices", ListAsync);
        app.MapGet("/invoices/{id}", ShowAsync);
        app.MapGet("/find/{text}", FindAsync);
        app.MapPost("/invoices/{id}/submit", async (string id, KeptBook book) => AnswerView.Of(await book.SubmitAsync(id)));
        app.MapPost("/invoices/{id}/approve", async (string id, KeptBook book) => AnswerView.Of(await book.ApproveAsync(id)));
        app.MapPost("/invoices/{id}/void", async (string id, Because because, KeptBook book) => AnswerView.Of(await book.VoidAsync(id, Side.Home, because.Reason)));
        app.MapPost("/invoices/{id}/send", async (string id, SyncLoop loop, KeptBook book, HostDatabase database, CancellationToken stop) =>
        {
            await loop.SendAsync(id, stop);
            return await ShowAsync(id, null, book, database);
        });
    }

    /// <summary>The row and its number live or die together. Asked again with the same id, it answers with the same number.</summary>
    private static async Task<IResult> CreateAsync(NewInvoice asked, bool? fail, HostDatabase database, KeptBook book, Settings settings)
    {
        var id = asked.Id ?? Guid.CreateVersion7().ToString("N");

        await using var transaction = await database.Database.BeginTransactionAsync();
        if (await database.Invoices.FindAsync(id) is null)
        {
            database.Invoices.Add(new() { Id = id, Tenant = asked.Tenant, Amount = asked.Amount, Date = asked.Date });
            await database.SaveChangesAsync();
        }

        // Last before the commit: from here on all other writers of the file wait.
        var answer = book.DoWithin(transaction.GetDbTransaction(), new Command.Create(id, asked.Date));
        if (answer.Outcome == Outcome.Rejected)
        {
            return AnswerView.Of(answer); // Neither row nor number: the transaction is rolled back when it is disposed.
        }

        if (fail == true && settings.Rehearsal)
        {
            throw new InvalidOperationException($"Rehearsed: the request fails after it was given {answer.Number}, before it commits.");
        }

        await transaction.CommitAsync();
        return AnswerView.Of(answer);
    }

    private static async Task<InvoicePage> ListAsync(long? after, int? count, KeptBook book, HostDatabase database)
    {
        var page = book.Invoices(after ?? 0, Math.Clamp(count ?? 100, 1, 1000));
        return new(await Views(page.Items, database), page.Next);
    }

    /// <summary>One invoice, now or as it was: which number did the PDF of 3 March carry?</summary>
    private static async Task<IResult> ShowAsync(string id, DateTimeOffset? at, KeptBook book, HostDatabase database) =>
        (at is { } instant ? book.InvoiceAt(id, instant) : book.Invoice(id)) is { } kept
            ? Results.Ok((await Views([kept], database))[0])
            : Results.NotFound();

    /// <summary>By any number or key it ever held.</summary>
    private static async Task<IReadOnlyList<InvoiceView>> FindAsync(string text, KeptBook book, HostDatabase database) =>
        await Views(book.Find(text), database);

    private static async Task<IReadOnlyList<InvoiceView>> Views(IReadOnlyList<KeptInvoice> kept, HostDatabase database)
    {
        var ids = kept.Select(invoice => invoice.Invoice.Id.Text).ToList();
        var rows = await database.Invoices.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id);
        return [.. kept.Select(invoice => InvoiceView.Of(invoice, rows.GetValueOrDefault(invoice.Invoice.Id.Text)))];
    }
}
