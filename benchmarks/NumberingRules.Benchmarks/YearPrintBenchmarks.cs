using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;

namespace NumberingRules.Benchmarks;

/// <summary>
/// Prefix, year and padded sequence, another number each time, beside the platform printing the digits alone; and the same with
/// one part less and two, which tells what the parts cost.
/// </summary>
[MemoryDiagnoser]
public class YearPrintBenchmarks
{
    private readonly Series _series = PrintBenchmarks.Made("RL-{date:yyyy}-{seq:0000000}");
    private readonly Series _withoutYear = PrintBenchmarks.Made("RL-{seq:0000000}");
    private readonly Series _digits = PrintBenchmarks.Made("{seq:0000000}");
    private readonly char[] _chars = new char[64];
    private readonly byte[] _utf8 = new byte[64];

    // Not read-only, so that its year is worked out every time.
    private DateOnly _date;
    private ulong _last;

    [GlobalSetup]
    public void Compare()
    {
        _date = SampleBooks.Date;
        Same.Answer("0000001", new(_chars, 0, Padded()));
        Same.Answer("2", new(_chars, 0, Unpadded()));
        Same.Answer("0000003", Encoding.UTF8.GetString(_utf8, 0, PaddedUtf8()));
        Same.Answer("RL-2026-0000004", Interpolated());
        Same.Answer("RL-2026-0000005", new(_chars, 0, InterpolatedIntoChars()));
        Same.Answer("RL-2026-0000006", new(_chars, 0, Printed()));
        Same.Answer("RL-2026-0000007", Encoding.UTF8.GetString(_utf8, 0, PrintedUtf8()));
        Same.Answer("RL-0000008", new(_chars, 0, WithoutYear()));
        Same.Answer("0000009", new(_chars, 0, Digits()));
        Same.Answer(2026, Year());
    }

    [Benchmark(Baseline = true, Description = "ulong.TryFormat(\"D7\"), digits alone")]
    public int Padded()
    {
        Next().TryFormat(_chars, out var written, "D7", CultureInfo.InvariantCulture);
        return written;
    }

    [Benchmark(Description = "ulong.TryFormat, unpadded digits alone")]
    public int Unpadded()
    {
        Next().TryFormat(_chars, out var written, default, CultureInfo.InvariantCulture);
        return written;
    }

    [Benchmark(Description = "ulong.TryFormat(\"D7\") of UTF-8, digits alone")]
    public int PaddedUtf8()
    {
        Next().TryFormat(_utf8, out var written, "D7", CultureInfo.InvariantCulture);
        return written;
    }

    [Benchmark(Description = "interpolation to a string")]
    public string Interpolated() => string.Create(CultureInfo.InvariantCulture, $"RL-{_date:yyyy}-{Next():D7}");

    [Benchmark(Description = "interpolation into the span")]
    public int InterpolatedIntoChars()
    {
        _chars.AsSpan().TryWrite(CultureInfo.InvariantCulture, $"RL-{_date:yyyy}-{Next():D7}", out var written);
        return written;
    }

    [Benchmark(Description = "Series.TryPrint")]
    public int Printed() => Print(_series);

    [Benchmark(Description = "Series.TryPrint of UTF-8")]
    public int PrintedUtf8()
    {
        _series.TryPrint((long)Next(), _date, _utf8, out var written);
        return written;
    }

    [Benchmark(Description = "the same without the year")]
    public int WithoutYear() => Print(_withoutYear);

    [Benchmark(Description = "the same, digits alone")]
    public int Digits() => Print(_digits);

    [Benchmark(Description = "DateOnly.Year alone")]
    public int Year() => _date.Year;

    private int Print(Series series)
    {
        series.TryPrint((long)Next(), _date, _chars, out var written);
        return written;
    }

    private ulong Next() => _last = _last == 9_999_999 ? 1 : _last + 1;
}
