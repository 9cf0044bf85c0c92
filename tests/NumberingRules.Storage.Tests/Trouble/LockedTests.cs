using Microsoft.Data.Sqlite;
using NumberingRules.Storage.Tests.Crashes;

namespace NumberingRules.Storage.Tests.Trouble;

/// <summary>Another process holds the file for longer than anybody wants to wait.</summary>
public sealed class LockedTests
{
    [Fact]
    public void A_writer_gives_up_after_its_limit_while_readers_go_on_and_works_again_afterwards()
    {
        using var folder = new TemporaryFolder();
        var file = Troubled.Make(folder);
        var before = FileRows.Dump(file);
        using var holder = Child.Start("hold", file, 600);
        holder.WaitFor("holding");
        using var books = Troubled.Open(file);
        var trouble = Troubled.CannotCreate(books[Troubled.Book], "late", StoreTrouble.Busy);
        Assert.Contains("try again", trouble.Message, StringComparison.Ordinal);
        BookCheck.IsWhole(books[Troubled.Book]);
        Assert.Equal(before, FileRows.Dump(file));
        holder.CloseInput();
        Assert.Equal((0, ""), holder.WaitForExit());
        Assert.Equal("RL-0021", Troubled.Done(books[Troubled.Book].CreateAsync("late", new(2026, 1, 5))).Number!.Text);
    }

    [Fact]
    public void A_host_that_began_by_reading_is_told_how_to_begin()
    {
        using var folder = new TemporaryFolder();
        var file = Troubled.Make(folder);
        var before = FileRows.Dump(file);
        using var holder = Child.Start("hold", file, 600);
        holder.WaitFor("holding");
        using var books = Troubled.Open(file);
        using var connection = FileRows.Open(file, SqliteOpenMode.ReadWrite);
        connection.DefaultTimeout = 1;
        using var transaction = connection.BeginTransaction(deferred: true);
        var trouble = Assert.Throws<StoreException>(() => books[Troubled.Book].DoWithin(transaction, new Command.Create("late", new(2026, 1, 5))));
        Assert.Equal(StoreTrouble.Transaction, trouble.Trouble);
        Assert.Contains("deferred: false", trouble.Message, StringComparison.Ordinal);
        transaction.Rollback();
        Assert.Equal(before, FileRows.Dump(file));
    }
}
