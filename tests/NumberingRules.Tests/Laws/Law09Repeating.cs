namespace NumberingRules.Tests.Laws;

/// <summary>
/// Law 9: a repeated <c>confirm</c> changes nothing, whatever came between (unless its record was released and
/// reclaimed); after disconnect a <c>confirm</c> changes no answer of an invoice that holds H.
/// </summary>
public sealed class Law09Repeating
{
    [Law]
    public void Law_09_a_repeated_confirm_changes_nothing_whatever_came_between(Script script) =>
        Assert.True(RepeatingChangesNothing(Numbering.Decide, script));

    [Law]
    public void Law_09_after_disconnect_a_confirm_changes_no_answer_of_an_invoice_that_holds_a_home_number(Script script) =>
        Assert.True(NoAnswerChangesAfterDisconnect(Numbering.Decide, Numbering.Authority, script));

    internal static bool RepeatingChangesNothing(Decider decide, Script script)
    {
        var steps = Story.Of(decide, script).Steps;
        return steps.Index().All(first => Confirms(first.Item).All(confirm =>
        {
            var between = new Fate(confirm);
            return steps.Skip(first.Index)
                .TakeWhile(step => !between.IsReclaimedAfter(step.Decision.Events))
                .All(step => decide(step.After, confirm).Events.Count == 0);
        }));
    }

    internal static bool NoAnswerChangesAfterDisconnect(Decider decide, Answerer answer, Script script) =>
        Story.Of(decide, script).Books.Where(book => book.Header.Connection == Connection.Disconnected).All(book =>
            book.Invoices.Where(invoice => invoice.HomeNumber is not null).All(before => Probes(before).All(confirm =>
            {
                var after = book.After(decide(book, confirm).Events);
                return answer(after.Header, after.Find(before.Id)!) == answer(book.Header, before);
            })));

    private static IEnumerable<Command.Confirm> Confirms(Step step) => step.Decision.Outcome == Outcome.Rejected ? [] : step.Command switch
    {
        Command.Confirm confirm => [confirm],
        Command.Together together => together.Commands.OfType<Command.Confirm>(),
        _ => [],
    };

    private static IEnumerable<Command.Confirm> Probes(Invoice invoice) =>
    [
        new(invoice.Id, "new key", "new number", long.MaxValue),
        .. invoice.Records.Select(record => new Command.Confirm(invoice.Id, record.Key, "new number", long.MaxValue)),
        .. invoice.Records.Select(record => new Command.Confirm(invoice.Id, "new key", "new number", null, record.Key)),
        .. invoice.Released.Select(record => new Command.Confirm(invoice.Id, record.Key, "new number", long.MaxValue, null, true)),
    ];

    /// <summary>What becomes of the record that a confirm was about.</summary>
    private sealed class Fate(Command.Confirm confirm)
    {
        private bool _released;
        private bool _reclaimed;

        /// <summary>Whether it was released and reclaimed; a repeated confirm that reclaims does so itself.</summary>
        internal bool IsReclaimedAfter(ValueList<Event> events)
        {
            foreach (var happened in events.OfType<Event.OnInvoice>().Where(about => about.Invoice == confirm.Invoice))
            {
                _released |= happened is Event.RecordReleased { ErpKey: var released } && released == confirm.ErpKey;
                _released |= happened is Event.RecordReplaced { Replaced: var replaced } && replaced == confirm.ErpKey;
                _reclaimed |= _released && happened is Event.RecordAdded { Record.Key: var added } && added == confirm.ErpKey;
            }

            return _reclaimed || (_released && confirm.Reclaim);
        }
    }
}
