using System.Reflection;

namespace NumberingRules.Storage.Tests.FrontDoor;

/// <summary>Every shortcut is called alike: the book, what it is about, who does it, and the token last.</summary>
public sealed class ShortcutTests
{
    private static readonly string[] Names = Array.ConvertAll(typeof(BookCommands).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly), static method => method.Name);

    public static TheoryData<string> Shortcuts => [.. Names];

    [Theory]
    [MemberData(nameof(Shortcuts))]
    public void It_takes_an_actor_and_a_token(string name)
    {
        var parameters = typeof(BookCommands).GetMethod(name)!.GetParameters();
        Assert.Equal((typeof(BookHandle), "book"), (parameters[0].ParameterType, parameters[0].Name));
        Assert.Equal((typeof(string), "actor", true), (parameters[^2].ParameterType, parameters[^2].Name, parameters[^2].HasDefaultValue));
        Assert.Equal((typeof(CancellationToken), "cancellation", true), (parameters[^1].ParameterType, parameters[^1].Name, parameters[^1].HasDefaultValue));
    }

    [Fact]
    public async Task The_actor_is_kept_with_the_entry()
    {
        await using var books = new Books(new MemoryStore());
        var book = books["main"];
        await book.OpenAsync([new("rl", "RL-{seq}")], actor: "ann");
        await book.ConnectAsync("acme", actor: "ben");
        await book.CreateAsync("A1", new(2026, 1, 5), actor: "cleo");
        await book.SubmitAsync("A1", actor: "dan");
        await book.ApproveAsync("A1", actor: "eve");
        await book.SendAsync("A1", actor: "fay");
        await book.LoseAsync("A1", actor: "gus");
        await book.RefuseAsync("A1", "not there", actor: "hal");
        await book.SendAsync("A1", actor: "ida");
        await book.ConfirmAsync("A1", "501", "SI-1", actor: "jon");
        await book.ImportAsync("S1", "502", "SI-2", new(2026, 1, 6), actor: "kim");
        await book.VoidAsync("A1", Side.Erp, "twice", actor: "lee");
        await book.RecoverAsync(actor: "max");
        await book.DisconnectAsync(actor: "ned");
        string[] expected = ["ann", "ben", "cleo", "dan", "eve", "fay", "gus", "hal", "ida", "jon", "kim", "lee", "max", "ned"];
        Assert.Equal(expected, (await book.EntriesAsync()).Select(static entry => entry.Actor).Distinct());
        Assert.Equal(expected.Length - 1, Names.Length);
    }
}
