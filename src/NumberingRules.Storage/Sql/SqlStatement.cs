namespace NumberingRules.Storage;

/// <summary>
/// A prepared statement, in the database's own terms: what an adapter does to be fast. Used by one thread at a time;
/// bound, stepped to its end and reset before it is used again.
/// </summary>
internal abstract class SqlStatement : IDisposable
{
    /// <summary>Gives the parameters, in the order in which the text names them first.</summary>
    internal abstract void Bind(ReadOnlySpan<SqlValue> values);

    /// <summary>Steps to the next row, if there is one.</summary>
    internal abstract bool Step();

    /// <summary>Ends it, however far it came.</summary>
    internal abstract void Reset();

    /// <summary>How many rows it has changed, until the connection runs another.</summary>
    internal abstract int Changed { get; }

    /// <summary>How many columns a row has.</summary>
    internal abstract int Columns { get; }

    internal abstract bool IsNull(int column);

    internal abstract bool IsInteger(int column);

    internal abstract long Integer(int column);

    internal abstract string Text(int column);

    /// <summary>The bytes of a column; they stay valid until the next step.</summary>
    internal abstract ReadOnlySpan<byte> Bytes(int column);

    public abstract void Dispose();
}
