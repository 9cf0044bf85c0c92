using NumberingRules.Sqlite;

namespace NumberingRules.Storage.Tests.Contract;

/// <summary>SQLite whose look-up tables are brought up only when a test says so: neither idleness nor disposal does it.</summary>
internal sealed class LaggingStore(string file) : SqlStore(new SqliteDialect(new() { File = file }))
{
    internal override bool IsBehind => false;

    /// <summary>How many entries of the journal the look-up tables do not know.</summary>
    internal static long LagOf(BookStore store)
    {
        using var session = (SqlSession)store.Read();
        return session.Kept.Last - session.Kept.Watermark;
    }
}
