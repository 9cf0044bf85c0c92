using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NumberingRules.Intacct;

namespace NumberingRules.Cli;

/// <summary>A line of the check: what the adapter relies on, and whether this company does so.</summary>
/// <param name="Fact">The fact in <c>docs/intacct.md</c>.</param>
/// <param name="What">What is relied on.</param>
/// <param name="Holds">Whether it holds; null if this company says nothing of it.</param>
/// <param name="Said">What was seen.</param>
internal sealed record CheckLine(string Fact, string What, bool? Holds, string Said);

/// <summary>What is written for the check, if anything is: one draft, deleted again.</summary>
internal sealed record CheckDraft(string Customer, string Account, string? Location);

/// <summary>Asks a company in Intacct whether it does what the adapter relies on.</summary>
internal sealed class IntacctCheck(IntacctClient client, TimeProvider time)
{
    private const int Some = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly List<CheckLine> _lines = [];

    private IntacctOptions Options => client.Options;

    /// <summary>Checks by reading alone, and by a draft if one is given.</summary>
    internal async Task<IReadOnlyList<CheckLine>> RunAsync(CheckDraft? draft, CancellationToken cancellation)
    {
        var isIn = await CheckAsync("F1", "signs in, and reads AR invoices by query", async () =>
        {
            var page = await client.PageAsync(IntacctOptions.InvoiceObject, ["key"], "key", null, InvoiceRow.Any, 1, cancellation);
            return (true, page.Count == 0 ? "there is no invoice yet: what follows says little" : "yes");
        });
        if (!isIn)
        {
            return _lines;
        }

        await CheckAsync("F5", $"has the field {Options.HomeIdField}, and finds by it", async () =>
        {
            var found = await OfAsync($"numbering-check-{Guid.NewGuid():N}", cancellation);
            return (found.Count == 0, found.Count == 0 ? "an id that nobody has finds nothing" : $"an id that nobody has finds {found.Count} records: the filter is ignored");
        });
        await CheckAsync("F9", "lists by time of change and then by key, and goes on behind a record", ListAsync);
        await CheckAsync("F10", $"tells deletions in {Options.Audit.Name}, by the names that are set", AuditAsync);
        await CheckAsync("F13", "numbers invoices itself: has a document sequence for AR invoices", SequencesAsync);
        if (draft is null)
        {
            foreach (var (fact, what) in new[] { ("F2", "answers the same key and body with the same record"), ("F3", "answers the same key and another body with 409"), ("F6", "tells ids apart to the letter"), ("F14", "makes a draft without a number of ours, and tells its deletion") })
            {
                _lines.Add(new(fact, what, null, "not tried: --write makes one draft and deletes it"));
            }
        }
        else
        {
            await WriteAsync(draft, cancellation);
        }

        return _lines;

        async Task<(bool?, string)> ListAsync()
        {
            var from = new Place(Cursor.Text(time.GetUtcNow() - TimeSpan.FromDays(400)), null);
            var first = await client.ChangedAsync(from, Some, cancellation);
            if (first.Count < 2)
            {
                return (null, "fewer than two invoices were changed in 400 days");
            }

            var middle = first[(first.Count / 2) - 1];
            var behind = new Place(IntacctClient.Text(middle, InvoiceRow.Changed)!, IntacctClient.Text(middle, "key"));
            var rest = await client.ChangedAsync(behind, Some, cancellation);
            var times = first.Select(static row => Cursor.TimeOf(IntacctClient.Text(row, InvoiceRow.Changed))).ToList();
            var isOrdered = times.TrueForAll(static one => one is not null) && times.SequenceEqual(times.Order());
            var goesOn = rest.Select(static row => IntacctClient.Text(row, "key")).Take((first.Count + 1) / 2).SequenceEqual(first.Skip(first.Count / 2).Select(static row => IntacctClient.Text(row, "key")));
            var odd = first.Select(InvoiceRow.Problem).FirstOrDefault(static problem => problem is not null);
            var numbers = first.Where(static row => !InvoiceRow.IsReversal(row)).Select(static row => IntacctClient.Text(row, "invoiceNumber")).OfType<string>().ToList();
            return (isOrdered && goesOn && odd is null, string.Join("; ", new[]
            {
                isOrdered ? "in order" : "not in order",
                goesOn ? "goes on" : "does not go on behind a record",
                odd,
                times.TrueForAll(static one => one?.Ticks % TimeSpan.TicksPerSecond == 0) ? "times are whole seconds" : "times are finer than seconds",
                numbers.Distinct(StringComparer.Ordinal).Count() < numbers.Count ? "two invoices share a number" : "no two of them share a number",
                $"longest number {numbers.Select(static number => number.Length).DefaultIfEmpty().Max()}",
            }.OfType<string>()));
        }

        async Task<(bool?, string)> AuditAsync()
        {
            var audit = Options.Audit;
            var rows = await DeletionsAsync(TimeSpan.FromDays(400), cancellation);
            return rows.Count == 0 ? (null, "may be read; no deletion of an invoice in 400 days, so the words that are set may be wrong")
                : (rows.All(row => IntacctClient.Text(row, audit.ObjectKeyField) is not null && Cursor.TimeOf(IntacctClient.Text(row, audit.AccessTimeField)) is not null), $"{rows.Count} deletions in 400 days, told as '{IntacctClient.Text(rows[0], audit.AccessModeField)}'");
        }

        async Task<(bool?, string)> SequencesAsync()
        {
            var rows = await client.PageAsync("company-config/document-sequence", ["key", "id"], "key", null, InvoiceRow.Any, Some, cancellation);
            return (null, rows.Count == 0 ? "there is no document sequence" : $"there are {string.Join(", ", rows.Select(static row => IntacctClient.Text(row, "id")))}; look up in AR's set-up which one invoices use");
        }
    }

    private async Task WriteAsync(CheckDraft draft, CancellationToken cancellation)
    {
        var (id, attempt) = ($"Check-{Guid.NewGuid():N}", Guid.NewGuid().ToString("D"));
        string? key = null;
        await CheckAsync("F2", "answers the same key and body with the same record", async () =>
        {
            var (first, again) = (await client.CreateAsync(Body(draft, id, "1.00"), attempt, cancellation), await client.CreateAsync(Body(draft, id, "1.00"), attempt, cancellation));
            key = Certainty.Of(first, isRepeat: false, client.Secrets).Key;
            var same = Certainty.Of(again, isRepeat: true, client.Secrets).Key;
            return key is null
                ? (null, $"no draft was made: {ErrorText.Of((int)first.Status, first.Body, client.Secrets).Text}")
                : (same == key && again.IsStored, $"record {key}, then {same ?? $"{(int)again.Status}"}{(again.IsStored ? ", told as stored" : ", not told as stored: without x-ia-idempotency-cached-date a refusal of a repeat is never believed")}");
        });
        if (key is null)
        {
            return;
        }

        try
        {
            await CheckAsync("F3", "answers the same key and another body with 409", async () =>
            {
                var other = await client.CreateAsync(Body(draft, id, "2.00"), attempt, cancellation);
                return (other.Status == HttpStatusCode.Conflict, ErrorText.Of((int)other.Status, other.Body, client.Secrets).Text);
            });
            await CheckAsync("F6", "tells ids apart to the letter, and keeps them whole", async () =>
            {
                var found = await OfAsync(id, cancellation);
                var other = await OfAsync(id.ToUpperInvariant(), cancellation);
                return (found.Count == 1 && other.Count == 0, $"the id finds {found.Count} records, in capital letters {other.Count}; the draft's number is {(found.Count == 1 ? IntacctClient.Text(found[0], "invoiceNumber") ?? "none" : "not known")}");
            });
        }
        finally
        {
            await CheckAsync("F14", "tells the deletion of that draft", async () =>
            {
                await client.DeleteAsync(key, CancellationToken.None);
                var since = time.GetTimestamp();
                while (!(await DeletionsAsync(TimeSpan.FromDays(1), cancellation)).Any(row => IntacctClient.Text(row, Options.Audit.ObjectKeyField) == key))
                {
                    if (time.GetElapsedTime(since) > Patience)
                    {
                        return (false, $"deleted; the audit history does not tell within {Patience.TotalMinutes} minutes");
                    }

                    await Task.Delay(TimeSpan.FromSeconds(5), time, cancellation);
                }

                return (true, string.Create(CultureInfo.InvariantCulture, $"told within {time.GetElapsedTime(since).TotalSeconds:0} s"));
            });
        }
    }

    private Task<IReadOnlyList<Dictionary<string, JsonElement>>> OfAsync(string id, CancellationToken cancellation) => client.InvoicesAsync(Options.HomeIdField, id, cancellation);

    private Task<IReadOnlyList<Dictionary<string, JsonElement>>> DeletionsAsync(TimeSpan ago, CancellationToken cancellation) =>
        client.DeletionsAsync(new(Cursor.Text(time.GetUtcNow() - ago), null), cancellation);

    private byte[] Body(CheckDraft draft, string id, string amount)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var line = new JsonObject { ["txnAmount"] = amount, ["glAccount"] = new JsonObject { ["id"] = draft.Account } };
        if (draft.Location is { } location)
        {
            line["dimensions"] = new JsonObject { ["location"] = new JsonObject { ["id"] = location } };
        }

        var body = new JsonObject { ["customer"] = new JsonObject { ["id"] = draft.Customer }, ["invoiceDate"] = today, ["dueDate"] = today, ["state"] = "draft", ["invoiceNumber"] = id[..16], [Options.HomeIdField] = id, ["lines"] = new JsonArray(line) };
        return Encoding.UTF8.GetBytes(body.ToJsonString());
    }

    private async Task<bool> CheckAsync(string fact, string what, Func<Task<(bool? Holds, string Said)>> ask)
    {
        try
        {
            var (holds, said) = await ask();
            _lines.Add(new(fact, what, holds, said));
            return holds != false;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or JsonException)
        {
            _lines.Add(new(fact, what, false, e is OperationCanceledException ? "no answer in time" : e.Message));
            return false;
        }
    }
}
