using System.Globalization;
using System.Text;

namespace NumberingRules.Benchmarks.Charts;

/// <summary>Draws how far each aim was reached, out of the results: <c>--chart RESULTS SVG</c>.</summary>
internal static class ChartRun
{
    private const int Line = 26;
    private const int Top = 64;
    private const int Middle = 640;

    // So many points for ten times better or worse.
    private const double Decade = 200;

    // Text and lines take the colour of the reader's scheme; the bars are readable on both.
    private const string Style =
        """
        <style>
          text { font: 13px system-ui, 'DejaVu Sans', sans-serif; fill: #1f2328 } .dim { fill: #59636e } line { stroke: #818b98 }
          .met { fill: #1a7f37 } .missed { fill: #bc4c00 }
          @media (prefers-color-scheme: dark) { text { fill: #f0f6fc } .dim { fill: #9198a1 } .met { fill: #3fb950 } .missed { fill: #f0883e } }
        </style>
        """;

    internal static int Run(string results, string file)
    {
        var aims = Aim.All(new(results));
        var height = Top + (aims.Count * Line) + 16;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 900 {height}\" role=\"img\" aria-label=\"How far each aim was reached\">\n{Style}\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"12\" y=\"24\">Each aim, and what was reached: left of the line it is met, each step of the scale is ten times</text>\n");
        for (var step = -1; step <= 1; step++)
        {
            var x = Middle + (step * Decade);
            var name = step switch { -1 => "10× better", 0 => "the aim", _ => "10× worse" };
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{x}\" x2=\"{x}\" y1=\"{Top - 12}\" y2=\"{height - 12}\"{(step == 0 ? "" : " stroke-dasharray=\"2 4\"")}/><text class=\"dim\" x=\"{x}\" y=\"{Top - 18}\" text-anchor=\"middle\">{name}</text>\n");
        }

        for (var at = 0; at < aims.Count; at++)
        {
            Draw(svg, aims[at], Top + (at * Line));
        }

        File.WriteAllText(file, svg.Append("</svg>\n").ToString());
        return 0;
    }

    private static void Draw(StringBuilder svg, Aim aim, int y)
    {
        var reach = Math.Clamp(Math.Log10(aim.Miss) * Decade, -1.1 * Decade, 1.1 * Decade);
        var (left, width) = reach < 0 ? (Middle + reach, -reach) : (Middle, reach);
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"12\" y=\"{y + 13}\">{aim.Name}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"dim\" x=\"416\" y=\"{y + 13}\" text-anchor=\"end\">{aim.Reached:0.##} of {(aim.AtMost ? "≤" : "≥")} {aim.Asked:0.##}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{(aim.Miss <= 1 ? "met" : "missed")}\" x=\"{left:0.0}\" y=\"{y + 2}\" width=\"{Math.Max(1.5, width):0.0}\" height=\"14\" rx=\"2\"/>\n");
    }
}
