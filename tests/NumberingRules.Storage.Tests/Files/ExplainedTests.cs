using Microsoft.Data.Sqlite;
using NumberingRules.Sqlite;
using NumberingRules.Storage.Tests.Contract;

namespace NumberingRules.Storage.Tests.Files;

/// <summary>Whatever SQLite refuses is told with the file's name, what it means, and what to do.</summary>
public sealed class ExplainedTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(5, StoreTrouble.Busy, "another connection, perhaps your own open transaction, holds the file; nothing was written, try again")]
    [InlineData(6, StoreTrouble.Busy, "another connection, perhaps your own open transaction, holds the file; nothing was written, try again")]
    [InlineData(13, StoreTrouble.Full, "the disk is full; nothing of this was written. Make room and try again")]
    [InlineData(8, StoreTrouble.ReadOnly, "the file cannot be written; check its permissions and those of its folder")]
    [InlineData(3, StoreTrouble.ReadOnly, "the file cannot be written; check its permissions and those of its folder")]
    [InlineData(14, StoreTrouble.CannotOpen, "the file cannot be opened; check its path, its permissions and those of its folder")]
    [InlineData(26, StoreTrouble.NotABook, "the file is not an SQLite database; name another file, this one was left as it is")]
    [InlineData(11, StoreTrouble.Damaged, "the file is damaged; 'numbering verify' says where. Restore a backup, or 'numbering rebuild' if only derived tables are hit")]
    [InlineData(10, StoreTrouble.Other, "the disk did not do as told; check it, then try again")]
    [InlineData(19, StoreTrouble.Conflict, "a unique key was tripped; nothing was written. Run verify if it happens again")]
    [InlineData(1, StoreTrouble.Other, "the database refused")]
    public void A_refusal_says_what_to_do(int code, StoreTrouble trouble, string words) => Check(new SqliteException("so it said", code), trouble, words);

    private void Check(SqliteException cause, StoreTrouble trouble, string words)
    {
        var file = _scratch.NewFile();
        var explained = new SqliteFile(new() { File = file }).Explain(cause);
        Assert.Equal(trouble, explained.Trouble);
        Assert.Equal($"{file}: {words} ({cause.Message})", explained.Message);
        Assert.Same(cause, explained.InnerException);
    }
}
