using System.Diagnostics;
using System.Globalization;
using NumberingRules.CrashHost;
using NumberingRules.Proof.Histories;

namespace NumberingRules.Storage.Tests.Crashes;

/// <summary>What children said they asked and heard, and the registers read between them: a history of one file.</summary>
internal sealed class Told
{
    private readonly Dictionary<string, SeenCall> _calls = [];
    private readonly List<SeenRegister> _registers = [];

    /// <summary>Takes in a line, if it is one of these; the clock is that of the machine, the same in every process.</summary>
    internal void Hear(int start, string[] line)
    {
        var caller = line.Length > 1 ? string.Create(CultureInfo.InvariantCulture, $"process {start}, call {line[1]}") : "";
        if (line is ["asked", _, var book, var began, var command])
        {
            _calls[caller] = new(caller, book, Wire.Read(command), Number(began), long.MaxValue, Fate.Unknown, null);
        }
        else if (line is ["heard", _, var ended, var outcome, var rejection, var number, var attempt, var entry])
        {
            SeenAnswer answer = new(Enum.Parse<Outcome>(outcome), rejection.Length == 0 ? null : Enum.Parse<Rejection>(rejection), number.Length == 0 ? null : number, Number(attempt), Number(entry));
            _calls[caller] = _calls[caller] with { Ended = Number(ended), Fate = Fate.Answered, Answer = answer };
        }
        else if (line is ["undone", _, var back])
        {
            _calls[caller] = _calls[caller] with { Ended = Number(back), Fate = Fate.Undone };
        }
    }

    /// <summary>Who is not answered by now never will be: the process is dead.</summary>
    internal void Dead()
    {
        var now = Stopwatch.GetTimestamp();
        foreach (var call in _calls.Values.Where(call => call.Ended == long.MaxValue).ToList())
        {
            _calls[call.Caller] = call with { Ended = now };
        }
    }

    internal void Look(Books books) => _registers.AddRange(books.Names().Select(name => Sharing.Watched.Read(books[name])));

    internal void IsExplained() => Assert.Null(Problem());

    /// <summary>Why no legal order explains what was said; null if one does.</summary>
    internal Anomaly? Problem() => History.Check(_calls.Values, _registers);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
