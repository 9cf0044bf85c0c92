namespace NumberingRules.Tests.Laws;

/// <summary>Law 3: no claim is ever changed or removed. Every number and every ERP key ever held finds its invoice.</summary>
public sealed class Law03Traceability
{
    [Law]
    public void Law_03_claims_are_only_ever_added(Script script) => Assert.True(ClaimsAreOnlyAdded(Numbering.Decide, script));

    [Law]
    public void Law_03_every_number_ever_held_finds_its_invoice(Script script) => Assert.True(EveryNumberFindsItsInvoice(Numbering.Decide, script));

    [Law]
    public void Law_03_every_key_ever_held_finds_its_invoice(Script script) => Assert.True(EveryKeyFindsItsInvoice(Numbering.Decide, script));

    [Law]
    public void Law_03_every_claim_names_the_entry_that_made_it(Script script) => Assert.True(ClaimsNameTheirEntry(Numbering.Decide, script));

    [Law]
    public void Law_03_the_references_are_every_other_number_ever_held_oldest_first(Script script) =>
        Assert.True(ReferencesAreEveryOtherNumber(Numbering.Decide, script));

    internal static bool ClaimsAreOnlyAdded(Decider decide, Script script) =>
        Story.Of(decide, script).Steps.All(step => step.Before.Invoices.All(before =>
            step.After.Find(before.Id)!.Claims.Take(before.Claims.Count).SequenceEqual(before.Claims)));

    internal static bool EveryNumberFindsItsInvoice(Decider decide, Script script)
    {
        var story = Story.Of(decide, script);
        var ledger = new Ledger(story.Events);
        return ledger.Numbers.All(held =>
                story.End.Invoices.Where(invoice => invoice.Holds(held.What.System, held.What.Number)).Select(invoice => invoice.Id).Contains(held.Invoice))
            && ledger.HomeNumbers.All(held => story.End.HolderOf(held.What.Number) == held.Invoice);
    }

    internal static bool EveryKeyFindsItsInvoice(Decider decide, Script script)
    {
        var story = Story.Of(decide, script);
        return new Ledger(story.Events).Keys.All(held => HasOrHad(story.End.Find(held.Invoice)!, held.What))
            && story.End.Invoices.All(invoice => invoice.Records.All(record => story.End.HolderOf(record.Key) == invoice.Id));
    }

    internal static bool ClaimsNameTheirEntry(Decider decide, Script script)
    {
        var story = Story.Of(decide, script);
        var events = new Ledger(story.Events).Events;
        return story.End.Invoices.All(invoice => invoice.Claims.All(claim => new Ledger([events[(int)claim.Since - 1]]).Numbers
            .Contains(new(new(claim.System, claim.Number), invoice.Id)) && Basis(events[(int)claim.Since - 1]) == claim.By));
    }

    internal static bool ReferencesAreEveryOtherNumber(Decider decide, Script script)
    {
        var story = Story.Of(decide, script);
        var numbers = new Ledger(story.Events).Numbers;
        return story.End.Invoices.All(invoice =>
        {
            var (_, system, number) = story.End.Authority(invoice.Id);
            return numbers.Where(held => held.Invoice == invoice.Id).Select(held => held.What).Distinct()
                .Where(held => held.System != system || held.Number != number)
                .SequenceEqual(Numbering.References(story.End.Header, invoice));
        });
    }

    private static bool HasOrHad(Invoice invoice, ErpKey key) =>
        invoice.Records.Concat(invoice.Released).Count(record => record.Key == key) == 1;

    private static ClaimBasis Basis(Event happened) => happened switch
    {
        Event.Issued => ClaimBasis.Issued,
        Event.Created => ClaimBasis.Given,
        Event.Imported => ClaimBasis.Imported,
        _ => ClaimBasis.Confirmed,
    };
}
