namespace NumberingRules.Benchmarks;

/// <summary>The books the benchmarks ask.</summary>
internal static class SampleBooks
{
    internal static readonly DateOnly Date = new(2026, 3, 9);

    internal static readonly Command[] Opening = [new Command.Open([new("rl", "RL-{seq:0000000}")]), new Command.Connect("acme")];

    internal static Register Opened(params Command[] commands)
    {
        var book = new Register();
        Do(book, [.. Opening, .. commands]);
        return book;
    }

    internal static void Do(Register book, params ReadOnlySpan<Command> commands)
    {
        foreach (var command in commands)
        {
            if (book.Do(command).Rejection is { } rejection)
            {
                throw new InvalidOperationException($"{command.Name}: {Name.Of(rejection)}");
            }
        }
    }

    /// <summary>Invoices in the states a list shows: drafts, approved, sent, synced, imported, with and without a number.</summary>
    internal static Register Mixed(int invoices)
    {
        var book = Opened();
        for (var at = 0; at < invoices; at++)
        {
            var id = new InvoiceId($"A{at}");
            Do(book, (at % 8) switch
            {
                0 => [new Command.Create(id, Date)],
                1 => [new Command.Create(id, Date), new Command.Submit(id)],
                2 => [new Command.Create(id, Date), new Command.Approve(id), new Command.Send(id)],
                3 => [new Command.Import(id, $"K{at}", null, Date)],
                4 or 5 => [new Command.Import(id, $"K{at}", $"SI-{at}", Date)],
                _ => Life(id, at),
            });
        }

        return book;
    }

    /// <summary>A journal of invoices that were created, approved, sent and confirmed: five entries each.</summary>
    internal static Event[] Journal(int entries) => [.. Happened().Take(entries)];

    /// <summary>The same without an end, one after the other.</summary>
    internal static IEnumerable<Event> Happened()
    {
        var book = new Register();
        return Opening.Concat(Enumerable.Range(0, int.MaxValue).SelectMany(at => Life($"A{at}", at))).SelectMany(command => book.Do(command).Events);
    }

    internal static Command[] Life(InvoiceId id, int at) =>
        [new Command.Create(id, Date), new Command.Approve(id), new Command.Send(id), new Command.Confirm(id, $"K{at}", $"SI-{at}")];
}
