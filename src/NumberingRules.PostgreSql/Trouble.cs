using System.Net.Sockets;
using Npgsql;
using NumberingRules.Storage;

namespace NumberingRules.PostgreSql;

/// <summary>What was going on when the database said no: it decides what is known about what was written.</summary>
internal enum Doing
{
    Reading,
    Writing,
    Committing,
    Joining,
}

/// <summary>Turns what Npgsql throws into trouble of a kind. No message holds a connection string.</summary>
internal static class Trouble
{
    /// <summary>How the server's message begins when a row was not as it was expected; a cast makes it, so that the server undoes the rest.</summary>
    internal const string NotAsExpected = "numbering: not as expected";

    private const string IdleInTransaction = "25P03";

    internal static StoreException Explain(Exception e, Doing doing, string place)
    {
        var (trouble, words) = e switch
        {
            PostgresException { InvariantSeverity: "FATAL" or "PANIC" } or not PostgresException when doing == Doing.Committing =>
                (StoreTrouble.CommitUnknown, "the answer to a commit was lost, so nobody knows yet whether it was made. Ask again"),
            PostgresException answer => Of(answer, doing),
            { InnerException: TimeoutException } => (StoreTrouble.Busy, "the server did not answer in time; nothing was written, try again"),
            { InnerException: IOException or SocketException } => (StoreTrouble.CannotOpen, "the server cannot be reached, or hung up; nothing was written, try again"),
            NpgsqlException when e.Message.Contains("pool", StringComparison.Ordinal) => (StoreTrouble.Busy, "no connection came free in time; nothing was written, try again"),
            _ => (StoreTrouble.Other, "the database cannot be used"),
        };
        return new(trouble, $"{place}: {words} ({(e as PostgresException)?.MessageText ?? e.Message})", e);
    }

    private static (StoreTrouble Trouble, string Words) Of(PostgresException e, Doing doing) => e.SqlState switch
    {
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InFailedSqlTransaction or PostgresErrorCodes.NoActiveSqlTransaction
            when doing == Doing.Joining => (StoreTrouble.Transaction, "the transaction cannot hold the book: roll it back and try again"),
        IdleInTransaction when doing == Doing.Joining => (StoreTrouble.CannotOpen, "your transaction stood still for longer than the server lets it, and its connection is gone; nothing was written, begin it again"),
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected when doing == Doing.Reading =>
            (StoreTrouble.Busy, "the server needed what was being read; read again"),
        PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure => (StoreTrouble.Conflict, "another writer was first; nothing was written"),
        PostgresErrorCodes.InvalidTextRepresentation when e.MessageText.Contains(NotAsExpected, StringComparison.Ordinal) =>
            (StoreTrouble.Conflict, "another writer was first, or a row is not what it was; nothing was written"),
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.TooManyConnections
            or IdleInTransaction =>
            (StoreTrouble.Busy, "another connection, perhaps your own open transaction, held what was needed for longer than the limit; nothing was written, try again. Inside a transaction of your own use DoWithinAsync"),
        PostgresErrorCodes.DiskFull => (StoreTrouble.Full, "the server's disk is full; nothing of this was written. Make room and try again"),
        PostgresErrorCodes.ReadOnlySqlTransaction => (StoreTrouble.ReadOnly, "the server only reads (a standby, or default_transaction_read_only); write on the primary"),
        PostgresErrorCodes.InsufficientPrivilege => (
            doing == Doing.Reading ? StoreTrouble.CannotOpen : StoreTrouble.ReadOnly,
            "the role lacks a privilege: grant USAGE on the schema and SELECT, INSERT, UPDATE and DELETE on its tables, or only USAGE and SELECT to read"),
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.InvalidSchemaName =>
            (StoreTrouble.NotABook, "the numbering tables are missing or are others; run the script of the schema, or let the store make them"),
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => (StoreTrouble.Damaged, "the database is damaged; 'numbering verify' says where"),
        ['0', '8', ..] or ['2', '8', ..] or ['5', '7', ..] or PostgresErrorCodes.InvalidCatalogName =>
            (StoreTrouble.CannotOpen, "the server cannot be used now; nothing was written"),
        _ => (StoreTrouble.Other, "the database refused"),
    };
}
