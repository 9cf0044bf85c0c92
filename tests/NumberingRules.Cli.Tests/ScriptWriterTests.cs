using System.Text;
using NumberingRules.Tests.Shape;

namespace NumberingRules.Cli.Tests;

/// <summary>What is written as a script is read back as the same commands.</summary>
public sealed class ScriptWriterTests
{
    [Fact]
    public void Every_command_with_every_field_reads_back()
    {
        Command[] commands =
        [
            .. Samples.CasesOf(typeof(Command)).SelectMany(type => Enumerable.Range(-1, Samples.PlacesOf(type).Count + 1).Select(other => (Command)Samples.Make(type, other))),
        ];
        Assert.Equal(commands, ReadBack(commands));
    }

    [Fact]
    public void What_is_left_out_stays_left_out()
    {
        Command[] commands =
        [
            new Command.Open([new("a", "A-{seq}", Max: 9, Reset: Reset.Never)]), new Command.CloseSeries("a"), new Command.Disconnect(), new Command.Create("I1", new(2026, 1, 5)),
            new Command.Redate("I1", new(2026, 1, 6)), new Command.Redate("I1", null, "a"), new Command.Lose("I1"), new Command.Refuse("I1", "no"),
            new Command.Import("I2", "K2", null, new(2026, 1, 5)), new Command.Confirm("I1", "K1"), new Command.Release("I1", "gone"),
        ];
        Assert.Equal(commands, ReadBack(commands));
    }

    [Fact]
    public void No_limit_of_sync_is_not_the_same_as_none_said()
    {
        Command[] commands = [new Command.Connect("acme"), new Command.Connect("acme", SyncFrom.None), new Command.Connect("acme", new DateOnly(2026, 1, 5))];
        Assert.Equal(commands, ReadBack(commands));
        Assert.Contains("\"syncFrom\":null", ScriptWriter.Text(commands), StringComparison.Ordinal);
    }

    private static List<Command> ReadBack(Command[] commands) =>
        [.. Script.Read(new MemoryStream(Encoding.UTF8.GetBytes(ScriptWriter.Text(commands))), "a script").Select(line => line.Command)];
}
