using Microsoft.Extensions.Logging;
using Npgsql;
using NumberingRules.Storage;

namespace NumberingRules.PostgreSql.Tests;

public sealed class SchemaTests(ServerFixture fixture) : StoreTest(fixture)
{
    [PostgreSqlFact]
    public async Task New_tables_have_no_problem_however_they_were_made()
    {
        Assert.Empty(await ProblemsAsync(Store));
        var scripted = Server.NewDatabase();
        Server.Execute(scripted, PostgreSqlStore.Script("other \"name"));
        Assert.Empty(await ProblemsAsync(Open(new() { Schema = "other \"name", MakeTables = false }, scripted)));
    }

    [PostgreSqlFact]
    public async Task Hosts_that_make_the_tables_at_once_find_the_same()
    {
        var hosts = Enumerable.Range(0, 8).Select(_ => Open()).ToList();
        await Task.WhenAll(hosts.Select(host => Task.Run(async () => Assert.Empty(await ProblemsAsync(host)))));
        Assert.Single(hosts.Select(static host => host.Identity).Distinct());
    }

    [PostgreSqlFact]
    public async Task A_schema_that_somebody_makes_meanwhile_is_filled()
    {
        await using var connection = await Source().OpenConnectionAsync();
        await using var looking = await Source().OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await RunAsync(connection, "CREATE SCHEMA numbering");
        var opening = ProblemsAsync(Store);
        while (!opening.IsCompleted && await RunAsync(looking, "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") is null)
        {
            await Task.Delay(1);
        }

        await transaction.CommitAsync();
        Assert.Empty(await opening);
    }

    [PostgreSqlTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Making_the_tables_is_logged_once_even_by_a_logger_that_throws(bool throws)
    {
        using var log = new Lines { Throws = throws };
        var database = Server.NewDatabase();
        for (var time = 0; time < 2; time++)
        {
            Assert.Empty(await ProblemsAsync(Open(new() { Logging = log }, database)));
        }

        Assert.EndsWith("the tables of the books were made in schema numbering.", Assert.Single(log.Said), StringComparison.Ordinal);
    }

    [PostgreSqlFact]
    public async Task Missing_tables_are_told_with_the_remedy()
    {
        var trouble = await Assert.ThrowsAsync<StoreException>(async () => await Open(new() { MakeTables = false }).ReadAsync(default));
        Assert.Equal(StoreTrouble.NotABook, trouble.Trouble);
        Assert.Contains("script", trouble.Message, StringComparison.Ordinal);
    }

    [PostgreSqlFact]
    public async Task Tables_of_a_newer_version_are_left_alone()
    {
        await using (await Store.ReadAsync(default))
        {
        }

        Server.Execute(Database, "COMMENT ON TABLE numbering.numbering_books IS 'NumberingRules tables 2, x'");
        Assert.Equal(StoreTrouble.Newer, await TroubleAsync(async () => await Open().ReadAsync(default)));
    }

    [PostgreSqlFact]
    public async Task Whatever_does_not_belong_there_is_found()
    {
        await CommitAsync("acme", static before => Hand.Creates("acme", before, 1, "i1"));
        (string Damage, string Problem)[] cases =
        [
            ("ALTER TABLE numbering.numbering_invoices ADD COLUMN more text", "column numbering_invoices.more"),
            ("ALTER TABLE numbering.numbering_texts DROP COLUMN actor", "column numbering_texts.actor"),
            ("ALTER TABLE numbering.numbering_numbers ALTER COLUMN text TYPE text COLLATE \"de-x-icu\"", "column numbering_numbers.text"),
            ("ALTER TABLE numbering.numbering_journal ALTER COLUMN hash DROP NOT NULL", "column numbering_journal.hash"),
            ("ALTER TABLE numbering.numbering_journal ALTER COLUMN hash SET DEFAULT ''", "column numbering_journal.hash"),
            ("ALTER TABLE numbering.numbering_findings SET UNLOGGED", "unlogged table numbering_findings"),
            ("CREATE TABLE numbering.numbering_more (one text)", "table numbering_more"),
            ("DROP INDEX numbering.numbering_numbers_by_ordinal", "numbering_numbers_by_ordinal"),
            ("CREATE INDEX more ON numbering.numbering_journal (at)", "index more"),
            ("ALTER TABLE numbering.numbering_journal ADD CONSTRAINT more CHECK (entry > 0)", "constraint more"),
            ("CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; CREATE TRIGGER more BEFORE INSERT ON numbering.numbering_journal FOR EACH ROW EXECUTE FUNCTION f()", "trigger more"),
            ("CREATE RULE more AS ON DELETE TO numbering.numbering_journal DO INSTEAD NOTHING", "rule more"),
            ("ALTER TABLE numbering.numbering_journal ENABLE ROW LEVEL SECURITY", "row security on numbering_journal"),
            ("DROP VIEW numbering.numbering_current", "view numbering_current is missing"),
            ("INSERT INTO numbering.numbering_findings VALUES (99, 1, 0, 'x')", "numbering_findings has rows of book 99"),
        ];
        for (var at = 0; at < cases.Length; at++)
        {
            var (damage, problem) = cases[at];
            var store = Open(new() { Schema = $"copy{at}" });
            Assert.Empty(await ProblemsAsync(store));
            Server.Execute(Database, damage.Replace("numbering.", $"copy{at}.", StringComparison.Ordinal));
            Assert.Contains(await ProblemsAsync(store), one => one.Contains(problem, StringComparison.Ordinal));
        }
    }

    [PostgreSqlFact]
    public async Task A_role_with_the_least_privileges_writes_and_one_that_only_reads_reads()
    {
        await CommitAsync("acme", static before => Hand.Creates("acme", before, 1, "i1"));
        Server.Execute(
            Database,
            $"""
            CREATE ROLE {Database}_writer LOGIN; CREATE ROLE {Database}_reader LOGIN; CREATE ROLE {Database}_nobody LOGIN;
            GRANT USAGE ON SCHEMA numbering TO {Database}_writer, {Database}_reader;
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA numbering TO {Database}_writer;
            GRANT SELECT ON ALL TABLES IN SCHEMA numbering TO {Database}_reader;
            """);
        var writer = Open(role: Database + "_writer");
        foreach (var name in (string[])["acme", "new"])
        {
            var (book, session) = await WriteAsync(writer, name);
            await using (session)
            {
                await session.CommitAsync(new([Hand.Creates(name, book.Row, 7, "i7")]), default);
            }
        }

        await writer.ScrubAsync(default);
        var reader = Open(role: Database + "_reader");
        Assert.Equal(2, (await RowAsync("acme", reader))!.Entries);
        Assert.Empty(await ProblemsAsync(reader));
        Assert.Equal(StoreTrouble.ReadOnly, await TroubleAsync(() => WriteAsync(reader, "acme")));
        Assert.Equal(StoreTrouble.CannotOpen, await TroubleAsync(() => RowAsync("acme", Open(role: Database + "_nobody"))));
    }

    [PostgreSqlFact]
    public async Task The_view_answers_as_the_rule_does()
    {
        List<Invoice> invoices = [];
        foreach (var origin in Enum.GetValues<Side>())
        {
            foreach (var approval in Enum.GetValues<Approval>())
            {
                foreach (var sync in (Sync[])[Sync.None, Sync.Sent, Sync.Uncertain, Sync.Failed])
                {
                    for (var bits = 0; bits < 64; bits++)
                    {
                        var appeared = invoices.Count + 1;
                        bool Bit(int at) => (bits & (1 << at)) != 0;
                        invoices.Add(new(new($"i{appeared}"), origin, Hand.Day, null, appeared)
                        {
                            Approval = approval,
                            StoredSync = sync,
                            SentEpoch = Bit(0) ? 1 : 2,
                            IsUnlinked = Bit(1),
                            HomeNumber = Bit(2) ? new($"H{appeared}") : null,
                            Records = Bit(3) ? [new ErpRecord(new($"K{appeared}"), Bit(4) ? new($"E{appeared}") : null)] : [],
                            VoidedByHome = Bit(5),
                        });
                    }
                }
            }
        }

        var row = await CommitAsync("acme", before => Hand.Change("acme", before, _ => Hand.Rows([.. invoices.Select(static one => ((InvoiceRow?)null, new InvoiceRow(one)))])));
        await using var source = Source();
        foreach (var connection in Enum.GetValues<Connection>())
        {
            foreach (var prevails in (bool[])[false, true])
            {
                row = await CommitAsync("acme", before => Hand.Change("acme", before, _ => Hand.Rows(), header: after => after with { Connection = connection, Epoch = 2, HomePrevails = prevails }));
                var header = BookHeader.Unopened with { Connection = connection, Epoch = 2, Policy = new(prevails ? Side.Home : Side.Erp, HomeNumberPolicy.OnCreate, ImportedHomeNumberPolicy.OnDisconnect, new("RL")) };
                await using var command = source.CreateCommand("SELECT invoice, date, number, system, rule, origin, approval, void, sync, home_number, erp_number, erp_key FROM numbering.numbering_current WHERE book = 'acme'");
                await using var reader = await command.ExecuteReaderAsync();
                var found = new Dictionary<string, string>();
                while (await reader.ReadAsync())
                {
                    found.Add(reader.GetString(0), string.Join('|', Enumerable.Range(1, 11).Select(at => reader.IsDBNull(at) ? "" : at == 1 ? $"{reader.GetFieldValue<DateOnly>(at):O}" : reader.GetValue(at).ToString())));
                }

                Assert.Equal(invoices.Count, found.Count);
                foreach (var invoice in invoices)
                {
                    var authority = Numbering.Authority(header, invoice);
                    Assert.Equal(
                        string.Join('|', $"{invoice.Date:O}", authority.Number, authority.System is { } system ? Name.Of(system) : "", Name.Of(authority.Rule), Name.Of(invoice.Origin), Name.Of(invoice.Approval),
                            invoice.IsVoid, Name.Of(Numbering.ShownSync(header, invoice)), invoice.HomeNumber, invoice.ErpNumber, invoice.Records.Count > 0 ? invoice.Records[0].Key.Text : ""),
                        found[invoice.Id.Text]);
                }
            }
        }
    }

    [PostgreSqlFact]
    public async Task Nothing_is_prepared_by_name_where_that_is_not_wanted()
    {
        var source = Source();
        var store = new PostgreSqlStore(source, new() { Prepare = false });
        var (book, session) = await WriteAsync(store, "acme");
        await using (session)
        {
            await session.CommitAsync(new([Hand.Creates("acme", book.Row, 1, "i1")]), default);
        }

        Assert.NotNull(await RowAsync("acme", store));
        Assert.Equal(0L, await PreparedAsync(source));

        source = Source();
        Assert.NotNull(await RowAsync("acme", new(source)));
        Assert.NotEqual(0L, await PreparedAsync(source));

        static async Task<object?> PreparedAsync(NpgsqlDataSource source)
        {
            await using var command = source.CreateCommand("SELECT count(*) FROM pg_prepared_statements");
            return await command.ExecuteScalarAsync();
        }
    }

    private static async Task<IReadOnlyList<string>> ProblemsAsync(PostgreSqlStore store)
    {
        await using var session = await store.ReadAsync(default);
        return await session.SchemaProblemsAsync(default);
    }

    private sealed class Lines : ILoggerFactory, ILogger
    {
        internal List<string> Said { get; } = [];

        internal bool Throws { get; init; }

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Said.Add(formatter(state, exception));
            if (Throws)
            {
                throw new InvalidOperationException("a log");
            }
        }

        public void Dispose()
        {
        }
    }
}
