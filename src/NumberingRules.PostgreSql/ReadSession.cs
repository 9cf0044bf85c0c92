using Npgsql;
using NumberingRules.Storage;
using static NumberingRules.PostgreSql.Exchange;

namespace NumberingRules.PostgreSql;

/// <summary>A session that sees one moment: a transaction under REPEATABLE READ that only reads, also on a standby.</summary>
internal sealed class ReadSession(PostgreSqlStore store, NpgsqlConnection connection) : Session(store, connection, Doing.Reading), IReadSession
{
    private bool _isOpen;

    public override async ValueTask LoadAsync(IReadOnlyList<BookLoad> books, CancellationToken cancellation)
    {
        Dictionary<string, BookLoad> missing = new(StringComparer.Ordinal);
        foreach (var book in books.Where(static book => !book.HasRow))
        {
            missing[book.Book] = book;
        }

        if (missing.Count > 0)
        {
            var exchange = Begin();
            exchange.Add(
                Sql.RowsByName,
                row =>
                {
                    Ids[row.GetString(1)] = row.GetInt64(0);
                    missing[row.GetString(1)].AnswerRow(Answers.Book(row));
                },
                Value(missing.Keys.ToArray()));
            await SendAsync(exchange, Doing.Reading, cancellation).ConfigureAwait(false);
            foreach (var book in missing.Values.Where(static book => !book.HasRow))
            {
                book.AnswerRow(null);
            }
        }

        await base.LoadAsync(books, cancellation).ConfigureAwait(false);
    }

    public ValueTask<IReadOnlyList<string>> NamesAsync(CancellationToken cancellation) => AskAsync(
        "SELECT name FROM @numbering_books WHERE (SELECT entries FROM @numbering_heads WHERE book = id ORDER BY entries DESC LIMIT 1) > 0 OR EXISTS (SELECT FROM @numbering_journal WHERE book = id) ORDER BY name",
        static row => row.GetString(0),
        cancellation);

    public ValueTask<IReadOnlyList<EntryRow>> EntriesAsync(BookRow book, long after, long upTo, long? about, int count, CancellationToken cancellation) => AskAsync(
        $"""
        SELECT j.entry, j.body, j.hash, t.salt, t.reason, t.actor, j.invoice, j.at
        FROM (SELECT entry, invoice, at, body, hash FROM @numbering_journal
              WHERE book = $1 AND entry >= $2 AND entry <= $3{(about is null ? "" : " AND invoice = $5")} ORDER BY entry LIMIT $4) j
        LEFT JOIN LATERAL (SELECT salt, reason, actor FROM @numbering_texts x WHERE x.book = $1 AND x.entry = j.entry LIMIT 1) t ON true
        ORDER BY j.entry
        """,
        static row => new EntryRow(Answers.Entry(row, 0), row.GetInt64(6), Answers.At(row.GetInt64(7))),
        cancellation,
        [Value(book.Id), Value(after == long.MinValue ? after : after + 1), Value(upTo), Value((long)count), .. about is { } invoice ? (ReadOnlySpan<NpgsqlParameter>)[Value(invoice)] : []]);

    public ValueTask<IReadOnlyList<(Invoice Invoice, ListPlace Place)>> ListAsync(BookRow book, InvoiceList list, ListPlace? after, int count, CancellationToken cancellation)
    {
        const string Invoices = "SELECT state, appeared FROM @numbering_invoices WHERE book = $1 ";
        const string Found = "SELECT i.state, i.appeared, n.text FROM {0} n CROSS JOIN LATERAL (SELECT state, appeared FROM @numbering_invoices x WHERE x.book = $1 AND x.appeared = n.invoice LIMIT 1) i ORDER BY {1}";
        NpgsqlParameter[] values = [Value(book.Id), Value((long)count)];
        switch (list)
        {
            case InvoiceList.All { NewestFirst: false }:
                return PageAsync(Invoices + "AND appeared > $3 ORDER BY appeared LIMIT $2", Value(after?.Appeared ?? 0));
            case InvoiceList.All:
                return PageAsync(Invoices + "AND appeared < $3 ORDER BY appeared DESC LIMIT $2", Value(after?.Appeared ?? long.MaxValue));
            case InvoiceList.InStage(var stage):
                return PageAsync(Invoices + $"AND stage = $4 {(stage == InvoiceStage.Approved ? "" : "AND stage <> 2 ")}AND appeared < $3 ORDER BY appeared DESC LIMIT $2", Value(after?.Appeared ?? long.MaxValue), Value((int)stage));
            case InvoiceList.Dated(var from, var until):
                return PageAsync(
                    Invoices + "AND date >= DATE '0001-01-01' + $3 AND (date, appeared) < (DATE '0001-01-01' + $4, $5) ORDER BY date DESC, appeared DESC LIMIT $2",
                    Value(from.DayNumber),
                    Value((after?.Date ?? until).DayNumber),
                    Value(after?.Appeared ?? long.MaxValue));
            case InvoiceList.IdBeginsWith(var prefix):
                return PageAsync(
                    $"SELECT state, appeared, id FROM @numbering_invoices WHERE book = $1 AND id {(after is null ? ">=" : ">")} $3 AND id < $4 ORDER BY id LIMIT $2",
                    Value(after?.Text ?? prefix),
                    Value(Questions.Behind(prefix)));
            case InvoiceList.NumberBeginsWith(var prefix):
                const string Distinct =
                    "(SELECT DISTINCT text, invoice FROM @numbering_numbers WHERE book = $1 AND text >= $3 AND text < $4 AND (text, invoice) > ($3, $5) ORDER BY text, invoice LIMIT $2)";
                return PageAsync(
                    string.Format(null, Found, Distinct, "n.text, n.invoice"), Value(after?.Text ?? prefix), Value(Questions.Behind(prefix)), Value(after?.Appeared ?? 0));
            case InvoiceList.Holding(var text):
                return PageAsync(
                    string.Format(null, Found, "(SELECT DISTINCT text, invoice FROM ("
                        + "SELECT text, invoice FROM @numbering_numbers WHERE book = $1 AND text = $3 AND past = 0 AND invoice > $4 "
                        + "UNION ALL (SELECT text, invoice FROM @numbering_numbers WHERE book = $1 AND text = $3 AND past > $4 ORDER BY past, kind LIMIT 3 * $2)) a ORDER BY text, invoice LIMIT $2)", "n.invoice"),
                    Value(text),
                    Value(after?.Appeared ?? 0));
            case InvoiceList.ToSend(var work):
                return PageAsync(Invoices + "AND work = $4 AND work > 0 AND appeared > $3 ORDER BY appeared LIMIT $2", Value(after?.Appeared ?? 0), Value((int)work));
            case InvoiceList.Unnumbered(var origin):
                return PageAsync(Invoices + "AND unnumbered = $4 AND unnumbered > 0 AND (date, appeared) > (DATE '0001-01-01' + $5, $3) ORDER BY date, appeared LIMIT $2", Value(after?.Appeared ?? 0), Value(1 + (int)origin), Value((after?.Date ?? default).DayNumber));
            default:
                throw new ArgumentOutOfRangeException(nameof(list), list, "it is a list that this store does not know");
        }

        ValueTask<IReadOnlyList<(Invoice, ListPlace)>> PageAsync(string sql, params ReadOnlySpan<NpgsqlParameter> more) => AskAsync(
            sql,
            row =>
            {
                var invoice = Answers.Invoice(row, 0);
                return (invoice, new ListPlace(row.GetInt64(1), list is InvoiceList.Dated or InvoiceList.Unnumbered ? invoice.Date : default, row.FieldCount > 2 ? row.GetString(2) : null));
            },
            cancellation,
            [.. values, .. more]);
    }

    public ValueTask<IReadOnlyList<FindingRow>> FindingsAsync(BookRow book, FindingRow? after, int count, CancellationToken cancellation) => AskAsync(
        """
        SELECT entry, finding, invoice FROM @numbering_findings
        WHERE book = $1 AND (entry, finding, invoice) > ($3, $4, $5) ORDER BY entry, finding, invoice LIMIT $2
        """,
        static row => new FindingRow(row.GetInt64(0), (Finding)row.GetInt32(1), new(row.GetString(2))),
        cancellation,
        Value(book.Id),
        Value((long)count),
        Value(after?.Entry ?? 0),
        Value((int)(after?.Finding ?? 0)),
        Value(after?.Invoice.Text ?? ""));

    public ValueTask<IReadOnlyList<SeriesRow>> SeriesAsync(BookRow book, CancellationToken cancellation) => AskAsync(
        """
        SELECT p.series, p.scope, p.period, p.next, f.text, l.text
        FROM @numbering_positions p
        LEFT JOIN LATERAL (
          SELECT text FROM @numbering_numbers x
          WHERE x.book = $1 AND x.series = p.series AND x.scope = p.scope AND x.period = p.period AND x.ordinal > 0 ORDER BY x.ordinal LIMIT 1) f ON true
        LEFT JOIN LATERAL (
          SELECT text FROM @numbering_numbers x
          WHERE x.book = $1 AND x.series = p.series AND x.scope = p.scope AND x.period = p.period AND x.ordinal > 0 ORDER BY x.ordinal DESC LIMIT 1) l ON true
        WHERE p.book = $1 ORDER BY p.series, p.scope, p.period
        """,
        static row => new SeriesRow(new(row.GetString(0)), row.GetString(1), new(row.GetInt32(2)), row.GetInt64(3), Answers.Number(row, 4), Answers.Number(row, 5)),
        cancellation,
        Value(book.Id));

    public async ValueTask ScanAsync(BookTable table, BookRow book, RowPrint into, CancellationToken cancellation)
    {
        var columns = Tables.ColumnsOf(table);
        var (from, id) = Tables.Source(table);
        var list = string.Join(", ", columns.Select(static column => column.Type == "date" ? $"{column.Name} - DATE '0001-01-01'" : column.Name));
        var exchange = Begin();
        exchange.Add(
            Sql.Of($"SELECT {list} FROM {from} WHERE {id} = $1"),
            row =>
            {
                for (var at = 0; at < columns.Count; at++)
                {
                    Show(row, at, columns[at], into);
                }

                into.EndRow();
            },
            Value(book.Id));
        await SendAsync(exchange, Doing.Reading, cancellation).ConfigureAwait(false);
    }

    public ValueTask<IReadOnlyList<string>> SchemaProblemsAsync(CancellationToken cancellation) => SchemaCheck.ProblemsAsync(Store.Options.Schema, AskAsync, cancellation);

    public override ValueTask DisposeAsync() => Store.GiveBackAsync(Connection, _isOpen);

    protected override Exchange Begin()
    {
        var exchange = new Exchange();
        if (!_isOpen)
        {
            exchange.Add(Sql.BeginReading);
        }

        return exchange;
    }

    protected override async ValueTask SendAsync(Exchange exchange, Doing what, CancellationToken cancellation)
    {
        if (_isOpen)
        {
            await base.SendAsync(exchange, what, cancellation).ConfigureAwait(false);
            return;
        }

        _isOpen = true;
        Connection = await Store.SendFirstAsync(exchange, Connection, Store.Options.Prepare, what, cancellation).ConfigureAwait(false);
    }

    private static void Show(NpgsqlDataReader row, int at, Column column, RowPrint into)
    {
        if (row.IsDBNull(at))
        {
            into.AddNull();
            return;
        }

        switch (column.Type)
        {
            case "bigint":
                into.Add(row.GetInt64(at));
                break;
            case "integer" or "date":
                into.Add((long)row.GetInt32(at));
                break;
            case "boolean":
                into.Add(row.GetBoolean(at) ? 1L : 0L);
                break;
            case "bytea":
                into.Add(row.GetFieldValue<byte[]>(at).AsSpan());
                break;
            case "uuid":
                into.Add(row.GetGuid(at).ToByteArray(bigEndian: true).AsSpan());
                break;
            default:
                into.Add(column.Name is "reason" or "actor" ? FreeTexts.Read(row.GetString(at)) : row.GetString(at));
                break;
        }
    }

    private async ValueTask<IReadOnlyList<T>> AskAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellation, params NpgsqlParameter[] values)
    {
        List<T> rows = [];
        var exchange = Begin();
        exchange.Add(Sql.Of(sql), row => rows.Add(read(row)), values);
        await SendAsync(exchange, Doing.Reading, cancellation).ConfigureAwait(false);
        return rows;
    }
}
