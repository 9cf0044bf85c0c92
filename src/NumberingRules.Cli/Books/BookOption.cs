using System.CommandLine;

namespace NumberingRules.Cli;

/// <summary>The options that name a book that is kept: <c>--book PLACE</c> (a file or a database) and <c>--name NAME</c>.</summary>
internal sealed class BookOption
{
    internal const string HelpName = "FILE|DATABASE";

    private readonly Option<string?> _place;
    private readonly Option<string?> _name = Named("which book, when there are several");

    /// <summary>Gives them to a verb.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="required">Whether it has nothing else to work on.</param>
    /// <param name="description">What the place is to it.</param>
    internal BookOption(System.CommandLine.Command verb, bool required = true, string description = "where the book is kept: an SQLite file, or a PostgreSQL database (postgres://user@server/database)")
    {
        _place = new("--book") { Description = description, HelpName = HelpName, Required = required };
        verb.Add(_place);
        verb.Add(_name);
        verb.Validators.Add(result =>
        {
            if (result.GetResult(_name) is not null && result.GetResult(_place) is null)
            {
                result.AddError("--name chooses a book; --book says where it is kept.");
            }
        });
    }

    internal static Option<string?> Named(string description) => new("--name") { Description = description, HelpName = "NAME" };

    internal static string? Named(ParseResult parsed, Option<string?> name) =>
        parsed.GetValue(name) is { } text && Identifier.Problem(text) is { } problem ? throw new MalformedException("--name", problem) : parsed.GetValue(name);

    internal BookPlace? PlaceIn(ParseResult parsed) => parsed.GetValue(_place) is { } place ? BookPlace.Of("--book", place) : null;

    internal Task<OpenedBook> ReadAsync(ParseResult parsed) => OpenedBook.ReadAsync(PlaceIn(parsed)!, Named(parsed, _name));

    internal Task<OpenedBook> WriteAsync(ParseResult parsed) => OpenedBook.WriteAsync(PlaceIn(parsed)!, Named(parsed, _name));
}
