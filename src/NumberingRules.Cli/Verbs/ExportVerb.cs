using System.CommandLine;

namespace NumberingRules.Cli;

/// <summary><c>numbering export</c>.</summary>
internal static class ExportVerb
{
    internal static System.CommandLine.Command Create()
    {
        var to = new Option<string?>("--to") { Description = "write to this file, which must not exist yet (default: standard output)", HelpName = "FILE" };
        var verb = new System.CommandLine.Command("export", """
            Writes the journal as JSON Lines, which 'numbering verify' checks without the book it came from.

            Example:
              numbering export --book article.db --to article-export.jsonl
            """) { to };
        var book = new BookOption(verb);
        verb.SetAction(async parsed =>
        {
            await using var file = await book.ReadAsync(parsed);
            if (parsed.GetValue(to) is not { } path)
            {
                await using var output = Output.Open();
                await file.Book.ExportAsync(output);
                return ExitCode.Done;
            }

            try
            {
                await using var output = new BufferedStream(new FileStream(path, FileMode.CreateNew), 1 << 16);
                try
                {
                    await file.Book.ExportAsync(output);
                    await output.FlushAsync();
                }
                catch
                {
                    // Half an export must not be taken for a whole one.
                    File.Delete(path);
                    throw;
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                throw new MalformedException(path, e.Message);
            }

            var (entries, head) = await file.Book.HeadAsync();
            Console.Error.WriteLine($"{Describe.Count(entries, "entry", "entries")} written to {path}; head {head}");
            return ExitCode.Done;
        });
        return verb;
    }
}
