using System.Globalization;

namespace NumberingRules.Benchmarks.Durable;

/// <summary>The tables of the durable benchmark, as Markdown.</summary>
internal static class Report
{
    internal static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    internal static string Percent(double share) => share.ToString("0 %", CultureInfo.InvariantCulture);

    internal static void Table(string title, params string[] columns)
    {
        Console.WriteLine($"\n### {title}\n\n| {string.Join(" | ", columns)} |\n|{string.Concat(columns.Select(_ => "---:|"))}");
    }

    internal static void Row(params object[] values) =>
        Console.WriteLine($"| {string.Join(" | ", values.Select(value => value is double number ? number.ToString(number < 100 ? "0.00" : "#,0", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture)))} |");
}
