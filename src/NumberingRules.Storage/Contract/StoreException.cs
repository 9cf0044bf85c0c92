using System.Text.Json.Serialization;

namespace NumberingRules.Storage;

/// <summary>What kept a store from doing its work.</summary>
[JsonConverter(typeof(NameJsonConverter<StoreTrouble>))]
public enum StoreTrouble
{
    /// <summary>Another process or transaction held the database for longer than the limit. Nothing was written; ask again.</summary>
    Busy,

    /// <summary>A commit went out and its answer was lost: it is not known whether it was made. Ask again: the same command then says <c>unchanged</c>, with the same number.</summary>
    CommitUnknown,

    /// <summary>The disk is full. Nothing was written.</summary>
    Full,

    /// <summary>The database cannot be written: a standby, a file without permission, a store opened only for reading. Nothing was written.</summary>
    ReadOnly,

    /// <summary>The database cannot be reached or opened. Nothing was written.</summary>
    CannotOpen,

    /// <summary>What was opened is not a database, or a database without books.</summary>
    NotABook,

    /// <summary>A newer version of NumberingRules wrote the database. Nothing was changed.</summary>
    Newer,

    /// <summary>Rows are not what was written: <c>verify</c> says where; a backup helps, or a rebuild if only derived rows are hit.</summary>
    Damaged,

    /// <summary>The host's transaction cannot be used for this.</summary>
    Transaction,

    /// <summary>Another writer was first: a head was not the one expected, or a unique key was tripped. Nothing was written.</summary>
    Conflict,

    /// <summary>Anything else the database said.</summary>
    Other,
}

/// <summary>A store cannot do its work. The message says what to do; what was committed before is as it was.</summary>
public sealed class StoreException : Exception
{
    /// <summary>An exception of a kind.</summary>
    public StoreException(StoreTrouble trouble, string message, Exception? innerException = null)
        : base(message, innerException) => Trouble = trouble;

    /// <summary>What kind of trouble it is.</summary>
    public StoreTrouble Trouble { get; }
}
