using System.Globalization;

namespace NumberingRules.Tests.Laws;

/// <summary>The commands of a whole book, in order.</summary>
public sealed record Script(ValueList<Command> Commands)
{
    /// <summary>The same script for a book that keeps the article's policy.</summary>
    internal Script UnderDefaultPolicy() => new([.. Commands.SelectMany(UnderDefaultPolicy)]);

    public override string ToString() => string.Concat(
        Commands.Select((command, at) => string.Create(CultureInfo.InvariantCulture, $"{Environment.NewLine}{at,4}  {command}")));

    private static IEnumerable<Command> UnderDefaultPolicy(Command command) => command switch
    {
        Command.SetPolicy => [],
        Command.Open open => [open with { Policy = null }],
        Command.Together together => together.Commands.SelectMany(UnderDefaultPolicy),
        _ => [command],
    };
}
