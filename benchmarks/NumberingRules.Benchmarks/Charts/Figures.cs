using System.Globalization;

namespace NumberingRules.Benchmarks.Charts;

/// <summary>Reads figures out of the tables of the results.</summary>
internal sealed class Figures(string folder)
{
    /// <summary>A cell.</summary>
    /// <param name="file">The file.</param>
    /// <param name="section">What the heading above the table begins with.</param>
    /// <param name="row">What the row has to hold, each part in some cell.</param>
    /// <param name="column">The column's heading.</param>
    internal double Of(string file, string section, string[] row, string column)
    {
        var lines = File.ReadLines(Path.Combine(folder, file))
            .SkipWhile(line => !(line.StartsWith('#') && line.TrimStart('#', ' ').StartsWith(section, StringComparison.Ordinal)))
            .Skip(1).TakeWhile(line => !line.StartsWith('#')).Where(line => line.StartsWith('|')).ToList();
        var at = lines.Count > 0 ? Array.IndexOf(Cells(lines[0]), column) : -1;
        var cells = lines.Skip(2).Select(Cells).FirstOrDefault(cells => row.All(part => cells.Any(cell => cell.StartsWith(part, StringComparison.Ordinal))));
        return at >= 0 && cells is not null && double.TryParse(cells[at].Replace("%", "", StringComparison.Ordinal).Split(' ')[0], NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var figure)
            ? figure
            : throw new InvalidOperationException($"{file}: no figure under '{section}' in the row of '{string.Join("', '", row)}' and the column '{column}'");
    }

    private static string[] Cells(string line) => [.. line.Trim('|').Split('|').Select(cell => cell.Trim().Trim('\''))];
}
