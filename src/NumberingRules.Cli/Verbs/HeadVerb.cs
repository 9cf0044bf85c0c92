using System.CommandLine;

namespace NumberingRules.Cli;

/// <summary><c>numbering head</c>.</summary>
internal static class HeadVerb
{
    internal static System.CommandLine.Command Create()
    {
        var json = Options.Json("one object with book, entries and head");
        var verb = new System.CommandLine.Command("head", """
            Prints the hash of the journal's last entry. Keep it elsewhere: 'verify --head' then finds a journal that was cut off or rewritten.

            Example:
              numbering head --book article.db
            """) { json };
        var book = new BookOption(verb);
        verb.SetAction(async parsed =>
        {
            await using var file = await book.ReadAsync(parsed);
            var (entries, hash) = await file.Book.HeadAsync();
            if (parsed.GetValue(json))
            {
                Output.AsJson(report => report.Write(json =>
                {
                    json.WriteString("book", file.Book.Name);
                    json.WriteNumber("entries", entries);
                    json.WriteString("head", hash.ToString());
                }));
            }
            else
            {
                Output.ForPeople(tables => tables.Line(hash.ToString()));
            }

            return ExitCode.Done;
        });
        return verb;
    }
}
