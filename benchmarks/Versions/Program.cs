using System.Diagnostics;
using System.Globalization;
using NumberingRules.Benchmarks.Versions;

// Two builds of this program, each with the core of another commit, are run by turns: eng/versions.sh.
return args switch
{
    ["measure", var pieces] => Measured(Number(pieces)),
    ["compare", var before, var after, var rounds, var pieces] => Comparison.Run(before, after, Number(rounds), Number(pieces)),
    _ => throw new ArgumentException("measure PIECES, or compare BEFORE.dll AFTER.dll ROUNDS PIECES"),
};

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static int Measured(int pieces)
{
    foreach (var (what, once, times) in Operations.All())
    {
        // Compiled for good in three steps, each some time after the last.
        for (var (step, warm) = (0, Stopwatch.StartNew()); step < 4; step++, Thread.Sleep(50), warm.Restart())
        {
            while (warm.ElapsedMilliseconds < 120)
            {
                once();
            }
        }

        var quickest = double.MaxValue;
        for (var (piece, calls) = (0, 1); piece < pieces;)
        {
            var began = Stopwatch.GetTimestamp();
            for (var call = 0; call < calls; call++)
            {
                once();
            }

            // A clock's tick would be the quickest of all.
            var took = Stopwatch.GetElapsedTime(began);
            if (took.TotalMilliseconds < 0.5)
            {
                calls *= 2;
                continue;
            }

            quickest = Math.Min(quickest, took.TotalNanoseconds / calls / times);
            piece++;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}\t{quickest:F2}"));
    }

    return 0;
}
