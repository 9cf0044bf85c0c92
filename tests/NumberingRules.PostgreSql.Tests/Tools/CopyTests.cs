using System.Text;
using NumberingRules.Cli.Tests;
using NumberingRules.Sqlite;
using NumberingRules.Storage;
using NumberingRules.Storage.Tests.Contract;

namespace NumberingRules.PostgreSql.Tests.Tools;

/// <summary>Books move between stores to the last hash, or not at all.</summary>
public sealed class CopyTests(ServerFixture fixture) : StoreTest(fixture)
{
    private static readonly DateOnly Day = new(2026, 3, 1);

    [PostgreSqlFact]
    public async Task Books_go_from_a_file_to_a_database_and_back_with_journal_texts_and_attempt_keys()
    {
        using var scratch = new Scratch();
        var (from, back) = (scratch.NewFile(), scratch.NewFile());
        EntryHash head;
        Guid key;
        await using (var books = new Books(new SqliteStore(from)))
        {
            key = await LiveAsync(books["main"]);
            await LiveAsync(books["büro, 2"]);
            (_, head) = await books["main"].HeadAsync();
        }

        var copied = Tool.Run("copy", "--from", from, "--to", Address, "--json").Succeeded();
        Assert.Equal(2, copied.Lines.Count);
        Assert.Contains(head.ToString(), copied.Output, StringComparison.Ordinal);
        Tool.Run("verify", "--book", Address, "--name", "main", "--head", head.ToString()).Succeeded();
        Tool.Run("copy", "--from", Address, "--to", back, "--name", "main").Succeeded();
        Assert.Equal(Tool.Run("export", "--book", from, "--name", "main").Succeeded().Output, Tool.Run("export", "--book", back).Succeeded().Output);

        await using var moved = new Books(Open());
        Assert.Equal(key, (await moved["main"].SendAsync("h1")).AttemptKey);
        Assert.Equal("RL-00002", (await moved["main"].CreateAsync("h2", Day)).Number!.Text);
    }

    [PostgreSqlFact]
    public async Task A_book_that_is_there_or_goes_on_is_not_copied()
    {
        await using var source = new Books(Open());
        await LiveAsync(source["main"]);
        await using var target = new Books(Open(new() { Schema = "other" }));
        await LiveAsync(target["main"]);
        var (_, before) = await target["main"].HeadAsync();
        Assert.Equal(StoreTrouble.Conflict, await TroubleAsync(() => source["main"].CopyToAsync(target)));
        var refused = Tool.Run("copy", "--from", Address, "--to", Address + "&schema=other");
        Assert.Equal(1, refused.Status);
        Assert.Contains("'main' already", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, (await target["main"].HeadAsync()).Hash);

        await using var late = new Books(new LateStore(Open(new() { Schema = "late" }), () => source["main"].CreateAsync("late", Day).AsTask()));
        Assert.Equal(StoreTrouble.Conflict, await TroubleAsync(() => source["main"].CopyToAsync(late)));
        Assert.Empty(await late.NamesAsync());
        await Assert.ThrowsAsync<ArgumentException>(() => source["none"].CopyToAsync(late));
    }

    [PostgreSqlFact]
    public async Task A_damaged_journal_is_not_copied()
    {
        await using var source = new Books(Open());
        await LiveAsync(source["main"]);
        Server.Execute(Database, "DELETE FROM numbering.numbering_texts");
        await using var target = new Books(Open(new() { Schema = "other" }));
        await Assert.ThrowsAsync<JournalException>(() => source["main"].CopyToAsync(target));
        Server.Execute(Database, "DELETE FROM numbering.numbering_journal WHERE entry = 3");
        await Assert.ThrowsAsync<JournalException>(() => source["main"].CopyToAsync(target));
        Assert.Empty(await target.NamesAsync());
    }

    [PostgreSqlFact]
    public async Task A_book_of_hundreds_of_entries_goes_to_another_schema_with_an_equal_export_and_goes_on_there()
    {
        const int More = 500;
        await using var source = new Books(Open());
        await LiveAsync(source["main"]);
        await source["main"].DoManyAsync([.. Enumerable.Range(2, More).Select(static at => new Command.Create($"h{at}", Day))]);
        await using var target = new Books(Open(new() { Schema = "other" }));
        var report = await source["main"].CopyToAsync(target);
        Assert.InRange(report.Entries, More, long.MaxValue);
        Assert.Equal(new(report.Entries, report.Head), await source["main"].HeadAsync());
        Assert.Equal(await ExportAsync(source["main"]), await ExportAsync(target["main"]));
        Assert.Equal($"RL-{More + 2:00000}", (await target["main"].CreateAsync("next", Day)).Number!.Text);
        Assert.True((await target["main"].VerifyAsync(report.Head)).IsSound);
    }

    [PostgreSqlTheory]
    [InlineData("invoices", "date")]
    [InlineData("positions", "next")]
    public async Task A_target_that_keeps_other_rows_than_were_sent_to_it_is_not_called_copied(string table, string column)
    {
        await using var source = new Books(Open());
        await LiveAsync(source["main"]);
        await using var target = new Books(Open(new() { Schema = "other" }));
        Assert.Empty(await target.NamesAsync());
        Server.Execute(Database, $"CREATE FUNCTION more() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.{column} := NEW.{column} + 1; RETURN NEW; END $$");
        Server.Execute(Database, $"CREATE TRIGGER more BEFORE INSERT ON other.numbering_{table} FOR EACH ROW EXECUTE FUNCTION more()");
        Assert.Equal(StoreTrouble.Damaged, await TroubleAsync(() => source["main"].CopyToAsync(target)));
    }

    private static async Task<string> ExportAsync(BookHandle book)
    {
        using var lines = new MemoryStream();
        await book.ExportAsync(lines);
        return Encoding.UTF8.GetString(lines.ToArray());
    }

    private static async Task<Guid> LiveAsync(BookHandle book)
    {
        await book.OpenAsync([new("RL", "RL-{seq:00000}")]);
        await book.CreateAsync("h1", Day);
        await book.ConnectAsync("acme");
        await book.ApproveAsync("h1");
        var sent = await book.SendAsync("h1");
        await book.ImportAsync("e1", "k1", new("SI-1"), Day);
        await book.VoidAsync("e1", Side.Erp, "ünsinn\0");
        return sent.AttemptKey!.Value;
    }

    /// <summary>Somebody writes to the source once the target is being written.</summary>
    private sealed class LateStore(IBookStore inner, Func<Task> meanwhile) : IBookStore
    {
        public bool LoadsAtOnce => inner.LoadsAtOnce;

        public ValueTask<IReadSession> ReadAsync(CancellationToken cancellation) => inner.ReadAsync(cancellation);

        public async ValueTask<IWriteSession> WriteAsync(IReadOnlyList<BookLoad> books, CancellationToken cancellation)
        {
            var session = await inner.WriteAsync(books, cancellation);
            return new Session(session, meanwhile);
        }

        public ValueTask<IJoinSession> JoinAsync(System.Data.Common.DbTransaction transaction, BookLoad book, CancellationToken cancellation) => inner.JoinAsync(transaction, book, cancellation);

        public ValueTask ScrubAsync(CancellationToken cancellation) => inner.ScrubAsync(cancellation);

        public ValueTask DisposeAsync() => inner.DisposeAsync();

        private sealed class Session(IWriteSession inner, Func<Task> meanwhile) : IWriteSession
        {
            public async ValueTask AppendAsync(ChangeSet changes, CancellationToken cancellation)
            {
                await inner.AppendAsync(changes, cancellation);
                await meanwhile();
            }

            public ValueTask LoadAsync(IReadOnlyList<BookLoad> books, CancellationToken cancellation) => inner.LoadAsync(books, cancellation);

            public ValueTask CommitAsync(ChangeSet changes, CancellationToken cancellation) => inner.CommitAsync(changes, cancellation);

            public ValueTask ClearAsync(BookRow book, CancellationToken cancellation) => inner.ClearAsync(book, cancellation);

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }
}
