using NumberingRules.Cli;
using NumberingRules.Cli.Tests;

namespace NumberingRules.PostgreSql.Tests.Tools;

/// <summary>A database is named where a file is, and nothing that is printed tells its password.</summary>
public sealed class BookOptionTests(ServerFixture fixture) : StoreTest(fixture)
{
    private const string Secret = "p4ss;w=rd@x";
    private const string Script = """{"do":"open","series":[{"id":"a","format":"A-{seq}"}]}""" + "\n" + """{"do":"create","invoice":"I1","date":"2026-01-05"}""";

    [Theory]
    [InlineData("postgres://anna@server/books", "postgres://anna@server/books")]
    [InlineData("postgresql://anna:secret@server:6543/books?schema=n%20n&sslmode=verify-full", "postgres://anna@server:6543/books?schema=n%20n")]
    [InlineData("POSTGRES://an%40na:s@cr%3Aet@server/books", "postgres://an%40na@server/books")]
    [InlineData("postgres://anna@[::1]:6543/books", "postgres://anna@[::1]:6543/books")]
    [InlineData("postgres:///books?host=/run/pg&user=anna", "postgres://anna@/books?host=/run/pg")]
    [InlineData("postgres://one:1,two:2/books?target_session_attrs=primary", "postgres://one:1,two:2/books")]
    [InlineData("Host=server;Username=anna;Password='a;b';Database=books;Schema=other", "postgres://anna@server/books?schema=other")]
    [InlineData("username=anna;server=server;port=7;Database=books", "postgres://anna@server:7/books")]
    [InlineData("article.db", "article.db")]
    [InlineData("./Host=x.db", "./Host=x.db")]
    public void A_place_is_shown_without_its_password_and_can_be_given_again(string given, string shown)
    {
        var place = BookPlace.Of("--book", given);
        Assert.Equal(shown, place.Shown);
        Assert.Equal(shown, BookPlace.Of("--book", shown).Shown);
    }

    [Theory]
    [InlineData("")]
    [InlineData("postgres:anna:p4ss@server/books")]
    [InlineData("postgres://anna:p4ss@server:x/books")]
    [InlineData("postgres://anna:p4ss@/books")]
    [InlineData("postgres://server/books?pass=p4ss")]
    [InlineData("Host=server;Password=a;p4ss=1")]
    [InlineData("Host=server;Port=p4ss")]
    [InlineData("Username=anna;Password=p4ss;Database=books")]
    [InlineData("jdbc:postgresql://anna:p4ss@server/books")]
    [InlineData("postgresql+psycopg://anna:p4ss@server/books")]
    [InlineData("Host=server;Password='p4ss")]
    public void What_is_no_place_is_refused_without_being_repeated(string given) =>
        Assert.DoesNotContain("p4ss", Assert.Throws<MalformedException>(() => BookPlace.Of("--book", given)).Message, StringComparison.Ordinal);

    [PostgreSqlFact]
    public void No_message_tells_the_password()
    {
        var address = $"postgres://numbering_owner:{Uri.EscapeDataString(Secret)}@/{Database}?host={Server.Host}";
        var keys = $"Host={Server.Host};Username=numbering_owner;Password='{Secret}';Database={Database}";
        string[][] all =
        [
            ["list", "--book", address],
            ["list", address],
            ["nonsense", address],
            ["list", "--book=" + address, "--count", "0"],
            ["run", address],
            ["run", "-", "--book", keys],
            ["list", "--book", keys, "--name", "none"],
            ["list", keys],
            ["list", "--book", $"Username=numbering_owner;Password='{Secret}'"],
            ["list", "--book", "jdbc:" + address],
            ["list", "--book", keys + ";Nonsense=1"],
            ["list", "--book", keys.Replace(Server.Host, "nowhere.invalid", StringComparison.Ordinal)],
            ["list", "--book", address.Replace(Database, "absent", StringComparison.Ordinal)],
            ["verify", "--book", address, "--head", new('0', 64)],
            ["copy", "--from", keys, "--to", address],
            ["schema", "--postgres", "--schema", address],
        ];
        foreach (var arguments in all)
        {
            var run = Tool.Run(System.Text.Encoding.UTF8.GetBytes(Script), arguments);
            var said = run.Output + run.Error;
            Assert.False(said.Contains("p4ss", StringComparison.Ordinal), $"{string.Join(' ', arguments)}: {said}");
            Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        }
    }

    [PostgreSqlFact]
    public void Several_books_of_a_database_are_chosen_by_name_and_what_is_not_there_is_said()
    {
        Assert.Contains("holds no book yet", Tool.Run("list", "--book", Address).Error, StringComparison.Ordinal);
        Tool.RunScript(Script, "--book", Address).Succeeded();
        Assert.Single(Tool.Run("list", "--json", "--book", Address).Succeeded().Lines);
        Tool.RunScript(Script, "--book", Address, "--name", "other").Succeeded();
        var refused = Tool.Run("list", "--book", Address);
        Assert.Equal(2, refused.Status);
        Assert.Contains("choose one with --name: 'main', 'other'", refused.Error, StringComparison.Ordinal);
        Assert.Contains("has no book 'third'", Tool.Run("list", "--book", Address, "--name", "third").Error, StringComparison.Ordinal);
        Assert.Contains("(main, other)", Tool.Run("rebuild", "--book", Address).Succeeded().Output, StringComparison.Ordinal);
    }
}
