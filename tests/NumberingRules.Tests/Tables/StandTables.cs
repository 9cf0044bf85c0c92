using static NumberingRules.AuthorityRule;
using static NumberingRules.Connection;

namespace NumberingRules.Tests.Tables;

/// <summary>An invoice in its book, of which SPEC §3 and §5 are asked.</summary>
internal sealed record Standing(ModelBook Book, ModelInvoice Invoice)
{
    public bool IsHome => Invoice.IsHome;

    public bool Disconnected => Book.Connection == Connection.Disconnected;

    public bool Approved => Invoice.Approval == Approval.Approved;

    public string? Home => Invoice.Home;

    public string? Erp => Invoice.Erp;
}

/// <summary>SPEC §3, effective sync, and SPEC §5: which number counts.</summary>
internal static class StandTables
{
    public static Table<Standing, AuthorityRule> Authority { get; } = new Table<Standing, AuthorityRule>("§5")
        .If("policy home, origin home, holds H", s => s.Book.Policy!.Authority == Side.Home && s.IsHome && s.Home is not null, HomeAlways)
        .If("live, origin erp, holds E", s => s.Book.Live && !s.IsHome && s.Erp is not null, ErpFromTheStart)
        .If("live, origin home, approved, holds E", s => s.Book.Live && s.IsHome && s.Approved && s.Erp is not null, ErpAfterSync)
        .If("never or live, origin home, holds H", s => !s.Disconnected && s.IsHome && s.Home is not null, HomeUntilSynced)
        .If("disconnected, holds H", s => s.Disconnected && s.Home is not null, HomeAfterDisconnect)
        .If("disconnected, holds E, origin erp or approved", s => s.Disconnected && s.Erp is not null && (!s.IsHome || s.Approved), OnlyNumberHeld)
        .Else("otherwise", NoNumberYet);

    public static Table<Standing, Func<Standing, Sync>> EffectiveSync { get; } = new Table<Standing, Func<Standing, Sync>>("§3 sync")
        .If("linked", s => s.Invoice.Linked, _ => Sync.Synced)
        .If("sent in another epoch", s => s.Invoice.Stored == Sync.Sent && s.Invoice.SentEpoch != s.Book.Epoch, _ => Sync.Uncertain)
        .If("sent, while the book is not connected", s => s.Invoice.Stored == Sync.Sent && s.Book.Connection != Connected, _ => Sync.Uncertain)
        .Else("as stored", s => s.Invoice.Stored);

    private static Table<AuthorityRule, Side?> System { get; } = new Table<AuthorityRule, Side?>("§5 answer")
        .If("H", rule => rule is HomeAlways or HomeUntilSynced or HomeAfterDisconnect, Side.Home)
        .If("E", rule => rule is ErpFromTheStart or ErpAfterSync or OnlyNumberHeld, Side.Erp)
        .If("none", rule => rule is NoNumberYet, null);

    public static Sync Effective(ModelBook book, ModelInvoice invoice)
    {
        var standing = new Standing(book, invoice);
        return EffectiveSync.Answer(standing)(standing);
    }

    public static Sync Shown(ModelBook book, ModelInvoice invoice) => invoice.IsUnlinked ? Sync.Unlinked : Effective(book, invoice);

    public static (AuthorityRule Rule, Side? System, string? Number) AnswerOf(ModelBook book, ModelInvoice invoice)
    {
        var rule = Authority.Answer(new(book, invoice));
        var system = System.Answer(rule);
        return (rule, system, system switch { Side.Home => invoice.Home, Side.Erp => invoice.Erp, _ => null });
    }

    /// <summary>Every other number ever held, oldest first.</summary>
    public static IEnumerable<(Side System, string Number)> References(ModelBook book, ModelInvoice invoice)
    {
        var (_, system, number) = AnswerOf(book, invoice);
        return invoice.Claims.Where(claim => !(claim.System == system && claim.Number == number));
    }
}
