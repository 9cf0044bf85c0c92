using System.Diagnostics;
using System.Globalization;

namespace NumberingRules.Benchmarks.Servers;

/// <summary>Processor time of this process and of a server with all its processes, from <c>/proc</c>.</summary>
internal sealed class ServerCpu(int postmaster)
{
    private const double Ticks = 100;

    /// <summary>Seconds so far.</summary>
    internal double Seconds()
    {
        using var own = Process.GetCurrentProcess();
        var server = 0.0;
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(static folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
        {
            try
            {
                // Behind the name, which may hold anything: state, parent, …
                var text = File.ReadAllText(Path.Combine(process, "stat"));
                var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
                if (int.Parse(fields[1], CultureInfo.InvariantCulture) == postmaster)
                {
                    server += Number(fields[11]) + Number(fields[12]);
                }
                else if (Path.GetFileName(process) == postmaster.ToString(CultureInfo.InvariantCulture))
                {
                    server += Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14]);
                }
            }
            catch (IOException)
            {
                // It has just ended; its time is its parent's now.
            }
        }

        return own.TotalProcessorTime.TotalSeconds + (server / Ticks);

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }
}
