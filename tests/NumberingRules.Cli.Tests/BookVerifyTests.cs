namespace NumberingRules.Cli.Tests;

/// <summary><c>verify</c>, <c>export</c>, <c>head</c> and <c>rebuild</c>.</summary>
public sealed class BookVerifyTests : IDisposable
{
    private readonly TemporaryBook _book = new(BookScripts.Busy);

    public void Dispose() => _book.Dispose();

    [Fact]
    public void A_whole_book_and_its_export_verify()
    {
        var head = _book.Ask("head").Succeeded().Output.Trim();
        Assert.Matches("^[0-9a-f]{64}$", head);
        var export = _book.Beside("export.jsonl");
        _book.Ask("export", "--to", export).Succeeded();
        Assert.Equal(File.ReadAllText(export), _book.Ask("export").Succeeded().Output);
        Assert.Equal(2, _book.Ask("export", "--to", export).Status);
        foreach (var run in new[] { _book.Ask("verify"), _book.Ask("verify", "--head", head), Tool.Run("verify", export), Tool.Run("verify", export, "--head", head) })
        {
            Assert.Contains("7 invoices, chain whole, ", run.Succeeded().Output, StringComparison.Ordinal);
            Assert.Contains($"0 texts erased; head {head}", run.Output, StringComparison.Ordinal);
        }

        Assert.StartsWith("""{"sound":true,"book":"main","entries":""", _book.Ask("verify", "--json").Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_export_that_breaks_off_leaves_nothing_that_could_be_taken_for_a_whole_one()
    {
        var export = _book.Beside("export.jsonl");
        _book.Tamper("UPDATE numbering_journal SET hash = X'00' WHERE entry = 17");
        Assert.NotEqual(0, _book.Ask("export", "--to", export).Status);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(export)!, Path.GetFileName(export) + "*"));
    }

    [Fact]
    public void An_export_on_standard_output_tells_the_head_it_must_end_with()
    {
        var run = _book.Ask("export").Succeeded();
        var head = _book.Ask("head").Succeeded().Output.Trim();
        Assert.Contains($"written to standard output; head {head}", run.Error, StringComparison.Ordinal);
        foreach (var kept in new[] { 3, run.Lines.Count - 1 })
        {
            var cut = string.Concat(run.Lines.Take(kept).Select(line => line + "\n"));
            var verified = Tool.Run(System.Text.Encoding.UTF8.GetBytes(cut), ["verify", "-", "--head", head]);
            Assert.Equal(1, verified.Status);
            Assert.Contains("cut off", verified.Error, StringComparison.Ordinal);
        }

        var half = Tool.Run(System.Text.Encoding.UTF8.GetBytes(run.Output[..^1]), ["verify", "-"]);
        Assert.Contains("does not end with a line feed", half.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_UTF8_mark_is_none_but_at_the_very_beginning_of_a_script(int line)
    {
        string[] script = ["""{"do":"open","series":[{"id":"rl","format":"RL-{seq}"}]}""", """{"do":"create","invoice":"A1","date":"2026-01-05"}"""];
        script[line - 1] = "\uFEFF" + script[line - 1];
        Assert.Equal(line == 1 ? 0 : 2, Tool.RunScript(string.Join('\n', script)).Status);
    }

    [Fact]
    public void A_cell_that_a_spreadsheet_would_take_for_a_formula_is_a_text()
    {
        using var book = new TemporaryBook("""
            {"do":"open","series":[{"id":"=cmd|x","format":"-{seq}"}]}
            {"do":"create","invoice":"A1","date":"2026-01-05"}
            """);
        Assert.StartsWith("'=cmd|x,all,1,1,'-1,'-1,", book.Ask("series", "--csv").Succeeded().Output.Split("\r\n")[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_entry_is_named()
    {
        _book.Tamper("UPDATE numbering_journal SET body = CAST(replace(CAST(body AS TEXT), 'SI-1001', 'SI-1009') AS BLOB) WHERE entry = 17");
        AssertFault("entry 17", "verify");
    }

    [Fact]
    public void A_changed_free_text_is_named()
    {
        _book.Tamper("UPDATE numbering_texts SET reason = 'something else' WHERE reason = 'no such customer'");
        AssertFault("free text", "verify");
    }

    [Fact]
    public void A_journal_that_was_cut_off_is_found_with_the_head()
    {
        var export = _book.Beside("export.jsonl");
        var head = _book.Ask("head").Succeeded().Output.Trim();
        var lines = _book.Ask("export").Succeeded().Lines;
        File.WriteAllText(export, string.Concat(lines.SkipLast(2).Select(line => line + "\n")));
        Tool.Run("verify", export).Succeeded();
        var run = Tool.Run("verify", export, "--head", head, "--json");
        Assert.Equal(1, run.Status);
        Assert.Contains("\"sound\":false", run.Output, StringComparison.Ordinal);
        Assert.Contains("cut off", run.Error, StringComparison.Ordinal);

        File.WriteAllText(export, string.Concat(lines.Take(4).Concat(lines.Skip(5)).Select(line => line + "\n")));
        var missing = Tool.Run("verify", export);
        Assert.Equal((1, ""), (missing.Status, missing.Output));
        Assert.Contains("entry ", missing.Error, StringComparison.Ordinal);
        Assert.Equal(2, Tool.Run("verify", export, "--head", "1234").Status);
        Assert.Equal(2, Tool.Run("verify").Status);
        Assert.Equal(2, _book.Ask("verify", export).Status);
    }

    [Fact]
    public void Damaged_look_up_tables_are_found_and_made_anew()
    {
        var list = _book.Ask("list", "--json").Succeeded().Output;
        _book.Tamper("DELETE FROM numbering_numbers WHERE text = 'RL-00102'");
        Assert.Equal(1, _book.Ask("verify").Status);
        _book.Ask("rebuild").Succeeded();
        _book.Ask("verify").Succeeded();
        Assert.Equal(list, _book.Ask("list", "--json").Succeeded().Output);
    }

    private void AssertFault(string named, params string[] arguments)
    {
        var run = _book.Ask(arguments);
        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }
}
