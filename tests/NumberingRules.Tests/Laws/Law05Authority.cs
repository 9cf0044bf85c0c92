namespace NumberingRules.Tests.Laws;

/// <summary>
/// Law 5: the authoritative number is a claim of that invoice; it depends only on records, claims, origin, approval,
/// policy and connection.
/// </summary>
public sealed class Law05Authority
{
    /// <summary>SPEC §5, row by row; the first that fits.</summary>
    private static readonly (AuthorityRule Rule, Predicate<Known> When, Side? Answer)[] Rows =
    [
        (AuthorityRule.HomeAlways, it => it is { Policy: Side.Home, Origin: Side.Home, H: not null }, Side.Home),
        (AuthorityRule.ErpFromTheStart, it => it is { IsLive: true, Origin: Side.Erp, E: not null }, Side.Erp),
        (AuthorityRule.ErpAfterSync, it => it is { IsLive: true, Origin: Side.Home, Approval: Approval.Approved, E: not null }, Side.Erp),
        (AuthorityRule.HomeUntilSynced, it => it is { Connection: not Connection.Disconnected, Origin: Side.Home, H: not null }, Side.Home),
        (AuthorityRule.HomeAfterDisconnect, it => it is { Connection: Connection.Disconnected, H: not null }, Side.Home),
        (AuthorityRule.OnlyNumberHeld, it => it is { Connection: Connection.Disconnected, E: not null, IsErpsOrApproved: true }, Side.Erp),
        (AuthorityRule.NoNumberYet, _ => true, null),
    ];

    [Law]
    public void Law_05_the_authoritative_number_is_a_claim_of_the_invoice(Script script) =>
        Assert.True(IsAClaim(Numbering.Decide, Numbering.Authority, script));

    [Law]
    public void Law_05_authority_follows_from_records_claims_origin_approval_policy_and_connection(Script script) =>
        Assert.True(FollowsFromWhatIsKnown(Numbering.Decide, Numbering.Authority, script));

    [Law]
    public void Law_05_a_command_that_leaves_those_alone_leaves_the_answer_alone(Script script) =>
        Assert.True(ChangesOnlyWithWhatIsKnown(Numbering.Decide, Numbering.Authority, script));

    internal static bool IsAClaim(Decider decide, Answerer answer, Script script) =>
        Story.Of(decide, script).Books.All(book => book.Invoices.All(invoice =>
            answer(book.Header, invoice) is not { System: { } system, Number: { } number }
            || invoice.Claims.Any(claim => claim.System == system && claim.Number == number)));

    internal static bool FollowsFromWhatIsKnown(Decider decide, Answerer answer, Script script) =>
        Story.Of(decide, script).Books.All(book => book.Invoices.All(invoice => answer(book.Header, invoice) == Restated(Known.Of(book.Header, invoice))));

    internal static bool ChangesOnlyWithWhatIsKnown(Decider decide, Answerer answer, Script script) =>
        Story.Of(decide, script).Steps.All(step => step.Before.Invoices.All(before =>
        {
            var after = step.After.Find(before.Id)!;
            return Known.Of(step.Before.Header, before) != Known.Of(step.After.Header, after)
                || answer(step.Before.Header, before) == answer(step.After.Header, after);
        }));

    private static Authority Restated(Known it)
    {
        var row = Array.Find(Rows, row => row.When(it));
        return new(row.Rule, row.Answer, row.Answer switch { Side.Home => it.H, Side.Erp => it.E, _ => null });
    }

    private sealed record Known(Side Origin, Approval Approval, InvoiceNumber? H, InvoiceNumber? E, Side Policy, Connection Connection)
    {
        internal bool IsLive => Connection is Connection.Connected or Connection.Interrupted;

        internal bool IsErpsOrApproved => Origin == Side.Erp || Approval == Approval.Approved;

        internal static Known Of(BookHeader book, Invoice invoice) => new(
            invoice.Origin,
            invoice.Approval,
            invoice.Claims.Where(claim => claim.System == Side.Home).Select(claim => claim.Number).SingleOrDefault(),
            invoice.Records.Select(record => record.Number).FirstOrDefault(),
            book.Policy.Authority,
            book.Connection);
    }
}
