using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace NumberingRules.Benchmarks;

/// <summary>Runs every benchmark once in this process: whether they still work, not how fast they are.</summary>
internal static class SmokeRun
{
    internal static int Run()
    {
        var log = new AccumulationLogger();
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.Dry.WithToolchain(InProcessNoEmitToolchain.Instance))
            .AddLogger(log)
            .WithOptions(ConfigOptions.DisableLogFile);
        var works = false;
        try
        {
            works = typeof(SmokeRun).Assembly.GetExportedTypes().Where(HasBenchmarks).All(type => Works(BenchmarkRunner.Run(type, config)));
        }
        finally
        {
            Console.WriteLine(works ? "every benchmark works" : log.GetLog());
        }

        return works ? 0 : 1;
    }

    private static bool HasBenchmarks(Type type) => Array.Exists(type.GetMethods(), method => method.IsDefined(typeof(BenchmarkAttribute), false));

    private static bool Works(Summary summary)
    {
        foreach (var benchmark in summary.BenchmarksCases)
        {
            Console.WriteLine($"{(Works(summary[benchmark]) ? "ok    " : "FAILED")} {benchmark.Descriptor.DisplayInfo}");
        }

        return !summary.HasCriticalValidationErrors
            && summary.BenchmarksCases.Length > 0
            && summary.BenchmarksCases.All(benchmark => Works(summary[benchmark]));
    }

    private static bool Works(BenchmarkReport? report) => report is { Success: true, ResultStatistics.N: > 0 };
}
