using Microsoft.Data.Sqlite;
using NumberingRules.Storage.Tests.Crashes;

namespace NumberingRules.Storage.Tests.Trouble;

/// <summary>The disk is full, or cannot be written. Needs a disk of its own, which only root can have.</summary>
public sealed class DiskTests
{
    [SmallDiskFact]
    public void A_full_disk_is_told_the_books_stay_as_they_were_and_go_on_once_there_is_room()
    {
        using var folder = new TemporaryFolder();
        using var disk = SmallDisk.Mount(folder.File("disk"), "size=2m");
        var file = Troubled.Make(Path.Combine(disk.Path, "books.db"), invoices: 20);
        using var books = Troubled.Open(file);
        var (done, trouble) = FillUp(books[Troubled.Book]);
        Assert.Contains("Make room", trouble.Message, StringComparison.Ordinal);
        var before = FileRows.Dump(file);
        Troubled.CannotCreate(books[Troubled.Book], "none", StoreTrouble.Full);
        Assert.Equal(before, FileRows.Dump(file));
        Assert.Equal(20 + done, BookCheck.Events(books[Troubled.Book]).OfType<Event.Issued>().Count());
        disk.Remount("size=64m");
        Assert.Equal(Outcome.Accepted, Troubled.Done(books[Troubled.Book].CreateAsync("roomy", new(2026, 1, 5))).Outcome);
        BookCheck.IsWhole(books[Troubled.Book]);
    }

    [Fact]
    public void A_file_at_its_limit_is_told_in_the_hosts_own_transaction_too()
    {
        using var folder = new TemporaryFolder();
        var file = Troubled.Make(folder);
        using var books = Troubled.Open(file);
        using var connection = FileRows.Open(file, SqliteOpenMode.ReadWrite);
        using var limit = connection.CreateCommand();
        limit.CommandText = "PRAGMA max_page_count = 1";
        limit.ExecuteNonQuery();
        var before = FileRows.Dump(file);
        using var transaction = connection.BeginTransaction(deferred: false);
        var trouble = Assert.Throws<StoreException>(() => DoMany(books[Troubled.Book], transaction));

        // SQLite ends the transaction of whoever meets its limit, so that comes first, and why.
        Assert.Equal((StoreTrouble.Transaction, StoreTrouble.Full), (trouble.Trouble, Assert.IsType<StoreException>(trouble.InnerException).Trouble));
        transaction.Rollback();
        Assert.Equal(before, FileRows.Dump(file));
        BookCheck.IsWhole(books[Troubled.Book]);
    }

    [SmallDiskFact]
    public void New_books_on_a_full_disk_are_told()
    {
        using var folder = new TemporaryFolder();
        using var disk = SmallDisk.Mount(folder.File("disk"), "size=64k");
        Troubled.CannotOpen(Path.Combine(disk.Path, "books.db"), StoreTrouble.Full);
    }

    [SmallDiskFact]
    public void A_disk_that_cannot_be_written_is_told_and_can_be_looked_at()
    {
        using var folder = new TemporaryFolder();
        using var disk = SmallDisk.Mount(folder.File("disk"), "size=8m");
        var file = Troubled.Make(Path.Combine(disk.Path, "books.db"), invoices: 20);
        var before = File.ReadAllBytes(file);
        disk.Remount("ro");
        Assert.Contains("check its", Troubled.CannotOpen(file, StoreTrouble.ReadOnly, StoreTrouble.CannotOpen).Message, StringComparison.Ordinal);
        using (var books = new Books(new Sqlite.SqliteStore(new Sqlite.SqliteStoreOptions { File = file, ReadOnly = true })))
        {
            BookCheck.IsWhole(books[Troubled.Book]);
            Troubled.CannotCreate(books[Troubled.Book], "none", StoreTrouble.ReadOnly);
        }

        Assert.Equal(before, File.ReadAllBytes(file));
    }

    [SmallDiskFact]
    public void Who_looked_at_a_disk_that_could_not_be_written_sees_what_is_written_later()
    {
        using var folder = new TemporaryFolder();
        using var disk = SmallDisk.Mount(folder.File("disk"), "size=8m");
        var file = Troubled.Make(Path.Combine(disk.Path, "books.db"), invoices: 20);
        disk.Remount("ro");
        using var looking = new Books(new Sqlite.SqliteStore(new Sqlite.SqliteStoreOptions { File = file, ReadOnly = true }));
        Assert.Null(looking[Troubled.Book].Invoice("later"));

        disk.Remount("rw");
        using var writing = new Books(new Sqlite.SqliteStore(file));
        Troubled.Done(writing[Troubled.Book].CreateAsync("later", new(2026, 1, 5)));
        Assert.NotNull(looking[Troubled.Book].Invoice("later"));
        BookCheck.IsWhole(looking[Troubled.Book]);
    }

    private static void DoMany(BookHandle book, SqliteTransaction transaction)
    {
        for (var at = 0; at < 1000; at++)
        {
            book.DoWithin(transaction, new Command.Create($"B{at}", new(2026, 1, 5)));
        }
    }

    private static (int Done, StoreException Trouble) FillUp(BookHandle book)
    {
        for (var done = 0; ; done++)
        {
            try
            {
                Troubled.Done(book.CreateAsync($"B{done}", new(2026, 1, 5)));
            }
            catch (StoreException e)
            {
                return (done, e);
            }
        }
    }
}
