using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;

namespace NumberingRules.Cli;

/// <summary>The <c>numbering</c> tool.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        Console.OutputEncoding = Encoding.UTF8;
        var root = new RootCommand("""
            Which invoice number counts? Applies scripts and real registers to the rules of NumberingRules, and says why.

            Example:
              numbering run samples/article.jsonl
            """)
        {
            RunVerb.Create(),
            ImportVerb.Create(),
            WhyVerb.Create(),
            DiagramVerb.Create(),
        };
        // Ids and numbers may begin with @, which would otherwise name a file of arguments.
        var parsed = root.Parse(arguments, new() { ResponseFileTokenReplacer = null });
        try
        {
            if (parsed.Action is not ParseErrorAction)
            {
                return parsed.Invoke(new() { EnableDefaultExceptionHandler = false });
            }

            foreach (var error in parsed.Errors)
            {
                Console.Error.WriteLine($"numbering: {error.Message}");
            }

            var verb = parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
            Console.Error.WriteLine($"'numbering {verb}--help' shows what there is, with an example.");
            return ExitCode.Malformed;
        }
        catch (MalformedException e)
        {
            Console.Error.WriteLine($"numbering: {e.Message}");
            return ExitCode.Malformed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"numbering: {e.Message}");
            return ExitCode.Rejected;
        }
    }
}
