using System.Globalization;
using NumberingRules.Storage;

namespace NumberingRules.CrashHost;

/// <summary>The commands of the modes as a word and its fields, so that who reads the lines can make them again.</summary>
internal static class Wire
{
    private const char Between = '|';

    internal static Command Open { get; } = new Command.Open(
        [new("rl", "RL-{seq:0000000}"), new("year", "Y{date:yyyy}-{seq}", Reset: Reset.Yearly)], new(HomeNumber: HomeNumberPolicy.OnCreate));

    internal static Command Import(InvoiceId id, DateOnly date) => new Command.Import(id, $"K{id}", $"E{id}", date, ErpVersion: 1);

    internal static string Text(Command command) => command switch
    {
        Command.Create c => string.Join(Between, c.Name, c.Invoice, Day(c.Date), c.Series),
        Command.Import c => string.Join(Between, c.Name, c.Invoice, Day(c.Date)),
        Command.OnInvoice c => string.Join(Between, c.Name, c.Invoice),
        _ => command.Name,
    };

    internal static Command Read(string text) => text.Split(Between) switch
    {
        ["open"] => Open,
        ["connect"] => new Command.Connect("acme"),
        ["recover"] => new Command.Recover(),
        ["create", var id, var date, var series] => new Command.Create(id, Day(date), series.Length == 0 ? null : series),
        ["import", var id, var date] => Import(id, Day(date)),
        ["approve", var id] => new Command.Approve(id),
        ["send", var id] => new Command.Send(id),
        ["refuse", var id] => new Command.Refuse(id, "the period is closed"),
        ["lose", var id] => new Command.Lose(id),
        ["confirm", var id] => new Command.Confirm(id, $"K{id}", $"E{id}", 1),
        ["void", var id] => new Command.Void(id, Side.Home, "made by mistake"),
        _ => throw new FormatException($"'{text}' is no command of these modes"),
    };

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Day(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
