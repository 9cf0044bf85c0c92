using NumberingRules.Tests.Laws;

namespace NumberingRules.Storage.Tests.Journal;

/// <summary>Whatever a script brings about can be written and read back, and is written in one way only.</summary>
public sealed class RoundTripLaws
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 30, 0, 123, TimeSpan.Zero);

    [Law]
    public void Every_entry_comes_back_as_it_was(Script script)
    {
        var writer = new EntryWriter();
        var (number, hash) = (0L, Chain.Start("main"));
        foreach (var (happened, findings) in Happened(script))
        {
            var actor = number % 3 == 0 ? "somebody" : null;
            number++;
            var stored = writer.Seal(hash, number, Start.AddTicks(number), happened, findings, actor);
            var entry = EntryReader.Read(stored);
            Assert.Equal(new(number, Start.AddTicks(number), happened, findings, actor, IsErased: false, stored.Hash), entry);
            Assert.Equal(Chain.Link(hash, stored.Body.Span), stored.Hash);

            var body = EntryReader.Read(stored.Body.Span);
            Assert.Equal(stored.Text?.Digest(), body.Text);
            Assert.True(writer.Write(body.Number, body.At, body.Event, body.Findings, body.Text).SequenceEqual(stored.Body.Span));
            hash = stored.Hash;
        }
    }

    [Law]
    public void Every_state_of_an_invoice_comes_back_as_it_was(Script script)
    {
        var register = new Register();
        foreach (var (happened, _) in Happened(script))
        {
            register.Apply(happened);
            if (happened is Event.OnInvoice { Invoice: var id })
            {
                var invoice = register.Find(id)!;
                var state = InvoiceState.Spell(invoice).ToArray();
                Assert.Equal(invoice, InvoiceState.Read(state));
                Assert.Equal(state, InvoiceState.Spell(InvoiceState.Read(state)).ToArray());
            }
        }
    }

    private static IEnumerable<(Event Happened, ValueList<Noted> Findings)> Happened(Script script) =>
        Story.Of(Numbering.Decide, script).Steps.SelectMany(step =>
            step.Decision.Events.Select((happened, at) => (happened, at == 0 ? step.Decision.Findings : default)));
}
