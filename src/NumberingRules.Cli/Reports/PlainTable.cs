namespace NumberingRules.Cli;

/// <summary>A table for files and pipes: as wide as it is, nothing broken, one line for each row.</summary>
internal static class PlainTable
{
    internal static void Write(TextWriter output, string[] headings, IEnumerable<string[]> rows)
    {
        var heading = OnOneLine(headings);
        List<string[]> lines = [.. rows.Select(OnOneLine)];
        var widths = Array.ConvertAll(heading, cell => cell.Length);
        foreach (var line in lines)
        {
            for (var column = 0; column < widths.Length; column++)
            {
                widths[column] = Math.Max(widths[column], line[column].Length);
            }
        }

        Rule(output, widths, '╭', '┬', '╮');
        Write(output, widths, heading);
        Rule(output, widths, '├', '┼', '┤');
        foreach (var line in lines)
        {
            Write(output, widths, line);
        }

        Rule(output, widths, '╰', '┴', '╯');
    }

    private static string[] OnOneLine(string[] cells) => Array.ConvertAll(cells, cell => Printable.Of(cell.Replace('\n', ' ')));

    private static void Write(TextWriter output, int[] widths, string[] cells)
    {
        for (var column = 0; column < widths.Length; column++)
        {
            output.Write("│ ");
            output.Write(cells[column].PadRight(widths[column]));
            output.Write(' ');
        }

        output.WriteLine('│');
    }

    private static void Rule(TextWriter output, int[] widths, char left, char middle, char right)
    {
        for (var column = 0; column < widths.Length; column++)
        {
            output.Write(column == 0 ? left : middle);
            output.Write(new string('─', widths[column] + 2));
        }

        output.WriteLine(right);
    }
}
