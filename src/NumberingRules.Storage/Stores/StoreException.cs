namespace NumberingRules.Storage;

/// <summary>What kept a store from doing its work.</summary>
public enum StoreTrouble
{
    /// <summary>Another process or transaction held the database for longer than the limit. Nothing was written; ask again.</summary>
    Busy,

    /// <summary>A commit went out and its answer was lost: it is not known whether it was made. Ask again: the same command then says <c>unchanged</c>, with the same number.</summary>
    CommitUnknown,

    /// <summary>The disk is full. Nothing was written.</summary>
    Full,

    /// <summary>The file or the disk cannot be written.</summary>
    ReadOnly,

    /// <summary>There is no such file, or it cannot be opened.</summary>
    CannotOpen,

    /// <summary>The file is not a database, or a database without books.</summary>
    NotABook,

    /// <summary>A newer version of NumberingRules wrote the file.</summary>
    Newer,

    /// <summary>The file is damaged: <c>verify</c> says where, a backup helps.</summary>
    Damaged,

    /// <summary>The host's transaction cannot be used for this.</summary>
    Transaction,

    /// <summary>Two writers met: a unique key was tripped. Nothing was written.</summary>
    Conflict,

    /// <summary>Anything else the database said.</summary>
    Other,
}

/// <summary>A store cannot do its work. The message says what to do; what was committed before is as it was.</summary>
public sealed class StoreException : Exception
{
    /// <summary>An exception without particulars; the library itself always gives them.</summary>
    public StoreException()
        : this("the store is in trouble")
    {
    }

    /// <summary>An exception with a message.</summary>
    public StoreException(string message)
        : this(StoreTrouble.Other, message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public StoreException(string message, Exception innerException)
        : this(StoreTrouble.Other, message, innerException)
    {
    }

    /// <summary>An exception of a kind.</summary>
    public StoreException(StoreTrouble trouble, string message, Exception? innerException = null)
        : base(message, innerException) => Trouble = trouble;

    /// <summary>What kind of trouble it is.</summary>
    public StoreTrouble Trouble { get; }
}
