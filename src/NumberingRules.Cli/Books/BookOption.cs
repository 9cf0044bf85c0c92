using System.CommandLine;

namespace NumberingRules.Cli;

/// <summary>The options that name a book in a file: <c>--book FILE</c> and <c>--name NAME</c>.</summary>
internal sealed class BookOption
{
    private readonly Option<string?> _file;
    private readonly Option<string?> _name = new("--name") { Description = "which book of the file, when it holds several", HelpName = "NAME" };

    /// <summary>Gives them to a verb.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="required">Whether it has nothing else to work on.</param>
    /// <param name="description">What the file is to it.</param>
    internal BookOption(System.CommandLine.Command verb, bool required = true, string description = "the file the book is kept in")
    {
        _file = new("--book") { Description = description, HelpName = "FILE", Required = required };
        verb.Add(_file);
        verb.Add(_name);
        verb.Validators.Add(result =>
        {
            if (result.GetResult(_name) is not null && result.GetResult(_file) is null)
            {
                result.AddError("--name chooses a book of a file; --book names the file.");
            }
        });
    }

    internal static string Checked(string file) => string.IsNullOrWhiteSpace(file) ? throw new MalformedException("--book", "names no file") : file;

    internal string? FileIn(ParseResult parsed) => parsed.GetValue(_file) is { } file ? Checked(file) : null;

    internal Task<BookFile> ReadAsync(ParseResult parsed) => BookFile.ReadAsync(FileIn(parsed)!, NameIn(parsed));

    internal Task<BookFile> WriteAsync(ParseResult parsed) => BookFile.WriteAsync(FileIn(parsed)!, NameIn(parsed));

    private string? NameIn(ParseResult parsed) =>
        parsed.GetValue(_name) is { } name && Identifier.Problem(name) is { } problem ? throw new MalformedException("--name", problem) : parsed.GetValue(_name);
}
