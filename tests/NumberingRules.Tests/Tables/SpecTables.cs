using System.Diagnostics;

namespace NumberingRules.Tests.Tables;

/// <summary>All of SPEC §6: which table a command is looked up in.</summary>
internal static class SpecTables
{
    public static IReadOnlyList<ITable> All { get; } =
    [
        StandTables.Authority, StandTables.EffectiveSync,
        IssuingTables.Issuing, IssuingTables.FindingsOfErpNumber, IssuingTables.FindingsOfHomeNumber, IssuingTables.FindingsOfReinstatement,
        IssuingTables.OwedAtOnce,
        BookTables.Open, BookTables.SetPolicy, BookTables.AddSeries, BookTables.CloseSeries, BookTables.Advance,
        BookTables.Connect, BookTables.Interrupt, BookTables.Disconnect, BookTables.Recover,
        HomeTables.Create, HomeTables.Redate, HomeTables.Submit, HomeTables.Withdraw, HomeTables.Approve, HomeTables.Void, HomeTables.Number,
        SyncTables.Send, SyncTables.Resend, SyncTables.Lose, SyncTables.Refuse, SyncTables.Unlink, SyncTables.Relink,
        FactTables.Import, FactTables.Confirm, FactTables.Release, FactTables.Void, FactTables.Reinstate,
    ];

    public static Expected Of(ModelBook book, Command command) => command switch
    {
        Command.Open open => BookTables.Open.Of(book, open),
        Command.Together together => Together(book, together),
        _ when !book.IsOpen => Expected.Rejected(Rejection.BookNotOpen),
        Command.SetPolicy setPolicy => BookTables.SetPolicy.Of(book, setPolicy),
        Command.AddSeries addSeries => BookTables.AddSeries.Of(book, addSeries),
        Command.CloseSeries closeSeries => BookTables.CloseSeries.Of(book, closeSeries),
        Command.Advance advance => BookTables.Advance.Of(book, advance),
        Command.Connect connect => BookTables.Connect.Of(book, connect),
        Command.Interrupt interrupt => BookTables.Interrupt.Of(book, interrupt),
        Command.Disconnect disconnect => BookTables.Disconnect.Of(book, disconnect),
        Command.Recover recover => BookTables.Recover.Of(book, recover),
        Command.Create create => HomeTables.Create.Of(book, create),
        Command.Redate redate => HomeTables.Redate.Of(book, redate),
        Command.Submit submit => HomeTables.Submit.Of(book, submit),
        Command.Withdraw withdraw => HomeTables.Withdraw.Of(book, withdraw),
        Command.Approve approve => HomeTables.Approve.Of(book, approve),
        Command.Void { By: Side.Home } byHome => HomeTables.Void.Of(book, byHome),
        Command.Void byErp => FactTables.Void.Of(book, byErp),
        Command.Number number => HomeTables.Number.Of(book, number),
        Command.Send send => SyncTables.Send.Of(book, send),
        Command.Resend resend => SyncTables.Resend.Of(book, resend),
        Command.Lose lose => SyncTables.Lose.Of(book, lose),
        Command.Refuse refuse => SyncTables.Refuse.Of(book, refuse),
        Command.Unlink unlink => SyncTables.Unlink.Of(book, unlink),
        Command.Relink relink => SyncTables.Relink.Of(book, relink),
        Command.Import import => FactTables.Import.Of(book, import),
        Command.Confirm confirm => FactTables.Confirm.Of(book, confirm),
        Command.Release release => FactTables.Release.Of(book, release),
        Command.Reinstate reinstate => FactTables.Reinstate.Of(book, reinstate),
        _ => throw new UnreachableException(),
    };

    /// <summary>In order, each seeing those before; one rejected, all rejected.</summary>
    private static Expected Together(ModelBook book, Command.Together together)
    {
        var findings = new SortedSet<string>(StringComparer.Ordinal);
        var before = book;
        for (var at = 0; at < together.Commands.Count; at++)
        {
            var expected = Of(book, together.Commands[at]);
            if (expected.Outcome == Outcome.Rejected)
            {
                return expected with { At = at };
            }

            book = expected.After ?? book;
            findings.UnionWith(expected.Findings.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        return ReferenceEquals(book, before)
            ? Expected.Unchanged
            : new(Outcome.Accepted) { After = book, Findings = string.Join(' ', findings) };
    }
}
