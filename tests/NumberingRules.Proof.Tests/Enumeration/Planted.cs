using NumberingRules.Proof.Enumeration;

namespace NumberingRules.Proof.Tests.Enumeration;

/// <summary>Rules that are wrong in one point each: what an enumeration must find.</summary>
internal static class Planted
{
    internal static Rules SendsBlindly { get; } = Rules.Real with
    {
        Decide = static (book, command) => Numbering.Decide(book, command) switch
        {
            { Rejection: Rejection.OutcomeUncertain } when command is Command.Send { Invoice: var id } =>
                new Event.Sent(id, book.Find(id)!.Attempt + 1, book.Header.Epoch),
            var decision => decision,
        },
    };

    internal static Rules BelievesOldNews { get; } = Rules.Real with
    {
        Decide = static (book, command) => Numbering.Decide(book, command) switch
        {
            { Outcome: Outcome.Unchanged } when command is Command.Confirm { ErpNumber: { } number } c && book.Find(c.Invoice) is { } invoice
                && invoice.ErpNumber is not null && invoice.ErpNumber != number && invoice.Records[0].Key == c.ErpKey =>
                new Event.RecordChanged(c.Invoice, new(c.ErpKey, number, invoice.Records[0].Version)),
            var decision => decision,
        },
    };

    internal static Rules LeavesUnlinkedInFlight { get; } = Rules.Real with
    {
        Decide = static (book, command) => command is Command.Refuse { Invoice: var id } && book.Find(id) is { IsUnlinked: true }
            ? Rejection.Unlinked
            : Numbering.Decide(book, command),
    };

    internal static Rules ForgetsImportsOnDisconnect { get; } = Rules.Real with
    {
        Decide = static (book, command) => command is Command.Number { Invoice: var id } && book.Find(id) is { Origin: Side.Erp } && !book.Header.IsLive
            ? Rejection.NotConnected
            : Numbering.Decide(book, command) is { Outcome: Outcome.Accepted } && command is Command.Disconnect c ? new Event.Disconnected(c.Reason)
            : Numbering.Decide(book, command),
    };

    internal static Rules MindsTheOrderOfLookUps { get; } = Rules.Real with
    {
        Decide = static (book, command) => command is Command.Unlink { Invoice: var id } && book.WithoutHomeNumber().FirstOrDefault() is { } first && first.Id != id
            ? new Event.Unlinked(first.Id)
            : Numbering.Decide(book, command),
    };

    internal static Rules RefusesNewsOfVoidInvoices { get; } = Rules.Real with
    {
        Decide = static (book, command) => command is Command.Confirm { Invoice: var id } && book.Find(id) is { IsVoid: true }
            ? Rejection.InvoiceVoid
            : Numbering.Decide(book, command),
    };

    internal static Rules SwitchesBackWhenInterrupted { get; } = Rules.Real with
    {
        Answer = static (book, invoice) => book.Connection == Connection.Interrupted && invoice.HomeNumber is { } number
            ? new(AuthorityRule.HomeAfterDisconnect, Side.Home, number)
            : Numbering.Authority(book, invoice),
    };

    /// <summary>The position does not move on with the second number.</summary>
    internal static Rules StaysBehind { get; } = Rules.Real with
    {
        Fold = static (book, happened) => book.Apply(happened is Event.Issued { SequenceNumber: 2 } e
            ? new Event.Issued(e.Invoice, e.Series, e.Period, 1, e.Number, e.Date)
            : happened),
    };

    /// <summary>A confirmed record loses its number on the way into the state.</summary>
    internal static Rules ForgetsTheNumber { get; } = Rules.Real with
    {
        Fold = static (book, happened) => book.Apply(happened is Event.RecordAdded { Record.Number: not null } e
            ? new Event.RecordAdded(e.Invoice, e.Record with { Number = null })
            : happened),
    };

    /// <summary>A disconnect that is folded as an interruption.</summary>
    internal static Rules NeverDisconnects { get; } = Rules.Real with
    {
        Fold = static (book, happened) => book.Apply(happened is Event.Disconnected ? new Event.Interrupted("outage") : happened),
    };
}
