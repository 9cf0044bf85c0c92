namespace NumberingRules.Storage.Tests.Journal;

/// <summary>A journal made by many different commands, the same every time but for the salts.</summary>
internal static class SampleJournal
{
    internal const string Book = "main & co";

    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    /// <summary>A journal of 500 entries; every seventh free text is erased.</summary>
    internal static IReadOnlyList<StoredEntry> Entries { get; } = [.. Made(500).Select(entry => entry.Number % 7 == 0 ? entry with { Text = null } : entry)];

    internal static EntryHash Head => Entries[^1].Hash;

    /// <summary>Seals events of one book after each other, whatever they are.</summary>
    internal static IReadOnlyList<StoredEntry> Seal(IEnumerable<Event> events) => Seal(events.Select(happened => (happened, default(ValueList<Noted>), default(string))));

    internal static byte[] Export(IEnumerable<StoredEntry> entries)
    {
        var export = new MemoryStream();
        JournalExport.WriteAsync(export, Book, entries.ToAsyncEnumerable(), default).Now();
        return export.ToArray();
    }

    internal static VerifyReport Verify(byte[] export, EntryHash? head = null) => JournalExport.VerifyAsync(new MemoryStream(export), head).Now();

    internal static JournalAudit Audit(IEnumerable<StoredEntry> entries, EntryHash? head = null, string book = Book) =>
        JournalAudit.OfAsync(book, entries.Select(entry => new FoundEntry(entry)).ToAsyncEnumerable(), head).Now();

    private static List<StoredEntry> Seal(IEnumerable<(Event Happened, ValueList<Noted> Findings, string? Actor)> entries)
    {
        var writer = new EntryWriter();
        var sealedOnes = new List<StoredEntry>();
        var hash = Chain.Start(Book);
        foreach (var (happened, findings, actor) in entries)
        {
            var number = sealedOnes.Count + 1L;
            sealedOnes.Add(writer.Seal(hash, number, Start.AddMinutes(number / 3), happened, findings, actor));
            hash = sealedOnes[^1].Hash;
        }

        return sealedOnes;
    }

    private static List<StoredEntry> Made(int count)
    {
        var (register, chance) = (new Register(), new Random(20260105));
        var entries = new List<(Event, ValueList<Noted>, string?)>();
        while (entries.Count < count)
        {
            var decision = register.Do(entries.Count switch
            {
                0 => new Command.Open([new("rl", "RL-{seq:00000}"), new("m", "{date:yyyy}/{date:MM}-{seq}", Reset: Reset.Monthly)]),
                _ when register.Header.Connection == Connection.Never => new Command.Connect("acme"),
                _ => Any(chance),
            });
            entries.AddRange(decision.Events.Select((happened, at) =>
                (happened, at == 0 ? decision.Findings : default, chance.Next(3) == 0 ? "Zoë \"Z\" <z@example.com>" : null)));
        }

        return Seal(entries.Take(count));
    }

    private static Command Any(Random chance)
    {
        var invoice = new InvoiceId($"INV-{chance.Next(60)} é");
        var date = new DateOnly(2026, 1, 1).AddDays(chance.Next(300));
        var (key, number) = (new ErpKey($"K{chance.Next(90)}"), new InvoiceNumber($"SI\\{chance.Next(80)}"));
        return chance.Next(40) switch
        {
            < 8 => new Command.Create(invoice, date, chance.Next(2) == 0 ? "m" : null, chance.Next(6) == 0 ? $"OLD {chance.Next(99)}" : null),
            < 11 => new Command.Import(invoice, key, number, date, chance.Next(2) == 0),
            < 16 => new Command.Approve(invoice),
            < 18 => new Command.Submit(invoice),
            < 23 => new Command.Send(invoice),
            < 25 => new Command.Lose(invoice),
            < 27 => new Command.Resend(invoice),
            < 29 => new Command.Refuse(invoice, "the period is\nclosed"),
            < 33 => new Command.Confirm(invoice, key, number, chance.Next(5)),
            < 34 => new Command.Release(invoice, "deleted there"),
            < 35 => new Command.Void(invoice, Side.Erp, "entered twice"),
            < 36 => new Command.Withdraw(invoice),
            < 37 => new Command.Unlink(invoice),
            < 38 => new Command.Relink(invoice),
            < 39 => new Command.Interrupt("access revoked"),
            _ => chance.Next(4) switch { 0 => new Command.Disconnect("contract ended"), 1 => new Command.Recover(), _ => new Command.Connect("acme") },
        };
    }
}
