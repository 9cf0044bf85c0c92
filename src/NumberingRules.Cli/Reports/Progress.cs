using System.Globalization;

namespace NumberingRules.Cli;

/// <summary>How far a long run has come, on standard error; nothing when that is not a terminal.</summary>
internal sealed class Progress : IDisposable
{
    private const int Step = 20_000;
    private readonly bool _shown = !Console.IsErrorRedirected;
    private long _done;

    internal void Advance()
    {
        _done++;
        if (_shown && _done % Step == 0)
        {
            Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{_done:N0} commands"));
        }
    }

    public void Dispose()
    {
        if (_shown && _done >= Step)
        {
            Console.Error.Write("\r" + new string(' ', 60) + "\r");
        }
    }
}
