using System.CommandLine;
using System.Text.Json;
using NumberingRules.Storage;

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
            Output.Show(parsed.GetValue(json), report => report.Write(json => Write(json, file.Book.Name, entries, hash)), tables => tables.Line(hash.ToString()));
            return ExitCode.Done;
        });
        return verb;
    }

    internal static void Write(Utf8JsonWriter json, string book, long entries, EntryHash head)
    {
        json.WriteString("book", book);
        json.WriteNumber("entries", entries);
        json.WriteString("head", head.ToString());
    }
}
