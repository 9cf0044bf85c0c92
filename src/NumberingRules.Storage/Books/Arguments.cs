namespace NumberingRules.Storage;

/// <summary>Checks what a caller gives before it is put in line: a null where none may be would trip the rules on the writer, among others' commands.</summary>
internal static class Arguments
{
    /// <exception cref="ArgumentException">A command or a part of it is missing, or the actor cannot be one.</exception>
    internal static void Check(IReadOnlyList<Command> commands, string? actor)
    {
        for (var at = 0; at < commands.Count; at++)
        {
            Check(commands[at], at);
            foreach (var inner in (commands[at] as Command.Together)?.Commands ?? default)
            {
                Check(inner, at);
            }
        }

        if (actor is not null && Identifier.Problem(actor) is { } problem)
        {
            throw new ArgumentException($"the actor {problem}", nameof(actor));
        }
    }

    private static void Check(Command? command, int at)
    {
        if (command is null)
        {
            throw new ArgumentNullException($"commands[{at}]", "a command is needed here, and it is null; nothing was done");
        }

        if (Incomplete(command) is { } series)
        {
            throw new ArgumentException($"{command.Name}: series {series} has no id or no format; both are needed", nameof(command));
        }
    }

    /// <summary>The place of a definition that lacks what a reader of JSON leaves out without a word.</summary>
    private static int? Incomplete(Command command)
    {
        var series = command switch
        {
            Command.Open open => open.Series,
            Command.AddSeries add => [add.Series],
            _ => default,
        };
        return series.FindIndex(static one => one is not { Id: not null, Format: not null }) is >= 0 and var at ? at : null;
    }
}
