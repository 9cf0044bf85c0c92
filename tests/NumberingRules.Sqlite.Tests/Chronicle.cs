using System.Globalization;
using System.Text;
using NumberingRules.Storage;

namespace NumberingRules.Sqlite.Tests;

/// <summary>A book told by commands: what each changes, as a change set, without the library's writer.</summary>
internal sealed class Chronicle(string name)
{
    private static readonly DateTimeOffset Instant = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    internal static DateOnly Day { get; } = new(2026, 1, 5);

    internal string Name => name;

    internal Book Book { get; private set; } = Book.Empty;

    /// <summary>The row as it was last told; its id is that of the store once <see cref="Know"/> was called.</summary>
    internal BookRow? Row { get; private set; }

    internal static Command Open { get; } = new Command.Open([new(new("s"), "R-{seq:0000}"), new(new("y"), "Y{date:yyyy}-{seq:000}", Reset: Reset.Yearly)]);

    internal static Command Create(string id, DateOnly? date = null) => new Command.Create(new(id), date ?? Day);

    internal static Command Import(string id, string key, string? number = null, DateOnly? date = null) =>
        new Command.Import(new(id), new(key), number is null ? null : new(number), date ?? Day);

    /// <summary>Takes over the row as the store has it.</summary>
    internal void Know(BookRow row) => Row = row;

    internal ChangeSet Do(params Command[] commands) => new([Change(commands)]);

    internal BookChange Change(params Command[] commands)
    {
        var was = Book;
        var events = new List<(Event Event, ValueList<Noted> Findings)>();
        foreach (var command in commands)
        {
            Book = Book.Do(command, out var decision);
            Assert.True(decision.Outcome == Outcome.Accepted, $"{command}: {decision}");
            events.AddRange(decision.Events.AsEnumerable().Select((happened, at) => (happened, at == 0 ? decision.Findings : default)));
        }

        return Of(was, events);
    }

    private BookChange Of(Book was, List<(Event Event, ValueList<Noted> Findings)> events)
    {
        var before = Row;
        var (head, number, about) = (before?.Head ?? Chain.Start(name), before?.Entries ?? 0, (Entry: before?.AboutBook ?? 0, Hash: before?.AboutBookHash ?? default));
        var entries = new List<EntryRow>();
        var findings = new List<FindingRow>();
        var positions = new Dictionary<(SeriesId, Period), PositionRow>();
        var issued = new Dictionary<InvoiceId, Event.Issued>();
        foreach (var (happened, found) in events)
        {
            var body = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"entry\":{++number},\"{happened.GetType().Name}\":\"a body about as long as one is, so that what it costs shows\"}}"));
            head = Chain.Link(head, body);
            var invoice = happened is Event.OnInvoice on ? Book.Find(on.Invoice)!.Appeared : 0;
            var text = (happened as Event.Voided)?.Reason is { } reason ? new FreeText(new byte[FreeText.SaltSize], reason.Text, null) : null;
            entries.Add(new(new(number, body, head, text), invoice, Instant));
            about = invoice == 0 ? (number, head) : about;
            findings.AddRange(found.AsEnumerable().Select(noted => new FindingRow(number, noted.Finding, noted.Invoice)));
            if (happened is Event.Issued one)
            {
                issued[one.Invoice] = one;
                positions[(one.Series, one.Period)] = new(one.Series, "", one.Period, one.SequenceNumber + 1, one.Date);
            }
        }

        var header = Book.Header;
        var changed = Touched(events);
        var after = new BookRow(
            before?.Id ?? 0, name, before?.Identity ?? Guid.Parse("0195a1b2-0000-7000-8000-0000000000aa"), 1, number, head, Instant, about.Entry, about.Hash,
            header.HasExchanged, header.Connection, header.Epoch, header.Policy.Authority == Side.Home);
        Row = after;
        return new(before, after)
        {
            Entries = entries,
            Invoices = [.. changed.Select(id => (was.Find(id) is { } old ? new InvoiceRow(old) : null, new InvoiceRow(Book.Find(id)!)))],
            Freed = [.. changed.SelectMany(id => Keys(was, id).Except(Keys(Book, id)).Select(key => new NumberRow(NumberKind.Key, key, Book.Find(id)!.Appeared, Held: false)))],
            Taken = [.. changed.SelectMany(id => Taken(was, id, issued))],
            Positions = [.. positions.Values],
            Findings = findings,
        };
    }

    private List<InvoiceId> Touched(List<(Event Event, ValueList<Noted> Findings)> events) =>
        [.. events.Select(one => one.Event).OfType<Event.OnInvoice>().Select(happened => happened.Invoice).Distinct().OrderBy(id => Book.Find(id)!.Appeared)];

    private static IEnumerable<string> Keys(Book book, InvoiceId id) => book.Find(id)?.Records.AsEnumerable().Select(record => record.Key.Text) ?? [];

    private IEnumerable<NumberRow> Taken(Book was, InvoiceId id, Dictionary<InvoiceId, Event.Issued> issued)
    {
        var now = Book.Find(id)!;
        foreach (var claim in now.Claims.AsEnumerable().Skip(was.Find(id)?.Claims.Count ?? 0))
        {
            yield return claim.System == Side.Erp ? new(NumberKind.Erp, claim.Number.Text, now.Appeared, Held: false)
                : issued.TryGetValue(id, out var one) ? new(NumberKind.Home, claim.Number.Text, now.Appeared, Held: true, one.Series.Text, "", one.Period.Value, one.SequenceNumber)
                : new(NumberKind.Home, claim.Number.Text, now.Appeared, Held: true, Outside: true);
        }

        foreach (var key in Keys(Book, id).Except(Keys(was, id)))
        {
            yield return new(NumberKind.Key, key, now.Appeared, Held: true);
        }
    }
}
