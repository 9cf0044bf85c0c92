namespace NumberingRules.Proof.Enumeration;

/// <summary>SPEC §3 and §5 read literally, from what an invoice and a book are said to be, and from nothing the core derives.</summary>
internal static class SpecTable
{
    internal static Authority Answer(BookHeader book, Invoice invoice)
    {
        InvoiceNumber? h = null;
        foreach (var claim in invoice.Claims)
        {
            h = claim.System == Side.Home ? claim.Number : h;
        }

        var e = invoice.Records.Count == 0 ? null : invoice.Records[0].Number;
        var never = book.Connection == Connection.Never;
        var live = book.Connection is Connection.Connected or Connection.Interrupted;
        var disconnected = book.Connection == Connection.Disconnected;
        var approved = invoice.Approval == Approval.Approved;
        if (book.Policy.Authority == Side.Home && invoice.Origin == Side.Home && h is not null)
        {
            return new(AuthorityRule.HomeAlways, Side.Home, h);
        }

        if (live && invoice.Origin == Side.Erp && e is not null)
        {
            return new(AuthorityRule.ErpFromTheStart, Side.Erp, e);
        }

        if (live && invoice.Origin == Side.Home && approved && e is not null)
        {
            return new(AuthorityRule.ErpAfterSync, Side.Erp, e);
        }

        if ((never || live) && invoice.Origin == Side.Home && h is not null)
        {
            return new(AuthorityRule.HomeUntilSynced, Side.Home, h);
        }

        if (disconnected && h is not null)
        {
            return new(AuthorityRule.HomeAfterDisconnect, Side.Home, h);
        }

        return disconnected && e is not null && (invoice.Origin == Side.Erp || approved)
            ? new(AuthorityRule.OnlyNumberHeld, Side.Erp, e)
            : new(AuthorityRule.NoNumberYet, null, null);
    }

    /// <summary>"Every other number the invoice ever held, oldest first, each pair once at its first occurrence, the authoritative pair left out."</summary>
    internal static bool AreReferences(ValueList<Reference> told, Authority answer, Invoice invoice)
    {
        var at = 0;
        for (var claim = 0; claim < invoice.Claims.Count; claim++)
        {
            var (system, number) = (invoice.Claims[claim].System, invoice.Claims[claim].Number);
            var again = false;
            for (var earlier = 0; earlier < claim; earlier++)
            {
                again |= invoice.Claims[earlier].System == system && invoice.Claims[earlier].Number == number;
            }

            if (!again && (system != answer.System || number != answer.Number))
            {
                if (at >= told.Count || told[at] != new Reference(system, number))
                {
                    return false;
                }

                at++;
            }
        }

        return at == told.Count;
    }

    internal static Sync EffectiveSync(BookHeader book, Invoice invoice)
    {
        if (invoice.Records.Count > 0)
        {
            return Sync.Synced;
        }

        return invoice.StoredSync == Sync.Sent && (invoice.SentEpoch != book.Epoch || book.Connection != Connection.Connected)
            ? Sync.Uncertain
            : invoice.StoredSync;
    }

    internal static bool IsInFlight(BookHeader book, Invoice invoice) => EffectiveSync(book, invoice) is Sync.Sent or Sync.Uncertain;

    internal static bool IsVoid(Invoice invoice) =>
        invoice.VoidedByHome || invoice.ErpSaidVoid || (invoice.Origin == Side.Erp && invoice.Records.Count == 0);
}
