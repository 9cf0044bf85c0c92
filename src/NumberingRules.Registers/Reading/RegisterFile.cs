using System.Text;

namespace NumberingRules.Registers;

/// <summary>Opens the file of a register: which kind it is, which encoding and which delimiter it has.</summary>
internal static class RegisterFile
{
    private const int Peeked = 1 << 16;
    private const int HeaderWithin = 20;
    private const long LongestPipedWorkbook = 1 << 26;
    private static readonly char[] Delimiters = [',', ';', '\t', '|', '^', '~', ':'];

    /// <summary>Opens a register and reads its header.</summary>
    /// <param name="input">The file.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="notes">What somebody should know of how it is read.</param>
    /// <exception cref="UnreadableException">It cannot be read at all.</exception>
    internal static (IRecords Records, Columns Columns, (DateOnly From, DateOnly To)? Period) Open(Stream input, RegisterOptions options, List<string> notes)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var start = new byte[Peeked];
        var length = input.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var peeked = start.AsSpan(0, length);
        if (peeked.StartsWith("PK\x03\x04"u8) || peeked.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            return OpenWorkbook(input, peeked, options);
        }

        if (options.Sheet is not null)
        {
            throw new UnreadableException("--sheet chooses a sheet of a workbook, and this is none");
        }

        var encoding = EncodingOf(peeked, options, notes);
        var text = new StreamReader(new Rejoined(start.AsMemory(0, length), input), encoding, detectEncodingFromByteOrderMarks: true, 1 << 16);
        var beginning = new char[Peeked / 2];
        var known = text.ReadBlock(beginning);
        return OpenText(beginning.AsMemory(0, known), text, options);
    }

    private static (IRecords, Columns, (DateOnly, DateOnly)?) OpenWorkbook(Stream input, ReadOnlySpan<byte> peeked, RegisterOptions options)
    {
        var whole = input;
        if (input.CanSeek)
        {
            input.Position = 0;
        }
        else
        {
            whole = new MemoryStream();
            whole.Write(peeked);
            var buffer = new byte[1 << 16];
            for (var read = input.Read(buffer); read > 0; read = input.Read(buffer))
            {
                whole.Write(buffer, 0, read);
                if (whole.Length > LongestPipedWorkbook)
                {
                    throw new UnreadableException($"a workbook of more than {LongestPipedWorkbook >> 20} MB is not read from standard input; name its file");
                }
            }

            whole.Position = 0;
        }

        var records = new SheetRecords(whole, options.Sheet);
        var columns = Header(records, options, null, out _, out var missed);
        return columns is not null ? (records, columns, null)
            : throw (options.Sheet is not null || records.Others.Length == 0 ? missed! : new(missed!.Line ?? 1, $"{missed.Message}; this is the first sheet, --sheet chooses another: {records.Others}"));
    }

    private static (IRecords, Columns, (DateOnly, DateOnly)?) OpenText(ReadOnlyMemory<char> beginning, TextReader rest, RegisterOptions options)
    {
        var skipped = 0;
        char[] delimiters = options.Delimiter is { } told ? [told] : Delimiters;
        if (beginning.Span.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && beginning.Length > 5 && beginning.Span[5] is '\r' or '\n')
        {
            delimiters = [options.Delimiter ?? beginning.Span[4]];
            skipped = beginning.Span[5] == '\r' && beginning.Length > 6 && beginning.Span[6] == '\n' ? 7 : 6;
        }

        UnreadableException? first = null;
        Columns? found = null;
        var chosen = delimiters[0];
        (DateOnly, DateOnly)? period = null;
        foreach (var delimiter in NoHeaderFirst(delimiters, beginning.Span, options))
        {
            using var trial = new CsvRecords(new Joined(beginning[skipped..], TextReader.Null), delimiter, skipped > 0 ? 2 : 1);
            found = Header(trial, options, delimiter, out period, out var missed);
            if (found is not null)
            {
                chosen = delimiter;
                break;
            }

            first ??= missed;
        }

        if (found is null)
        {
            throw first!;
        }

        var records = new CsvRecords(new Joined(beginning[skipped..], rest), chosen, skipped > 0 ? 2 : 1);
        if (found.Width is not null)
        {
            while (records.Read() && records.Line < found.Line)
            {
            }
        }

        return (records, found, period);
    }

    // Without a header nothing says which delimiter is right but that it is there most often.
    private static IEnumerable<char> NoHeaderFirst(char[] delimiters, ReadOnlySpan<char> beginning, RegisterOptions options)
    {
        if (!options.NoHeader && options.From is not { NoHeader: true })
        {
            return delimiters;
        }

        var end = beginning.IndexOfAny('\r', '\n');
        var line = (end < 0 ? beginning : beginning[..end]).ToString();
        return delimiters.OrderByDescending(delimiter => line.Count(c => c == delimiter));
    }

    private static Columns? Header(IRecords records, RegisterOptions options, char? delimiter, out (DateOnly, DateOnly)? period, out UnreadableException? missed)
    {
        (period, missed) = (null, null);
        if (options.NoHeader || (options.From is { NoHeader: true } && options.HeaderLine is null))
        {
            return Columns.WithoutHeader(options, options.From);
        }

        while (records.Read())
        {
            if (options.HeaderLine is { } told ? records.Line > told : records.Line > HeaderWithin)
            {
                break;
            }

            if (records[0].SequenceEqual("EXTF") || records[0].SequenceEqual("DTVF"))
            {
                period = Period(records);
            }

            if (options.HeaderLine is not null && records.Line != options.HeaderLine)
            {
                continue;
            }

            if (Columns.InHeader(records, options) is { } columns)
            {
                return columns;
            }

            if (options is { From: null, Number: null, Date: null } && LooksLikeSage(records))
            {
                return Columns.WithoutHeader(options, Preset.All.First(preset => preset.NoHeader));
            }

            if (missed is null && records is not CsvRecords { IsEmptyLine: true })
            {
                missed = new(records.Line, Columns.Missed(records, options, delimiter));
            }
        }

        missed ??= options.HeaderLine is { } line
            ? new(line, "there is no such line; --header-line counts lines from 1")
            : new(1, "the file is empty; a header line is expected");
        return null;
    }

    // The first line of a Sage 50 audit trail: a type, and a date in the fifth place.
    private static bool LooksLikeSage(IRecords row) =>
        row.Count >= 6 && row[0] is "SI" or "SC" or "SA" or "SD" or "PI" or "PC" or "PA" && new DateFormat("d/M/yyyy").TryRead(row[4], out _);

    // Of the first line of an EXTF file the 13th value is the start of the fiscal year, the 15th and 16th are the period.
    private static (DateOnly, DateOnly)? Period(IRecords row)
    {
        var format = new DateFormat("yyyyMMdd");
        return format.TryRead(row[14], out var from) && format.TryRead(row[15], out var to) ? (from, to)
            : format.TryRead(row[12], out var start) ? (start, start.AddYears(1).AddDays(-1))
            : null;
    }

    private static Encoding EncodingOf(ReadOnlySpan<byte> start, RegisterOptions options, List<string> notes)
    {
        if (options.Encoding is { } told)
        {
            return told;
        }

        if (start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) || start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return Encoding.UTF8;
        }

        // Text in Latin letters as UTF-16 has a zero in every second byte.
        var (even, odd) = (0, 0);
        for (var at = 0; at + 1 < start.Length && at < 1024; at += 2)
        {
            even += start[at] == 0 ? 1 : 0;
            odd += start[at + 1] == 0 ? 1 : 0;
        }

        var pairs = Math.Min(start.Length, 1024) / 2;
        if (pairs > 0 && Math.Max(even, odd) * 2 > pairs)
        {
            var (encoding, name) = odd > even ? (Encoding.Unicode, "utf-16") : (Encoding.BigEndianUnicode, "utf-16BE");
            notes.Add($"the file is UTF-16 without a byte order mark; it is read as --encoding {name}");
            return encoding;
        }

        var isDatev = options.From?.Name == "datev" || start.StartsWith("EXTF;"u8) || start.StartsWith("\"EXTF\";"u8);
        return isDatev && !System.Text.Unicode.Utf8.IsValid(start.Length == Peeked ? start[..^4] : start) ? Encoding.GetEncoding(1252) : Encoding.UTF8;
    }

    /// <summary>What was read ahead, then the rest.</summary>
    private sealed class Rejoined(ReadOnlyMemory<byte> start, Stream rest) : Stream
    {
        private ReadOnlyMemory<byte> _start = start;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (_start.IsEmpty)
            {
                return rest.Read(buffer);
            }

            var length = Math.Min(buffer.Length, _start.Length);
            _start.Span[..length].CopyTo(buffer);
            _start = _start[length..];
            return length;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            rest.Dispose();
            base.Dispose(disposing);
        }
    }

    /// <summary>Text that was read ahead, then the rest.</summary>
    private sealed class Joined(ReadOnlyMemory<char> start, TextReader rest) : TextReader
    {
        private ReadOnlyMemory<char> _start = start;

        public override int Read(char[] buffer, int index, int count)
        {
            if (_start.IsEmpty)
            {
                return rest.Read(buffer, index, count);
            }

            var length = Math.Min(count, _start.Length);
            _start.Span[..length].CopyTo(buffer.AsSpan(index));
            _start = _start[length..];
            return length;
        }

        protected override void Dispose(bool disposing)
        {
            rest.Dispose();
            base.Dispose(disposing);
        }
    }
}
