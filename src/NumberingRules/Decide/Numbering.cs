using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace NumberingRules;

/// <summary>The whole product on one screen: what is decided, and which number counts. Pure functions.</summary>
public static class Numbering
{
    /// <summary>Decides a command. Never throws on account of what the command holds; changes nothing.</summary>
    /// <param name="book">What the decision may look at.</param>
    /// <param name="command">The wish or the fact.</param>
    public static Decision Decide(IBookView book, Command command)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(command);
        var decision = Decided(book, command);
        return decision.Outcome switch
        {
            Outcome.Rejected when Details.AreNeeded(decision.Rejection!.Value) && decision.Detail is null => decision.Saying(Details.Of(book, command, decision.Rejection.Value)),
            Outcome.Accepted when Notes.Of(book, command, decision) is { Count: > 0 } notes => decision.Noting(notes),
            _ => decision,
        };
    }

    /// <summary>
    /// What issuing would print now, whatever the policy says of the moment, or the rejection it would meet.
    /// Changes nothing, and costs what a decision costs.
    /// </summary>
    /// <param name="book">What the answer may look at.</param>
    /// <param name="date">The document date.</param>
    /// <param name="series">The series; the first if none is named.</param>
    /// <param name="scope">The scope, if the series counts by scope.</param>
    /// <param name="form">The form; the default form if none is named.</param>
    public static NextAnswer Next(this IBookView book, DateOnly date, SeriesId? series = null, Scope? scope = null, FormName? form = null)
    {
        ArgumentNullException.ThrowIfNull(book);
        return NumberingRules.Next.Of(book, DocumentDate.Checked(date), series, scope, form);
    }

    /// <summary>Whether a number is free: who holds or held it, or where a series prints it and what has become of it there. Changes nothing.</summary>
    /// <param name="book">What the answer may look at.</param>
    /// <param name="number">The number.</param>
    public static NumberCheck Check(this IBookView book, InvoiceNumber number)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(number);
        return NumberingRules.Check.Of(book, number);
    }

    /// <summary>Which number of an invoice counts, and why: the first rule that fits. Allocates nothing.</summary>
    public static Authority Authority(BookHeader book, Invoice invoice)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(invoice);
        var (home, h, e) = (invoice.Origin == Side.Home, invoice.HomeNumber, invoice.ErpNumber);
        var (live, disconnected) = (book.IsLive, book.Connection == Connection.Disconnected);
        var approved = invoice.Approval == Approval.Approved;
        return
            h is not null && home && book.HomePrevails ? new(AuthorityRule.HomeAlways, Side.Home, h)
            : e is not null && live && !home ? new(AuthorityRule.ErpFromTheStart, Side.Erp, e)
            : e is not null && live && approved ? new(AuthorityRule.ErpAfterSync, Side.Erp, e)
            : h is not null && !disconnected && home ? new(AuthorityRule.HomeUntilSynced, Side.Home, h)
            : h is not null && disconnected ? new(AuthorityRule.HomeAfterDisconnect, Side.Home, h)
            : e is not null && disconnected && (!home || approved) ? new(AuthorityRule.OnlyNumberHeld, Side.Erp, e)
            : new(AuthorityRule.NoNumberYet, null, null);
    }

    /// <summary>Every other number the invoice ever held, oldest first (C8).</summary>
    public static ValueList<Reference> References(BookHeader book, Invoice invoice)
    {
        var authority = Authority(book, invoice);
        var references = default(ValueList<Reference>);
        foreach (var claim in invoice.Claims)
        {
            if (claim.System != authority.System || claim.Number != authority.Number)
            {
                references = references.Add(new(claim.System, claim.Number));
            }
        }

        return references;
    }

    /// <summary>Where an invoice stands between home and ERP, as shown. Allocates nothing.</summary>
    public static Sync ShownSync(BookHeader book, Invoice invoice)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        return invoice.IsUnlinked ? Sync.Unlinked : EffectiveSync(book, invoice);
    }

    /// <summary>Where an invoice stands between home and ERP, whether it is unlinked or not: what is decided by. Allocates nothing.</summary>
    public static Sync EffectiveSync(BookHeader book, Invoice invoice)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(invoice);
        return invoice.IsLinked ? Sync.Synced
            : invoice.StoredSync == Sync.Sent && (invoice.SentEpoch != book.Epoch || book.Connection != Connection.Connected) ? Sync.Uncertain
            : invoice.StoredSync;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Decision Decided(IBookView book, Command command) => command switch
    {
        Command.Together c => TogetherRules.Together(book, c),
        Command.Open c => BookRules.Open(book.Header, c),
        _ when !book.Header.IsOpen => Rejection.BookNotOpen,

        Command.SetPolicy c => BookRules.SetPolicy(book.Header, c),
        Command.AddSeries c => BookRules.AddSeries(book, c),
        Command.CloseSeries c => BookRules.CloseSeries(book.Header, c),
        Command.Advance c => BookRules.Advance(book, c),
        Command.Connect c => BookRules.Connect(book.Header, c),
        Command.Interrupt c => BookRules.Interrupt(book.Header, c),
        Command.Disconnect c => BookRules.Disconnect(book, c),
        Command.Recover => BookRules.Recover(book.Header),

        Command.Create c => HomeRules.Create(book, c),
        Command.Import c => FactRules.Import(book, c),
        Command.OnInvoice c => book.Find(c.Invoice) is { } invoice ? Decided(book, invoice, c) : Rejection.InvoiceUnknown,
        _ => throw new UnreachableException(),
    };

    private static Decision Decided(IBookView book, Invoice invoice, Command.OnInvoice command) => command switch
    {
        Command.Redate c => HomeRules.Redate(book.Header, invoice, c),
        Command.Submit => HomeRules.Submit(invoice),
        Command.Withdraw => HomeRules.Withdraw(book.Header, invoice),
        Command.Approve => HomeRules.Approve(book, invoice),
        Command.Void { By: Side.Home } c => HomeRules.Void(book.Header, invoice, c),
        Command.Number => HomeRules.Number(book, invoice),

        Command.Send => SyncRules.Send(book.Header, invoice),
        Command.Resend => SyncRules.Resend(book.Header, invoice),
        Command.Lose c => SyncRules.Lose(book.Header, invoice, c),
        Command.Refuse c => SyncRules.Refuse(book.Header, invoice, c),
        Command.Unlink => SyncRules.Unlink(book.Header, invoice),
        Command.Relink => SyncRules.Relink(book.Header, invoice),

        Command.Confirm c => FactRules.Confirm(book, invoice, c),
        Command.Release c => FactRules.Release(book, invoice, c),
        Command.Void c => FactRules.Void(book.Header, invoice, c),
        Command.Reinstate c => FactRules.Reinstate(book, invoice, c),
        _ => throw new UnreachableException(),
    };
}
