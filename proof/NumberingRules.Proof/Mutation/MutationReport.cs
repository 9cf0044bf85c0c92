using System.Globalization;
using System.Text;

namespace NumberingRules.Proof.Mutation;

/// <summary>Joins what dotnet-stryker found with the arguments and writes both as Markdown.</summary>
internal static class MutationReport
{
    /// <summary>
    /// <c>mutation PROJECT ARGUMENTS PAGE HEADLINE REPORT...</c>: 1 when one lives without an argument, or an argument has no
    /// mutant. Of one mutant in several reports one that killed it counts, else the last.
    /// </summary>
    internal static int Run(string[] args)
    {
        if (args is not [var project, var arguments, var page, var headline, .. { Length: > 0 } reports])
        {
            Console.Error.WriteLine("usage: mutation PROJECT ARGUMENTS PAGE HEADLINE REPORT...");
            return 2;
        }

        var all = reports.SelectMany(report => StrykerReport.Read(report, project)).ToArray();
        var mutants = all.Where(mutant => mutant.Status != "Ignored")
            .GroupBy(mutant => (mutant.File, mutant.Line, mutant.Change))
            .Select(same => same.FirstOrDefault(mutant => mutant.Status == "Killed") ?? same.Last())
            .OrderBy(mutant => mutant.File, StringComparer.Ordinal).ThenBy(mutant => mutant.Line)
            .ToArray();
        var argued = Arguments.Read(arguments);
        var living = mutants.Where(mutant => mutant.Lives).ToArray();
        var stale = argued.WithoutMutant(mutants.Where(mutant => mutant.Status != "Killed"), mutants.Select(mutant => mutant.File).ToHashSet()).ToArray();

        File.WriteAllText(page, Page(project, headline, mutants, living, argued));
        var open = living.Where(mutant => argued.For(mutant) is null).ToArray();
        foreach (var mutant in open)
        {
            Console.WriteLine($"no argument: {mutant.File}:{mutant.Line} {mutant.Change} ({mutant.Status})");
        }

        foreach (var one in stale)
        {
            Console.WriteLine($"no such living mutant: {one}");
        }

        Console.WriteLine(Total(mutants, argued));
        return stale.Length + open.Length > 0 ? 1 : 0;
    }

    /// <summary><c>mutation-living REPORT...</c>: where the mutants are that live or timed out, one place a line.</summary>
    internal static int Living(string[] args)
    {
        foreach (var place in args.SelectMany(StrykerReport.Places).Distinct())
        {
            Console.WriteLine(place);
        }

        return 0;
    }

    private static string Page(string project, string headline, Mutant[] mutants, Mutant[] living, Arguments argued)
    {
        var page = new StringBuilder($"# Mutants of {project}\n\n{headline}\n\n");
        page.Append("| folder | killed | timed out | alive, argued equivalent | alive, no argument | score | of those not argued equivalent | do not compile |\n|---|---|---|---|---|---|---|---|\n");
        foreach (var folder in mutants.GroupBy(mutant => mutant.Folder).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            page.Append(Row(folder.Key, [.. folder], argued));
        }

        page.Append(Row("**all**", mutants, argued)).Append("\n## Timed out\n\n");
        foreach (var mutant in mutants.Where(mutant => mutant.Status == "Timeout"))
        {
            page.Append(CultureInfo.InvariantCulture, $"- {mutant.File} line {mutant.Line}: `` {mutant.Change} ``\n");
        }

        page.Append("\n## Alive\n\n");
        foreach (var file in living.GroupBy(mutant => mutant.File))
        {
            page.Append(CultureInfo.InvariantCulture, $"### {file.Key}\n\n");
            foreach (var mutant in file)
            {
                page.Append(CultureInfo.InvariantCulture, $"- line {mutant.Line}: `` {mutant.Change} ``{(mutant.Status == "NoCoverage" ? " (not reached)" : "")}: {argued.For(mutant) ?? "**no argument**"}\n");
            }

            page.Append('\n');
        }

        return page.ToString().TrimEnd() + "\n";
    }

    private static string Row(string name, Mutant[] mutants, Arguments argued)
    {
        var (killed, timedOut) = (mutants.Count(mutant => mutant.Status == "Killed"), mutants.Count(mutant => mutant.Status == "Timeout"));
        var (equivalent, open) = (mutants.Count(mutant => mutant.Lives && argued.For(mutant) is not null), mutants.Count(mutant => mutant.Lives && argued.For(mutant) is null));
        var dead = killed + timedOut;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {killed} | {timedOut} | {equivalent} | {open} | {Percent(dead, dead + equivalent + open)} | {Percent(dead, dead + open)} | {mutants.Count(mutant => mutant.Status == "CompileError")} |\n");
    }

    private static string Percent(int part, int whole) =>
        whole == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(part * 1000m / whole) / 10:0.0} %");

    private static string Total(Mutant[] mutants, Arguments argued) => Row("all", mutants, argued).Trim();
}
