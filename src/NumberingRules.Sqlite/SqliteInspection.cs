using System.Globalization;
using NumberingRules.Storage;
using SQLitePCL;

namespace NumberingRules.Sqlite;

/// <summary>What <c>verify</c> asks of the tables: every value of every row, and what does not belong there.</summary>
internal static class SqliteInspection
{
    // Often enough to be stopped soon, seldom enough to cost nothing.
    private const int RowsBetweenLooks = 4096;

    // SQLite's own indexes (of keys) have no text. Other tables' triggers and views are the host's business, and so is an
    // index of the host on these, unless it refuses rows.
    private const string OurThings =
        """
        SELECT type, name, tbl_name, sql FROM sqlite_master m
        WHERE sql IS NOT NULL AND (substr(name, 1, 10) = 'numbering_' OR (lower(substr(tbl_name, 1, 10)) = 'numbering_'
          AND (type = 'trigger' OR (type = 'index' AND EXISTS (SELECT 1 FROM pragma_index_list(m.tbl_name) l WHERE l.name = m.name AND l."unique" = 1)))))
        ORDER BY name
        """;

    // The same for every database; making it takes longer than proving a small book.
    private static List<Thing>? _expected;

    /// <summary>Shows every value of a table's rows of a book.</summary>
    internal static void Scan(SqliteLink link, BookTable table, long book, RowPrint into, CancellationToken cancellation)
    {
        // Interned, so that the statement is prepared once.
        var sql = string.Intern($"SELECT {string.Join(", ", table.Columns)} FROM {table.Name} WHERE book = @book");
        var columns = ColumnsOf(link, table);
        var rows = 0;
        link.Each(
            sql,
            row =>
            {
                for (var column = 0; column < columns.Length; column++)
                {
                    Show(row, column, columns[column], book, into);
                }

                into.EndRow();
                if (++rows % RowsBetweenLooks == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                }

                return true;
            },
            book);
    }

    /// <summary>What is wrong with the tables themselves, in words.</summary>
    internal static List<string> Problems(SqliteFile file, SqliteLink link)
    {
        var problems = new List<string>();
        Things(file, link, problems);
        problems.AddRange(link.Rows("SELECT id, name, entries FROM numbering_books WHERE id < 1 OR entries < 1", static row => string.Create(
            CultureInfo.InvariantCulture, $"table numbering_books has a book '{row.Text(1)}' with id {row.Integer(0)} and {row.Integer(2)} entries, which the library does not write; restore a backup, or delete its rows if they were planted")));
        foreach (var table in BookTable.All.Where(static table => table != BookTable.Books))
        {
            problems.AddRange(SqliteOrphans.In(link, table).Select(book => string.Create(
                CultureInfo.InvariantCulture, $"table {table.Name} has rows of book {book}, which is not among the books (table numbering_books); restore a backup, or delete them if they were planted")));
        }

        problems.AddRange(link.Rows(
            "SELECT book, entry FROM numbering_texts t WHERE NOT EXISTS (SELECT 1 FROM numbering_journal j WHERE j.book = t.book AND j.entry = t.entry)",
            static row => string.Create(CultureInfo.InvariantCulture, $"table numbering_texts has a text of entry {row.Integer(1)} of book {row.Integer(0)}, which does not exist; delete it")));
        if (SqliteSchema.Rows(link) is not [(SqliteSchema.Journal, SqliteSchema.Tables)])
        {
            problems.Add(string.Create(
                CultureInfo.InvariantCulture, $"table numbering_schema does not hold the one row that the library writes (journal {SqliteSchema.Journal}, tables {SqliteSchema.Tables}); restore a backup, or put it right"));
        }

        foreach (var table in BookTable.All.AsEnumerable().Select(static table => table.Name).Prepend("numbering_schema"))
        {
            problems.AddRange(Contents(link, table));
        }

        return problems;
    }

    /// <summary>
    /// What SQLite itself finds wrong in a table and its indexes, in words. A table that was not strict for a while, or an index that
    /// was of other rows, keeps what was written then, though the schema is as it was again.
    /// </summary>
    private static IEnumerable<string> Contents(SqliteLink link, string table) =>
        link.Rows(string.Intern($"PRAGMA integrity_check({table})"), static row => row.Text(0)).Where(static told => told != "ok")
            .Select(told => $"table {table} or an index of it holds what the library did not write ({told}); restore a backup, or make the index anew (REINDEX {table}) if no more than that is wrong");

    /// <summary>What is known of each column: asking SQLite for the type of every value would take half of the time. That each value is of its column's type is asked for whole tables (<see cref="Contents"/>).</summary>
    private static ColumnKind[] ColumnsOf(SqliteLink link, BookTable table)
    {
        var kinds = link.Rows("SELECT name, type, \"notnull\" FROM pragma_table_info(@table)", static row => (Name: row.Text(0), Kind: KindOf(row.Text(0), row.Text(1), row.Integer(2) != 0)), table.Name)
            .ToDictionary(static column => column.Name, static column => column.Kind);
        return [.. table.Columns.Select(column => kinds.GetValueOrDefault(column))];
    }

    private static ColumnKind KindOf(string name, string type, bool isNeeded) => (name, type, isNeeded) switch
    {
        ("book", _, _) => ColumnKind.Book,
        ("date", _, _) => ColumnKind.Day,
        (_, "INTEGER", true) => ColumnKind.Integer,
        (_, "TEXT" or "BLOB", true) => ColumnKind.Bytes,
        _ => ColumnKind.Any,
    };

    private static void Show(SqliteStatement row, int column, ColumnKind kind, long book, RowPrint into)
    {
        switch (kind)
        {
            case ColumnKind.Book:
                into.Add(book);
                break;
            case ColumnKind.Integer:
                into.Add(row.Integer(column));
                break;

            // A day that is written otherwise is shown as the text it is, which no row should have.
            case ColumnKind.Day when SqliteLoading.TryReadDay(row.Text(column), out var date):
                into.Add(date.DayNumber);
                break;
            case ColumnKind.Any when row.TypeOf(column) == raw.SQLITE_NULL:
                into.AddNull();
                break;
            case ColumnKind.Any when row.TypeOf(column) == raw.SQLITE_INTEGER:
                into.Add(row.Integer(column));
                break;
            default:
                into.Add(row.Bytes(column));
                break;
        }
    }

    /// <summary>Compares the schema with one made anew.</summary>
    private static void Things(SqliteFile file, SqliteLink link, List<string> problems)
    {
        var expected = _expected ??= Fresh(file);
        var found = link.Rows(OurThings, Thing.Read);
        foreach (var thing in found)
        {
            var fit = expected.Find(one => one.Name == thing.Name);
            if (fit is null)
            {
                problems.Add($"{thing.Type} {thing.Name}{(thing.Type == "table" ? "" : $" on {thing.Table}")} does not belong to the books; drop it");
            }
            else if (fit != thing)
            {
                problems.Add($"{thing.Type} {thing.Name} is not as the library made it{Columns(file, link, thing)}; restore a backup, or make it anew as it was");
            }
        }

        problems.AddRange(expected.Where(one => found.TrueForAll(thing => thing.Name != one.Name)).Select(one => $"{one.Type} {one.Name} is missing; restore a backup, or make it anew as it was"));
    }

    /// <summary>Which columns a table has too many or too few, in words.</summary>
    private static string Columns(SqliteFile file, SqliteLink link, Thing thing)
    {
        if (thing.Type != "table" || BookTable.All.AsEnumerable().FirstOrDefault(table => table.Name == thing.Name) is not { } known)
        {
            return "";
        }

        var found = link.Rows("SELECT name FROM pragma_table_xinfo(@table)", static row => row.Text(0), thing.Name);
        var more = found.Except(known.Columns, StringComparer.Ordinal).Select(static column => $"column {column} does not belong there");
        var fewer = known.Columns.AsEnumerable().Except(found, StringComparer.Ordinal).Select(static column => $"column {column} is missing");
        return string.Join(", ", more.Concat(fewer)) is { Length: > 0 } words ? $" ({words})" : "";
    }

    /// <summary>The schema as it is made in a new database.</summary>
    private static List<Thing> Fresh(SqliteFile file)
    {
        raw.sqlite3_open(":memory:", out var handle);
        using var link = new SqliteLink(file, handle, owns: true);
        link.Script(SqliteSchema.Script);
        return link.Rows(OurThings, Thing.Read);
    }

    /// <summary>What is known of a column before its values are read.</summary>
    private enum ColumnKind
    {
        Any,
        Book,
        Integer,
        Bytes,
        Day,
    }

    /// <summary>A table, index, view or trigger.</summary>
    private sealed record Thing(string Type, string Name, string Table, string Sql)
    {
        internal static Thing Read(SqliteStatement row) => new(row.Text(0), row.Text(1), row.Text(2), row.Text(3));
    }
}
