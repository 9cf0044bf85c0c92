using NumberingRules.Sqlite;
using NumberingRules.Storage.Tests.Crashes;
using NumberingRules.Tests.Laws;

namespace NumberingRules.Storage.Tests.Contract;

/// <summary>Derived tables written piece by piece say what tables made anew from the journal say, however large the pieces.</summary>
public sealed class TableTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public static IEnumerable<object[]> NastyOnes => NastyScripts.All.Keys.SelectMany(name => new[] { 1, 2, 3, 5, 8, int.MaxValue }.Select(piece => (object[])[name, piece]));

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [MemberData(nameof(NastyOnes))]
    public void Tables_of_nasty_scripts_are_what_a_rebuild_makes(string name, int piece) => Check(NastyScripts.All[name], piece);

    [Law(MaxTest = 60)]
    public void Tables_written_after_every_command_are_what_a_rebuild_makes(Script script) => Check(script.Commands, 1);

    [Law(MaxTest = 100)]
    public void Tables_written_after_every_few_commands_are_what_a_rebuild_makes(Script script) => Check(script.Commands, 4);

    [Law(MaxTest = 60)]
    public void Tables_written_all_at_once_are_what_a_rebuild_makes(Script script) => Check(script.Commands, int.MaxValue);

    [Fact]
    public void Nasty_scripts_are_not_rejected_throughout()
    {
        foreach (var (name, commands) in NastyScripts.All)
        {
            var register = new Register();
            var accepted = commands.Count(command => register.Do(command).Outcome == Outcome.Accepted);
            Assert.True(accepted * 10 >= commands.Length * 7, $"{name}: {accepted} of {commands.Length}");
        }
    }

    /// <summary>Two books at once, the second a few commands behind, so that the ids of one are not those of the other.</summary>
    private void Check(IReadOnlyList<Command> commands, int piece)
    {
        var file = _scratch.NewFile();
        using var books = new Books(new SqliteStore(file));
        foreach (var some in OfTwoBooks(commands).Chunk(piece))
        {
            foreach (var of in some.GroupBy(one => one.Book))
            {
                books[of.Key].DoManyAsync([.. of.Select(one => one.Command)], some.Length % 3 == 0 ? "somebody" : null).Now();
            }
        }

        AssertSound(books);
        var written = FileRows.Dump(file, "numbering_");
        books.Rebuild();
        Assert.Equal(FileRows.Dump(file, "numbering_"), written);
        AssertSound(books);
    }

    private static IEnumerable<(string Book, Command Command)> OfTwoBooks(IReadOnlyList<Command> commands)
    {
        const int Behind = 3;
        for (var at = 0; at < commands.Count + Behind; at++)
        {
            if (at < commands.Count)
            {
                yield return ("main", commands[at]);
            }

            if (at >= Behind)
            {
                yield return ("beside", commands[at - Behind]);
            }
        }
    }

    private static void AssertSound(Books books)
    {
        foreach (var name in books.Names())
        {
            Assert.Null(books[name].Verify(books[name].Head().Hash).Fault?.What);
        }
    }
}
