using System.CommandLine;
using NumberingRules.Storage;

namespace NumberingRules.Cli;

/// <summary><c>numbering copy</c>.</summary>
internal static class CopyVerb
{
    internal static System.CommandLine.Command Create()
    {
        var from = new Option<string>("--from") { Description = "where the books are kept now", HelpName = BookOption.HelpName, Required = true };
        var to = new Option<string>("--to") { Description = "where they are copied to; file or tables are made when they are not there", HelpName = BookOption.HelpName, Required = true };
        var name = BookOption.Named("only this book (default: all)");
        var json = Options.Json("one object for each book, with its entries and head");
        var verb = new System.CommandLine.Command("copy", """
            Copies books between files and databases: the journal as it is, to the last hash, and look-up tables made from it. Each book is copied whole or not at all, then verified. Stop its writers first: one that went on is told, and not copied.

            Example:
              numbering copy --from article.db --to postgres://anna@server/books
            """) { from, to, name, json };
        verb.SetAction(async parsed =>
        {
            var (source, target) = (BookPlace.Of("--from", parsed.GetRequiredValue(from)), BookPlace.Of("--to", parsed.GetRequiredValue(to)));
            List<VerifyReport> copied = [];
            try
            {
                await OpenedBook.CopyAsync(source, target, BookOption.Named(parsed, name), copied.Add);
            }
            finally
            {
                Show(copied, target, parsed.GetValue(json));
            }

            return ExitCode.Done;
        });
        return verb;
    }

    private static void Show(List<VerifyReport> copied, BookPlace target, bool json)
    {
        Output.Show(
            json,
            lines => lines.WriteEach(copied, static (json, one) => HeadVerb.Write(json, one.Book, one.Entries, one.Head)),
            tables => copied.ForEach(one => tables.Line(
                $"Book '{Printable.Of(one.Book)}' copied to {target.Shown} and verified: {Describe.Count(one.Entries, "entry", "entries")}, head {one.Head}")));
    }
}
