using System.CommandLine;
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
        var parsed = root.Parse(arguments);
        try
        {
            var status = parsed.Invoke(new() { EnableDefaultExceptionHandler = false });
            return parsed.Errors.Count > 0 ? ExitCode.Malformed : status;
        }
        catch (MalformedException e)
        {
            Console.Error.WriteLine($"numbering: {e.Message}");
            return ExitCode.Malformed;
        }
        catch (IOException e)
        {
            Console.Error.WriteLine($"numbering: {e.Message}");
            return ExitCode.Rejected;
        }
    }
}
