using Microsoft.Data.Sqlite;

namespace NumberingRules.CrashHost;

/// <summary>Holds the file's write lock, as a host's long transaction would, until the parent says so or the time is over.</summary>
internal static class HoldMode
{
    internal static void Run(string file, TimeSpan time)
    {
        var closed = Lines.UntilParentCloses();
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        Lines.Say("holding");
        closed.WaitHandle.WaitOne(time);
        transaction.Rollback();
    }

    /// <summary>Stands in the place of the next writer, which a file beside the database stands for, and never writes.</summary>
    internal static void TakeTurn(string file, TimeSpan time)
    {
        var closed = Lines.UntilParentCloses();
        using var turn = new FileStream(file + "-turn", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
#pragma warning disable CA1416 // Only Linux and Windows have such locks; the tests that ask for one run there.
        turn.Lock(0, 1);
#pragma warning restore CA1416
        Lines.Say("holding");
        closed.WaitHandle.WaitOne(time);
    }
}
