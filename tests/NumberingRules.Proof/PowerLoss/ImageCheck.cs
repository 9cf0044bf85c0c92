using Microsoft.Data.Sqlite;
using NumberingRules.Sqlite;
using NumberingRules.Storage;

namespace NumberingRules.Proof.PowerLoss;

/// <summary>Opens a file as it may be found after a power loss, and says what is wrong with it.</summary>
internal static class ImageCheck
{
    /// <param name="file">The file; it is opened, and so brought up, by the library.</param>
    /// <param name="timeline">What the run came to.</param>
    /// <param name="acks">The last few answers before the power went.</param>
    /// <param name="goOn">Whether to do a command more.</param>
    /// <returns>How many entries each book has, and the fault; null when there is none.</returns>
    internal static (Dictionary<string, long> Entries, string? Fault) Look(string file, Timeline timeline, IReadOnlyList<Ack> acks, bool goOn)
    {
        Dictionary<string, long> found = [];
        try
        {
            using var books = new Books(new SqliteStore(file));
            foreach (var name in books.Names())
            {
                var book = books[name];
                var (entries, hash) = book.Head();
                found[name] = entries;
                if (!timeline.Holds(name, entries, hash))
                {
                    return (found, $"{name}: entry {entries} is not the one that was written");
                }

                if (book.Verify(hash) is { IsSound: false } report)
                {
                    return (found, $"{name}: {report.Fault}");
                }

                if (book.Series().Any(line => !line.AddsUp))
                {
                    return (found, $"{name}: a series does not add up");
                }
            }

            var fault = acks.Select(ack => Contradicts(books, ack)).FirstOrDefault(fault => fault is not null) ?? HostRows(file, books["host"]);
            return (found, fault ?? (goOn ? GoOn(books) : null));
        }
        catch (Exception e) when (e is StoreException or JournalException or SqliteException)
        {
            return (found, e.Message);
        }
    }

    /// <summary>What of an answer does not hold in these books.</summary>
    internal static string? Contradicts(Books books, Ack ack) => books[ack.Book].InvoiceAt(ack.Invoice, ack.Entry) switch
    {
        _ when books[ack.Book].Head().Entries < ack.Entry => $"{ack} was acknowledged and is lost",
        null => $"{ack} was acknowledged and is lost",
        { Number: var number } when (number?.Text ?? "-") != ack.Number => $"{ack} was acknowledged, and now the number was {number?.Text ?? "-"}",
        _ => null,
    };

    /// <summary>The host's rows and the invoices of its book agree one to one.</summary>
    private static string? HostRows(string file, KeptBook book)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE name = 'host_invoices'";
        List<(string, string)> rows = [];
        if ((long)command.ExecuteScalar()! > 0)
        {
            command.CommandText = "SELECT id, number FROM host_invoices";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                rows.Add((reader.GetString(0), reader.GetString(1)));
            }
        }

        var invoices = book.AllInvoices().Select(kept => (kept.Invoice.Id.Text, kept.Invoice.HomeNumber!.Text)).ToHashSet();
        return invoices.SetEquals(rows) ? null : $"host: {rows.Count} rows of the host and {invoices.Count} invoices do not agree";
    }

    private static string? GoOn(Books books)
    {
        var book = books["afterwards"];
        book.OpenAsync([new("a", "A-{seq}")]).Wait();
        return book.CreateAsync("one", new(2026, 1, 5)).Result.Number?.Text == "A-1" ? null : "nothing can be done with the file any more";
    }
}
