namespace NumberingRules.Proof.Enumeration;

/// <summary>What must hold in every state (SPEC §8), each law by its number; null when it does.</summary>
internal static class StateLaws
{
    internal static string? Broken(Rules rules, Scope scope, Model book) =>
        !book.Header.IsOpen ? WayOut.Problem(rules, scope, book)
        : Answers(rules, book) ?? Holders(book) ?? Numbers(book) ?? Disconnected(rules, scope, book)
            ?? Restoring(rules, book) ?? WayOut.Problem(rules, scope, book);

    private static string? Answers(Rules rules, Model book)
    {
        foreach (var invoice in book.Invoices)
        {
            var answer = rules.Answer(book.Header, invoice);
            var expected = SpecTable.Answer(book.Header, invoice);
            if (answer != expected)
            {
                return $"law 5: {invoice.Id} shows {answer.Number?.Text ?? "nothing"} by {Name.Of(answer.Rule)}; SPEC §5 says {expected.Number?.Text ?? "nothing"} by {Name.Of(expected.Rule)}";
            }

            if (answer is { System: { } system, Number: { } number } && !invoice.Holds(system, number))
            {
                return $"law 5: {invoice.Id} shows {number}, which it never held";
            }

            if (!SpecTable.AreReferences(Numbering.References(book.Header, invoice), answer, invoice))
            {
                return $"law 3: the references of {invoice.Id} are not every other number it held, oldest first";
            }

            if (Numbering.EffectiveSync(book.Header, invoice) != SpecTable.EffectiveSync(book.Header, invoice)
                || Numbering.ShownSync(book.Header, invoice) != (invoice.IsUnlinked ? Sync.Unlinked : SpecTable.EffectiveSync(book.Header, invoice))
                || invoice.IsVoid != SpecTable.IsVoid(invoice))
            {
                return $"§3: sync or void of {invoice.Id} is not as told";
            }

            if (book.Header.IsLive && invoice.Origin == Side.Erp && answer.Number != (invoice.IsLinked ? invoice.Records[0].Number : null))
            {
                return $"law 6: live, {invoice.Id} was created in the ERP and shows {answer.Number?.Text ?? "nothing"}";
            }
        }

        return null;
    }

    /// <summary>Laws 3 and 10: a key is held once in the book, and an invoice has it or had it, once.</summary>
    private static string? Holders(Model book)
    {
        foreach (var invoice in book.Invoices)
        {
            for (var at = 0; at < invoice.Records.Count; at++)
            {
                var key = invoice.Records[at].Key;
                if (book.HolderOf(key) != invoice.Id || invoice.RecordWith(key) != at)
                {
                    return $"law 10: the key {key} is held more than once";
                }

                if (invoice.ReleasedWith(key) >= 0)
                {
                    return $"law 3: {invoice.Id} has the key {key} and has released it";
                }

                if (invoice.Records[at].Number is { } number && !invoice.Holds(Side.Erp, number))
                {
                    return $"law 3: {invoice.Id} holds {number} without a claim";
                }
            }

            var home = 0;
            foreach (var claim in invoice.Claims)
            {
                home += claim.System == Side.Home ? 1 : 0;
                if (claim.System == Side.Home && (claim.Number != invoice.HomeNumber || book.HolderOf(claim.Number) != invoice.Id))
                {
                    return $"law 4: the home number {claim.Number} of {invoice.Id} is another's too, or it holds two";
                }
            }

            if (home != (invoice.HomeNumber is null ? 0 : 1))
            {
                return $"law 3: {invoice.Id} has {home} claims of home numbers";
            }
        }

        return null;
    }

    /// <summary>Laws 4 and 11: below each position every number is issued, to one invoice, or taken over; and reads back as what it is.</summary>
    private static string? Numbers(Model book)
    {
        foreach (var place in book.Places.All)
        {
            var series = book.Header.Series.Find(place.Series)!.Series;
            var used = place.TakenOver;
            foreach (var invoice in book.Invoices)
            {
                if (invoice.IssuedBy == place.Series)
                {
                    if (!series.TryParse(invoice.HomeNumber!.Text, out var read) || series.Print(read.SequenceNumber, invoice.Date, invoice.Scope, invoice.Form) != invoice.HomeNumber)
                    {
                        return $"law 11: {invoice.HomeNumber} does not read back";
                    }

                    var bit = 1UL << (int)read.SequenceNumber;
                    var isHere = read.Period == place.Period && read.Scope == place.Scope;
                    if (isHere && (used & bit) != 0)
                    {
                        return $"law 4: number {read.SequenceNumber} of {series.Id} is used twice";
                    }

                    used |= isHere ? bit : 0;
                }
            }

            var below = (1UL << (int)place.Next) - (1UL << (int)series.First);
            if (used != below || place.Next > series.Last + 1)
            {
                return $"law 4: below {place.Next} of {series.Id} not exactly the numbers issued and taken over";
            }
        }

        return null;
    }

    private static string? Disconnected(Rules rules, Scope scope, Model book)
    {
        if (book.Header.Connection != Connection.Disconnected)
        {
            return null;
        }

        foreach (var invoice in book.Invoices)
        {
            var answer = rules.Answer(book.Header, invoice);
            if (invoice.HomeNumber is { } h ? (answer.System, answer.Number) != (Side.Home, h)
                : scope.KeepsDefaultPolicy && !(invoice.Origin == Side.Erp && (invoice.IsVoid || rules.Decide(book, new Command.Number(invoice.Id)).Rejection
                    is null or Rejection.SeriesClosed or Rejection.ScopeMismatch or Rejection.FormUnknown or Rejection.DateOutsideValidity or Rejection.SeriesExhausted or Rejection.DateOutOfRange or Rejection.DateOutOfOrder)))
            {
                return $"law 7: disconnected, {invoice.Id} shows {answer.Number?.Text ?? "nothing"}";
            }
        }

        return null;
    }

    private static string? Restoring(Rules rules, Model book)
    {
        if (!book.Header.IsLive)
        {
            return null;
        }

        var after = new Register(book);
        if (!Does(rules, after, new Command.Disconnect()) || !Does(rules, after, new Command.Connect(book.Header.Company!)))
        {
            return "law 8: a live book cannot be disconnected and connected again";
        }

        foreach (var invoice in book.Invoices)
        {
            if (rules.Answer(book.Header, invoice) != rules.Answer(after.Header, after.Find(invoice.Id)!))
            {
                return $"law 8: disconnect and connect change the answer of {invoice.Id}";
            }
        }

        return null;
    }

    internal static bool Does(Rules rules, Register book, Command command)
    {
        var decision = rules.Decide(book, command);
        foreach (var happened in decision.Events)
        {
            rules.Fold(book, happened);
        }

        return decision.Outcome == Outcome.Accepted;
    }
}
