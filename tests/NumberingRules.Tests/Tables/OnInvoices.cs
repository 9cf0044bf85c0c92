using static NumberingRules.Tests.Tables.Catalogue;

namespace NumberingRules.Tests.Tables;

/// <summary>The commands that name one invoice, with their variants.</summary>
internal static class OnInvoices
{
    private static readonly InvoiceNumber?[] Numbers = [null, "E1", "M1"];

    public static IEnumerable<Command> Lifecycle(InvoiceId id) =>
    [
        new Command.Submit(id), new Command.Withdraw(id), new Command.Approve(id), new Command.Number(id),
        new Command.Void(id, Side.Home, "written in error"),
    ];

    public static IEnumerable<Command> Exchange(InvoiceId id) =>
        [new Command.Send(id), new Command.Resend(id), new Command.Unlink(id), new Command.Relink(id)];

    public static IEnumerable<Command> Outcomes(InvoiceId id, params long[] attempts) =>
    [
        new Command.Lose(id), .. attempts.Select(attempt => new Command.Lose(id, attempt)),
        new Command.Refuse(id, "period closed"), .. attempts.Select(attempt => new Command.Refuse(id, "period closed", attempt)),
    ];

    public static IEnumerable<Command> Redatings(InvoiceId id) =>
    [
        new Command.Redate(id, January), new Command.Redate(id, February), new Command.Redate(id, LastYear), new Command.Redate(id, NextCentury),
        new Command.Redate(id, null, "main"), new Command.Redate(id, null, "year"), new Command.Redate(id, null, "unknown"),
        new Command.Redate(id, February, "year"),
    ];

    public static IEnumerable<Command> Rescopings(InvoiceId id) =>
    [
        new Command.Redate(id, scope: "N1"), new Command.Redate(id, scope: "S2"), new Command.Redate(id, scope: "N"),
        new Command.Redate(id, form: "credit"), new Command.Redate(id, form: "debit"), new Command.Redate(id, form: FormChoice.DefaultForm),
        new Command.Redate(id, null, "branch"), new Command.Redate(id, null, "branch", "S2"), new Command.Redate(id, null, "notes"),
        new Command.Redate(id, null, "notes", form: "credit"), new Command.Redate(id, February, "range"), new Command.Redate(id, January, "range"),
    ];

    public static IEnumerable<Command> Confirmations(InvoiceId id) =>
    [
        .. from key in new ErpKey[] { "K1", "K2" }
           from number in Numbers
           from version in new long?[] { null, 1, 2 }
           where key.Text == "K1" || version != 2
           select new Command.Confirm(id, key, number, version),
        new Command.Confirm(id, "K2", null, null, Replaces: "K1"),
        new Command.Confirm(id, "K2", "M1", 1, Replaces: "K1"),
        new Command.Confirm(id, "K1", "E1", null, Replaces: "K2"),
        new Command.Confirm(id, "K3", null, null, Replaces: "K9"),
        new Command.Confirm(id, "K1", Reclaim: true),
        new Command.Confirm(id, "K1", "M1", 2, Reclaim: true),
        new Command.Confirm(id, "K1", null, null, Replaces: "K2", Reclaim: true),
        new Command.Confirm(id, "K2", "E1", Reclaim: true),
    ];

    public static IEnumerable<Command> Releases(InvoiceId id) =>
    [
        new Command.Release(id, "deleted"), new Command.Release(id, "deleted", "K1"),
        new Command.Release(id, "deleted", "K2"), new Command.Release(id, "deleted", "K9"),
    ];

    public static IEnumerable<Command> Imports(InvoiceId id) =>
    [
        .. from number in Numbers
           from draft in new[] { false, true }
           select new Command.Import(id, "K1", number, January, draft),
        new Command.Import(id, "K1", "E1", January, ErpVersion: 1),
        new Command.Import(id, "K1", "M1", January, ErpVersion: 2),
        new Command.Import(id, "K1", "E1", February),
        new Command.Import(id, "K1", "E1", LastYear, Draft: true),
        new Command.Import(id, "K1", "E1", January, Series: "year"),
        new Command.Import(id, "K1", "E1", NextCentury, Series: "year"),
        new Command.Import(id, "K1", "E1", January, Series: "unknown"),
        new Command.Import(id, "K2", "E1", January),
        new Command.Import(id, "K1", "E1", January, Series: "branch"),
        new Command.Import(id, "K1", "E1", January, Series: "branch", Scope: "N1"),
        new Command.Import(id, "K1", "E1", January, Scope: "S2"),
        new Command.Import(id, "K1", "E1", January, Scope: "S"),
        new Command.Import(id, "K1", "E1", January, Form: "credit"),
        new Command.Import(id, "K1", "E1", January, Series: "notes", Form: "credit"),
        new Command.Import(id, "K1", "E1", January, Form: "debit"),
    ];
}
