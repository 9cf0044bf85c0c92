using NumberingRules.Storage;

namespace NumberingRules.Proof.Simulation;

/// <summary>SPEC §8 on the state of the home book, as far as it can be told at each answer and at the end.</summary>
internal static class HomeLaws
{
    /// <summary>Laws 5 to 7 for one invoice, and that the answer says what the book says.</summary>
    internal static void OfAnswer(World world, BookHeader book, Invoice invoice, Answer answer)
    {
        var (_, system, number) = Numbering.Authority(book, invoice);
        world.Hold(answer.Number == number && answer.System == system, () => $"{invoice.Id}: the answer shows {answer.Number}, the book {number}");
        OfInvoice(world, book, invoice);
    }

    internal static void OfInvoice(World world, BookHeader book, Invoice invoice)
    {
        var (_, system, number) = Numbering.Authority(book, invoice);
        world.Hold(number is null || invoice.Holds(system!.Value, number), () => $"law 5: {invoice.Id} shows {number}, which is no claim of it");
        world.Hold(!book.IsLive || invoice.Origin != Side.Erp || number == invoice.ErpNumber, () => $"law 6: {invoice.Id} shows {number} while live");
        world.Hold(book.Connection != Connection.Disconnected || invoice.HomeNumber is null || number == invoice.HomeNumber, () => $"law 7: {invoice.Id} shows {number} after disconnect");
    }

    /// <summary>The whole book: the journal's audit with the laws of storage, and laws 3, 4, 7, 8 and 10.</summary>
    internal static void OfBook(World world)
    {
        var stored = world.Disk.Book;
        Audit(world, stored);
        var invoices = stored.Invoices().ToList();
        invoices.ForEach(invoice => OfInvoice(world, stored.Header, invoice));
        foreach (var line in SeriesPages.Of(stored))
        {
            world.Hold(line.AddsUp, () => $"law 4: series {line.Series} in {line.Period.Value}: {line.Issued} issued and {line.TakenOver} taken over of {line.First} to {line.Last}");
        }

        foreach (var group in stored.Issued().GroupBy(issued => (issued.Series, issued.Period)))
        {
            world.Hold(group.Zip(group.Skip(1)).All(pair => pair.First.SequenceNumber < pair.Second.SequenceNumber), () => $"law 4: a number of {group.Key.Series} twice");
        }

        foreach (var invoice in invoices)
        {
            world.Hold(invoice.Claims.All(claim => stored.Holding(claim.Number.Text).Any(found => found.Id == invoice.Id)), () => $"law 3: a number of {invoice.Id} does not find it");
            world.Hold(invoice.Records.All(record => stored.Register.HolderOf(record.Key) == invoice.Id), () => $"law 10: a key of {invoice.Id} has another holder");
        }

        Restores(world, stored, invoices);
    }

    private static void Restores(World world, StoredBook stored, List<Invoice> invoices)
    {
        if (!stored.Header.IsLive)
        {
            return;
        }

        var after = new Register(stored.Register);
        after.Do(new Command.Disconnect());
        foreach (var invoice in invoices)
        {
            OfInvoice(world, after.Header, after.Find(invoice.Id)!);
        }

        after.Do(new Command.Connect(stored.Header.Company!));
        world.Hold(
            invoices.TrueForAll(invoice => Numbering.Authority(stored.Header, invoice) == Numbering.Authority(after.Header, after.Find(invoice.Id)!)),
            () => "law 8: disconnect, then connect, does not restore every answer");
    }

    private static void Audit(World world, StoredBook stored)
    {
        var audit = new JournalAudit(Disk.BookName, stored.Head);
        foreach (var entry in stored.EntriesAfter(0))
        {
            audit.Add(CheckedEntry.Of(entry, audit.Head));
        }

        world.Hold(audit.Report.IsSound, () => $"the journal: {audit.Report.Fault?.What}");
        world.Hold(audit.Register.Header == stored.Header, () => "law 2: folding the journal gives another header");
    }
}
