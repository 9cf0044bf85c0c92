using FsCheck.Fluent;
using NumberingRules.Storage;
using NumberingRules.Tests.Laws;

namespace NumberingRules.PostgreSql.Tests.Contract;

/// <summary>Hosts that take turns command by command are one book: each answer is that of the rules alone.</summary>
public sealed class TurnsTests(ServerFixture fixture) : StoreTest(fixture)
{
    private const int Many = 6;
    private const int Size = 30;
    private const ulong Seed = 20260301;

    [PostgreSqlFact]
    public async Task Two_hosts_that_take_turns_answer_any_script_as_the_rules_alone()
    {
        await using var one = new Books(Open());
        await using var other = new Books(Open());
        var number = 0;
        foreach (var script in Scripts.All.Sample(Many, new FsCheck.Rnd(Seed), Size))
        {
            var name = $"script {++number} of seed {Seed}";
            var alone = new Register();
            foreach (var (command, at) in script.Commands.AsEnumerable().Select(static (command, at) => (command, at)))
            {
                var expected = alone.Do(command);
                var answer = await (at % 2 == 0 ? one : other)[name].DoAsync(command);
                Assert.True(expected.Equals(answer.Decision), $"{name}, command {at + 1}, {command}: {answer.Decision} in place of {expected}");
            }

            var report = await one[name].VerifyAsync();
            Assert.True(report.IsSound, report.Fault?.What);
        }

        Assert.Empty(await other.SchemaProblemsAsync());
    }
}
