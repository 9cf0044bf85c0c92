using System.Diagnostics;
using NumberingRules.Sqlite;
using NumberingRules.Storage;

namespace NumberingRules.Benchmarks.Durable;

/// <summary>
/// What a verify consists of, each part by itself on one core over the same book: no machine's cores together can be quicker
/// than the sum of the parts divided among them.
/// </summary>
internal sealed class VerifyParts : IDisposable
{
    private delegate void Shown(ReadOnlySpan<byte> body, EntryHash hash);

    private readonly SqlLink _link;
    private readonly SqlBookRow _row;
    private readonly List<CheckedEntry> _checked = [];
    private readonly List<StoredEntry> _entries = [];

    internal VerifyParts(string file)
    {
        var dialect = new SqliteDialect(new() { File = file });
        _link = new(dialect, dialect.Connect());
        _row = SqlJournal.Books(_link)[0];
        var (before, number) = (Chain.Start(_row.Name), 0L);
        Read((body, hash) =>
        {
            _entries.Add(new(++number, body.ToArray(), hash, null));
            _checked.Add(CheckedEntry.Of(_entries[^1], before));
            before = hash;
        });
    }

    public void Dispose() => _link.Dispose();

    /// <summary>Prints a row for each part.</summary>
    internal void Measure(int rounds)
    {
        (string Name, Action Do)[] parts =
        [
            ("entries read from the database", () => Read(static (_, _) => { })),
            ("chain hashed", Hash),
            ("entries read from JSON", () => _entries.ForEach(static entry => GC.KeepAlive(EntryReader.Read(entry.Body.Span, entry.Number).Event))),
            ("laws looked at and entries folded", () => Fold()),
            ("look-up tables read from the database", Tables),
            ("what should be in them", Expect(Fold())),
        ];
        var times = Array.ConvertAll(parts, static _ => new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            for (var at = 0; at < parts.Length; at++)
            {
                GC.Collect();
                var watch = Stopwatch.StartNew();
                parts[at].Do();
                times[at].Add(watch.Elapsed.TotalSeconds);
            }
        }

        for (var at = 0; at < parts.Length; at++)
        {
            Row(parts[at].Name, Report.Median(times[at]));
        }

        Row("all of these", times.Sum(Report.Median));
    }

    private void Row(string what, double seconds) => Report.Row(what, _row.Entries, seconds, seconds * 1e6 / _row.Entries);

    private void Read(Shown show) => _link.Each(
        """
        SELECT j.body, j.hash, e.invoice, e.previous FROM numbering_entries e JOIN numbering_journal j ON j.id = e.id
        WHERE e.book = @book ORDER BY e.entry
        """,
        row =>
        {
            show(row.Bytes(0), EntryHash.FromBytes(row.Bytes(1)));
            GC.KeepAlive(row.Integer(2) + row.Integer(3));
        },
        _row.Id);

    private void Hash()
    {
        var hash = Chain.Start(_row.Name);
        foreach (var entry in _entries)
        {
            hash = Chain.Link(hash, entry.Body.Span);
        }

        Same.Answer(_row.Head, hash);
    }

    private JournalAudit Fold()
    {
        var audit = new JournalAudit(_row.Name);
        foreach (var entry in _checked)
        {
            audit.Add(entry);
        }

        Same.Answer(_row.Head, audit.Head);
        return audit;
    }

    private void Tables()
    {
        foreach (var table in SqlExpectation.All.Where(table => table.Name != SqlExpectation.Entries))
        {
            GC.KeepAlive(table.Found(_link, _row.Id));
        }
    }

    private Action Expect(JournalAudit audit)
    {
        var last = new Dictionary<long, long>();
        foreach (var entry in _checked)
        {
            last[entry.Body.Event is Event.OnInvoice about ? audit.Register.Find(about.Invoice)!.Appeared : 0] = entry.Body.Number;
        }

        var folded = new FoldedJournal(audit.Register, last, [], new());
        return () =>
        {
            foreach (var table in SqlExpectation.All)
            {
                var expected = new RowSum();
                table.Expect(folded, expected);
                GC.KeepAlive(expected.Rows);
            }
        };
    }
}
