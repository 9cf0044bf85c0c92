using System.Globalization;
using BenchmarkDotNet.Attributes;

namespace NumberingRules.Benchmarks;

/// <summary>What the parts of a printed number cost: each format has one part more than the one before.</summary>
[MemoryDiagnoser]
public class PrintPartsBenchmarks
{
    private readonly Series _digits = PrintBenchmarks.Made("{seq:0000000}");
    private readonly Series _prefix = PrintBenchmarks.Made("RL-{seq:0000000}");
    private readonly Series _year = PrintBenchmarks.Made("RL-{date:yyyy}-{seq:0000000}");
    private readonly char[] _chars = new char[64];

    // Not read-only, so that its year is worked out every time.
    private DateOnly _date;
    private ulong _last;

    [GlobalSetup]
    public void Compare()
    {
        _date = SampleBooks.Date;
        Same.Answer("0000001", new(_chars, 0, Padded()));
        Same.Answer("0000002", new(_chars, 0, Digits()));
        Same.Answer("RL-0000003", new(_chars, 0, WithPrefix()));
        Same.Answer("RL-2026-0000004", new(_chars, 0, WithYear()));
        Same.Answer(2026, Year());
    }

    [Benchmark(Baseline = true, Description = "ulong.TryFormat(\"D7\"), digits alone")]
    public int Padded()
    {
        Next().TryFormat(_chars, out var written, "D7", CultureInfo.InvariantCulture);
        return written;
    }

    [Benchmark(Description = "{seq:0000000}")]
    public int Digits() => Print(_digits);

    [Benchmark(Description = "RL-{seq:0000000}")]
    public int WithPrefix() => Print(_prefix);

    [Benchmark(Description = "RL-{date:yyyy}-{seq:0000000}")]
    public int WithYear() => Print(_year);

    [Benchmark(Description = "DateOnly.Year alone")]
    public int Year() => _date.Year;

    private int Print(Series series)
    {
        series.TryPrint((long)Next(), _date, _chars, out var written);
        return written;
    }

    private ulong Next() => _last = _last == 9_999_999 ? 1 : _last + 1;
}
