using NumberingRules.Sqlite;
using NumberingRules.Storage.Tests.Crashes;

namespace NumberingRules.Storage.Tests.Trouble;

/// <summary>What cannot be opened says so, says what to do, and is left as it was.</summary>
public sealed class FileTests
{
    [Fact]
    public void A_file_that_is_no_database_is_refused_and_nothing_is_left_beside_it()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("letter.txt");
        File.WriteAllText(file, string.Join('\n', Enumerable.Repeat("Dear auditor, all is well.", 100)));
        var before = File.ReadAllBytes(file);
        Assert.Contains("name another file", Troubled.CannotOpen(file, StoreTrouble.NotABook).Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(file));
        Assert.Equal([file], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_folder_is_refused_and_nothing_is_left_beside_it()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("books"));
        Assert.Contains("check its path", Troubled.CannotOpen(folder.File("books"), StoreTrouble.CannotOpen).Message, StringComparison.Ordinal);
        Assert.Equal([folder.File("books")], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_missing_folder_is_not_made()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("check its path", Troubled.CannotOpen(Path.Combine(folder.File("missing"), "books.db"), StoreTrouble.CannotOpen).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("journal", 2)]
    [InlineData("tables", 3)]
    public void Books_of_a_newer_version_are_refused_and_left_as_they_were(string what, int version)
    {
        using var folder = new TemporaryFolder();
        var file = Troubled.Make(folder);
        FileRows.Run(file, $"UPDATE numbering_schema SET {what} = {version}");
        var before = FileRows.Dump(file);
        Assert.Contains("update NumberingRules", Troubled.CannotOpen(file, StoreTrouble.Newer).Message, StringComparison.Ordinal);
        Assert.Equal(before, FileRows.Dump(file));
    }

    [Fact]
    public void Tables_of_an_older_version_are_not_made_anew_by_one_who_only_reads()
    {
        using var folder = new TemporaryFolder();
        var file = Troubled.Make(folder);
        FileRows.Run(file, "UPDATE numbering_schema SET tables = 0");
        var before = File.ReadAllBytes(file);
        var trouble = Assert.Throws<StoreException>(() => new SqliteStore(new SqliteStoreOptions { File = file, ReadOnly = true }));
        Assert.Equal(StoreTrouble.ReadOnly, trouble.Trouble);
        Assert.Contains("open the file once for writing", trouble.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(file));
    }

    [Fact]
    public void A_database_without_books_is_refused_to_one_who_only_reads()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("other.db");
        FileRows.Run(file, "CREATE TABLE invoices (id TEXT PRIMARY KEY)");
        var trouble = Assert.Throws<StoreException>(() => new SqliteStore(new SqliteStoreOptions { File = file, ReadOnly = true }));
        Assert.Equal(StoreTrouble.NotABook, trouble.Trouble);
        Assert.Contains("holds no books", trouble.Message, StringComparison.Ordinal);
    }
}
