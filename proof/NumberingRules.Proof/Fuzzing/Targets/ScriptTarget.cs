using System.Text;
using NumberingRules.Cli;

namespace NumberingRules.Proof.Fuzzing.Targets;

/// <summary>The script reader; what it accepts is decided too.</summary>
internal sealed class ScriptTarget : FuzzTarget
{
    private const string File = "script";

    internal override string Name => "script";

    internal override string Oracle => "a malformed line is refused with file and line in a message of one printable line; what is accepted, written and read again, is the same commands; deciding them throws nothing";

    internal override IReadOnlyList<string> Words =>
    [
        .. Scripts.Samples.SelectMany(script => script.Split('\n')).Concat(Scripts.Every).Where(line => line.StartsWith('{')).SelectMany(line => new[] { line + "\n", line.Split(',')[^1], line.Split(',')[0] }).Distinct(),
        "\"policy\":{\"authority\":\"home\"}", "\"importedHomeNumber\":\"on-import\"", "\"reset\":\"yearly\"", "\"dateOrder\":\"enforced\"", "\"syncFrom\":null", "\"do\":", "\"commands\":[", "#",
    ];

    internal override IEnumerable<byte[]> Seeds() =>
        Scripts.Samples.Append(string.Join('\n', Scripts.Every)).Concat(Scripts.Every).Select(Encoding.UTF8.GetBytes);

    internal override string? Fault(byte[] input)
    {
        List<Command> commands;
        try
        {
            commands = Read(input);
        }
        catch (MalformedException refusal)
        {
            return Scripts.ProblemOf(refusal.Message, File);
        }

        if (!Read(Encoding.UTF8.GetBytes(ScriptWriter.Text(commands))).SequenceEqual(commands))
        {
            return "is read otherwise when it is written again";
        }

        var book = new Register();
        foreach (var command in commands)
        {
            book.Do(command);
        }

        return null;
    }

    private static List<Command> Read(byte[] script)
    {
        using var input = new MemoryStream(script);
        return [.. Script.Read(input, File).Select(line => line.Command)];
    }
}
