using System.Globalization;
using Microsoft.Data.Sqlite;
using NumberingRules.Sqlite;
using NumberingRules.Storage;

namespace NumberingRules.Proof.Enumeration;

/// <summary>
/// The view <c>numbering_current</c> against the rules, in every state that was reached: each invoice of a state is written
/// as a row by the SQLite adapter, beside the row of its book, and what the view shows of it is what the rules say.
/// </summary>
/// <remarks>A row of the view follows from those two rows alone, so each pair of them is looked at once, whatever states it is in.</remarks>
internal static class CurrentView
{
    private const int AtATime = 10_000;

    private const string All =
        "SELECT book, invoice, date, number, system, rule, origin, approval, void, sync, home_number, erp_number, erp_key FROM numbering_current";

    /// <summary>How many rows the view has, and the first that is not what the rules say; null when each is.</summary>
    internal static async Task<(long Rows, string? Problem)> LookAsync(Exploration explored)
    {
        var folder = Directory.CreateTempSubdirectory("numbering-view-");
        try
        {
            var file = Path.Combine(folder.FullName, "view.db");
            var expected = await WriteAsync(explored, file);
            return Compare(file, expected);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Dictionary<string, string>> WriteAsync(Exploration explored, string file)
    {
        var (expected, seen, model) = (new Dictionary<string, string>(), new HashSet<(int Header, int Invoice)>(), new Model());
        List<BookChange> changes = [];
        await using var store = new SqliteStore(file);
        await using var session = await store.WriteAsync([], default);
        foreach (var state in explored.States.All)
        {
            for (var slot = 0; slot < Packed.MostInvoices && state.Invoice(slot) > 0; slot++)
            {
                if (!seen.Add((state.Header, state.Invoice(slot))))
                {
                    continue;
                }

                explored.Encoding.Show(state, model);
                var (header, invoice) = (model.Header, model.Invoices[slot]);
                var book = string.Create(CultureInfo.InvariantCulture, $"{state.Header}.{state.Invoice(slot)}");
                expected.Add(book, Rule(book, header, invoice));
                changes.Add(new(null, Row(book, header)) { Invoices = [(null, new(invoice))] });
            }

            if (changes.Count >= AtATime)
            {
                await session.AppendAsync(new([.. changes]), default);
                changes.Clear();
            }
        }

        await session.CommitAsync(new([.. changes]), default);
        return expected;
    }

    private static (long Rows, string? Problem) Compare(string file, Dictionary<string, string> expected)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = All;
        using var rows = command.ExecuteReader();
        var count = 0L;
        while (rows.Read())
        {
            count++;
            var shown = string.Join(" | ", Enumerable.Range(0, rows.FieldCount).Select(at => rows.IsDBNull(at) ? "-" : rows.GetString(at)));
            if (!expected.Remove(rows.GetString(0), out var rule) || shown != rule)
            {
                return (count, $"the view shows {shown}; the rules say {rule}");
            }
        }

        return (count, expected.Count > 0 ? $"the view lacks {expected.Values.First()}" : null);
    }

    private static string Rule(string book, BookHeader header, Invoice invoice)
    {
        var (rule, system, number) = Numbering.Authority(header, invoice);
        return string.Join(
            " | ",
            book, invoice.Id, invoice.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), number?.Text ?? "-", system is { } side ? Name.Of(side) : "-", Name.Of(rule), Name.Of(invoice.Origin),
            Name.Of(invoice.Approval), invoice.IsVoid ? "1" : "0", Name.Of(Numbering.ShownSync(header, invoice)), invoice.HomeNumber?.Text ?? "-", invoice.ErpNumber?.Text ?? "-",
            invoice.Records is [var current, ..] ? current.Key.Text : "-");
    }

    private static BookRow Row(string book, BookHeader header) =>
        new(0, book, null, 0, 1, default, default, 1, default, header.HasExchanged, header.Connection, header.Epoch, header.HomePrevails);
}
