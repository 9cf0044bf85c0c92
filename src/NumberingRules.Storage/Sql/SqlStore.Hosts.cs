using System.Data.Common;
using System.Runtime.CompilerServices;

namespace NumberingRules.Storage;

/// <content>Sessions inside the host's own transaction.</content>
public abstract partial class SqlStore
{
    // Statements prepared on hosts' pooled connections: preparing them costs more than what they do.
    private readonly ConditionalWeakTable<object, SqlLink> _hosts = [];

    internal override StoreSession Join(DbTransaction transaction)
    {
        if (transaction.Connection is not { } connection || !_dialect.Owns(connection))
        {
            throw new StoreException(StoreTrouble.Transaction, "the transaction is over, or belongs to another database; pass the open transaction of the database the books are in");
        }

        _dialect.Exclude(transaction);
        var link = _dialect.Pooled(connection) is { } pooled
            ? _hosts.GetValue(pooled, _ => Host(connection, stays: true))
            : Host(connection, stays: false);
        return new SqlSession(this, new(link), SqlSessionKind.Joined);
    }

    private SqlLink Host(DbConnection connection, bool stays)
    {
        var host = new SqlLink(_dialect, connection, isHosts: true) { StaysPrepared = stays };
        try
        {
            SqlSchema.Check(_dialect, host);
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    private static void Leave(SqlLink host)
    {
        if (!host.StaysPrepared)
        {
            host.Dispose();
        }
    }

    private void LeaveAll()
    {
        foreach (var (_, host) in _hosts)
        {
            host.Dispose();
        }

        _hosts.Clear();
    }
}
