namespace NumberingRules.Storage.Tests.Crashes;

/// <summary>A class of its own: it runs beside the other mode, on another file.</summary>
public sealed class HostCrashTests
{
    [Fact]
    public void Whenever_a_host_is_killed_its_rows_and_their_numbers_agree_one_to_one()
    {
        var run = new CrashRun("host", CrashCount.Seed, RowsAgree);
        run.Kill(CrashCount.KillsOfEachMode);
        CrashCount.Report("host", run);
        Assert.Equal(CrashCount.KillsOfEachMode, run.Kills);
        Assert.True(run.Answers > 0);
    }

    private static void RowsAgree(BookHandle book, string file)
    {
        if (book.Name != "host")
        {
            return;
        }

        // A host killed before it made its table has no rows, and must have no invoices.
        var rows = FileRows.Rows(file, "SELECT name FROM sqlite_master WHERE name = 'host_invoices'").Count == 0 ? [] : FileRows.Rows(file, "SELECT id, number FROM host_invoices");
        var invoices = BookCheck.Events(book).OfType<Event.Issued>().Select(issued => $"{issued.Invoice}|{issued.Number}");
        Assert.Equal(invoices.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }
}
