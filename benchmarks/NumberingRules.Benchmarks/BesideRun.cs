using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using BenchmarkDotNet.Attributes;
using NumberingRules.Benchmarks.Durable;

namespace NumberingRules.Benchmarks;

/// <summary>
/// The benchmarks of a class side by side on a machine that is never quiet: <c>--beside CLASS ROUNDS</c>. All take turns in
/// pieces of a millisecond, and the quickest piece counts: the one that nobody disturbed.
/// </summary>
internal static class BesideRun
{
    internal static int Run(string name, int rounds)
    {
        var type = typeof(BesideRun).Assembly.GetType($"{typeof(BesideRun).Namespace}.{name}", throwOnError: true)!;
        var instance = Activator.CreateInstance(type)!;
        foreach (var setup in type.GetMethods().Where(method => method.IsDefined(typeof(GlobalSetupAttribute))))
        {
            (setup.Invoke(instance, null) as Task)?.GetAwaiter().GetResult();
        }

        var sides = type.GetMethods().Select(method => (Method: method, Benchmark: method.GetCustomAttribute<BenchmarkAttribute>())).Where(side => side.Benchmark is not null)
            .Select(side => (
                Name: string.Join(' ', [side.Benchmark!.Description, .. side.Method.GetCustomAttribute<BenchmarkCategoryAttribute>()?.Categories ?? []]),
                Loop: Looped(side.Method, instance, side.Benchmark.OperationsPerInvoke),
                Times: new List<double>())).ToList();
        for (var round = 0; round < rounds; round++)
        {
            sides.ForEach(side => side.Times.Add(side.Loop()));
        }

        Report.Table(string.Create(CultureInfo.InvariantCulture, $"{name}, {rounds} rounds"), "what", "ns, quickest", "ns, median");
        sides.ForEach(side => Report.Row(side.Name, side.Times.Min(), Report.Median(side.Times)));
        return 0;
    }

    private static Func<double> Looped(MethodInfo method, object instance, int operations) =>
        (Func<double>)typeof(BesideRun).GetMethod(nameof(Loop), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(method.ReturnType).Invoke(null, [method, instance, operations])!;

    private static Func<double> Loop<T>(MethodInfo method, object instance, int operations)
    {
        var benchmark = method.CreateDelegate<Func<T>>(instance);
        var calls = 1;
        return () =>
        {
            while (true)
            {
                var began = Stopwatch.GetTimestamp();
                for (var call = 0; call < calls; call++)
                {
                    (benchmark() as Task)?.GetAwaiter().GetResult();
                }

                // A clock's tick would be the quickest of all.
                var time = Stopwatch.GetElapsedTime(began);
                if (time.TotalMilliseconds >= 0.5)
                {
                    return time.TotalNanoseconds / calls / operations;
                }

                calls *= 2;
            }
        };
    }
}
