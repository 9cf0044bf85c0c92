namespace NumberingRules.Benchmarks.Charts;

/// <summary>What was aimed at and what was reached.</summary>
/// <param name="Name">The operation.</param>
/// <param name="AtMost">Whether the aim is the most there may be; otherwise the least.</param>
/// <param name="Asked">The aim.</param>
/// <param name="Reached">The figure measured.</param>
internal sealed record Aim(string Name, bool AtMost, double Asked, double Reached)
{
    private const string Pure = "pure.md";
    private const string Walks = "walks.md";
    private const string Durable = "durable.md";

    /// <summary>1 is the aim itself, more is a miss.</summary>
    internal double Miss => AtMost ? Reached / Asked : Asked / Reached;

    internal static IReadOnlyList<Aim> All(Figures figures)
    {
        double Ratio(string section, params string[] row) => figures.Of(Pure, section, row, "Ratio");
        double Mean(string section, params string[] row) => figures.Of(Pure, section, row, "Mean");
        const string Print = "S3";
        const string Digits = "ulong.TryFormat(\"D7\"), digits alone";
        const string Utf8Digits = "ulong.TryFormat(\"D7\") of UTF-8";
        const string Utf8 = "Series.TryPrint of UTF-8";
        const string Read = "Series.TryParse";
        const string Plain = "RL-0000001";
        const string Dated = "RL-202603-0001";
        return
        [
            new("S1 authority, live, to a switch", true, 1.25, Ratio("S1", "Numbering.Authority", "live")),
            new("S2 command, faster than Stateless", false, 2, Ratio("S2", "Stateless")),
            new("S2 command, faster than RulesEngine", false, 20, Ratio("S2", "RulesEngine 6.0.1: authority alone, every rule")),
            new("S3 print, to padded digits", true, 0.5, Mean(Print, "Series.TryPrint") / Mean(Print, Digits)),
            new("S3 print UTF-8, to padded digits", true, 0.5, Mean(Print, Utf8) / Mean(Print, Utf8Digits)),
            new("S3 print, faster than interpolation", false, 10, Mean(Print, "interpolation into the span") / Mean(Print, "Series.TryPrint")),
            new("S4 parse, to ulong.Parse", true, 1.5, Mean("S4", Read, Plain) / Mean("S4", "ulong.Parse", Plain)),
            new("S4 parse, faster than Regex", false, 15, Mean("S4", "source-generated Regex, then", Plain) / Mean("S4", Read, Plain)),
            new("S4 parse dated, faster than Regex", false, 15, Mean("S4", "source-generated Regex, the same", Dated) / Mean("S4", Read, Dated)),
            new("S5 million entries folded a second", false, 5, figures.Of(Walks, "10,000,000 entries replayed", ["the entries folded"], "million entries/s")),
            new("S5 replay, to reading JSON", true, 1.3, figures.Of(Walks, "10,000,000 entries replayed", ["replay to reading"], "seconds")),
            new("S6 link, to bare SHA-256", true, 1.3, Ratio("S6", "Chain.Link")),
            new("S6 verify, two cores to one", false, 1.6, figures.Of(Walks, "10,000,000 links verified", ["one to two"], "seconds")),
            new("S7 cold start ahead of time, ms", true, 1, figures.Of(Walks, "Cold start", ["above it, aot"], "ms")),
            new("S7 cold start JIT, ms", true, 25, figures.Of(Walks, "Cold start", ["above it, jit"], "ms")),
            new("S8 durable command, to bare rows", true, 1.3, figures.Of(Durable, "One caller", ["1"], "ratio")),
            new("S9 256 callers, % of bare rows", false, 70, figures.Of(Durable, "256 callers, 4 commands", ["1"], "share of bare")),
            new("S10 a million commands, to JsonDocument", true, 2.5, figures.Of(Walks, "script.jsonl", ["run in memory"], "to reading and parsing")),
            new("S10 to a book, to JsonDocument", true, 6, figures.Of(Walks, "script.jsonl", ["run to a book"], "to reading and parsing")),
        ];
    }
}
