using System.Globalization;
using BenchmarkDotNet.Running;
using NumberingRules.Benchmarks;
using NumberingRules.Benchmarks.Charts;
using NumberingRules.Benchmarks.Durable;
using NumberingRules.Benchmarks.Servers;
using NumberingRules.Benchmarks.Walks;

switch (args)
{
    case ["--smoke"]: return SmokeRun.Run();
    case ["--durable", ..]: return DurableRun.Run(args);
    case ["--postgres", ..]: return await PostgresRun.RunAsync(args);
    case ["--scale", ..]: return ScaleRun.Run(args);
    case ["--where", var folder, var commands, var rounds]: return WhereRun.Run(folder, Number(commands), Number(rounds));
    case ["--replay", var entries, var rounds]: return ReplayRun.Run(Number(entries), Number(rounds));
    case ["--links", var entries, var rounds]: return LinksRun.Run(Number(entries), Number(rounds));
    case ["--links-here", var entries]: return LinksRun.RunHere(Number(entries));
    case ["--beside", var name, var rounds]: return BesideRun.Run(name, Number(rounds));
    case ["--chart", var results, var svg]: return ChartRun.Run(results, svg);
    case ["--documents", var file]: return DocumentsRun.Run(file);
    case ["--script", var rounds, var script, var tool, var folder]: return ScriptRun.Run(Number(rounds), script, tool, folder);
    case ["--cold", var rounds, .. { Length: > 0 } programs]: return ColdRun.Run(Number(rounds), programs);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
