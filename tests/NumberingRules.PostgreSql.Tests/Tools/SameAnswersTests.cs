using FsCheck.Fluent;
using NumberingRules.Cli;
using NumberingRules.Cli.Tests;
using NumberingRules.Storage.Tests.Contract;
using NumberingRules.Tests;
using NumberingRules.Tests.Laws;

namespace NumberingRules.PostgreSql.Tests.Tools;

/// <summary>From outside: a script says the same in memory, in a file and in a database, line by line.</summary>
public sealed class SameAnswersTests(ServerFixture fixture) : StoreTest(fixture)
{
    private const int Random = 3;
    private const int Size = 40;
    private const ulong Seed = 21;

    private static readonly string[] Samples = ["article.jsonl", "branches.jsonl", "busy.jsonl"];

    public static TheoryData<string, string> All
    {
        get
        {
            TheoryData<string, string> all = [];
            foreach (var sample in Samples)
            {
                all.Add(sample, File.ReadAllText(Checkout.PathOf("samples", sample)));
            }

            var number = 0;
            foreach (var script in Scripts.All.Sample(Random, new FsCheck.Rnd(Seed), Size))
            {
                all.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"random script {++number} of seed {Seed}"), ScriptWriter.Text(script.Commands));
            }

            return all;
        }
    }

    [PostgreSqlTheory]
    [MemberData(nameof(All))]
    public void A_script_says_the_same_everywhere(string name, string script)
    {
        using var scratch = new Scratch();
        var file = scratch.NewFile();
        var memory = Tool.RunScript(script, "--json").Succeeded().Output;
        Assert.True(memory == Tool.RunScript(script, "--json", "--book", file).Succeeded().Output, name);
        Assert.True(memory == Tool.RunScript(script, "--json", "--book", Address).Succeeded().Output, name);
        Assert.Equal(Tool.Run("series", "--json", "--book", file).Output, Tool.Run("series", "--json", "--book", Address).Output);
        if (memory.Contains("\"accepted\"", StringComparison.Ordinal))
        {
            Tool.Run("verify", "--book", Address).Succeeded();
        }
    }
}
