using System.Globalization;
using System.Text;

namespace NumberingRules.Registers.Tests;

/// <summary>REGISTERS 1: what a row is, what is named, and that nothing is merged or lost in silence.</summary>
public sealed class ReaderTests
{
    [Theory]
    [InlineData("No;Date\nA-1;2026-01-05\nA-2;2026-01-06\n")]
    [InlineData("No\tDate\nA-1\t2026-01-05\nA-2\t2026-01-06\n")]
    [InlineData("No^Date\nA-1^2026-01-05\nA-2^2026-01-06\n")]
    [InlineData("No~Date\rA-1~2026-01-05\rA-2~2026-01-06\r")]
    [InlineData("\"sep=;\"\nNo;Date\nA-1;2026-01-05\nA-2;2026-01-06")]
    [InlineData("No,Date,Amount\nA-1,2026-01-05,1\nTotal,,1\nA-2,2026-01-06,2\nTotals for Brook,,3\n")]
    [InlineData("No|Date\r\nA-1|2026-01-05\r\nA-2|2026-01-06\r\n")]
    [InlineData("sep=;\nNo;Date\nA-1;2026-01-05\nA-2;2026-01-06")]
    [InlineData("\uFEFFNo,Date\n\"A-1\",\"2026-01-05\"\n\"A-2\",\"2026-01-06\"\n")]
    [InlineData("A report, of invoices\n\nTotal so far,2\nNo,Date\nA-1,2026-01-05\nA-2,2026-01-06\n")]
    [InlineData("No,Date,,\nA-1,2026-01-05,,\nNo,Date,,\nA-2,2026-01-06,,\n,,,\n")]
    [InlineData("Date,x,No\n2026-01-05 08:26,\"a\n,b\",A-1\n2026-01-06T10:00:00Z,\"say \"\"hi\"\"\",A-2\n")]
    [InlineData("No,Date\n=\"A-1\",2026-01-05\n\" A-2 \",2026-01-06\n")]
    public void The_same_two_documents_are_read_however_they_are_written(string csv)
    {
        var report = Audited.Of(csv);
        Assert.Equal(2, report.Totals.Documents);
        Assert.Equal("Never 1 A-{seq}×2\n   all 1-2 2 missing 0 [] double 0 order 0", Audited.Told(report));
        Assert.Equal(report.Totals.Rows, report.Totals.Documents + report.Totals.Blank + report.Totals.Skipped);
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", false)]
    public void UTF_16_is_recognised_with_and_without_a_byte_order_mark(string name, bool mark)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] file = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes("No\tDate\nA-1\t2026-01-05\n")];
        var notes = new List<string>();
        using var input = new MemoryStream(file);
        Assert.Equal(1, Audit.Of(input, "f", Audited.Named, notes.Add).Totals.Documents);
        Assert.Equal(mark ? 0 : 1, notes.Count(note => note.Contains("UTF-16", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("05/13/2026", "01/02/2026", "--date-format MM/dd/yyyy")]
    [InlineData("13/05/2026", "01/02/2026", "--date-format dd/MM/yyyy")]
    [InlineData("03/05/2026", "01/02/2026", "--date-format dd/MM/yyyy and --date-format MM/dd/yyyy")]
    [InlineData("13.05.2026", "1.2.2026", "--date-format d.M.yyyy")]
    [InlineData("5-Jan-2026", "12-Feb-2026", "--date-format d-MMM-yyyy")]
    [InlineData("5 Jan 2026", "12 Feb 2026", "--date-format \"d MMM yyyy\"")]
    [InlineData("20260105", "20260212", "--date-format yyyyMMdd")]
    [InlineData("45292", "45293", "--date-format serial")]
    [InlineData("31.1.26", "5.2.26", "--date-format d.M.yy")]
    [InlineData("5 January 2026", "12 February 2026", "--date-format \"d MMMM yyyy\"")]
    [InlineData("2026.01.31", "2026.02.01", "--date-format yyyy.MM.dd")]
    public void Dates_that_do_not_fit_bring_the_formats_that_fit_every_row(string first, string second, string advice)
    {
        var refused = Assert.Throws<UnreadableException>(() => Audited.Of($"No,Date\n1,{first}\n2,{second}\n"));
        Assert.Contains(advice, refused.Message, StringComparison.Ordinal);
        Assert.Equal(advice.Contains(" and ", StringComparison.Ordinal), refused.Message.Contains("somebody must say", StringComparison.Ordinal));
        if (!advice.Contains(" and ", StringComparison.Ordinal))
        {
            var format = advice["--date-format ".Length..].Trim('"');
            Assert.Equal(2, Audited.Of($"No,Date\n1,{first}\n2,{second}\n", Audited.Named with { DateFormat = format }).Totals.Documents);
        }
    }

    [Fact]
    public void What_is_no_date_in_any_format_says_nothing_of_how_the_others_are_written()
    {
        var refused = Assert.Throws<UnreadableException>(() => Audited.Of("No,Date\n1,01/02/2026\n2,01/15/2026\n3,TBC\n", Audited.Named with { DateFormat = "dd/MM/yyyy" }));
        Assert.Contains("--date-format MM/dd/yyyy", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, Audited.Of("No,Date\n1,2026-01-05\n2,2026-01-06\n3,TBC\n").Totals.Documents);
    }

    [Fact]
    public void Dates_without_a_year_take_the_one_that_is_told()
    {
        var report = Audited.Of("No,Date\n1,0501\n2,2802\n", Audited.Named with { DateFormat = "ddMM", Year = 2026 });
        Assert.Equal(new DateOnly(2026, 2, 28), report.Suggestions[0].Advances[0].Date);
    }

    [Theory]
    [InlineData("1,2026-01-05\n1,2026-01-06\n", "1", new long[] { 2, 3 })]
    [InlineData("1,2026-01-05\n2,2026-01-05\n1,2026-01-05\n1,2026-01-06\n", "1", new long[] { 2, 4, 5 })]
    public void The_same_key_with_another_date_is_a_conflict_and_in_no_counter(string rows, string key, long[] lines)
    {
        var report = Audited.Of("No,Date\n" + rows);
        var conflict = Assert.Single(report.Conflicts);
        Assert.Equal(key, conflict.Key);
        Assert.Equal(lines, conflict.Lines);
        Assert.Equal(report.Totals.Rows, report.Totals.Documents + conflict.Lines.Count);
        Assert.DoesNotContain(report.Counters.SelectMany(counter => counter.Periods), period => period.First == 1);
    }

    [Theory]
    [InlineData("k,A-1,2026-01-05,paid\nk,A-2,2026-01-05,paid\n")]
    [InlineData("k,A-1,2026-01-05,paid\nk,A-1,2026-01-05,open\n")]
    [InlineData("k,A-1,2026-01-05,paid\nk,A-1,2026-01-06,paid\n")]
    [InlineData("k,A-1,2026-01-05,paid\nk,,2026-01-05,paid\n")]
    public void Number_date_and_status_of_a_key_must_be_the_same(string rows) =>
        Assert.Equal([2L, 3L], Assert.Single(Audited.Of("Key,No,Date,Status\n" + rows, Audited.WithKey with { Status = "Status" }).Conflicts).Lines);

    [Fact]
    public void Several_columns_make_one_key()
    {
        var options = Audited.Named with { Key = ["Year", "No"] };
        var report = Audited.Of("Year,No,Date\n2025,1,2025-03-01\n2026,1,2026-03-01\n2026,1,2026-03-01\n", options);
        Assert.Equal((2L, 1L, 0L), (report.Totals.Documents, report.Totals.Merged, report.Totals.Conflicts));
        Assert.Equal("1", Assert.Single(report.Duplicates).Number);
    }

    [Fact]
    public void Continuation_total_heading_and_blank_rows_are_told_apart()
    {
        var report = Audited.Of("""
            Customer,Key,No,Date,Text
            Brook,,,,
            ,k1,A-1,2026-01-05,Rent
            ,,,,Parking
            Total for Brook,,,,2
            ,,,,
            ,k2,A-2,2026-01-06,Rent
            TOTAL,,,,3
            """, Audited.WithKey);
        Assert.Equal(new Totals(7, 2, 1, 1, 0, 0, 3, 0), report.Totals);
    }

    [Fact]
    public void A_draft_without_a_number_is_a_document_where_there_is_a_key_and_a_blank_row_where_there_is_none()
    {
        const string Csv = "Key,No,Date,Status\nk1,A-1,2026-01-05,sent\nk2,,2026-01-06,draft\n";
        var options = Audited.WithKey with { Status = "Status", Draft = ["draft"] };
        Assert.Equal(new Totals(2, 2, 0, 0, 1, 0, 0, 0), Audited.Of(Csv, options).Totals);
        Assert.Equal(new Totals(2, 1, 0, 1, 0, 0, 0, 0), Audited.Of(Csv, options with { Key = [] }).Totals);
    }

    [Theory]
    [InlineData("1.23E+10")]
    [InlineData("1,23E+10")]
    [InlineData("2E+12")]
    [InlineData("1.23E10")]
    [InlineData("#N/A")]
    [InlineData("#REF!")]
    [InlineData("#####")]
    public void What_a_spreadsheet_mangled_is_named_as_that(string value)
    {
        var report = Audited.Of($"No;Date\nA-1;2026-01-05\n{value};2026-01-06\n");
        var finding = Assert.Single(report.Findings);
        Assert.Equal(("mangled", 3L), (finding.Name, finding.Line));
        Assert.Equal((1L, 1L), (report.Totals.Documents, report.Totals.Skipped));
    }

    [Fact]
    public void Codes_that_only_look_mangled_are_taken_as_they_are() =>
        Assert.DoesNotContain(Audited.Of("No,Date\n1E5,2026-01-05\n2E5,2026-01-06\n#A1,2026-01-07\n").Findings, finding => finding.Name == "mangled");

    [Fact]
    public void Statuses_that_nobody_judged_are_told()
    {
        var notes = new List<string>();
        using var input = new MemoryStream("No,Date,Status\n1,2026-01-05,Paid\n2,2026-01-05,Void\n"u8.ToArray());
        Audit.Of(input, "f", Audited.Named with { Status = "Status" }, notes.Add);
        Assert.Contains("'Paid', 'Void': --void and --draft", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Lost_leading_zeros_are_a_finding()
    {
        var report = Audited.Of("No,Date\n000121,2026-01-05\n000123,2026-01-05\n123,2026-01-06\n000124,2026-01-07\n");
        var finding = report.Findings.First(finding => finding.Name == "leading-zeros-lost");
        Assert.Equal(4, finding.Line);
        Assert.Contains("000123", finding.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_rows_that_are_asked_for_are_read_and_companies_count_apart()
    {
        const string Csv = "Type,Unit,No,Date\nInvoice,N,1,2026-01-05\nPayment,N,1,2026-01-06\nInvoice,S,1,2026-01-07\nCredit,S,3,2026-01-08\nInvoice,N,2,2026-01-09\n";
        var report = Audited.Of(Csv, Audited.Named with { CompanyColumn = "Unit", Where = [("Type", "Invoice"), ("Type", "Credit")] });
        Assert.Equal(4, report.Totals.Rows);
        Assert.Equal(["N", "S"], report.Counters.Select(counter => counter.Company));
        Assert.Equal([0L, 1L], report.Counters.Select(counter => counter.Periods[0].Missing));
    }

    [Fact]
    public void Columns_are_named_by_number_where_there_is_no_header()
    {
        var report = Audited.Of("2026-01-05;A-1\n2026-01-06;A-3\n", new() { NoHeader = true, Number = "#2", Date = "#1" });
        Assert.Equal((2L, 1L), (report.Totals.Documents, report.Missing));
    }

    [Fact]
    public void The_header_stands_where_it_is_told() =>
        Assert.Equal(1, Audited.Of("No,Date\nNo,Date\nA-1,2026-01-05\n", Audited.Named with { HeaderLine = 2 }).Totals.Rows);

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("Nummer,Date\n1,2026-01-05\n", "column 'No' is missing")]
    [InlineData("NO,Date\n1,2026-01-05\n", "was 'NO' meant?")]
    [InlineData("no;date\n1;2026-01-05\n", "try --delimiter ';'")]
    [InlineData("No,No,Date\n1,1,2026-01-05\n", "more than once")]
    [InlineData("No,Date\n1,yesterday\n2,today\n", "None of the 2 rows can be read")]
    [InlineData("No,Date\n1,2026-01-05\n\"2,2026-01-05\n3,2026-01-05\n", "never closed")]
    public void What_cannot_be_read_at_all_is_refused_with_the_place(string csv, string named) =>
        Assert.Contains(named, Assert.Throws<UnreadableException>(() => Audited.Of(csv)).In("f.csv"), StringComparison.Ordinal);

    [Fact]
    public void A_quotation_mark_that_is_never_closed_does_not_bring_the_file_into_memory()
    {
        using var endless = new Endless("No,Date\nA-1,2026-01-05\n\"A-2,2026-01-05\n"u8.ToArray());
        var refused = Assert.Throws<UnreadableException>(() => Audit.Of(endless, "f", Audited.Named, _ => { }));
        Assert.Equal(3, refused.Line);
        Assert.InRange(endless.Given, 1, 4 * CsvRecords.LongestRecord);
    }

    [Fact]
    public void A_row_of_endless_values_is_refused_as_well()
    {
        using var endless = new Endless("No,Date\nA-1,2026-01-05"u8.ToArray(), (byte)',');
        Assert.Equal(2, Assert.Throws<UnreadableException>(() => Audit.Of(endless, "f", Audited.Named, _ => { })).Line);
    }

    [Fact]
    public void Lines_are_counted_through_line_breaks_in_values()
    {
        var report = Audited.Of("No,Text,Date\r\nA-1,\"a\r\nb\",2026-01-05\r\nA-2,\"a\nb\rc\",2026-01-05\r\nA-3,x,nonsense\r\n", Audited.Named with { DateFormat = "yyyy-MM-dd", SkipBad = true });
        Assert.Equal(7, Assert.Single(report.Findings).Line);
    }

    [Fact]
    public void Buffers_that_end_anywhere_change_nothing()
    {
        var csv = new StringBuilder("No,Text,Date\r\n");
        for (var at = 1; at <= 300; at++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"A-{at},\"say \"\"{new string('x', at % 50)}\"\"\r\nbye\",2026-01-05\r\n");
        }

        var whole = Audited.Told(Audited.Of(csv.ToString()));
        foreach (var size in new[] { 1, 2, 3, 7, 64 })
        {
            using var records = new CsvRecords(new Slow(csv.ToString(), size), ',');
            Assert.True(records.Read());
            for (var at = 1; at <= 300; at++)
            {
                Assert.True(records.Read());
                Assert.Equal((3 * at) - 1 - (at - 1), records.Line);
                Assert.Equal($"A-{at}", records[0].ToString());
                Assert.Equal($"say \"{new string('x', at % 50)}\"\r\nbye", records[1].ToString());
                Assert.Equal("2026-01-05", records[2].ToString());
            }

            Assert.False(records.Read());
        }

        Assert.Equal("Never 1 A-{seq}×300\n   all 1-300 300 missing 0 [] double 0 order 0", whole);
    }

    private sealed class Slow(string text, int size) : TextReader
    {
        private int _at;

        public override int Read(char[] buffer, int index, int count)
        {
            var length = Math.Min(Math.Min(count, size), text.Length - _at);
            text.CopyTo(_at, buffer, index, length);
            _at += length;
            return length;
        }
    }

    /// <summary>A file that never ends.</summary>
    private sealed class Endless(byte[] start, byte filling = (byte)'x') : MemoryStream
    {
        internal long Given { get; private set; }

        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer)
        {
            buffer.Fill(filling);
            if (Given < start.Length)
            {
                start.AsSpan((int)Given)[..Math.Min(buffer.Length, start.Length - (int)Given)].CopyTo(buffer);
            }

            Given += buffer.Length;
            Assert.True(Given < 100_000_000, "the file is read without end");
            return buffer.Length;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    }
}
