using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace NumberingRules.Benchmarks;

/// <summary>Printing a number, another one each time: to a string, into text, into UTF-8; without and with a date.</summary>
[MemoryDiagnoser]
[CategoriesColumn]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class PrintBenchmarks
{
    private const string ToText = "RL-0000001 as string";
    private const string IntoChars = "RL-0000001 into chars";
    private const string IntoUtf8 = "RL-0000001 into UTF-8";
    private const string DatedIntoChars = "RL-202603-0001 into chars";

    private readonly Series _plain = Made("RL-{seq:0000000}");
    private readonly Series _dated = Made("RL-{date:yyyy}{date:MM}-{seq:0000}");
    private readonly char[] _chars = new char[64];
    private readonly byte[] _utf8 = new byte[64];
    private long _last;

    [GlobalSetup]
    public void Compare()
    {
        Same.Answer("RL-0000001", Interpolated());
        Same.Answer("RL-0000002", Printed().Text);
        Same.Answer("RL-0000003", new(_chars, 0, Formatted()));
        Same.Answer("RL-0000004", new(_chars, 0, InterpolatedIntoChars()));
        Same.Answer("RL-0000005", new(_chars, 0, PrintedIntoChars()));
        Same.Answer("RL-0000006", Encoding.UTF8.GetString(_utf8, 0, FormattedUtf8()));
        Same.Answer("RL-0000007", Encoding.UTF8.GetString(_utf8, 0, PrintedIntoUtf8()));
        Same.Answer("RL-202603-0008", new(_chars, 0, DatedInterpolated()));
        Same.Answer("RL-202603-0009", new(_chars, 0, DatedPrinted()));
    }

    [Benchmark(Baseline = true, Description = "string interpolation"), BenchmarkCategory(ToText)]
    public string Interpolated() => string.Create(CultureInfo.InvariantCulture, $"RL-{Next():D7}");

    [Benchmark(Description = "Series.Print"), BenchmarkCategory(ToText)]
    public InvoiceNumber Printed() => _plain.Print(Next(), SampleBooks.Date);

    [Benchmark(Baseline = true, Description = "long.TryFormat(\"D7\") behind a prefix"), BenchmarkCategory(IntoChars)]
    public int Formatted()
    {
        "RL-".CopyTo(_chars);
        Next().TryFormat(_chars.AsSpan(3), out var written, "D7", CultureInfo.InvariantCulture);
        return 3 + written;
    }

    [Benchmark(Description = "interpolation into the span"), BenchmarkCategory(IntoChars)]
    public int InterpolatedIntoChars()
    {
        _chars.AsSpan().TryWrite(CultureInfo.InvariantCulture, $"RL-{Next():D7}", out var written);
        return written;
    }

    [Benchmark(Description = "Series.TryPrint"), BenchmarkCategory(IntoChars)]
    public int PrintedIntoChars()
    {
        _plain.TryPrint(Next(), SampleBooks.Date, _chars, out var written);
        return written;
    }

    [Benchmark(Baseline = true, Description = "long.TryFormat(\"D7\") behind a prefix"), BenchmarkCategory(IntoUtf8)]
    public int FormattedUtf8()
    {
        "RL-"u8.CopyTo(_utf8);
        Next().TryFormat(_utf8.AsSpan(3), out var written, "D7", CultureInfo.InvariantCulture);
        return 3 + written;
    }

    [Benchmark(Description = "Series.TryPrint"), BenchmarkCategory(IntoUtf8)]
    public int PrintedIntoUtf8()
    {
        _plain.TryPrint(Next(), SampleBooks.Date, _utf8, out var written);
        return written;
    }

    [Benchmark(Baseline = true, Description = "interpolation into the span"), BenchmarkCategory(DatedIntoChars)]
    public int DatedInterpolated()
    {
        _chars.AsSpan().TryWrite(CultureInfo.InvariantCulture, $"RL-{SampleBooks.Date:yyyyMM}-{Next():D4}", out var written);
        return written;
    }

    [Benchmark(Description = "Series.TryPrint"), BenchmarkCategory(DatedIntoChars)]
    public int DatedPrinted()
    {
        _dated.TryPrint(Next(), SampleBooks.Date, _chars, out var written);
        return written;
    }

    internal static Series Made(string format) =>
        Series.TryCreate(new("rl", format), out var series, out var problem) ? series : throw new ArgumentException(problem);

    private long Next() => _last = _last == 9_999_999 ? 1 : _last + 1;
}
