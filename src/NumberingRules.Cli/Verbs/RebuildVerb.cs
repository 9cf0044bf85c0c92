using System.CommandLine;

namespace NumberingRules.Cli;

/// <summary><c>numbering rebuild</c>.</summary>
internal static class RebuildVerb
{
    internal static System.CommandLine.Command Create()
    {
        var verb = new System.CommandLine.Command("rebuild", """
            Makes the look-up tables of all books of a file or database anew from their journals, which are the truth and stay as they are.

            Example:
              numbering rebuild --book article.db
            """);
        var place = new Option<string>("--book") { Description = "the file or database the books are kept in", HelpName = BookOption.HelpName, Required = true };
        verb.Add(place);
        verb.SetAction(async parsed =>
        {
            var names = await OpenedBook.RebuildAsync(BookPlace.Of("--book", parsed.GetRequiredValue(place)));
            Output.ForPeople(tables => tables.Line(
                names.Count == 0 ? "There are no books to rebuild."
                : $"The look-up tables of {Describe.Count(names.Count, "book", "books")} ({string.Join(", ", names)}) were made anew; 'numbering verify' proves that they agree."));
            return ExitCode.Done;
        });
        return verb;
    }
}
