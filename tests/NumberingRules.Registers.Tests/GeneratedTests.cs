using System.Globalization;

namespace NumberingRules.Registers.Tests;

/// <summary>Registers made up from known counters: an audit finds exactly those, with what was planted in them.</summary>
public sealed class GeneratedTests
{
    // eng/registers.sh --seeds N runs as many as are asked for.
    private static readonly int Seeds = int.TryParse(Environment.GetEnvironmentVariable("REGISTER_SEEDS"), CultureInfo.InvariantCulture, out var seeds) ? seeds : 150;

    [Fact]
    public void An_audit_finds_exactly_the_counters_resets_gaps_and_duplicates_that_were_planted()
    {
        var wrong = new List<string>();
        for (var seed = 0; seed < Seeds; seed++)
        {
            var register = new Generated(seed);
            var report = Audited.Of(register.Csv, Audited.WithKey);
            var expected = string.Join("\n", register.Expected);
            var found = Audited.Told(report);
            if (expected != found || report.Unplaced != 0)
            {
                wrong.Add($"seed {seed}:\nexpected\n{expected}\nfound\n{found}\nunplaced {report.Unplaced}");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {Seeds}\n{string.Join("\n\n", wrong.Take(5))}");
    }
}
