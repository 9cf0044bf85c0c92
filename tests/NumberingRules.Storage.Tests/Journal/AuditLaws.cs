using NumberingRules.Tests.Laws;

namespace NumberingRules.Storage.Tests.Journal;

/// <summary>The audit never cries wolf, and never fails to answer.</summary>
public sealed class AuditLaws
{
    [Law]
    public void The_journal_of_any_script_is_sound(Script script)
    {
        var story = Story.Of(Numbering.Decide, script);
        var entries = SampleJournal.Seal(story.Events);
        var audit = SampleJournal.Audit(entries, entries.Count == 0 ? null : entries[^1].Hash);
        Assert.Null(audit.Report.Fault);
        Assert.Equal((entries.Count, story.End.Invoices.Count()), (audit.Report.Entries, audit.Report.Invoices));
        Assert.Equal(story.End.Invoices, audit.Register.Appeared);
    }

    [Law]
    public void Whatever_events_stand_in_a_journal_the_audit_answers(Script script, int seed)
    {
        var chance = new Random(seed);
        Event[] events = [.. Story.Of(Numbering.Decide, script).Events];
        chance.Shuffle(events.AsSpan(Math.Min(1, events.Length)));
        var report = SampleJournal.Audit(SampleJournal.Seal(events)).Report;
        Assert.Equal(report.IsSound ? events.Length : report.Fault!.Entry - 1, report.Entries);
        Assert.DoesNotContain("cannot be folded", report.Fault?.What ?? "", StringComparison.Ordinal);
    }
}
