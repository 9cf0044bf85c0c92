using System.Globalization;

namespace NumberingRules.Cli;

/// <summary>How far a long run has come, on standard error; nothing when that is not a terminal.</summary>
internal sealed class Progress(long total) : IDisposable
{
    private const int Step = 20_000;
    private readonly bool _shown = total > Step && !Console.IsErrorRedirected;
    private long _done;

    internal void Advance()
    {
        _done++;
        if (_shown && _done % Step == 0)
        {
            Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{_done:N0} of {total:N0} commands"));
        }
    }

    public void Dispose()
    {
        if (_shown)
        {
            Console.Error.Write("\r" + new string(' ', 60) + "\r");
        }
    }
}
