using NumberingRules.Tests;

namespace NumberingRules.Cli.Tests;

/// <summary>A test that reads the real invoice register beside the checkout; skipped where it is absent, except in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RegisterFactAttribute : FactAttribute
{
    public RegisterFactAttribute() =>
        Skip = File.Exists(Register) || Environment.GetEnvironmentVariable("CI") == "true"
            ? null
            : "the real register (../shared/data) is not beside this checkout";

    internal static string Register => Checkout.PathOf("..", "shared", "data", "online-retail-invoices.csv");
}
