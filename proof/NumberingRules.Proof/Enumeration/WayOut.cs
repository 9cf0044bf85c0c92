namespace NumberingRules.Proof.Enumeration;

/// <summary>
/// Law 12, by execution: from a state, commands that must each be accepted lead to a settled book, first connected, then
/// disconnected. <b>Settled</b>: no invoice is in flight, and each is void, or approved, linked, not unlinked and shows
/// a number; disconnected, each that is not void shows its home number. Made by rule, not searched: what must be done
/// next follows from the state, and a series that has no number left is closed in favour of a fresh one.
/// </summary>
internal static class WayOut
{
    private const int MostSteps = 12;

    internal static string? Problem(Rules rules, Scope scope, Model start)
    {
        var book = new Register(start);
        return Way(rules, scope, book, start) is { } stuck ? "law 12: no way to a settled book: " + stuck : null;
    }

    private static string? Way(Rules rules, Scope scope, Register book, Model start)
    {
        if (!book.Header.IsOpen && !StateLaws.Does(rules, book, new Command.Open(scope.Series)))
        {
            return "it does not open";
        }

        if ((book.Header.Connection != Connection.Connected || book.Header.SyncFrom is not null)
            && !StateLaws.Does(rules, book, new Command.Connect(book.Header.Company ?? "acme", SyncFrom.None)))
        {
            return "it does not connect";
        }

        foreach (var invoice in start.Invoices)
        {
            if (!Goes(rules, book, invoice.Id, FirstToSync))
            {
                return $"{invoice.Id} does not get its ERP number";
            }
        }

        foreach (var invoice in start.Invoices)
        {
            if (!IsSettled(rules, book, book.Find(invoice.Id)!))
            {
                return $"{invoice.Id} is not settled while connected";
            }
        }

        return !StateLaws.Does(rules, book, new Command.Disconnect()) ? "it does not disconnect" : Home(rules, book, start);
    }

    private static string? Home(Rules rules, Register book, Model start)
    {
        foreach (var invoice in start.Invoices)
        {
            if (!Goes(rules, book, invoice.Id, FirstToNumber))
            {
                return $"{invoice.Id} does not get its home number";
            }

            var end = book.Find(invoice.Id)!;
            if (SpecTable.IsInFlight(book.Header, end)
                || (!end.IsVoid && (end.HomeNumber is null || rules.Answer(book.Header, end).Number != end.HomeNumber)))
            {
                return $"{invoice.Id} is not settled while disconnected";
            }
        }

        return null;
    }

    private static bool IsSettled(Rules rules, Register book, Invoice invoice) =>
        !SpecTable.IsInFlight(book.Header, invoice)
        && (SpecTable.IsVoid(invoice)
            || (invoice is { Approval: Approval.Approved, IsLinked: true, IsUnlinked: false } && rules.Answer(book.Header, invoice).Number is not null));

    private static bool Goes(Rules rules, Register book, InvoiceId id, Func<Register, Invoice, Command?> next)
    {
        for (var steps = 0; steps < MostSteps; steps++)
        {
            if (next(book, book.Find(id)!) is not { } command)
            {
                return true;
            }

            if (!StateLaws.Does(rules, book, command) && !MakesRoom(rules, book, command, steps))
            {
                return false;
            }
        }

        return false;
    }

    private static Command? FirstToSync(Register book, Invoice invoice) =>
        SpecTable.IsInFlight(book.Header, invoice) ? new Command.Refuse(invoice.Id, "looked up: absent")
        : SpecTable.IsVoid(invoice) ? null
        : invoice.IsUnlinked ? new Command.Relink(invoice.Id)
        : invoice.Approval != Approval.Approved ? new Command.Approve(invoice.Id)
        : !invoice.IsLinked ? Sent(book, invoice)
        : invoice.ErpNumber is null ? new Command.Confirm(invoice.Id, invoice.Records[0].Key, "fresh number of " + invoice.Id, long.MaxValue)
        : null;

    private static Command.Together Sent(Register book, Invoice invoice) => new(
    [
        new Command.Send(invoice.Id),
        new Command.Confirm(invoice.Id, $"fresh key of {invoice.Id}", $"fresh number of {invoice.Id}", book.Header.Epoch),
    ]);

    private static Command? FirstToNumber(Register book, Invoice invoice) =>
        invoice.IsVoid || invoice.HomeNumber is not null ? null : new Command.Number(invoice.Id);

    /// <summary>Where a series stands in the way: a fresh one takes its place.</summary>
    private static bool MakesRoom(Rules rules, Register book, Command command, int step)
    {
        if (command is not (Command.Approve or Command.Number))
        {
            return false;
        }

        var invoice = book.Find(((Command.OnInvoice)command).Invoice)!;
        var full = book.Header.Series.EndOfChain(invoice.Series ?? book.Header.Policy.ImportSeries).Series.Id;
        SeriesId fresh = $"fresh {full}-{invoice.Id}-{step}";
        var scope = invoice.Scope is { } of ? $"{{scope:{new string('A', of.Text.Length)}}}" : "";
        var forms = invoice.Form is { } form ? [new SeriesForm(form, $"Form {full} {invoice.Id} {step}-{scope}.{{seq}}")] : default(ValueList<SeriesForm>);
        return StateLaws.Does(rules, book, new Command.AddSeries(new(fresh, $"Fresh {full} {invoice.Id} {step}-{scope}.{{seq}}", Forms: forms)))
            && StateLaws.Does(rules, book, new Command.CloseSeries(full, fresh));
    }
}
