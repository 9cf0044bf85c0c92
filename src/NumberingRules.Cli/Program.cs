using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;
using NumberingRules.Storage;

namespace NumberingRules.Cli;

/// <summary>The <c>numbering</c> tool.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        Console.OutputEncoding = Encoding.UTF8;
        var root = new RootCommand("""
            Which invoice number counts, and why? Applies scripts and real registers to the rules of NumberingRules, in memory or on a book that is kept in a file or a database.

            Example:
              numbering run samples/article.jsonl --book article.db
              numbering show rent-january --book article.db
            """)
        {
            RunVerb.Create(),
            ImportVerb.Create(),
            AuditVerb.Create(),
            PreflightVerb.Create(),
            ReconcileVerb.Create(),
            IntacctVerb.Create(),
            WhyVerb.Create(),
            ListVerb.Create(),
            FindVerb.Create(),
            ShowVerb.Create(),
            PendingVerb.Create(),
            SeriesVerb.Create(),
            NextVerb.Create(),
            CheckVerb.Create(),
            WhatIfVerb.Create(),
            VerifyVerb.Create(),
            HeadVerb.Create(),
            ExportVerb.Create(),
            RebuildVerb.Create(),
            CopyVerb.Create(),
            SchemaVerb.Create(),
            DiagramVerb.Create(),
        };
        // Ids and numbers may begin with @, which would otherwise name a file of arguments.
        var parsed = root.Parse(arguments, new() { ResponseFileTokenReplacer = null });
        if (parsed.CommandResult.Command is RootCommand)
        {
            // The list of verbs fits on a screen without their examples.
            foreach (var verb in root.Subcommands)
            {
                verb.Description = verb.Description!.Split('\n')[0];
            }
        }

        try
        {
            if (parsed.Action is not ParseErrorAction)
            {
                // Ctrl-C ends it at once, as it does any tool: a book takes no harm from that.
                return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
            }

            foreach (var error in Misspelt.In(parsed) is { } meant ? [meant] : parsed.Errors.Select(static error => error.Message))
            {
                Say(error);
            }

            var asked = parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
            Console.Error.WriteLine($"'numbering {asked}--help' shows what there is, with an example.");
            return ExitCode.Malformed;
        }
        catch (MalformedException e)
        {
            Say(e.Message);
            return ExitCode.Malformed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StoreException or JournalException or MissingException)
        {
            Say(e.Message);
            return ExitCode.Rejected;
        }

        void Say(string message) => Console.Error.WriteLine("numbering: " + BookPlace.WithoutPasswords(message, arguments));
    }
}
