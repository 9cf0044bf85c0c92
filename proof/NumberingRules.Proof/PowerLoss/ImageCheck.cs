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
    internal static async Task<(Dictionary<string, long> Entries, string? Fault)> LookAsync(string file, Timeline timeline, IReadOnlyList<Ack> acks, bool goOn)
    {
        Dictionary<string, long> found = [];
        try
        {
            await using var books = new Books(new SqliteStore(file));
            foreach (var name in await books.NamesAsync())
            {
                var book = books[name];
                var (entries, hash) = await book.HeadAsync();
                found[name] = entries;
                if (!timeline.Holds(name, entries, hash))
                {
                    return (found, $"{name}: entry {entries} is not the one that was written");
                }

                if (await book.VerifyAsync(hash) is { IsSound: false } report)
                {
                    return (found, $"{name}: {report.Fault}");
                }

                if ((await book.SeriesAsync()).Any(line => !line.AddsUp))
                {
                    return (found, $"{name}: a series does not add up");
                }
            }

            foreach (var ack in acks)
            {
                if (await ContradictsAsync(books, ack) is { } fault)
                {
                    return (found, fault);
                }
            }

            return (found, await HostRowsAsync(file, books["host"]) ?? (goOn ? await GoOnAsync(books) : null));
        }
        catch (Exception e) when (e is StoreException or JournalException or SqliteException)
        {
            return (found, e.Message);
        }
    }

    /// <summary>What of an answer does not hold in these books.</summary>
    internal static async Task<string?> ContradictsAsync(Books books, Ack ack) => await books[ack.Book].InvoiceAtEntryAsync(ack.Invoice, ack.Entry) switch
    {
        _ when (await books[ack.Book].HeadAsync()).Entries < ack.Entry => $"{ack} was acknowledged and is lost",
        null => $"{ack} was acknowledged and is lost",
        { Number: var number } when (number?.Text ?? "-") != ack.Number => $"{ack} was acknowledged, and now the number was {number?.Text ?? "-"}",
        _ => null,
    };

    /// <summary>The host's rows and the invoices of its book agree one to one.</summary>
    private static async Task<string?> HostRowsAsync(string file, BookHandle book)
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

        var invoices = await book.AllInvoicesAsync().Select(invoice => (invoice.Id.Text, invoice.HomeNumber!.Text)).ToHashSetAsync();
        return invoices.SetEquals(rows) ? null : $"host: {rows.Count} rows of the host and {invoices.Count} invoices do not agree";
    }

    private static async Task<string?> GoOnAsync(Books books)
    {
        var book = books["afterwards"];
        await book.OpenAsync([new("a", "A-{seq}")]);
        return (await book.CreateAsync("one", new(2026, 1, 5))).Number?.Text == "A-1" ? null : "nothing can be done with the file any more";
    }
}
