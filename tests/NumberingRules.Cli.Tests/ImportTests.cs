using System.Text;

namespace NumberingRules.Cli.Tests;

/// <summary><c>numbering import</c>: a register taken over row by row.</summary>
public sealed class ImportTests
{
    private static readonly string[] Columns = ["--number", "No", "--date", "Date", "--company", "wholesaler"];

    [Fact]
    public void Each_row_becomes_an_invoice_and_the_disconnect_numbers_them_by_date()
    {
        var run = Import("No,Date\nB-2,2026-01-06\nA-1,2026-01-05 08:26\nC-3,2026-01-06\n", "--disconnect", "--json").Succeeded();
        Assert.Equal([0, 0, 2, 3, 4, 0], run.Commands.Select(command => command.GetProperty("line").GetInt64()));
        Assert.Equal(
            ["B-2 RL-00002 home", "A-1 RL-00001 home", "C-3 RL-00003 home"],
            run.Invoices.Select(invoice => $"{invoice.GetProperty("invoice")} {invoice.GetProperty("number")} {invoice.GetProperty("system")}"));
    }

    [Fact]
    public void Quotes_marks_spaces_blank_lines_and_line_breaks_in_quotes_are_read_and_lines_counted()
    {
        var run = Import("\uFEFFDate,\"No\",Text\r\n2026-01-05,\" A,1 \",\"two\r\nlines\"\r\n\r\n2026-01-06T10:00:00Z,\"say \"\"hi\"\"\",x\r\n", "--json").Succeeded();
        Assert.Equal(["A,1", "say \"hi\""], run.Invoices.Select(invoice => invoice.GetProperty("number").GetString()));
        Assert.Equal([2, 5], run.Commands.Skip(2).Select(command => command.GetProperty("line").GetInt64()));
    }

    [Fact]
    public void Key_delimiter_encoding_and_date_format_can_be_told()
    {
        var register = Encoding.Latin1.GetBytes("Schlüssel;No;Date\n17;Rechnung-é;31.12.2025\n");
        var run = Import(register, "--key", "Schlüssel", "--delimiter", ";", "--encoding", "iso-8859-1", "--date-format", "dd.MM.yyyy", "--json").Succeeded();
        Assert.Equal("17", run.Invoices[0].GetProperty("invoice").GetString());
        Assert.Equal("Rechnung-é", run.Invoices[0].GetProperty("number").GetString());
    }

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("Nummer,Date\n1,2026-01-05\n", "column 'No'")]
    [InlineData("No,Tag\n1,2026-01-05\n", "column 'Date'")]
    [InlineData("No,No,Date\n1,1,2026-01-05\n", "more than once")]
    [InlineData("No,Date\n1,2026-02-30\n", "line 2, column 'Date'")]
    [InlineData("No,Date\n1,2026-01-05\n,2026-01-05\n", "line 3, column 'No'")]
    [InlineData("No,Date\n1,05/01/2026\n", "--date-format")]
    [InlineData("No,Date\n1\n", "line 2, column 'Date'")]
    [InlineData("No,Date\n1,2,2026-01-05\n", "the row has 3 values")]
    [InlineData("No,Date\n\"1,2026-01-05\n2,2026-01-05\n", "never closed")]
    [InlineData("No,Date\nx\"1\",2026-01-05\n", "quotation mark")]
    [InlineData("No,Date\nA\u200B1,2026-01-05\n", "invisible")]
    [InlineData("No,Date\n1,1850-01-05\n", "1900-01-01")]
    public void Unreadable_files_and_rows_are_named_and_nothing_is_imported(string register, string named)
    {
        var run = Import(register, "--json");
        Assert.Equal(2, run.Status);
        Assert.Equal("", run.Output);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_bytes_are_named()
    {
        var run = Import([.. "No,Date\nA"u8, 0xE9, .. ",2026-01-05\n"u8]);
        Assert.Equal(2, run.Status);
        Assert.Contains("--encoding", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_rows_can_be_skipped_and_are_listed()
    {
        var run = Import("No,Date\n1,2026-02-30\n2,2026-01-05\n,2026-01-05\n", "--skip-bad", "--json").Succeeded();
        Assert.Equal("2", Assert.Single(run.Invoices).GetProperty("invoice").GetString());
        Assert.Contains("line 2, column 'Date'", run.Error, StringComparison.Ordinal);
        Assert.Contains("line 4, column 'No'", run.Error, StringComparison.Ordinal);
        Assert.Contains("2 unreadable rows skipped, 1 imported.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Series_and_policy_come_from_files()
    {
        using var series = TemporaryFile.Of("json", """[{"id":"a","format":"A{seq}"},{"id":"b","format":"B-{date:yyyy}-{seq:000}","reset":"yearly"}]""");
        using var policy = TemporaryFile.Of("json", """{"importedHomeNumber":"on-import","importSeries":"b"}""");
        var run = Import("No,Date\n1,2025-06-05\n2,2026-01-05\n", "--series", series.Path, "--policy", policy.Path, "--json").Succeeded();
        Assert.Equal(
            ["B-2025-001", "B-2026-001"],
            run.Invoices.Select(invoice => invoice.GetProperty("references")[0].GetProperty("number").GetString()));
    }

    [Theory]
    [InlineData("""{"id":"a","format":"{seq}{seq}"}""", "more than once")]
    [InlineData("""{"id":"a","format":"{"}""", "position 1")]
    [InlineData("""{"id":"a","format":"{seq:0000000000000000000}"}""", "no token")]
    [InlineData("""{"id":"a"}""", "series.format")]
    [InlineData("""[{"id":"a","format":"{seq}"},{"id":"b","format":"{seq:000}"}]""", "another series")]
    [InlineData("""[]""", "series")]
    [InlineData("""{""", "JSON")]
    public void A_series_that_cannot_be_is_named_and_nothing_is_imported(string json, string named)
    {
        using var series = TemporaryFile.Of("json", json);
        var run = Import("No,Date\n1,2026-01-05\n", "--series", series.Path, "--json");
        Assert.Equal(2, run.Status);
        Assert.Equal("", run.Output);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.Contains(series.Path, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_commands_can_be_kept_as_a_script_that_gives_the_same_book()
    {
        using var script = new TemporaryFile("jsonl");
        var imported = Import("No,Date\n1,2026-01-05\n2,2026-01-05\n1,2026-01-05\n", "--disconnect", "--json", "--script", script.Path).Succeeded();
        var again = Tool.Run("run", script.Path, "--json").Succeeded();
        Assert.Equal(imported.Lines.Where(line => line.StartsWith("{\"invoice\"", StringComparison.Ordinal)), again.Lines.Where(line => line.StartsWith("{\"invoice\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("dd/mm/yyyy", "m is minutes")]
    [InlineData("DD.MM.YYYY", "the day (d)")]
    public void A_date_format_that_does_not_tell_a_date_is_named(string format, string named)
    {
        var run = Import("No,Date\n1,05/03/2026\n", "--date-format", format);
        Assert.Equal(2, run.Status);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_never_overwrites_a_file()
    {
        using var register = TemporaryFile.Of("csv", "No,Date\n1,2026-01-05\n");
        var run = Tool.Run(["import", register.Path, .. Columns, "--script", register.Path]);
        Assert.Equal(2, run.Status);
        Assert.Equal("", run.Output);
        Assert.Equal("No,Date\n1,2026-01-05\n", File.ReadAllText(register.Path));
    }

    [Theory]
    [InlineData("dd/MM/yy", "05/03/51", "2051-03-05")]
    [InlineData("yyyy-MM-ddTHH:mm:ssK", "2026-01-05T23:30:00+02:00", "2026-01-05")]
    [InlineData("M/d/yyyy H:mm", "12/1/2010 8:26", "2010-12-01")]
    [InlineData("d.M.yyyy", "5.3.2026 8:26:11", "2026-03-05")]
    [InlineData("yyyy-MM-dd", "2026-01-05T08:26:00.1234567Z", "2026-01-05")]
    [InlineData("yyyy-MM-dd", "2026-01-05 8:26 PM", "2026-01-05")]
    public void The_date_is_the_one_that_is_written(string format, string written, string date)
    {
        using var script = new TemporaryFile("jsonl");
        Import($"No,Date\n1,{written}\n", "--date-format", format, "--script", script.Path).Succeeded();
        Assert.Contains($"\"date\":\"{date}\"", File.ReadAllText(script.Path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-01-05T")]
    [InlineData("2026-01-05 Saturday")]
    [InlineData("2026-01-05 25:00")]
    [InlineData("2026-01-05x")]
    public void What_stands_behind_a_date_must_be_a_time(string written) => Assert.Equal(2, Import($"No,Date\n1,{written}\n").Status);

    [Theory]
    [InlineData("no;date\n1;2026-01-05\n", "try --delimiter ';'")]
    [InlineData("NO,Date\n1,2026-01-05\n", "was 'NO' meant?")]
    [InlineData("Date,No\nA1,2026-01-05\nA2,2026-01-05\n", "Is 'Date' the right column?")]
    public void What_was_probably_meant_is_said(string register, string named) => Assert.Contains(named, Import(register).Error, StringComparison.Ordinal);

    [RegisterFact]
    public void The_real_register_is_taken_over_whole_and_every_old_number_is_found()
    {
        using var script = new TemporaryFile("jsonl");
        var run = Tool.Run(
            "import", RegisterFactAttribute.Register, "--number", "InvoiceNo", "--date", "InvoiceDate", "--company", "wholesaler",
            "--disconnect", "--json", "--script", script.Path).Succeeded();
        var invoices = run.Invoices;
        Assert.Equal(25_900, invoices.Count);
        Assert.All(run.Commands, command => Assert.Equal("accepted", command.GetProperty("outcome").GetString()));

        var rows = File.ReadLines(RegisterFactAttribute.Register).Skip(1).Select(row => row.Split(',')).ToList();
        Assert.Equal(rows.Select(row => row[0]), invoices.Select(invoice => invoice.GetProperty("invoice").GetString()));
        Assert.Equal(rows.Select(row => row[0]), invoices.Select(invoice => invoice.GetProperty("references")[0].GetProperty("number").GetString()));
        Assert.All(invoices, invoice => Assert.Equal("home", invoice.GetProperty("system").GetString()));
        var byDate = rows.Select((row, at) => (Day: row[1][..10], At: at)).OrderBy(row => row.Day, StringComparer.Ordinal).ThenBy(row => row.At);
        Assert.Equal(
            Enumerable.Range(1, 25_900).Select(sequence => $"RL-{sequence:00000}"),
            byDate.Select(row => invoices[row.At].GetProperty("number").GetString()));

        var why = Tool.Run("why", script.Path, "C536379").Succeeded();
        Assert.Contains("C536379 (erp)", why.Output, StringComparison.Ordinal);
        Assert.Contains("Now: RL-", why.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_key_with_another_date_is_a_conflict_and_nothing_is_imported()
    {
        const string Register = "No,Date\n1,2026-01-05\n2,2026-01-05\n1,2026-01-06\n";
        var run = Import(Register, "--json");
        Assert.Equal(2, run.Status);
        Assert.Equal("", run.Output);
        Assert.Contains("lines 2, 4: key '1'", run.Error, StringComparison.Ordinal);

        var rest = Import(Register, "--json", "--skip-bad").Succeeded();
        Assert.Equal("2", Assert.Single(rest.Invoices).GetProperty("invoice").GetString());
        Assert.Contains("lines 2, 4: key '1'", rest.Error, StringComparison.Ordinal);
        Assert.EndsWith("""{"totals":{"rows":3,"documents":1,"merged":0,"blank":0,"draft":0,"void":0,"skipped":0,"conflicts":1}}""", rest.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_spreadsheet_mangled_is_named_and_nothing_is_imported()
    {
        var run = Import("No,Date\n1,2026-01-05\n2E+12,2026-01-05\n", "--json");
        Assert.Equal(2, run.Status);
        Assert.Contains("line 3, column 'No'", run.Error, StringComparison.Ordinal);
        Assert.Contains("mangled", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Drafts_stay_drafts_void_rows_take_no_home_number_and_a_number_may_be_missing_where_there_is_a_key()
    {
        const string Register = "Key,No,Date,Status\nk1,1,2026-01-05,Open\nk2,2,2026-01-06,Voided\nk3,,2026-01-07,Draft\nk4,4,2026-01-08,Draft\n";
        var run = Import(Register, "--key", "Key", "--status", "Status", "--void", "Deleted,Voided", "--draft", "Draft", "--disconnect", "--json").Succeeded();
        Assert.Equal(
            ["k1 approved False RL-00001", "k2 approved True 2", "k3 draft False RL-00002", "k4 draft False RL-00003"],
            run.Invoices.Select(invoice => $"{invoice.GetProperty("invoice")} {invoice.GetProperty("approval")} {invoice.GetProperty("void")} {invoice.GetProperty("number")}"));
    }

    [Fact]
    public void A_rejected_open_ends_the_run_with_the_reason()
    {
        using var book = new TemporaryBook();
        using var register = TemporaryFile.Of("csv", "No,Date\n1,2026-01-05\n");
        using var series = TemporaryFile.Of("json", """{"id":"a","format":"A{seq}"}""");
        Tool.Run(["import", register.Path, .. Columns, "--book", book.Path, "--series", series.Path]).Succeeded();
        using var other = TemporaryFile.Of("csv", "No,Date\n9,2026-01-05\n");
        var run = Tool.Run(["import", other.Path, .. Columns, "--book", book.Path, "--json"]);
        Assert.Equal(1, run.Status);
        Assert.Contains("already-open", run.Error, StringComparison.Ordinal);
        Assert.Equal("already-open", Assert.Single(run.Commands).GetProperty("reason").GetString());
        Assert.Equal("1", Assert.Single(run.Invoices).GetProperty("invoice").GetString());
    }

    [Fact]
    public void A_rejected_connect_ends_the_run_as_well()
    {
        using var book = new TemporaryBook();
        using var register = TemporaryFile.Of("csv", "No,Date\n1,2026-01-05\n");
        Tool.Run(["import", register.Path, .. Columns, "--book", book.Path]).Succeeded();
        var run = Tool.Run("import", register.Path, "--number", "No", "--date", "Date", "--company", "another", "--book", book.Path, "--json");
        Assert.Equal(1, run.Status);
        Assert.Contains("linked-to-other-company", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disconnected_book_is_connected_again_only_when_asked_for()
    {
        using var book = new TemporaryBook();
        using var register = TemporaryFile.Of("csv", "No,Date\n1,2026-01-05\n2,2026-01-06\n");
        Tool.Run(["import", register.Path, .. Columns, "--book", book.Path, "--disconnect"]).Succeeded();
        var run = Tool.Run(["import", register.Path, .. Columns, "--book", book.Path, "--json"]);
        Assert.Equal(1, run.Status);
        Assert.Equal("", run.Output);
        Assert.Contains("would change the number of 2 invoices", run.Error, StringComparison.Ordinal);
        var again = Tool.Run(["import", register.Path, .. Columns, "--book", book.Path, "--reconnect", "--json"]).Succeeded();
        Assert.All(again.Invoices, invoice => Assert.Equal("erp", invoice.GetProperty("system").GetString()));
    }

    [Fact]
    public void The_home_systems_own_register_becomes_a_book_that_goes_on_where_it_ends()
    {
        using var book = new TemporaryBook();
        using var register = TemporaryFile.Of("csv", """
            No,Date,Status
            INV-2025-0001,2025-11-30,paid
            INV-2025-0003,2025-12-30,paid
            INV-2026-0001,2026-01-05,void
            CN-2026-0002,2026-01-06,paid
            INV-2026-0003,2026-01-07,draft
            letter,2026-01-08,paid
            """);
        var run = Tool.Run("import", register.Path, "--as", "home", "--number", "No", "--date", "Date", "--status", "Status", "--void", "void", "--draft", "draft", "--book", book.Path, "--json").Succeeded();
        Assert.All(run.Commands, command => Assert.Equal("accepted", command.GetProperty("outcome").GetString()));
        Assert.Equal(
            ["INV-2025-0001 approved False", "INV-2025-0003 approved False", "INV-2026-0001 draft True", "CN-2026-0002 approved False", "INV-2026-0003 draft False", "letter approved False"],
            run.Invoices.Select(invoice => $"{invoice.GetProperty("number")} {invoice.GetProperty("approval")} {invoice.GetProperty("void")}"));
        Assert.Contains("goes on at 4", run.Error, StringComparison.Ordinal);

        using var more = TemporaryFile.Of("jsonl", """{"do":"create","invoice":"next","date":"2026-02-01"}""" + "\n");
        var next = Tool.Run("run", more.Path, "--book", book.Path, "--json").Succeeded();
        Assert.Equal("INV-2026-0004", Assert.Single(next.Commands).GetProperty("number").GetString());
    }

    [Theory]
    [InlineData("audit")]
    [InlineData("import", "--company", "acme")]
    [InlineData("import", "--as", "home")]
    [InlineData("reconcile", "--book")]
    public void Rows_that_a_preset_leaves_out_are_told(string verb, params string[] options)
    {
        using var book = new TemporaryBook(BookScripts.Busy);
        using var register = TemporaryFile.Of("csv", "Internal ID,Document Number,Date,Type\n1,A-1,1/5/2026,Invoice\n2,P-1,1/5/2026,Payment\n");
        var run = Tool.Run([verb, register.Path, .. options, .. options is ["--book"] ? [book.Path] : (string[])[]]).Succeeded();
        Assert.Contains("1 row is left out, as the preset says", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_home_systems_register_of_two_companies_needs_one_of_them_or_series()
    {
        using var register = TemporaryFile.Of("csv", "Unit,No,Date\nN,N-1,2026-01-05\nS,S-1,2026-01-05\n");
        using var series = TemporaryFile.Of("json", """[{"id":"n","format":"N-{seq}"},{"id":"s","format":"S-{seq}"}]""");
        string[] asked = ["import", register.Path, "--as", "home", "--number", "No", "--date", "Date", "--company-column", "Unit", "--json"];
        var run = Tool.Run(asked);
        Assert.Equal((2, ""), (run.Status, run.Output));
        Assert.Contains("2 companies, 'N', 'S'", run.Error, StringComparison.Ordinal);
        Assert.Contains("--where", run.Error, StringComparison.Ordinal);
        Assert.Contains("--series", run.Error, StringComparison.Ordinal);
        Assert.Equal("N-1", Assert.Single(Tool.Run([.. asked, "--where", "Unit=N"]).Succeeded().Invoices).GetProperty("number").GetString());
        Assert.Equal(2, Tool.Run([.. asked, "--series", series.Path]).Succeeded().Invoices.Count);
    }

    [Fact]
    public void The_home_systems_register_that_no_series_can_continue_needs_series()
    {
        using var register = TemporaryFile.Of("csv", "No,Date\nÉ-1,2026-01-05\nÉ-2,2026-01-05\nA-1,2026-01-05\nA-2,2026-01-06\n");
        using var series = TemporaryFile.Of("json", """{"id":"main","format":"RL-{seq}"}""");
        string[] asked = ["import", register.Path, "--as", "home", "--number", "No", "--date", "Date", "--json"];
        var run = Tool.Run(asked);
        Assert.Equal((2, ""), (run.Status, run.Output));
        Assert.Contains("cannot-continue", run.Error, StringComparison.Ordinal);
        Assert.Contains("--series", run.Error, StringComparison.Ordinal);
        Tool.Run([.. asked, "--series", series.Path]).Succeeded();
    }

    [Theory]
    [InlineData("No,Date\n")]
    [InlineData("No,Date\nletter,2026-01-05\n")]
    public void The_home_systems_register_without_a_counter_opens_the_default_series(string text)
    {
        using var register = TemporaryFile.Of("csv", text);
        var run = Tool.Run("import", register.Path, "--as", "home", "--number", "No", "--date", "Date", "--json").Succeeded();
        Assert.All(run.Commands, command => Assert.Equal("accepted", command.GetProperty("outcome").GetString()));
    }

    [Fact]
    public void A_key_that_two_companies_have_is_named()
    {
        var run = Import("Unit,No,Date\nN,1,2026-01-05\nS,1,2026-01-05\n", "--company-column", "Unit");
        Assert.Equal(2, run.Status);
        Assert.Contains("two companies", run.Error, StringComparison.Ordinal);
    }

    private static ToolRun Import(string register, params string[] options) => Import(Encoding.UTF8.GetBytes(register), options);

    private static ToolRun Import(byte[] register, params string[] options)
    {
        using var file = new TemporaryFile("csv", register);
        return Tool.Run(["import", file.Path, .. Columns, .. options]);
    }
}
