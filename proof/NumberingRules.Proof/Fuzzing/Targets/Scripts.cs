using System.Globalization;
using System.Text.RegularExpressions;
using NumberingRules.Tests;

namespace NumberingRules.Proof.Fuzzing.Targets;

/// <summary>Scripts to begin with, and what a refusal must look like.</summary>
internal static partial class Scripts
{
    private const int LongestMessage = 4000;

    /// <summary>The repository's own.</summary>
    internal static IReadOnlyList<string> Samples { get; } =
        [.. new[] { "article.jsonl", "busy.jsonl" }.Select(file => File.ReadAllText(Checkout.PathOf("samples", file)))];

    /// <summary>Every command with every field.</summary>
    internal static IReadOnlyList<string> Every { get; } =
    [
        """{"do":"open","series":[{"id":"m","format":"{date:yyyy}{date:MM}-{seq}","start":2,"max":900,"reset":"monthly","fiscalYearStartMonth":4,"dateOrder":"enforced","maxLength":20},{"id":"n","format":"N{seq}"}],"policy":{"authority":"erp","homeNumber":"on-approval","importedHomeNumber":"on-import","importSeries":"n"}}""",
        """{"do":"setPolicy","policy":{"authority":"home","homeNumber":"on-create","importedHomeNumber":"never"}}""",
        """{"do":"addSeries","series":{"id":"f","format":"F{fiscalEnd:yy}/{seq:000}","reset":"fiscal","fiscalYearStartMonth":7}}""",
        """{"do":"addSeries","series":{"id":"s","format":"{scope:AA}-{date:yyyy}-{seq:0000}","forms":{"credit":"{scope:AA}C{date:yyyy}/{seq:0000}"},"reset":"yearly","validFrom":"2026-01-01","validUntil":"2027-12-31"}}""",
        """{"do":"advance","series":"s","scope":"YO","date":"2026-01-15","next":19,"reason":"billed on paper"}""",
        """{"do":"create","invoice":"B1","date":"2026-01-05","series":"s","scope":"LS"}""",
        """{"do":"create","invoice":"B2","date":"2026-01-05","series":"s","scope":"YO","form":"credit"}""",
        """{"do":"redate","invoice":"B2","form":null,"scope":"LS"}""",
        """{"do":"closeSeries","series":"n","successor":"f"}""",
        """{"do":"advance","series":"m","date":"2026-01-05","next":12,"reason":"numbered by the old system"}""",
        """{"do":"create","invoice":"A1","date":"2026-01-05","series":"m","homeNumber":"OLD 1"}""",
        """{"do":"create","invoice":"A2","date":"2026-01-05"}""",
        """{"do":"redate","invoice":"A2","date":"2026-02-05","series":"m"}""",
        """{"do":"submit","invoice":"A2"}""",
        """{"do":"withdraw","invoice":"A2"}""",
        """{"do":"approve","invoice":"A2"}""",
        """{"do":"number","invoice":"A2"}""",
        """{"do":"connect","company":"acme é","syncFrom":"2025-01-01"}""",
        """{"do":"send","invoice":"A2"}""",
        """{"do":"lose","invoice":"A2","attempt":1}""",
        """{"do":"resend","invoice":"A2"}""",
        """{"do":"refuse","invoice":"A2","reason":"no such\ncustomer","attempt":1}""",
        """{"do":"unlink","invoice":"A2"}""",
        """{"do":"relink","invoice":"A2"}""",
        """{"do":"import","invoice":"S7","erpKey":"502","erpNumber":"SI-1002","date":"2026-01-06","draft":true,"series":"f","erpVersion":3}""",
        """{"do":"import","invoice":"S8","erpKey":"505","date":"2026-01-06","series":"s","scope":"YO","form":"credit"}""",
        """{"do":"void","invoice":"S7","by":"erp","reason":"reversed there"}""",
        """{"do":"reinstate","invoice":"S7","reason":"valid again there"}""",
        """{"do":"confirm","invoice":"A2","erpKey":"503","erpNumber":"SI-1003","erpVersion":4,"replaces":"504","reclaim":true}""",
        """{"do":"confirm","invoice":"A2","erpKey":"503","erpNumber":"SI-1003"}""",
        """{"do":"release","invoice":"A2","erpKey":"503","reason":"deleted there"}""",
        """{"do":"void","invoice":"A1","by":"home","reason":"entered twice"}""",
        """{"do":"interrupt","reason":"access revoked"}""",
        """{"do":"recover"}""",
        """{"do":"together","commands":[{"do":"approve","invoice":"A1"},{"do":"connect","company":"acme é","syncFrom":null}]}""",
        """{"do":"disconnect","reason":"contract ended"}""",
    ];

    /// <summary>What is wrong with the message of a refusal.</summary>
    internal static string? ProblemOf(string message, string file) =>
        !message.StartsWith(file, StringComparison.Ordinal) || !Line().IsMatch(message[file.Length..]) ? $"is refused without its line: '{message}'"
        : message.Length > LongestMessage ? string.Create(CultureInfo.InvariantCulture, $"is refused in {message.Length} characters")
        : ProblemOf(message);

    /// <summary>What is wrong with a text for a terminal.</summary>
    internal static string? ProblemOf(string message) =>
        message.Any(unit => char.IsControl(unit) || unit is '\u202E' or '\u2028') ? $"is refused with what a terminal obeys: '{message}'" : null;

    [GeneratedRegex("^, line [1-9][0-9]*: .")]
    private static partial Regex Line();
}
