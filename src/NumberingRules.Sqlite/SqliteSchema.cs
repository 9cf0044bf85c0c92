namespace NumberingRules.Sqlite;

/// <summary>The tables in SQLite's words.</summary>
internal static class SqliteSchema
{
    internal const string Journal =
        """
        CREATE TABLE numbering_schema (journal INTEGER NOT NULL, tables INTEGER NOT NULL) STRICT;
        CREATE TABLE numbering_books (
          id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
          entries INTEGER NOT NULL, head BLOB NOT NULL, at INTEGER NOT NULL, exchanged INTEGER NOT NULL, about_book INTEGER NOT NULL) STRICT;
        CREATE TABLE numbering_journal (
          id INTEGER PRIMARY KEY, book INTEGER NOT NULL REFERENCES numbering_books, entry INTEGER NOT NULL, body BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
        CREATE TABLE numbering_free_texts (
          id INTEGER PRIMARY KEY REFERENCES numbering_journal, salt BLOB NOT NULL, reason TEXT, actor TEXT) STRICT;
        CREATE TABLE numbering_watermark (id INTEGER NOT NULL, rebuilds INTEGER NOT NULL) STRICT;
        """;

    internal const string Tables =
        """
        CREATE TABLE numbering_entries (
          book INTEGER NOT NULL, entry INTEGER NOT NULL, invoice INTEGER NOT NULL, previous INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (book, entry)) STRICT, WITHOUT ROWID;
        CREATE TABLE numbering_invoices (
          book INTEGER NOT NULL, appeared INTEGER NOT NULL, id TEXT NOT NULL, last INTEGER NOT NULL, state BLOB NOT NULL, PRIMARY KEY (book, appeared)) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX numbering_invoices_by_id ON numbering_invoices (book, id);
        CREATE TABLE numbering_home_numbers (
          book INTEGER NOT NULL, number TEXT NOT NULL, invoice INTEGER NOT NULL, PRIMARY KEY (book, number)) STRICT, WITHOUT ROWID;
        CREATE TABLE numbering_issued (
          book INTEGER NOT NULL, series TEXT NOT NULL, period INTEGER NOT NULL, number INTEGER NOT NULL, invoice INTEGER NOT NULL,
          PRIMARY KEY (book, series, period, number)) STRICT, WITHOUT ROWID;
        CREATE TABLE numbering_given_outside (
          book INTEGER NOT NULL, number TEXT NOT NULL, PRIMARY KEY (book, number)) STRICT, WITHOUT ROWID;
        CREATE TABLE numbering_erp_numbers (
          book INTEGER NOT NULL, number TEXT NOT NULL, invoice INTEGER NOT NULL, PRIMARY KEY (book, number, invoice)) STRICT, WITHOUT ROWID;
        CREATE TABLE numbering_erp_number_counts (
          book INTEGER NOT NULL, number TEXT NOT NULL, invoices INTEGER NOT NULL, PRIMARY KEY (book, number)) STRICT, WITHOUT ROWID;
        CREATE TABLE numbering_erp_keys (
          book INTEGER NOT NULL, key TEXT NOT NULL, invoice INTEGER NOT NULL, PRIMARY KEY (book, key)) STRICT, WITHOUT ROWID;
        CREATE TABLE numbering_past_keys (
          book INTEGER NOT NULL, key TEXT NOT NULL, invoice INTEGER NOT NULL, PRIMARY KEY (book, key, invoice)) STRICT, WITHOUT ROWID;
        CREATE TABLE numbering_positions (
          book INTEGER NOT NULL, series TEXT NOT NULL, period INTEGER NOT NULL, next INTEGER NOT NULL, PRIMARY KEY (book, series, period)) STRICT, WITHOUT ROWID;
        CREATE TABLE numbering_latest_dates (
          book INTEGER NOT NULL, series TEXT NOT NULL, date INTEGER NOT NULL, PRIMARY KEY (book, series)) STRICT, WITHOUT ROWID;
        CREATE TABLE numbering_work (
          book INTEGER NOT NULL, kind INTEGER NOT NULL, invoice INTEGER NOT NULL, PRIMARY KEY (book, kind, invoice)) STRICT, WITHOUT ROWID;
        CREATE TABLE numbering_findings (
          book INTEGER NOT NULL, entry INTEGER NOT NULL, finding INTEGER NOT NULL, invoice TEXT NOT NULL, PRIMARY KEY (book, entry, finding, invoice)) STRICT, WITHOUT ROWID;
        """;

    internal const string CountOfTables = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = @name";
}
