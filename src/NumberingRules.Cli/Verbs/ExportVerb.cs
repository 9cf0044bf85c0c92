using System.CommandLine;
using NumberingRules.Storage;

namespace NumberingRules.Cli;

/// <summary><c>numbering export</c>.</summary>
internal static class ExportVerb
{
    internal static System.CommandLine.Command Create()
    {
        var to = new Option<string?>("--to") { Description = "write to this file, which must not exist yet (default: standard output)", HelpName = "FILE" };
        var verb = new System.CommandLine.Command("export", """
            Writes the journal as JSON Lines, which 'numbering verify' checks without the book it came from. Keep the head it prints: with --head, verify also finds an export that was cut off.

            Example:
              numbering export --book article.db --to article-export.jsonl
            """) { to };
        var book = new BookOption(verb);
        verb.SetAction(async parsed =>
        {
            await using var file = await book.ReadAsync(parsed);
            var path = parsed.GetValue(to);
            if (path is null)
            {
                await using var output = Output.Open();
                await file.Book.ExportAsync(output);
            }
            else
            {
                await ToFileAsync(file.Book, path);
            }

            var (entries, head) = await file.Book.HeadAsync();
            Console.Error.WriteLine($"{Describe.Count(entries, "entry", "entries")} written to {path ?? "standard output"}; head {head}");
            return ExitCode.Done;
        });
        return verb;
    }

    /// <summary>Under another name until it is whole: half an export must not be taken for one, even if the process is killed.</summary>
    private static async Task ToFileAsync(BookHandle book, string path)
    {
        try
        {
            var partial = $"{path}.{Environment.ProcessId}.partial";
            if (File.Exists(path))
            {
                throw new IOException("the file exists already");
            }

            try
            {
                await using (var output = new BufferedStream(new FileStream(partial, FileMode.Create), 1 << 16))
                {
                    await book.ExportAsync(output);
                }

                File.Move(partial, path);
            }
            catch
            {
                File.Delete(partial);
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new MalformedException(path, e.Message);
        }
    }
}
