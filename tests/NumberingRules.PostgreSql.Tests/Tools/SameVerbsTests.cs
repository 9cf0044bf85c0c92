using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using NumberingRules.Cli;
using NumberingRules.Cli.Tests;
using NumberingRules.Storage.Tests.Contract;

namespace NumberingRules.PostgreSql.Tests.Tools;

/// <summary>Every verb that takes a book says the same of one in a file and of one in a database.</summary>
[Collection(SharedServer.Name)]
public sealed partial class SameVerbsTests(SameVerbsTests.Kept kept) : IClassFixture<SameVerbsTests.Kept>
{
    /// <summary>Stands for a file that the verb writes.</summary>
    private const string Page = "(page)";

    private const string Name = "--name";

    // Those that write do so to a book of their own.
    private static readonly Dictionary<string, string[]> Arguments = new(StringComparer.Ordinal)
    {
        ["run"] = ["samples/article.jsonl", "--json", Name, "article"],
        ["import"] = ["samples/takeover/home.csv", "--as", "home", "--number", "Number", "--date", "Date", "--status", "Status", "--void", "Void", "--draft", "Draft", "--json", Name, "home"],
        ["audit"] = ["--html", Page],
        ["preflight"] = ["--erp", "intacct", "--on", "2026-03-01"],
        ["reconcile"] = ["samples/takeover/erp.csv", "--external-id", "HOMEID", "--json"],
        ["why"] = ["SI-1001", "--json"],
        ["list"] = ["--json"],
        ["find"] = ["SI-1001", "--json"],
        ["show"] = ["A1", "--json"],
        ["pending"] = ["--json"],
        ["series"] = ["--json"],
        ["next"] = ["--date", "2026-03-01", "--json"],
        ["check"] = ["RL-00042", "--json"],
        ["what-if"] = ["disconnect", "--json"],
        ["verify"] = ["--json"],
        ["head"] = ["--json"],
        ["export"] = [],
        ["rebuild"] = [],
    };

    private static readonly List<System.CommandLine.Command> All =
    [
        .. typeof(BookOption).Assembly.GetTypes().Where(static type => type.Name.EndsWith("Verb", StringComparison.Ordinal))
            .Select(static type => (System.CommandLine.Command)type.GetMethod("Create", BindingFlags.Static | BindingFlags.NonPublic, [])!.Invoke(null, null)!),
    ];

    private static readonly Dictionary<string, System.CommandLine.Command> WithBook =
        All.SelectMany(static verb => Below(verb, verb.Name)).Where(static one => Has(one.Verb, "--book")).ToDictionary(static one => one.Words, static one => one.Verb);

    public static TheoryData<string> Verbs => [.. WithBook.Keys];

    [PostgreSqlTheory]
    [MemberData(nameof(Verbs))]
    public void It_says_the_same(string verb)
    {
        Assert.True(Arguments.ContainsKey(verb), $"'{verb}' takes a book; say here with which arguments it is tried");
        Assert.Equal(Said(verb, kept.File), Said(verb, kept.Database));
    }

    [Fact]
    public void These_are_the_verbs_of_the_tool()
    {
        var help = Tool.Run("--help").Succeeded().Output;
        Assert.Equal(
            Listed().Matches(help[help.IndexOf("Commands:", StringComparison.Ordinal)..]).Select(static match => match.Groups[1].Value).Order(StringComparer.Ordinal),
            All.Select(static verb => verb.Name).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<(string Words, System.CommandLine.Command Verb)> Below(System.CommandLine.Command verb, string words) =>
        verb.Subcommands.SelectMany(below => Below(below, $"{words} {below.Name}")).Prepend((words, verb));

    private static bool Has(System.CommandLine.Command verb, string option) => verb.Options.Any(one => one.Name == option);

    private string Said(string verb, string place)
    {
        var page = kept.NewFile();
        string[] book = ["--book", place, .. Has(WithBook[verb], Name) && !Arguments[verb].Contains(Name) ? [Name, Kept.Book] : (string[])[]];
        var run = Tool.Run([.. verb.Split(' '), .. Arguments[verb].Select(word => word == Page ? page : word), .. book]);
        var output = File.Exists(page) ? File.ReadAllText(page) : run.Output;
        Assert.True(run.Status is 0 or 1 && output.Length > 0, run.Error);
        return string.Create(CultureInfo.InvariantCulture, $"{run.Status}\n{Masked(output, place)}\n{Masked(run.Error, place)}");
    }

    private static string Masked(string text, string place) => Differing().Replace(
        text.Replace(place, "(place)", StringComparison.Ordinal).Replace(Path.GetFileName(place), "(place)", StringComparison.Ordinal), "(differs)");

    /// <summary>Hashes and salts, keys of attempts and identities, instants.</summary>
    [GeneratedRegex(@"\b[0-9a-f]{32,64}\b|\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b\d{4}-\d\d-\d\dT[\d:.]+Z|<time .*?</time>", RegexOptions.ExplicitCapture)]
    private static partial Regex Differing();

    [GeneratedRegex("^  ([a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex Listed();

    /// <summary>A file and a database that have had the same script run into them.</summary>
    public sealed class Kept : IDisposable
    {
        internal const string Book = "main";

        private readonly Scratch _scratch = new();

        public Kept(ServerFixture fixture)
        {
            ArgumentNullException.ThrowIfNull(fixture);
            if (Server.Programs is null)
            {
                return;
            }

            File = _scratch.NewFile();
            Database = BookPlace.Of("--book", $"postgres:///{fixture.Server.NewDatabase()}?host={fixture.Server.Host}&user=numbering_owner").Shown;
            foreach (var place in (string[])[File, Database])
            {
                Tool.Run("run", "samples/busy.jsonl", "--book", place, Name, Book).Succeeded();
            }
        }

        internal string File { get; } = "";

        internal string Database { get; } = "";

        internal string NewFile() => _scratch.NewFile();

        public void Dispose() => _scratch.Dispose();
    }
}
