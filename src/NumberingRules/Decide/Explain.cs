using System.Diagnostics;

namespace NumberingRules;

/// <summary>
/// The rules in words a bookkeeper understands: why a number counts, what a rejection or finding means, and what to do
/// about it. The documentation is printed from here.
/// </summary>
public static partial class Explain
{
    /// <summary>Why this number counts, in one sentence that cites the article's clause.</summary>
    public static string Why(Authority authority) =>
        authority.Number is { } number ? $"{number} counts: {Because(authority.Rule)}." : $"No number counts yet: {Because(authority.Rule)}.";

    /// <summary>What makes a rule decide, as the second half of that sentence.</summary>
    public static string Because(AuthorityRule rule) => rule switch
    {
        AuthorityRule.HomeAlways => "this book lets the home number of an invoice created at home prevail, before and after the sync (policy in place of C4)",
        AuthorityRule.ErpFromTheStart => "the invoice came from the ERP and keeps the number it brought from there (C5, C6)",
        AuthorityRule.ErpAfterSync => "the invoice is approved and the ERP has given it a number, which is displayed from then on (C2, C3, C4)",
        AuthorityRule.HomeUntilSynced => "the invoice was created at home and shows its home number until it is approved and the ERP's number is known (C1)",
        AuthorityRule.HomeAfterDisconnect => "the connection to the ERP has ended, so home numbering applies again (C7)",
        AuthorityRule.OnlyNumberHeld => "the connection to the ERP has ended and the invoice has no home number, so the ERP number is kept on display (C8)",
        AuthorityRule.NoNumberYet => "the invoice holds none that may be shown in its state (C1, C2)",
        _ => throw new UnreachableException(),
    };

    /// <summary>What a finding means, and what to do about it; commands are named as their types, such as <c>`Command.CloseSeries`</c>.</summary>
    public static (string Meaning, string Remedy) Of(Finding finding) => Of(finding, TypeOf);

    /// <summary>What a finding means, and what to do about it, in the words of a speaker.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="say">How the speaker names a command, given its name in scripts, such as <c>closeSeries</c>.</param>
    public static (string Meaning, string Remedy) Of(Finding finding, Func<string, string> say) => Said(Plain(finding), say);

    /// <summary>
    /// What a rejection is about, in words: the book or the invoice that was asked for; of a number its series, scope, period and
    /// the next that would do; of a definition the field; of an invoice that exists what it was made with otherwise. Null when the decision is no rejection.
    /// </summary>
    /// <param name="command">The command that was decided.</param>
    /// <param name="decision">What became of it.</param>
    /// <param name="book">What the book is called, if it has a name.</param>
    public static string? Detail(Command command, Decision decision, string? book = null)
    {
        ArgumentNullException.ThrowIfNull(decision);
        var asked = command is Command.Together together && decision.At is { } at ? together.Commands[at] : command;
        return decision.Rejection switch
        {
            null => null,
            Rejection.BookNotOpen => OfBook(Details.NotOpen, book),
            Rejection.InvoiceUnknown => OfBook($"the book has no invoice '{(asked as Command.OnInvoice)?.Invoice}'", book),
            _ when decision.Detail is { } detail => OfBook(detail, book),
            _ => asked is Command.OnInvoice about ? $"invoice '{about.Invoice}'" : OfBook("the book", book),
        };
    }

    /// <summary>The same of a book that has a name.</summary>
    internal static string OfBook(string detail, string? book) =>
        book is not null && detail.StartsWith("the book", StringComparison.Ordinal) ? $"book '{book}'{detail["the book".Length..]}" : detail;

    private static (string Meaning, string Remedy) Plain(Finding finding) => finding switch
    {
        Finding.DuplicateInErp => (
            "The ERP has a second record of the same invoice; a blind retry usually made it.",
            "Void or delete one of the two in the ERP, then {release} its key."),
        Finding.ErpNumberDiffers => (
            "The ERP gave the invoice a number of its own although the policy says that the home number prevails.",
            "Let the ERP take numbers from outside, or {setPolicy} so that the ERP's number prevails."),
        Finding.ErpNumberShared => (
            "Another invoice that is not void has the same ERP number now.",
            "Look both up in the ERP. If one number was reported wrongly, {confirm} the right one with a higher version."),
        Finding.HomeNumberOwed => (
            "The invoice should have taken a home number and could not: its series is closed or used up, it lacks a scope, or its date or form cannot be numbered.",
            "Give the series a successor or more room ({closeSeries} with a successor, {setPolicy} with another import series) or {import} it again with the scope, then {number} it."),
        Finding.SameText => (
            "A home number and another invoice's ERP number read the same, and two invoices may display one text.",
            "Nothing is lost, but people will confuse the two: {advance} the home series past the ERP's numbers, or use one with a prefix the ERP does not use."),
        _ => throw new UnreachableException(),
    };

    /// <summary>A remedy names commands between braces, by their names in scripts: each speaker has another word for them.</summary>
    private static (string Meaning, string Remedy) Said((string Meaning, string Remedy) plain, Func<string, string> say)
    {
        ArgumentNullException.ThrowIfNull(say);
        var remedy = plain.Remedy.Split('{', '}');
        for (var at = 1; at < remedy.Length; at += 2)
        {
            remedy[at] = say(remedy[at]);
        }

        return (plain.Meaning, string.Concat(remedy));
    }

    private static string TypeOf(string command) => $"`Command.{char.ToUpperInvariant(command[0])}{command[1..]}`";
}
