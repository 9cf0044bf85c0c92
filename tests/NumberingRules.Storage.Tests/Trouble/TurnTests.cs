using NumberingRules.Storage.Tests.Crashes;

namespace NumberingRules.Storage.Tests.Trouble;

/// <summary>Another process stands in the place of the next writer.</summary>
public sealed class TurnTests
{
    /// <summary>A process that was frozen there once kept all others out until their limit.</summary>
    [Fact]
    public void A_writer_goes_on_without_its_turn_where_that_does_not_come()
    {
        using var folder = new TemporaryFolder();
        var file = Troubled.Make(folder);
        using var books = Troubled.Open(file);
        using (var next = Child.Start("turn", file, 600))
        {
            next.WaitFor("holding");
            Assert.Equal("RL-0021", Troubled.Done(books[Troubled.Book].CreateAsync("late", new(2026, 1, 5))).Number!.Text);
            Assert.Equal("RL-0022", Troubled.Done(books[Troubled.Book].CreateAsync("later", new(2026, 1, 5))).Number!.Text);
            next.CloseInput();
            Assert.Equal((0, ""), next.WaitForExit());
        }

        Assert.Equal("RL-0023", Troubled.Done(books[Troubled.Book].CreateAsync("last", new(2026, 1, 5))).Number!.Text);
        BookCheck.IsWhole(books[Troubled.Book]);
    }

    [Fact]
    public void Whoever_has_written_gives_its_turn_back()
    {
        using var folder = new TemporaryFolder();
        var file = Troubled.Make(folder);
        using var books = Troubled.Open(file);
        Assert.Equal("RL-0021", Troubled.Done(books[Troubled.Book].CreateAsync("A21", new(2026, 1, 5))).Number!.Text);
        using var next = Child.Start("turn", file, 600);
        next.WaitFor("holding");
    }

    [Fact]
    public void A_turn_that_was_waited_for_in_vain_is_given_back_as_well()
    {
        using var folder = new TemporaryFolder();
        var file = Troubled.Make(folder);
        var books = Troubled.Open(file);
        using var holder = Child.Start("hold", file, 600);
        holder.WaitFor("holding");
        Troubled.CannotCreate(books[Troubled.Book], "late", StoreTrouble.Busy);

        // The caller is told first; the writer gives up a moment later.
        books.Dispose();
        using var next = Child.Start("turn", file, 600);
        next.WaitFor("holding");
    }
}
