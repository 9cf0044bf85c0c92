using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace NumberingRules.Benchmarks;

/// <summary>Reading a number back. Each number read tells which text comes next.</summary>
[MemoryDiagnoser]
[CategoriesColumn]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public partial class ParseBenchmarks
{
    private const string Plain = "RL-0000001";
    private const string Dated = "RL-202603-0001";
    private const int Texts = 64;

    private readonly Series _plain = PrintBenchmarks.Made("RL-{seq:0000000}");
    private readonly Series _dated = PrintBenchmarks.Made("RL-{date:yyyy}{date:MM}-{seq:0000}");
    private readonly Regex _compiled = new("^RL-([0-9]{7,18})$", RegexOptions.Compiled | RegexOptions.CultureInvariant);
    private readonly Regex _datedCompiled = new("^RL-([0-9]{4})([0-9]{2})-([0-9]{4,18})$", RegexOptions.Compiled | RegexOptions.CultureInvariant);
    private readonly string[] _texts;
    private readonly byte[][] _utf8;
    private readonly string[] _datedTexts;
    private int _at;

    public ParseBenchmarks()
    {
        _texts = [.. Enumerable.Range(1, Texts).Select(number => _plain.Print(number * 7919L, SampleBooks.Date).Text)];
        _utf8 = [.. _texts.Select(Encoding.UTF8.GetBytes)];
        _datedTexts = [.. Enumerable.Range(1, Texts).Select(number => _dated.Print(number * 31L, SampleBooks.Date.AddMonths(number)).Text)];
    }

    [GlobalSetup]
    public void Compare()
    {
        Func<long>[] plain = [Compiled, Generated, Digits, Parsed, ParsedUtf8];
        Func<long>[] dated = [DatedCompiled, DatedGenerated, DatedParsed];
        foreach (var read in (Func<long>[])[.. plain, .. dated])
        {
            _at = 2;
            Same.Answer(plain.Contains(read) ? 3 * 7919L : 3 * 31L, read());
        }

        _at = 2;
        Same.Answer((2L, 3L, 5L), (CompiledMatches(), GeneratedMatches(), DatedMatches()));
        _at = 0;
    }

    [Benchmark(Baseline = true, Description = "compiled Regex, then long.Parse"), BenchmarkCategory(Plain)]
    public long Compiled() => Took(Number(_compiled.Match(_texts[_at]), 1));

    [Benchmark(Description = "source-generated Regex, then long.Parse"), BenchmarkCategory(Plain)]
    public long Generated() => Took(Number(Number().Match(_texts[_at]), 1));

    [Benchmark(Description = "compiled Regex, IsMatch: whether, not which"), BenchmarkCategory(Plain)]
    public long CompiledMatches() => Took(_compiled.IsMatch(_texts[_at]) ? _at : -1);

    [Benchmark(Description = "source-generated Regex, IsMatch: whether, not which"), BenchmarkCategory(Plain)]
    public long GeneratedMatches() => Took(Number().IsMatch(_texts[_at]) ? _at : -1);

    [Benchmark(Description = "ulong.Parse of the digits alone, unchecked otherwise"), BenchmarkCategory(Plain)]
    public long Digits() => Took((long)ulong.Parse(_texts[_at].AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture));

    [Benchmark(Description = "Series.TryParse"), BenchmarkCategory(Plain)]
    public long Parsed() => Took(_plain.TryParse(_texts[_at], out var parsed) ? parsed.SequenceNumber : 0);

    [Benchmark(Description = "Series.TryParse of UTF-8"), BenchmarkCategory(Plain)]
    public long ParsedUtf8() => Took(_plain.TryParse(_utf8[_at], out var parsed) ? parsed.SequenceNumber : 0);

    [Benchmark(Baseline = true, Description = "compiled Regex, then int.Parse and a look at the month"), BenchmarkCategory(Dated)]
    public long DatedCompiled() => Took(DatedNumber(_datedCompiled.Match(_datedTexts[_at])));

    [Benchmark(Description = "source-generated Regex, the same"), BenchmarkCategory(Dated)]
    public long DatedGenerated() => Took(DatedNumber(DatedNumber().Match(_datedTexts[_at])));

    [Benchmark(Description = "source-generated Regex, IsMatch: whether, not which"), BenchmarkCategory(Dated)]
    public long DatedMatches() => Took(DatedNumber().IsMatch(_datedTexts[_at]) ? _at : -1);

    [Benchmark(Description = "Series.TryParse"), BenchmarkCategory(Dated)]
    public long DatedParsed() => Took(_dated.TryParse(_datedTexts[_at], out var parsed) ? parsed.SequenceNumber : 0);

    [GeneratedRegex("^RL-([0-9]{7,18})$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex("^RL-([0-9]{4})([0-9]{2})-([0-9]{4,18})$", RegexOptions.CultureInvariant)]
    private static partial Regex DatedNumber();

    private static long Number(Match match, int group) =>
        match.Success ? long.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    private static long DatedNumber(Match match) =>
        Number(match, 1) is >= 1900 and <= 2199 && Number(match, 2) is >= 1 and <= 12 ? Number(match, 3) : 0;

    private long Took(long number)
    {
        _at = (int)((_at + 1 + (number & 1)) % Texts);
        return number;
    }
}
