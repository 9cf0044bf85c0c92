using NumberingRules;
using NumberingRules.Storage;
using NumberingRules.Syncing;
using PropertyHost.Erp;

namespace PropertyHost.Api;

/// <summary>What one does with the book and its connection to the ERP.</summary>
internal static class BookEndpoints
{
    internal static void MapBook(this IEndpointRouteBuilder app)
    {
        app.MapPost("/connect", async (NewConnection asked, BookHandle book, CancellationToken stop) =>
            AnswerView.Of(await book.ConnectAsync(asked.Company, asked.SyncFrom is { } date ? date : default(SyncFrom), cancellation: stop)));
        app.MapPost("/disconnect", async (Because because, BookHandle book, CancellationToken stop) => AnswerView.Of(await book.DisconnectAsync(because.Reason, cancellation: stop)));

        app.MapPost("/sync", async (Rounds rounds, BookHandle book, CancellationToken stop) =>
        {
            await rounds.RunAsync(stop);
            return await WorkView.OfAsync(book, stop);
        });

        // A webhook goes through the same code as the feed: in any order, any number of times, before or after the answer.
        app.MapPost("/erp/news", (ErpInvoice record, SyncLoop loop, CancellationToken stop) =>
            record.Problem() is null ? loop.TakeAsync(record.ToNews(), stop) : Task.CompletedTask);

        app.MapGet("/work", WorkView.OfAsync);
        app.MapGet("/series", async (BookHandle book, CancellationToken stop) => (await book.SeriesAsync(stop))
            .Select(line => new SeriesView(line.Series.Text, line.First, line.Last, line.Issued, line.TakenOver, line.AddsUp)));
    }
}
