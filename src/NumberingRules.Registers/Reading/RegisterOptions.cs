using System.Text;

namespace NumberingRules.Registers;

/// <summary>How to read a register: what a preset would say, and what is said beside it. What is null or empty is left to the preset.</summary>
internal sealed record RegisterOptions
{
    /// <summary>The preset; null: the header is recognised when it is one of the known ones.</summary>
    internal Preset? From { get; init; }

    internal string? Number { get; init; }

    internal string? Date { get; init; }

    /// <summary>The columns that together make the key of a document; none: the number is the key.</summary>
    internal IReadOnlyList<string> Key { get; init; } = [];

    internal string? Status { get; init; }

    internal IReadOnlyList<string> Void { get; init; } = [];

    internal IReadOnlyList<string> Draft { get; init; } = [];

    internal string? CompanyColumn { get; init; }

    /// <summary>Only rows with one of these values in each column named.</summary>
    internal IReadOnlyList<(string Column, string Value)> Where { get; init; } = [];

    /// <summary>Further columns whose values are wanted, by name.</summary>
    internal IReadOnlyList<string> Extra { get; init; } = [];

    internal long? HeaderLine { get; init; }

    internal bool NoHeader { get; init; }

    internal string? DateFormat { get; init; }

    internal int? Year { get; init; }

    internal char? Delimiter { get; init; }

    internal Encoding? Encoding { get; init; }

    internal string? Sheet { get; init; }

    /// <summary>Unreadable rows are listed, and the rest is taken.</summary>
    internal bool SkipBad { get; init; }
}
