using BenchmarkDotNet.Running;
using NumberingRules.Benchmarks;

if (args is ["--smoke"])
{
    return SmokeRun.Run();
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
