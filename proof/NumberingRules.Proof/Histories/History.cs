namespace NumberingRules.Proof.Histories;

/// <summary>
/// Decides whether some legal order of the calls explains what their callers saw; the legal answer of a call in a state
/// is that of the pure core. Reads neither journal nor database.
/// </summary>
/// <remarks>
/// Every answer says after which entry of its book it stands, and that is the order to be checked: accepted calls take the
/// places their entries say, the others and the registers read stand between. So there is nothing to search for; one
/// pass checks that no call stands before one that had ended when it began, and one that the core, asked in this order,
/// gives each answer: outcome, reason, number, attempt, entry; and each register read, invoice by invoice. Both cost the
/// same for each call, but for sorting, the logarithm of the book's size, and the size of each register read.
/// Only calls without an answer leave a choice: each fills a gap between two places, once at most, between those that had
/// ended when it began and those that began after its caller had died. They are tried one after the other; a register read
/// later says for most which it was. The search is given up after <see cref="MostTries"/> tries (<see cref="AnomalyKind.Undecided"/>).
/// It cannot see what nobody asked: findings, free texts, an effect that no later answer or register shows; and of two
/// commands of one host transaction that died, it allows one without the other.
/// </remarks>
public static class History
{
    /// <summary>How many calls without an answer are tried in all.</summary>
    public const int MostTries = 20_000;

    /// <summary>Checks a history: null if some legal order explains it, otherwise why none does.</summary>
    /// <param name="calls">The calls, in any order.</param>
    /// <param name="registers">Registers read, meanwhile or after all.</param>
    public static Anomaly? Check(IEnumerable<SeenCall> calls, IEnumerable<SeenRegister>? registers = null)
    {
        var byBook = calls.ToLookup(call => call.Book, StringComparer.Ordinal);
        var read = (registers ?? []).ToLookup(register => register.Book, StringComparer.Ordinal);
        return byBook.Select(book => book.Key).Union(read.Select(book => book.Key), StringComparer.Ordinal)
            .Select(name => new BookHistory(byBook[name], read[name]).Check())
            .FirstOrDefault(anomaly => anomaly is not null);
    }
}
