using BenchmarkDotNet.Running;
using NumberingRules.Benchmarks;
using NumberingRules.Benchmarks.Durable;

if (args is ["--smoke"])
{
    return SmokeRun.Run();
}

if (args is ["--durable", ..])
{
    return DurableRun.Run(args);
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
