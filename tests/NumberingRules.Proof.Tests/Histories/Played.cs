using System.Globalization;
using NumberingRules.Proof.Histories;

namespace NumberingRules.Proof.Tests.Histories;

/// <summary>A legal history: the core does commands one after the other, while their callers overlap and some never hear of it.</summary>
internal sealed class Played
{
    private const int Spread = 40;

    internal Played(IEnumerable<Command> commands, int seed, int unknownOfHundred, int registersOfThousand = 100)
    {
        var random = new Random(seed);
        var book = Book.Empty;
        var time = 1000L;
        foreach (var command in commands)
        {
            time += 10;
            var (began, ended) = (time - random.Next(1, Spread), time + random.Next(1, Spread));
            var caller = string.Create(CultureInfo.InvariantCulture, $"caller {Calls.Count}");
            var isUnknown = random.Next(100) < unknownOfHundred;
            if (isUnknown && random.Next(2) == 0)
            {
                Calls.Add(new(caller, "main", command, began, ended, Fate.Unknown, null));
            }
            else
            {
                book = book.Do(command, out var decision);
                Calls.Add(isUnknown ? new(caller, "main", command, began, ended, Fate.Unknown, null) : Answered(caller, book, command, decision, began, ended));
            }

            if (random.Next(1000) < registersOfThousand)
            {
                Registers.Add(new("main", time + 1, time + 2, book.Entries, [.. book.Invoices]));
            }
        }

        Registers.Add(new("main", time + 100, time + 101, book.Entries, [.. book.Invoices]));
    }

    internal List<SeenCall> Calls { get; } = [];

    internal List<SeenRegister> Registers { get; } = [];

    internal Anomaly? Check() => History.Check(Calls, Registers);

    /// <summary>Invoices created one after the other, each approved.</summary>
    internal static Played Plain(int seed, int invoices = 30, int registersOfThousand = 100) => new(
        [
            new Command.Open([new("a", "A-{seq:000}")]),
            .. Enumerable.Range(0, invoices).SelectMany(at => new Command[] { new Command.Create(Id(at), new(2026, 1, 5)), new Command.Approve(Id(at)) }),
        ],
        seed,
        unknownOfHundred: 0,
        registersOfThousand);

    /// <summary>Where the creation of an invoice stands among the calls.</summary>
    internal static int Creation(int invoice) => 1 + (2 * invoice);

    internal static InvoiceId Id(int at) => string.Create(CultureInfo.InvariantCulture, $"I{at}");

    private static SeenCall Answered(string caller, Book book, Command command, Decision decision, long began, long ended)
    {
        var invoice = command is Command.OnInvoice { Invoice: var id } ? book.Find(id) : null;
        var number = invoice is null ? null : Numbering.Authority(book.Header, invoice).Number?.Text;
        return new(caller, "main", command, began, ended, Fate.Answered, new(decision.Outcome, decision.Rejection, number, invoice?.Attempt ?? 0, book.Entries));
    }
}
