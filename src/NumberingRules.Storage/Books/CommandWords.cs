namespace NumberingRules.Storage;

/// <summary>What this library calls the commands that a remedy names: the shortcut of a book where there is one, else the type.</summary>
internal static class CommandWords
{
    /// <summary>The commands that <see cref="BookCommands"/> has a method for, by their names in scripts.</summary>
    internal static readonly string[] Shortcuts = ["open", "connect", "disconnect", "recover", "create", "submit", "approve", "void", "send", "lose", "refuse", "confirm", "import"];

    /// <summary>The word for a command, given its name in scripts: <c>`ConnectAsync`</c>, <c>`Command.CloseSeries`</c>.</summary>
    internal static string Of(string command)
    {
        var pascal = $"{char.ToUpperInvariant(command[0])}{command[1..]}";
        return Shortcuts.Contains(command) ? $"`{pascal}Async`" : $"`Command.{pascal}`";
    }
}
