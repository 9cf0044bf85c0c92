using NumberingRules;
using NumberingRules.Storage;
using PropertyHost.Erp;

namespace PropertyHost.Api;

/// <summary>What one does with the book and its connection to the ERP.</summary>
internal static class BookEndpoints
{
    internal static void MapBook(this IEndpointRouteBuilder app)
    {
        app.MapPost("/connect", async (NewConnection asked, KeptBook book) =>
            AnswerView.Of(await book.ConnectAsync(asked.Company, asked.SyncFrom is { } date ? date : default(SyncFrom))));
        app.MapPost("/disconnect", async (Because because, KeptBook book) => AnswerView.Of(await book.DisconnectAsync(because.Reason)));

        app.MapPost("/sync", async (Rounds rounds, KeptBook book, CancellationToken stop) =>
        {
            await rounds.RunAsync(stop);
            return WorkView.Of(book);
        });

        // A webhook goes through the same code as the feed: in any order, any number of times, before or after the answer.
        app.MapPost("/erp/news", (ErpInvoice record, SyncLoop loop, CancellationToken stop) =>
            record.Problem() is null ? loop.TakeAsync(record.ToNews(), stop) : Task.CompletedTask);

        app.MapGet("/work", WorkView.Of);
        app.MapGet("/series", (KeptBook book) => book.Series()
            .Select(line => new SeriesView(line.Series.Text, line.First, line.Last, line.Issued, line.TakenOver, line.AddsUp)));
    }
}
