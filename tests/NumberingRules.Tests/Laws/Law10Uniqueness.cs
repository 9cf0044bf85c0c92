namespace NumberingRules.Tests.Laws;

/// <summary>
/// Law 10: no two invoices of a book hold the same ERP key. A new attempt never begins while the outcome of the last is
/// unknown.
/// </summary>
public sealed class Law10Uniqueness
{
    [Law]
    public void Law_10_no_two_invoices_hold_the_same_ERP_key(Script script) => Assert.True(KeysAreUnique(Numbering.Decide, script));

    [Law]
    public void Law_10_a_new_attempt_never_begins_while_the_outcome_of_the_last_is_unknown(Script script) =>
        Assert.True(AttemptsNeverOverlap(Numbering.Decide, script));

    internal static bool KeysAreUnique(Decider decide, Script script) =>
        Story.Of(decide, script).Books.All(book =>
        {
            var keys = book.Invoices.SelectMany(invoice => invoice.Records.Select(record => record.Key)).ToArray();
            return keys.Distinct().Count() == keys.Length;
        });

    internal static bool AttemptsNeverOverlap(Decider decide, Script script)
    {
        var story = Story.Of(decide, script);
        return story.Events.OfType<Event.OnInvoice>().GroupBy(about => about.Invoice).All(OneAttemptAtATime);
    }

    private static bool OneAttemptAtATime(IEnumerable<Event> events)
    {
        var (attempt, isOpen) = (0L, false);
        foreach (var happened in events)
        {
            switch (happened)
            {
                case Event.Sent sent when sent.Attempt != (isOpen ? attempt : attempt + 1):
                    return false;
                case Event.Sent sent:
                    (attempt, isOpen) = (sent.Attempt, true);
                    break;
                case Event.Refused or Event.RecordAdded or Event.RecordChanged or Event.RecordReplaced:
                    isOpen = false;
                    break;
            }
        }

        return true;
    }
}
