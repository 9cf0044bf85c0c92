using System.CommandLine;

namespace NumberingRules.Cli;

/// <summary><c>numbering rebuild</c>.</summary>
internal static class RebuildVerb
{
    internal static System.CommandLine.Command Create()
    {
        var verb = new System.CommandLine.Command("rebuild", """
            Makes the look-up tables of all books of a file anew from their journals, which are the truth and stay as they are.

            Example:
              numbering rebuild --book article.db
            """);
        var file = new Option<string>("--book") { Description = "the file the books are kept in", HelpName = "FILE", Required = true };
        verb.Add(file);
        verb.SetAction(async parsed =>
        {
            var names = await BookFile.RebuildAsync(BookOption.Checked(parsed.GetRequiredValue(file)));
            Output.ForPeople(tables => tables.Line(
                names.Count == 0 ? "There are no books to rebuild."
                : $"The look-up tables of {Describe.Count(names.Count, "book", "books")} ({string.Join(", ", names)}) were made anew; 'numbering verify' proves that they agree."));
            return ExitCode.Done;
        });
        return verb;
    }
}
