using NumberingRules;

// The story of the article: two invoices, a connection, and its end.
var date = new DateOnly(2026, 1, 5);
var book = new Register();
Command[] story =
[
    new Command.Open([new("rl", "RL-{seq:00000}")]),
    new Command.Create("A1", date),
    new Command.Connect("acme", new DateOnly(2025, 1, 1)),
    new Command.Approve("A1"),
    new Command.Send("A1"),
    new Command.Confirm("A1", "501", "SI-1001"),
    new Command.Import("S7", "502", "SI-1002", date.AddDays(1)),
    new Command.Disconnect("contract ended"),
    new Command.Create("A2", date.AddDays(2)),
    new Command.Send("A2"),
];

foreach (var command in story)
{
    Console.WriteLine($"{command.Name}: {Told(book.Do(command))}");
    foreach (var invoice in book.Appeared)
    {
        Console.WriteLine($"    {invoice.Id}: {Numbering.Authority(book.Header, invoice).Why}{Kept(invoice)}");
    }
}

static string Told(Decision decision) => decision.Rejection is { } rejection
    ? $"{Name.Of(rejection)}. {Explain.Of(rejection).Remedy}"
    : Name.Of(decision.Outcome);

string Kept(Invoice invoice)
{
    var references = Numbering.References(book.Header, invoice);
    return references.Count == 0 ? "" : $" For reference: {string.Join(", ", references.Select(reference => reference.Number))}.";
}
