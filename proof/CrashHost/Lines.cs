using System.Globalization;
using System.Text;
using NumberingRules.Storage;

namespace NumberingRules.CrashHost;

/// <summary>What the program says: a line at a time, out of the process before anything else is done.</summary>
internal static class Lines
{
    // A line that lacks its end was cut off by the kill.
    private const string End = "\t.\n";

    private static readonly Stream Out = Console.OpenStandardOutput();
    private static readonly Lock Gate = new();

    /// <summary>An answer: book, invoice, number, entry. A rejection promises nothing.</summary>
    internal static void Acknowledged(string book, InvoiceId invoice, Answer answer)
    {
        if (answer.Outcome != Outcome.Rejected)
        {
            Say(string.Create(CultureInfo.InvariantCulture, $"ack\t{book}\t{invoice}\t{answer.Number?.Text ?? "-"}\t{answer.Entry}"));
        }
    }

    internal static void Say(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + End);
        lock (Gate)
        {
            Out.Write(bytes);
        }
    }

    /// <summary>Waits until the parent closes the input, or says something.</summary>
    internal static void WaitForParent() => Console.In.ReadLine();

    /// <summary>Is cancelled as soon as the parent closes the input.</summary>
    internal static CancellationToken UntilParentCloses()
    {
        var source = new CancellationTokenSource();
        var waiting = new Thread(Wait) { IsBackground = true };
        waiting.Start();
        return source.Token;

        void Wait()
        {
            WaitForParent();
            source.Cancel();
        }
    }
}
