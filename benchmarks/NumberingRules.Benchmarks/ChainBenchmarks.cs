using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using NumberingRules.Storage;

namespace NumberingRules.Benchmarks;

/// <summary>
/// Appending to the chain: real bodies of entries, each hash the input of the next. Beside it bare SHA-256 of the same bytes,
/// joined beforehand.
/// </summary>
[MemoryDiagnoser]
public class ChainBenchmarks
{
    private const int Links = 1024;

    private readonly byte[][] _bodies;
    private readonly byte[][] _joined;
    private readonly byte[] _hash = new byte[EntryHash.Size];
    private readonly EntryHash _start = Chain.Start("book");

    public ChainBenchmarks()
    {
        var writer = new EntryWriter();
        var at = new DateTimeOffset(2026, 3, 9, 8, 0, 0, TimeSpan.Zero);
        _bodies = [.. SampleBooks.Journal(Links).Select((happened, index) => writer.Write(index + 1, at, happened, [], null).ToArray())];
        _joined = new byte[Links][];
        var previous = _start;
        for (var link = 0; link < Links; link++)
        {
            _joined[link] = [.. previous.ToArray(), .. _bodies[link]];
            previous = Chain.Link(previous, _bodies[link]);
        }
    }

    [GlobalSetup]
    public void Compare()
    {
        var bytes = _joined.Average(joined => joined.Length);
        Console.WriteLine(string.Create(null, $"// {bytes:F0} bytes a link on average, {_joined.Max(joined => joined.Length)} at most"));
        Same.Answer(Bare(), Appended().GetHashCode());
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Links, Description = "bare SHA256.HashData of the same bytes")]
    public int Bare()
    {
        foreach (var joined in _joined)
        {
            SHA256.HashData(joined, _hash);
        }

        return BitConverter.ToInt32(_hash);
    }

    [Benchmark(OperationsPerInvoke = Links, Description = "Chain.Link: joined and hashed")]
    public EntryHash Appended()
    {
        var hash = _start;
        foreach (var body in _bodies)
        {
            hash = Chain.Link(hash, body);
        }

        return hash;
    }
}
