using NumberingRules.Tests;

namespace NumberingRules.Registers.Tests;

/// <summary>The sample of each system: recognised by its header, and read as what it is.</summary>
public sealed class SampleTests
{
    [Theory]
    [InlineData("xero.csv", "xero", 7, 6, 1, 0, 1, 1, 0)]
    [InlineData("quickbooks.csv", "quickbooks", 11, 4, 0, 1, 0, 0, 6)]
    [InlineData("netsuite.csv", "netsuite", 6, 5, 0, 0, 0, 1, 1)]
    [InlineData("intacct.csv", "intacct", 6, 5, 0, 0, 1, 1, 1)]
    [InlineData("odoo.csv", "odoo", 5, 4, 1, 0, 1, 1, 0)]
    [InlineData("zoho.csv", "zoho", 4, 3, 1, 0, 1, 1, 0)]
    [InlineData("stripe.csv", "stripe", 6, 6, 0, 0, 1, 1, 0)]
    [InlineData("datev.csv", "datev", 5, 4, 1, 0, 0, 0, 0)]
    [InlineData("sage50.csv", "sage50", 4, 4, 0, 0, 0, 0, 0)]
    [InlineData("business-central.xlsx", "business-central", 4, 4, 0, 0, 0, 1, 0)]
    public void A_sample_is_recognised_and_every_row_is_accounted_for(string file, string preset, long rows, long documents, long merged, long blank, long draft, long voids, long skipped)
    {
        var report = Of(file);
        Assert.Equal(preset, report.Preset?.Name);
        Assert.Equal(new Totals(rows, documents, merged, blank, draft, voids, skipped, 0), report.Totals);
        Assert.DoesNotContain(report.Findings, finding => finding.Name is "unreadable" or "mangled");

        var told = Of(file, new() { From = report.Preset });
        Assert.Equal(report.Totals, told.Totals);
        Assert.Equal(Audited.Told(report), Audited.Told(told));
    }

    [Theory]
    [InlineData("xero.csv", "INV-{seq:0000}×6", "all 101-106 6 missing 1 [104-104] double 1")]
    [InlineData("quickbooks.csv", "{seq}×4", "all 1001-1005 4 missing 1 [1003-1003] double 0")]
    [InlineData("netsuite.csv", "INV{seq}×2", "all 1001-1003 2 missing 1 [1002-1002] double 0")]
    [InlineData("intacct.csv", "{seq}×3", "all 4784-4786 3 missing 0 [] double 0")]
    [InlineData("odoo.csv", "INV/{date:yyyy}/{seq:00000}×3", "2026 1-3 3 missing 0 [] double 0")]
    [InlineData("zoho.csv", "INV-{seq:000000}×3", "all 41-44 3 missing 1 [43-43] double 0")]
    [InlineData("stripe.csv", "{scope:AAAAAAAA}-{seq:0000}×5", "41CC07DD all 1-3 2 missing 1 [2-2] double 0")]
    [InlineData("datev.csv", "RE-{seq}×3", "all 1001-1004 3 missing 1 [1003-1003] double 0")]
    [InlineData("sage50.csv", "{seq}×4", "all 1001-1004 4 missing 1 [1003-1003] double 1")]
    [InlineData("business-central.xlsx", "PS-INV{seq}×4", "all 103001-103005 4 missing 1 [103004-103004] double 0")]
    public void A_sample_has_the_counter_and_the_gap_that_were_put_into_it(string file, string form, string period)
    {
        var told = Audited.Told(Of(file));
        Assert.Contains(form, told, StringComparison.Ordinal);
        Assert.Contains(period, told, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_subsidiaries_with_the_same_numbers_have_counters_of_their_own()
    {
        var report = Of("netsuite.csv");
        Assert.Equal(["North", "South"], report.Counters.Select(counter => counter.Company));
        Assert.Equal(["North", "South"], report.Suggestions.Select(suggestion => suggestion.Company));
        Assert.Equal(0, report.Double);
    }

    [Fact]
    public void A_credit_note_with_the_invoices_number_is_a_document_of_its_own_and_named_as_a_duplicate()
    {
        var duplicate = Assert.Single(Of("xero.csv").Duplicates);
        Assert.Equal("INV-0102", duplicate.Number);
        Assert.Equal([6, 8], duplicate.Lines);
    }

    [Fact]
    public void A_cancellation_that_has_a_text_for_a_number_is_not_forced_into_a_counter() =>
        Assert.Equal("Storno Rechnung RE-1", Assert.Single(Of("datev.csv").UnplacedExamples));

    private static AuditReport Of(string file, RegisterOptions? options = null)
    {
        using var input = File.OpenRead(Checkout.PathOf("samples", "registers", file));
        return Audit.Of(input, file, options ?? new(), _ => { });
    }
}
