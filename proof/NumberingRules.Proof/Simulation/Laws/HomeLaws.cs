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

    /// <summary>The whole book: verify, and laws 3, 4, 7, 8 and 10.</summary>
    internal static void OfBook(World world)
    {
        var stored = world.Disk.Book;
        Verify(world, stored);
        var invoices = stored.Invoices.ToList();
        invoices.ForEach(invoice => OfInvoice(world, stored.Header, invoice));
        foreach (var line in stored.Handle.SeriesAsync().AsTask().GetAwaiter().GetResult())
        {
            world.Hold(line.AddsUp, () => $"law 4: series {line.Series} in {line.Period.Value}: {line.Issued} issued and {line.TakenOver} taken over of {line.First} to {line.Last}");
        }

        foreach (var invoice in invoices)
        {
            world.Hold(invoice.Claims.All(claim => stored.Holding(claim.Number.Text).Any(found => found.Id == invoice.Id)), () => $"law 3: a number of {invoice.Id} does not find it");
            world.Hold(invoice.Records.All(record => stored.Register.HolderOf(record.Key) == invoice.Id), () => $"law 10: a key of {invoice.Id} has another holder");
        }

        Restores(world, stored, invoices);
    }

    private static void Restores(World world, DiskBook stored, List<Invoice> invoices)
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

    /// <summary>The journal with the laws of storage, and every row against it: law 2.</summary>
    private static void Verify(World world, DiskBook stored)
    {
        var report = stored.Handle.VerifyAsync(stored.Head).GetAwaiter().GetResult();
        world.Hold(report.IsSound, () => $"verify: {report.Fault?.What}");
        world.Hold(stored.Handle.HeaderAsync().AsTask().GetAwaiter().GetResult() == stored.Header, () => "law 2: folding the journal gives another header");
    }
}
