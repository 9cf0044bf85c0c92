using FsCheck.Xunit;

namespace NumberingRules.Tests.Laws;

/// <summary>
/// A property of generated scripts. Runs the same scripts every time; the environment variable
/// <c>NUMBERINGRULES_SEED</c> chooses others: <c>random</c>, or the pair that a failure printed.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LawAttribute : PropertyAttribute
{
    private const string Fixed = "20260105,4711";

    public LawAttribute()
    {
        Arbitrary = [typeof(Scripts)];
        MaxTest = 250;
        StartSize = 10;
        QuietOnSuccess = true;
        Replay = Environment.GetEnvironmentVariable("NUMBERINGRULES_SEED") switch
        {
            null or "" => Fixed,
            "random" => null,
            var chosen => chosen,
        };
    }
}
