using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NumberingRules;
using NumberingRules.Storage;
using NumberingRules.Syncing;
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
        app.MapPost("/invoices/{id}/submit", async (InvoiceId id, BookHandle book, CancellationToken stop) => AnswerView.Of(await book.SubmitAsync(id, cancellation: stop)));
        app.MapPost("/invoices/{id}/approve", async (InvoiceId id, BookHandle book, CancellationToken stop) => AnswerView.Of(await book.ApproveAsync(id, cancellation: stop)));
        app.MapPost("/invoices/{id}/void", async (InvoiceId id, Because because, BookHandle book, CancellationToken stop) => AnswerView.Of(await book.VoidAsync(id, Side.Home, because.Reason, cancellation: stop)));
        app.MapPost("/invoices/{id}/send", async (string id, SyncLoop loop, BookHandle book, HostDatabase database, CancellationToken stop) =>
        {
            await loop.SendAsync(id, stop);
            return await ShowAsync(id, null, book, database, stop);
        });
    }

    /// <summary>The row and its number live or die together. Asked again with the same id, it answers with the same number.</summary>
    private static async Task<IResult> CreateAsync(NewInvoice asked, bool? fail, HostDatabase database, BookHandle book, Settings settings, CancellationToken stop)
    {
        if (!InvoiceId.TryCreate(asked.Id ?? Guid.CreateVersion7().ToString("N"), out var id, out var problem, "id"))
        {
            return Results.Problem(problem, statusCode: 400);
        }

        await using var transaction = await database.Database.BeginTransactionAsync(stop);
        if (await database.Invoices.FindAsync([id.Text], stop) is null)
        {
            database.Invoices.Add(new() { Id = id, Tenant = asked.Tenant, Amount = asked.Amount, Date = asked.Date });
            await database.SaveChangesAsync(stop);
        }

        // Last before the commit: from here on all other writers of the file wait.
        var answer = await book.DoWithinAsync(transaction.GetDbTransaction(), new Command.Create(id, asked.Date), cancellation: stop);
        if (answer.Outcome == Outcome.Rejected)
        {
            return AnswerView.Of(answer); // Neither row nor number: the transaction is rolled back when it is disposed.
        }

        if (fail == true && settings.Rehearsal)
        {
            throw new InvalidOperationException($"Rehearsed: the request fails after it was given {answer.Number}, before it commits.");
        }

        await transaction.CommitAsync(stop);
        return AnswerView.Of(answer);
    }

    private static async Task<IResult> ListAsync(string? after, int? count, BookHandle book, HostDatabase database, CancellationToken stop)
    {
        if (Page.Problem(after) is { } problem)
        {
            return Results.Problem(problem, statusCode: 400);
        }

        var page = await book.InvoicesAsync(newestFirst: false, after, Math.Clamp(count ?? 100, 1, 1000), stop);
        return Results.Ok(new InvoicePage(await ViewsAsync(page.Items, database, stop), page.Next));
    }

    /// <summary>One invoice, now or as it was: which number did the PDF of 3 March carry?</summary>
    private static async Task<IResult> ShowAsync(string id, DateTimeOffset? at, BookHandle book, HostDatabase database, CancellationToken stop) =>
        (at is { } instant ? await book.InvoiceAtAsync(id, instant, stop) : await book.InvoiceAsync(id, stop)) is { } invoice
            ? Results.Ok((await ViewsAsync([invoice], database, stop))[0])
            : Results.NotFound();

    /// <summary>By any number or key it ever held.</summary>
    private static async Task<IReadOnlyList<ShownInvoice>> FindAsync(string text, BookHandle book, HostDatabase database, CancellationToken stop) =>
        await ViewsAsync(await book.FindAsync(text, stop), database, stop);

    private static async Task<IReadOnlyList<ShownInvoice>> ViewsAsync(IReadOnlyList<InvoiceView> invoices, HostDatabase database, CancellationToken stop)
    {
        var ids = invoices.Select(invoice => invoice.Id.Text).ToList();
        var rows = await database.Invoices.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, stop);
        return [.. invoices.Select(invoice => ShownInvoice.Of(invoice, rows.GetValueOrDefault(invoice.Id.Text)))];
    }
}
