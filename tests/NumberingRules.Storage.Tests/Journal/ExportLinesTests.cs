using System.Text;

namespace NumberingRules.Storage.Tests.Journal;

/// <summary>Lines of an export, however long and however many.</summary>
public sealed class ExportLinesTests
{
    private const int Mebi = 1 << 20;

    [Fact]
    public void A_line_may_be_longer_than_what_is_read_at_once()
    {
        var (first, second) = (new string('a', 200_000), new string('b', 70_000));
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($"{first}\n{second}\nc"));
        var lines = new ExportLines(stream);
        Assert.Equal((first, true), Next(lines));
        Assert.Equal((second, true), Next(lines));
        Assert.Equal(("c", false), Next(lines));
        Assert.Null(Next(lines));
    }

    [Fact]
    public void A_line_that_does_not_end_within_what_any_line_could_need_is_given_up()
    {
        using var stream = new Letters(size: 200L * Mebi, 40 * Mebi, 70 * Mebi);
        var lines = new ExportLines(stream);
        Assert.Equal((40 * Mebi, true), LengthOfNext(lines));
        Assert.Equal(((30 * Mebi) - 1, true), LengthOfNext(lines));
        Assert.Equal((64 * Mebi, false), LengthOfNext(lines));
    }

    [Fact]
    public void Many_lines_need_no_more_room_than_a_few()
    {
        using var stream = new Letters(size: 20 * Mebi, [.. Enumerable.Range(1, 400).Select(line => line * 50_000)]);
        var lines = new ExportLines(stream);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var line = 0; line < 400; line++)
        {
            Assert.True(lines.ReadAsync(default).Now() && lines.IsWhole);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Mebi);
    }

    private static (string Text, bool Whole)? Next(ExportLines lines) =>
        lines.ReadAsync(default).Now() ? (Encoding.UTF8.GetString(lines.Line.Span), lines.IsWhole) : null;

    private static (int Length, bool Whole) LengthOfNext(ExportLines lines)
    {
        Assert.True(lines.ReadAsync(default).Now());
        return (lines.Line.Length, lines.IsWhole);
    }

    /// <summary>So many letters, without keeping them; line feeds at some places.</summary>
    private sealed class Letters(long size, params int[] feeds) : Stream
    {
        private long _at;
        private int _next;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => size;

        public override long Position { get => _at; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, size - _at);
            buffer.AsSpan(offset, read).Fill((byte)'a');
            for (; _next < feeds.Length && feeds[_next] < _at + read; _next++)
            {
                buffer[offset + (int)(feeds[_next] - _at)] = (byte)'\n';
            }

            _at += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
