-- The tables of a store (version 2). Dates are texts (yyyy-MM-dd) in invoices and day numbers in positions; instants are UTC ticks;
-- what the library enumerates is the number of its value; a scope or series that is missing is an empty text.
CREATE TABLE numbering_schema (journal INTEGER NOT NULL, tables INTEGER NOT NULL) STRICT;
CREATE TABLE numbering_books (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, identity BLOB, identity_entry INTEGER NOT NULL, entries INTEGER NOT NULL, head BLOB NOT NULL, at INTEGER NOT NULL,
  about_book INTEGER NOT NULL, about_book_hash BLOB NOT NULL, exchanged INTEGER NOT NULL, connection INTEGER NOT NULL, epoch INTEGER NOT NULL, home_prevails INTEGER NOT NULL,
  seal BLOB NOT NULL) STRICT;
CREATE TABLE numbering_journal (
  book INTEGER NOT NULL, entry INTEGER NOT NULL, invoice INTEGER NOT NULL, at INTEGER NOT NULL, body BLOB NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (book, entry)) STRICT, WITHOUT ROWID;
CREATE INDEX numbering_journal_by_invoice ON numbering_journal (book, invoice, entry);
CREATE TABLE numbering_texts (
  book INTEGER NOT NULL, entry INTEGER NOT NULL, salt BLOB NOT NULL, reason TEXT, actor TEXT, PRIMARY KEY (book, entry)) STRICT, WITHOUT ROWID;
CREATE TABLE numbering_invoices (
  book INTEGER NOT NULL, appeared INTEGER NOT NULL, id TEXT NOT NULL, date TEXT NOT NULL, origin INTEGER NOT NULL, approval INTEGER NOT NULL, stage INTEGER NOT NULL,
  sync INTEGER NOT NULL, sent_epoch INTEGER NOT NULL, unlinked INTEGER NOT NULL, home_number TEXT, erp_key TEXT, erp_number TEXT, shows_erp INTEGER NOT NULL,
  work INTEGER NOT NULL, unnumbered INTEGER NOT NULL, state BLOB NOT NULL, PRIMARY KEY (book, appeared)) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX numbering_invoices_by_id ON numbering_invoices (book, id);
CREATE INDEX numbering_invoices_by_date ON numbering_invoices (book, date, appeared);
CREATE INDEX numbering_invoices_by_stage ON numbering_invoices (book, stage, appeared) WHERE stage <> 2;
CREATE INDEX numbering_invoices_by_work ON numbering_invoices (book, work, appeared) WHERE work > 0;
CREATE INDEX numbering_invoices_unnumbered ON numbering_invoices (book, unnumbered, date, appeared) WHERE unnumbered > 0;
CREATE INDEX numbering_invoices_by_erp_number ON numbering_invoices (book, erp_number) WHERE shows_erp = 1;
CREATE TABLE numbering_numbers (
  book INTEGER NOT NULL, text TEXT NOT NULL, past INTEGER NOT NULL, kind INTEGER NOT NULL, invoice INTEGER NOT NULL, series TEXT NOT NULL, scope TEXT NOT NULL,
  period INTEGER NOT NULL, ordinal INTEGER NOT NULL, outside INTEGER NOT NULL, PRIMARY KEY (book, text, past, kind)) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX numbering_numbers_issued ON numbering_numbers (book, series, scope, period, ordinal) WHERE ordinal > 0;
CREATE INDEX numbering_numbers_outside ON numbering_numbers (book, text) WHERE outside = 1;
CREATE TABLE numbering_positions (
  book INTEGER NOT NULL, series TEXT NOT NULL, scope TEXT NOT NULL, period INTEGER NOT NULL, next INTEGER NOT NULL, latest INTEGER,
  PRIMARY KEY (book, series, scope, period)) STRICT, WITHOUT ROWID;
CREATE TABLE numbering_findings (
  book INTEGER NOT NULL, entry INTEGER NOT NULL, finding INTEGER NOT NULL, invoice TEXT NOT NULL, PRIMARY KEY (book, finding, invoice)) STRICT, WITHOUT ROWID;
CREATE INDEX numbering_findings_by_entry ON numbering_findings (book, entry, finding, invoice);

-- Public: which number of an invoice counts. Hosts join it. The rules are those of the specification, in its order.
CREATE VIEW numbering_current (book, book_id, invoice, date, number, system, rule, origin, approval, void, sync, home_number, erp_number, erp_key) AS
SELECT book, book_id, id, date,
  CASE WHEN rule IN ('home-always', 'home-until-synced', 'home-after-disconnect') THEN home_number WHEN rule <> 'no-number-yet' THEN erp_number END,
  CASE WHEN rule IN ('home-always', 'home-until-synced', 'home-after-disconnect') THEN 'home' WHEN rule <> 'no-number-yet' THEN 'erp' END,
  rule,
  CASE origin WHEN 0 THEN 'home' ELSE 'erp' END,
  CASE approval WHEN 0 THEN 'draft' WHEN 1 THEN 'awaiting-approval' ELSE 'approved' END,
  stage = 3,
  CASE WHEN unlinked = 1 THEN 'unlinked' WHEN erp_key IS NOT NULL THEN 'synced' WHEN sync = 1 AND (sent_epoch <> epoch OR connection <> 1) THEN 'uncertain'
    WHEN sync = 0 THEN 'none' WHEN sync = 1 THEN 'sent' WHEN sync = 2 THEN 'uncertain' ELSE 'failed' END,
  home_number, erp_number, erp_key
FROM (
  SELECT b.name AS book, b.id AS book_id, b.connection, b.epoch, i.id, i.date, i.origin, i.approval, i.stage, i.sync, i.sent_epoch, i.unlinked, i.home_number, i.erp_number, i.erp_key,
    CASE
      WHEN i.home_number IS NOT NULL AND i.origin = 0 AND b.home_prevails = 1 THEN 'home-always'
      WHEN i.erp_number IS NOT NULL AND b.connection IN (1, 2) AND i.origin = 1 THEN 'erp-from-the-start'
      WHEN i.erp_number IS NOT NULL AND b.connection IN (1, 2) AND i.approval = 2 THEN 'erp-after-sync'
      WHEN i.home_number IS NOT NULL AND b.connection <> 3 AND i.origin = 0 THEN 'home-until-synced'
      WHEN i.home_number IS NOT NULL AND b.connection = 3 THEN 'home-after-disconnect'
      WHEN i.erp_number IS NOT NULL AND b.connection = 3 AND (i.origin = 1 OR i.approval = 2) THEN 'only-number-held'
      ELSE 'no-number-yet'
    END AS rule
  FROM numbering_books b JOIN numbering_invoices i ON i.book = b.id);

-- These rows tell SQLite's planner how many invoices there are, until the host runs ANALYZE. Without them SQLite expects ten invoices in a book, and begins a host's plain JOIN with the view.
-- The numbers are a little above what SQLite expects of a table that it has not counted; the key's are a little below an index's, so that the key is preferred.
ANALYZE sqlite_schema;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('numbering_invoices', 'numbering_invoices', '1500000 1400000 1'),
  ('numbering_invoices', 'numbering_invoices_by_id', '1500000 1500000 1'),
  ('numbering_invoices', 'numbering_invoices_by_date', '1500000 1500000 1000 1'),
  ('numbering_invoices', 'numbering_invoices_by_stage', '10000 10000 5000 1'),
  ('numbering_invoices', 'numbering_invoices_by_work', '10000 10000 5000 1'),
  ('numbering_invoices', 'numbering_invoices_unnumbered', '10000 10000 5000 1000 1'),
  ('numbering_invoices', 'numbering_invoices_by_erp_number', '1500000 1500000 2');
ANALYZE sqlite_schema;
