using System.Text;

namespace NumberingRules.Storage.Tests.Journal;

/// <summary>A journal leaves the store as lines of text, and comes back as it was.</summary>
public sealed class ExportTests
{
    [Fact]
    public void An_export_reads_like_this()
    {
        var entries = SampleJournal.Seal([new Event.Opened([new("rl", "{seq}")], new(Side.Erp, HomeNumberPolicy.OnCreate, ImportedHomeNumberPolicy.OnDisconnect, "rl")), new Event.Advanced("rl", default, 1, 5, "on \"paper\"")]);
        var lines = Encoding.UTF8.GetString(SampleJournal.Export(entries)).Split('\n');
        Assert.Equal(
            [
                "{\"journal\":1,\"book\":\"main & co\"}",
                $"{{\"body\":{Encoding.UTF8.GetString(entries[0].Body.Span)},\"hash\":\"{entries[0].Hash}\"}}",
                $"{{\"body\":{Encoding.UTF8.GetString(entries[1].Body.Span)},\"free\":{{\"salt\":\"{Convert.ToHexStringLower(entries[1].Text!.Salt.Span)}\",\"reason\":\"on \\\"paper\\\"\"}},\"hash\":\"{entries[1].Hash}\"}}",
                "",
            ],
            lines);
    }

    [Fact]
    public async Task What_was_exported_comes_back_as_it_was()
    {
        using var stream = new Trickle(SampleJournal.Export(SampleJournal.Entries));
        var reader = new ExportReader(stream);
        Assert.Equal((SampleJournal.Book, null), await reader.BookAsync());
        Assert.Equal(SampleJournal.Entries.Select(Comparable), await reader.EntriesAsync().Select(found => Comparable(found.Entry)).ToListAsync());
    }

    [Fact]
    public async Task Where_only_waiting_is_allowed_an_export_waits_and_so_does_its_reader()
    {
        await using var books = new Books(new MemoryStore());
        await books["main"].OpenAsync([new("a", "A-{seq}")]);
        using var destination = new OnlyAsync();
        await books["main"].ExportAsync(destination);
        destination.Position = 0;
        Assert.Equal(1, (await JournalExport.VerifyAsync(destination)).Entries);
    }

    [Fact]
    public void A_whole_export_is_sound()
    {
        var report = SampleJournal.Verify(SampleJournal.Export(SampleJournal.Entries), SampleJournal.Head);
        Assert.Null(report.Fault);
        Assert.Equal((SampleJournal.Book, 500, SampleJournal.Head), (report.Book, report.Entries, report.Head));
        Assert.InRange(report.Erased, 1, 71);
        Assert.InRange(report.Invoices, 1, 60);
    }

    [Fact]
    public void The_export_of_a_book_without_entries_is_sound() => Assert.True(SampleJournal.Verify(SampleJournal.Export([])).IsSound);

    [Theory]
    [InlineData("", "the export is empty: a line that names the book is needed")]
    [InlineData("{\"journal\":1,\"book\":\"main\"}", "line 1 is cut off: it does not end with a line feed")]
    [InlineData("{\"journal\":2,\"book\":\"main\"}\n", "line 1 says that the export has version 2, which this version of NumberingRules does not know; a newer one wrote it. Update NumberingRules.")]
    [InlineData("{\"journal\":1,\"book\":\"\"}\n", "line 1 names a book that cannot be: its name must not be empty")]
    [InlineData("{\"journal\":1, \"book\":\"main\"}\n", "line 1 is not {\"journal\":1,\"book\":\"…\"}, spelled as an export spells it")]
    [InlineData("\uFEFF{\"journal\":1,\"book\":\"main\"}\n", "line 1 is not {\"journal\":1,\"book\":\"…\"}, spelled as an export spells it: it must be an object, not ")]
    [InlineData("SQLite format 3", "line 1 is cut off")]
    [InlineData("a,b\n", "line 1 is not {\"journal\":1,\"book\":\"…\"}, spelled as an export spells it: it must be an object, not a")]
    [InlineData("{\"journal\":0,\"book\":\"main\"}\n", "line 1 is not {\"journal\":1,\"book\":\"…\"}")]
    [InlineData("{\"journal\":1,\"book\":\"main\"}\nx\n", "line 2, where entry 1 should be, is not {\"body\":…,\"hash\":\"…\"} with 64 lower-case hexadecimal digits")]
    [InlineData("{\"journal\":1,\"book\":\"main\"}\n\n", "line 2, where entry 1 should be, is not")]
    public void What_is_no_export_is_named(string text, string problem) =>
        Assert.StartsWith(problem, SampleJournal.Verify(Encoding.UTF8.GetBytes(text)).Fault!.What, StringComparison.Ordinal);

    [Fact]
    public async Task Who_no_longer_wants_it_read_is_heard()
    {
        using var stream = new MemoryStream(SampleJournal.Export(SampleJournal.Entries));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => JournalExport.VerifyAsync(stream, cancellation: new(canceled: true)));
    }

    private static (long, string, EntryHash, FreeText?) Comparable(StoredEntry entry) =>
        (entry.Number, Encoding.UTF8.GetString(entry.Body.Span), entry.Hash, entry.Text);

    /// <summary>A stream that gives a few bytes at a time, as networks do.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(buffer.Length, 7)], cancellationToken);
    }

    /// <summary>As a web server gives it: who would hold a thread up is refused.</summary>
    private sealed class OnlyAsync : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => throw new InvalidOperationException("read without waiting");

        public override int Read(Span<byte> buffer) => throw new InvalidOperationException("read without waiting");

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var some = new byte[buffer.Length];
            var read = base.Read(some, 0, some.Length);
            some.CopyTo(buffer);
            return new(read);
        }

        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("written to without waiting");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new InvalidOperationException("written to without waiting");

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            base.Write(buffer.ToArray(), 0, buffer.Length);
            return default;
        }
    }
}
