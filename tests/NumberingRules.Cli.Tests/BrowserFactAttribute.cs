using NumberingRules.Tests;

namespace NumberingRules.Cli.Tests;

/// <summary>A test that opens a page in Chromium and asks axe-core about it; skipped where either is absent, except in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() =>
        Skip = Environment.GetEnvironmentVariable("CI") == "true" ? null
            : !File.Exists(Chromium) ? "Chromium is not installed (Debian's package chromium)"
            : !File.Exists(Axe) ? "axe-core is not here: npm install --prefix artifacts/axe axe-core"
            : null;

    internal static string Chromium => "/usr/bin/chromium";

    internal static string Axe => Checkout.PathOf("artifacts", "axe", "node_modules", "axe-core", "axe.min.js");
}
