using System.Text;

namespace NumberingRules.Registers.Tests;

/// <summary>Audits a register given as text.</summary>
internal static class Audited
{
    internal static AuditReport Of(string csv, RegisterOptions? options = null) => Of(Encoding.UTF8.GetBytes(csv), options);

    internal static AuditReport Of(byte[] file, RegisterOptions? options = null)
    {
        using var input = new MemoryStream(file);
        return Audit.Of(input, "register.csv", options ?? Named, _ => { });
    }

    internal static RegisterOptions Named { get; } = new() { Number = "No", Date = "Date" };

    internal static RegisterOptions WithKey { get; } = new() { Number = "No", Date = "Date", Key = ["Key"] };

    internal static string Told(AuditReport report) => string.Join("\n", report.Counters.Select(Generated.Describe));
}
