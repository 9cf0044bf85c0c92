using NumberingRules;
using NumberingRules.Storage;
using InvoiceRow = PropertyHost.Data.InvoiceRow;

namespace PropertyHost.Api;

/// <summary>The body of <c>POST /invoices</c>. With an id of the caller's own, asking again is harmless.</summary>
internal sealed record NewInvoice(string? Id, string Tenant, decimal Amount, DateOnly Date);

/// <summary>The body of <c>POST /connect</c>.</summary>
internal sealed record NewConnection(string Company, DateOnly? SyncFrom);

/// <summary>Why somebody voids or disconnects.</summary>
internal sealed record Because(string Reason);

/// <summary>An invoice as it is shown: the host's row, and the book's answer.</summary>
internal sealed record ShownInvoice(
    string Id, string? Tenant, decimal? Amount, DateOnly Date, string Origin, string Approval, bool Void, string Sync,
    string? Number, string? System, string Why, IReadOnlyList<ReferenceView> References)
{
    internal static ShownInvoice Of(InvoiceView view, InvoiceRow? row) => new(
        view.Id.Text, row?.Tenant, row?.Amount, view.Date, Name.Of(view.Origin), Name.Of(view.Approval), view.IsVoid, Name.Of(view.Sync),
        view.Number?.Text, view.System is { } system ? Name.Of(system) : null, view.Why,
        [.. view.References.Select(reference => new ReferenceView(Name.Of(reference.System), reference.Number.Text))]);
}

/// <summary>Another number of the invoice.</summary>
internal sealed record ReferenceView(string System, string Number);

/// <summary>What became of a command.</summary>
internal sealed record AnswerView(string Outcome, string? Reason, string? Number, string? System, string Why)
{
    internal static IResult Of(Answer answer)
    {
        var view = new AnswerView(
            Name.Of(answer.Outcome), answer.Rejection is { } reason ? Name.Of(reason) : null,
            answer.Number?.Text, answer.System is { } system ? Name.Of(system) : null, answer.Why);
        return answer.Rejection switch
        {
            null => Results.Ok(view),
            Rejection.InvoiceUnknown => Results.NotFound(view),
            _ => Results.Conflict(view),
        };
    }
}

/// <summary>A page of invoices, and what to pass as <c>after</c> for the next.</summary>
internal sealed record InvoicePage(IReadOnlyList<ShownInvoice> Invoices, string? Next);

/// <summary>What waits for somebody.</summary>
internal sealed record WorkView(
    IReadOnlyList<string> ToSend, IReadOnlyList<string> ToLookUp, IReadOnlyList<string> Failed, IReadOnlyList<string> OwesNumber,
    IReadOnlyList<FindingView> Findings)
{
    internal static async Task<WorkView> OfAsync(BookHandle book, CancellationToken stop)
    {
        async Task<IReadOnlyList<string>> IdsAsync(WorkList list) => [.. (await book.WorkAsync(list, cancellation: stop)).Items.Select(invoice => invoice.Id.Text)];
        return new(
            await IdsAsync(WorkList.ToSend), await IdsAsync(WorkList.ToLookUp), await IdsAsync(WorkList.Failed), await IdsAsync(WorkList.OwesNumber),
            [.. (await book.FindingsAsync(cancellation: stop)).Items.Select(held => new FindingView(held.Invoice.Id.Text, Name.Of(held.Finding), Explain.Of(held.Finding).Remedy))]);
    }
}

/// <summary>Trouble that still holds, and what to do about it.</summary>
internal sealed record FindingView(string Invoice, string Finding, string Remedy);

/// <summary>What a series has issued in a period.</summary>
internal sealed record SeriesView(string Series, long First, long Last, long Issued, long TakenOver, bool AddsUp);
