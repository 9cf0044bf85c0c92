using System.CommandLine;
using NumberingRules.Registers;

namespace NumberingRules.Cli;

/// <summary>A verb or an option that does not exist, and the one that may have been meant: then the parser's other complaints follow from it.</summary>
internal static class Misspelt
{
    internal static string? In(ParseResult parsed)
    {
        var verb = parsed.CommandResult.Command;
        return parsed.UnmatchedTokens.FirstOrDefault(token => verb is RootCommand || token.StartsWith('-')) switch
        {
            null => null,
            ['-', ..] and var option => Spelling.Nearest(option, Options(verb)) is { } near ? $"{Of(verb)} has no option '{Printable.Of(option)}'; was '{near}' meant?" : null,
            var other => Spelling.Nearest(other, verb.Subcommands.Select(static one => one.Name)) is { } near ? $"there is no verb '{Printable.Of(other)}'; was '{near}' meant?"
                : $"there is no verb '{Printable.Of(other)}'; there are {string.Join(", ", verb.Subcommands.Select(static one => one.Name))}",
        };
    }

    private static IEnumerable<string> Options(System.CommandLine.Command verb) => verb.Options.SelectMany(static option => option.Aliases.Prepend(option.Name));

    private static string Of(System.CommandLine.Command verb) => verb is RootCommand ? "numbering" : $"'{verb.Name}'";
}
