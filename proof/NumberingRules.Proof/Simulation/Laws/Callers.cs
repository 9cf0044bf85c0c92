using NumberingRules.Proof.Histories;

namespace NumberingRules.Proof.Simulation;

/// <summary>
/// What callers saw has to have some legal order that ends in the book as it is: judged by the checker of histories, which
/// knows neither journal nor store. A restore takes back what was seen since the backup; so it is judged before each
/// restore, and at the end, each time with the calls that the book on the disk stands for.
/// </summary>
internal static class Callers
{
    internal static void Check(World world)
    {
        var (book, seen) = (world.Disk.Book, world.Disk.Seen);
        var now = world.Calls.Count;
        SeenRegister register = new(DiskBook.Name, now, now, book.Entries, [.. book.Invoices]);
        var anomaly = Histories.History.Check(seen, [register]);
        world.Hold(anomaly is null, () => $"callers saw what no order explains: {anomaly!.Kind}, {anomaly.Message}");
    }
}
