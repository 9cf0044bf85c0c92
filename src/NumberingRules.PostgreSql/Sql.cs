namespace NumberingRules.PostgreSql;

/// <summary>
/// The statements, with the schema's name put in, and perhaps a comment before each: a connection keeps one plan for one text, and who has
/// other settings must not be given it. They take arrays, so that a batch of any size is one statement for each table.
/// </summary>
/// <remarks>
/// A LATERAL part with a LIMIT (or OFFSET 0) is looked up once for each question, through an index. Without it the planner
/// may choose to read a table or an index from end to end, which is cheapest while the table is small, and keep that plan when
/// it is not. What is changed is found the same way, and then touched by its place (ctid), which a held book keeps.
/// </remarks>
internal sealed class Sql(string schema, string mark = "")
{
    internal const string Begin = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
    internal const string BeginReading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    internal const string Commit = "COMMIT";
    internal const string Rollback = "ROLLBACK";
    internal const string Savepoint = "SAVEPOINT numbering";
    internal const string Release = "RELEASE SAVEPOINT numbering";
    internal const string BackToSavepoint = "ROLLBACK TO SAVEPOINT numbering";

    /// <summary>
    /// Settings of this transaction only: look-ups by index and in its order, however small a table was when the plan was made (a
    /// bitmap would read every old version of a row); a plan once made is kept (for short arrays the planner would plan anew each
    /// time); and a host that freezes does not hold its books for ever.
    /// </summary>
    internal const string Settings =
        """
        SELECT set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
          set_config('enable_bitmapscan', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true), set_config('lock_timeout', $1, true), set_config('idle_in_transaction_session_timeout', $2, true)
        """;

    internal string Place { get; } = Tables.Quoted(schema) + ".";

    internal string Ids => field ??= Of("SELECT name, id FROM @numbering_books WHERE name = ANY($1::text[])");

    /// <summary>An empty row for each new book, so that there is something to lock; a book is there once it has an entry.</summary>
    internal string NewBooks => field ??= Of(
        $"""
        WITH made AS (
          INSERT INTO @numbering_books (name, identity_entry, about_book, about_book_hash, exchanged, connection, epoch, home_prevails)
          SELECT n, 0, 0, {NoHash}, false, 0, 0, false FROM unnest($1::text[]) AS n
          WHERE NOT EXISTS (SELECT FROM @numbering_books b WHERE b.name = n) ORDER BY n COLLATE "C" ON CONFLICT DO NOTHING RETURNING id)
        INSERT INTO @numbering_heads (book, entries, head, at, seal) SELECT id, 0, {NoHash}, 0, {NoHash} FROM made
        """);

    internal string EmptyBook => field ??= Of(
        $"""
        WITH emptied AS (
          UPDATE @numbering_books SET identity = NULL, identity_entry = 0, about_book = 0, about_book_hash = {NoHash},
            exchanged = false, connection = 0, epoch = 0, home_prevails = false WHERE id = $1 RETURNING id)
        INSERT INTO @numbering_heads (book, entries, head, at, seal) SELECT id, 0, {NoHash}, 0, {NoHash} FROM emptied
        """);

    private const string NoHash = "decode(repeat('00', 32), 'hex')";

    internal string LockOne => field ??= Of("SELECT id FROM @numbering_books WHERE id = ANY($1::bigint[]) ORDER BY id LIMIT 1 FOR UPDATE");

    internal string LockFree => field ??= Of("SELECT id FROM @numbering_books WHERE id = ANY($1::bigint[]) ORDER BY id FOR UPDATE SKIP LOCKED");

    /// <summary>In a statement after the lock, for that statement's moment may be before it.</summary>
    internal string Rows => field ??= RowsOf("id = ANY($1::bigint[])");

    /// <summary>Locks the head too: a transaction that looks at a moment before another host wrote is refused by it.</summary>
    internal string RowsToJoin => field ??= RowsOf("id = ANY($1::bigint[])", "FOR UPDATE");

    internal string RowsByName => field ??= RowsOf("name = ANY($1::text[])");

    internal string Identity => field ??= Of(
        "SELECT obj_description('@numbering_books'::regclass, 'pg_class'), (SELECT oid::bigint FROM pg_database WHERE datname = current_database())");

    internal string Invoices => field ??= Of(
        """
        SELECT q.book, i.state FROM unnest($1::bigint[], $2::text[]) AS q(book, id)
        CROSS JOIN LATERAL (SELECT state FROM @numbering_invoices WHERE book = q.book AND id = q.id LIMIT 1) i
        """);

    /// <summary>A later period has the later dates, so the latest of all is in the last period that has one.</summary>
    internal string Positions => field ??= Of(
        """
        SELECT q.book, q.series, q.scope, q.period, p.next,
          p.latest - DATE '0001-01-01',
          (SELECT latest FROM @numbering_positions x
           WHERE x.book = q.book AND x.series = q.series AND x.scope = q.scope AND x.latest IS NOT NULL ORDER BY x.period DESC, x.next DESC LIMIT 1) - DATE '0001-01-01',
          (SELECT n.ordinal FROM @numbering_numbers n
           WHERE n.book = q.book AND n.series = q.series AND n.scope = q.scope AND n.period = q.period AND n.ordinal > 0 ORDER BY n.ordinal DESC LIMIT 1)
        FROM unnest($1::bigint[], $2::text[], $3::text[], $4::integer[]) AS q(book, series, scope, period)
        LEFT JOIN LATERAL (
          SELECT next, latest FROM @numbering_positions x
          WHERE x.book = q.book AND x.series = q.series AND x.scope = q.scope AND x.period = q.period ORDER BY x.next DESC LIMIT 1) p ON true
        """);

    internal string Holders => field ??= Of(
        """
        SELECT q.book, q.kind, q.text, i.id FROM unnest($1::bigint[], $2::integer[], $3::text[]) AS q(book, kind, text)
        CROSS JOIN LATERAL (SELECT invoice FROM @numbering_numbers n WHERE n.book = q.book AND n.text = q.text AND n.past = 0 AND n.kind = q.kind LIMIT 1) n
        CROSS JOIN LATERAL (SELECT id FROM @numbering_invoices x WHERE x.book = q.book AND x.appeared = n.invoice LIMIT 1) i
        """);

    internal string ShowingErpNumber => field ??= Of(
        $"""
        SELECT q.book, q.text, i.id FROM unnest($1::bigint[], $2::text[]) AS q(book, text)
        CROSS JOIN LATERAL (SELECT id FROM @numbering_invoices x WHERE x.book = q.book AND x.erp_number = q.text AND x.shows_erp LIMIT {MostHolders}) i
        """);

    internal string EverHeld => field ??= Of(
        $"""
        SELECT q.book, q.text, i.id FROM unnest($1::bigint[], $2::text[]) AS q(book, text)
        CROSS JOIN LATERAL (SELECT DISTINCT invoice FROM @numbering_numbers n WHERE n.book = q.book AND n.text = q.text AND n.kind < 2 LIMIT {MostHolders}) n
        CROSS JOIN LATERAL (SELECT id FROM @numbering_invoices x WHERE x.book = q.book AND x.appeared = n.invoice LIMIT 1) i
        """);

    internal string Issued => field ??= Of(
        """
        SELECT q.book, q.series, q.scope, q.period, q.ordinal, i.id
        FROM unnest($1::bigint[], $2::text[], $3::text[], $4::integer[], $5::bigint[]) AS q(book, series, scope, period, ordinal)
        CROSS JOIN LATERAL (
          SELECT invoice FROM @numbering_numbers n
          WHERE n.book = q.book AND n.series = q.series AND n.scope = q.scope AND n.period = q.period AND n.ordinal = q.ordinal AND n.ordinal > 0 LIMIT 1) n
        CROSS JOIN LATERAL (SELECT id FROM @numbering_invoices x WHERE x.book = q.book AND x.appeared = n.invoice LIMIT 1) i
        """);

    internal string Entries => field ??= Of(
        """
        SELECT q.book, j.entry, j.body, j.hash, t.salt, t.reason, t.actor FROM unnest($1::bigint[], $2::bigint[]) AS q(book, entry)
        CROSS JOIN LATERAL (SELECT entry, body, hash FROM @numbering_journal x WHERE x.book = q.book AND x.entry = q.entry LIMIT 1) j
        LEFT JOIN LATERAL (SELECT salt, reason, actor FROM @numbering_texts x WHERE x.book = q.book AND x.entry = q.entry LIMIT 1) t ON true
        """);

    internal string GivenOutside => field ??= Of(
        """
        SELECT q.book, q.low, n.text FROM unnest($1::bigint[], $2::text[], $3::text[]) AS q(book, low, high)
        CROSS JOIN LATERAL (SELECT text FROM @numbering_numbers x WHERE x.book = q.book AND x.text >= q.low AND x.text < q.high AND x.outside OFFSET 0) n
        """);

    internal string AboutBook => field ??= Of(
        $"""
        SELECT q.book, j.entry, j.body, j.hash, t.salt, t.reason, t.actor FROM unnest($1::bigint[], $2::bigint[]) AS q(book, after)
        CROSS JOIN LATERAL (SELECT entry, body, hash FROM @numbering_journal x WHERE x.book = q.book AND x.invoice = 0 AND x.entry > q.after ORDER BY x.entry LIMIT {PageSize}) j
        LEFT JOIN LATERAL (SELECT salt, reason, actor FROM @numbering_texts x WHERE x.book = q.book AND x.entry = j.entry LIMIT 1) t ON true
        ORDER BY q.book, j.entry
        """);

    internal string Unnumbered => field ??= Of(
        $"""
        SELECT q.book, i.state FROM unnest($1::bigint[], $2::integer[], $3::bigint[]) AS q(book, day, appeared)
        CROSS JOIN LATERAL (
          SELECT state, date, appeared FROM @numbering_invoices x
          WHERE x.book = q.book AND x.unnumbered = 2 AND x.unnumbered > 0 AND (x.date, x.appeared) > (DATE '0001-01-01' + q.day, q.appeared)
          ORDER BY x.date, x.appeared LIMIT {PageSize}) i
        ORDER BY q.book, i.date, i.appeared
        """);

    /// <summary>Compares the heads and moves them: the fence.</summary>
    internal string MoveHeads => field ??= Of(Counted(
        """
        UPDATE @numbering_heads h SET entries = u.entries, head = u.head, at = u.at, seal = u.seal
        FROM unnest($2::bigint[], $3::bigint[], $4::bytea[], $5::bigint[], $6::bytea[], $7::bigint[], $8::bytea[])
          AS u(book, entries_before, head_before, entries, head, at, seal)
        CROSS JOIN LATERAL (SELECT ctid FROM @numbering_heads x WHERE x.book = u.book AND x.entries = u.entries_before AND x.head = u.head_before LIMIT 1) x
        WHERE h.ctid = x.ctid AND h.entries = u.entries_before AND h.head = u.head_before
        """));

    internal string ChangedBooks => field ??= Of(Counted(
        """
        UPDATE @numbering_books b SET identity = u.identity, identity_entry = u.identity_entry, about_book = u.about_book, about_book_hash = u.about_book_hash,
          exchanged = u.exchanged, connection = u.connection, epoch = u.epoch, home_prevails = u.home_prevails
        FROM unnest($2::bigint[], $3::uuid[], $4::bigint[], $5::bigint[], $6::bytea[], $7::boolean[], $8::integer[], $9::bigint[], $10::boolean[])
          AS u(id, identity, identity_entry, about_book, about_book_hash, exchanged, connection, epoch, home_prevails)
        CROSS JOIN LATERAL (SELECT ctid FROM @numbering_books x WHERE x.id = u.id LIMIT 1) x
        WHERE b.ctid = x.ctid AND b.id = u.id
        """));

    internal string NewEntries => field ??= Of(
        """
        INSERT INTO @numbering_journal (book, entry, invoice, at, body, hash)
        SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bytea[], $6::bytea[])
        """);

    internal string NewTexts => field ??= Of(
        "INSERT INTO @numbering_texts (book, entry, salt, reason, actor) SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::text[], $5::text[])");

    internal string EraseTexts => field ??= Of(
        "DELETE FROM @numbering_texts t USING unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS u(book, first, last) WHERE t.book = u.book AND t.entry BETWEEN u.first AND u.last");

    private const string InvoiceArrays =
        """
        unnest($2::bigint[], $3::bigint[], $4::text[], $5::integer[], $6::integer[], $7::integer[], $8::integer[], $9::integer[], $10::bigint[],
          $11::boolean[], $12::text[], $13::text[], $14::text[], $15::boolean[], $16::integer[], $17::integer[], $18::bytea[])
          AS u(book, appeared, id, day, origin, approval, stage, sync, sent_epoch, unlinked, home_number, erp_key, erp_number, shows_erp, work, unnumbered, state)
        """;

    internal string NewInvoices => field ??= Of(Counted(
        $"""
        INSERT INTO @numbering_invoices
          (book, appeared, id, date, origin, approval, stage, sync, sent_epoch, unlinked, home_number, erp_key, erp_number, shows_erp, work, unnumbered, state)
        SELECT book, appeared, id, DATE '0001-01-01' + day, origin, approval, stage, sync, sent_epoch, unlinked, home_number, erp_key, erp_number, shows_erp, work, unnumbered, state
        FROM {InvoiceArrays}
        """));

    internal string ChangedInvoices => field ??= Of(Counted(
        $"""
        UPDATE @numbering_invoices i SET date = DATE '0001-01-01' + u.day, origin = u.origin, approval = u.approval, stage = u.stage, sync = u.sync,
          sent_epoch = u.sent_epoch, unlinked = u.unlinked, home_number = u.home_number, erp_key = u.erp_key, erp_number = u.erp_number,
          shows_erp = u.shows_erp, work = u.work, unnumbered = u.unnumbered, state = u.state
        FROM {InvoiceArrays}
        CROSS JOIN LATERAL (SELECT ctid FROM @numbering_invoices x WHERE x.book = u.book AND x.appeared = u.appeared AND x.id = u.id LIMIT 1) x
        WHERE i.ctid = x.ctid AND i.appeared = u.appeared
        """));

    internal string FreedNumbers => field ??= Of(Counted(
        """
        UPDATE @numbering_numbers n SET past = n.invoice
        FROM unnest($2::bigint[], $3::text[], $4::integer[], $5::bigint[]) AS u(book, text, kind, invoice)
        CROSS JOIN LATERAL (SELECT ctid FROM @numbering_numbers x WHERE x.book = u.book AND x.text = u.text AND x.past = 0 AND x.kind = u.kind AND x.invoice = u.invoice LIMIT 1) x
        WHERE n.ctid = x.ctid AND n.past = 0
        """));

    /// <summary>Keys that come back are held again; what is not among them is new.</summary>
    internal string TakenNumbers => field ??= Of(
        """
        WITH taken AS (
          SELECT * FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::integer[], $5::bigint[], $6::text[], $7::text[], $8::integer[], $9::bigint[], $10::boolean[])
            AS u(book, text, past, kind, invoice, series, scope, period, ordinal, outside)),
        back AS (
          UPDATE @numbering_numbers n SET past = 0 FROM taken u
          CROSS JOIN LATERAL (SELECT ctid FROM @numbering_numbers x WHERE x.book = u.book AND x.text = u.text AND x.past = u.invoice AND x.kind = 2 LIMIT 1) x
          WHERE u.kind = 2 AND u.past = 0 AND n.ctid = x.ctid AND n.past = u.invoice RETURNING n.book, n.text, n.invoice)
        INSERT INTO @numbering_numbers (book, text, past, kind, invoice, series, scope, period, ordinal, outside)
        SELECT * FROM taken u WHERE u.kind <> 2 OR NOT EXISTS (SELECT FROM back b WHERE b.book = u.book AND b.text = u.text AND b.invoice = u.invoice)
        """);

    internal string MovedPositions => field ??= Of(
        """
        WITH u AS MATERIALIZED (
          SELECT q.*, x.ctid AS place
          FROM unnest($1::bigint[], $2::text[], $3::text[], $4::integer[], $5::bigint[], $6::integer[]) AS q(book, series, scope, period, next, day)
          LEFT JOIN LATERAL (
            SELECT ctid FROM @numbering_positions x
            WHERE x.book = q.book AND x.series = q.series AND x.scope = q.scope AND x.period = q.period ORDER BY x.next DESC LIMIT 1) x ON true),
        moved AS (
          UPDATE @numbering_positions p SET next = u.next, latest = DATE '0001-01-01' + u.day FROM u
          WHERE p.ctid = u.place)
        INSERT INTO @numbering_positions (book, series, scope, period, next, latest)
        SELECT book, series, scope, period, next, DATE '0001-01-01' + day FROM u WHERE place IS NULL
        """);

    internal string NewFindings => field ??= Of(
        """
        INSERT INTO @numbering_findings (book, entry, finding, invoice) SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::integer[], $4::text[])
        ON CONFLICT (book, finding, invoice) DO NOTHING
        """);

    /// <summary>How many rows of a walk come at a time.</summary>
    private const int PageSize = Storage.BookLoad.PageSize;

    private const int MostHolders = Storage.BookLoad.MostHolders;

    /// <summary>The rows of books, each with the end of its journal behind it. A head that is missing is one that the journal's end does not fit.</summary>
    private string RowsOf(string which, string hold = "") => Of(
        $"""
        SELECT b.id, b.name, b.identity, b.identity_entry, coalesce(h.entries, 0), coalesce(h.head, {NoHash}), coalesce(h.at, 0), b.about_book, b.about_book_hash,
          b.exchanged, b.connection, b.epoch, b.home_prevails, coalesce(h.seal, {NoHash}), j.entry, j.hash
        FROM @numbering_books b
        LEFT JOIN LATERAL (SELECT entries, head, at, seal FROM @numbering_heads WHERE book = b.id ORDER BY entries DESC LIMIT 1 {hold}) h ON true
        LEFT JOIN LATERAL (SELECT entry, hash FROM @numbering_journal WHERE book = b.id ORDER BY entry DESC LIMIT 1) j ON true
        WHERE b.{which}
        """);

    internal string Of(string text) => mark + text.Replace("@", Place, StringComparison.Ordinal);

    /// <summary>A statement that fails unless it touches as many rows as its first value says.</summary>
    private static string Counted(string statement) =>
        $"""
        WITH changed AS ({statement} RETURNING 1)
        SELECT CASE WHEN count(*) = $1::bigint THEN 0 ELSE CAST('{Trouble.NotAsExpected}: ' || count(*) || ' rows of ' || $1::bigint AS integer) END FROM changed
        """;
}
