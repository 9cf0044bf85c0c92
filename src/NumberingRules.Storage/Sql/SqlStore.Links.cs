namespace NumberingRules.Storage;

/// <content>Connections, got and let go.</content>
public abstract partial class SqlStore
{
    /// <summary>A connection over which nothing is answered that may still be lost.</summary>
    private SqlLink ConnectToWrite()
    {
        var link = Connect();
        try
        {
            _dialect.Settle(link);
            return link;
        }
        catch
        {
            link.Dispose();
            throw;
        }
    }

    private SqlLink Connect() => new(_dialect, _dialect.Connect());

    /// <summary>Lets go of what is kept between batches; the next one reads it anew.</summary>
    private void Forget()
    {
        _kept?.Link.Dispose();
        _kept = null;
    }
}
