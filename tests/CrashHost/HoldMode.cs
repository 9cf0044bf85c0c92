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
}
